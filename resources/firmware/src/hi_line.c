/* hi_line.c: commands from bytes, words from commands, text to bytes. */
#include "hi_line.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hi_board.h"

static char command[HI_COMMAND_SIZE + 1];
static size_t filled;

char *hi_next_command(uint32_t wait_us) {
  const uint32_t start = hi_board_us();
  for (;;) {
    const uint32_t waited = hi_board_us() - start;
    const int byte = hi_board_read(waited < wait_us ? wait_us - waited : 0);
    if (byte < 0) return NULL;
    if (byte == '%') {
      command[filled] = '\0';
      filled = 0;
      return command;
    }
    /* As the reference: what does not fit is lost without a word. */
    if (filled < HI_COMMAND_SIZE) command[filled++] = (char)byte;
  }
}

void hi_print(const char *format, ...) {
  char text[128];
  va_list arguments;
  va_start(arguments, format);
  const int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length > 0) hi_board_write(text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

char *hi_word(char **rest) {
  char *word = *rest + strspn(*rest, " ");
  if (*word == '\0') return NULL;
  char *end = word + strcspn(word, " ");
  *rest = end;
  if (*end != '\0') {
    *end = '\0';
    *rest = end + 1;
  }
  return word;
}

static const char *digits(const char *at) { return at + strspn(at, "0123456789"); }

bool hi_parse_number(const char *word, double *value) {
  if (word == NULL) return false;
  const char *at = word + (*word == '+' || *word == '-');
  const char *end = digits(at);
  size_t count = (size_t)(end - at);
  if (*end == '.') {
    at = end + 1;
    end = digits(at);
    count += (size_t)(end - at);
  }
  if (count == 0) return false;
  if (*end == 'e' || *end == 'E') {
    at = end + 1 + (end[1] == '+' || end[1] == '-');
    end = digits(at);
    if (end == at) return false;
  }
  if (*end != '\0') return false;
  *value = strtod(word, NULL);
  return isfinite(*value);
}

bool hi_parse_whole(const char *word, uint32_t most, uint32_t *value) {
  if (word == NULL || *word == '\0' || *digits(word) != '\0' || strlen(word) > 10) return false;
  const unsigned long long number = strtoull(word, NULL, 10);
  if (number > most) return false;
  *value = (uint32_t)number;
  return true;
}
