/* hi_line.h: the serial line as commands that come in and text that goes out. */
#ifndef HI_LINE_H
#define HI_LINE_H

#include <stdbool.h>
#include <stdint.h>

/* Characters of a command before its `%`. */
#define HI_COMMAND_SIZE 80

/* The next command, without its `%`; null when none was complete within wait_us. Valid until the next call. */
char *hi_next_command(uint32_t wait_us);

/* Formatted text; at most 127 characters a call. */
void hi_print(const char *format, ...);

/* The next word of a command; null at its end. Spaces repeat and lead freely. `rest` is moved on. */
char *hi_word(char **rest);

/* Decimal numbers as a whole word; false where it is none. Nothing else that strtod takes: no hex, no inf, no nan. */
bool hi_parse_number(const char *word, double *value);
bool hi_parse_whole(const char *word, uint32_t most, uint32_t *value);

#endif
