/*
 * hi_board.h: everything the firmware wants from a board. A port is one file that defines these; src/ calls nothing else.
 */
#ifndef HI_BOARD_H
#define HI_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Printed by `name`; 1 to 40 printable characters without `]`. */
extern const char hi_board_vendor[];

/* Clocks, serial line (8N1, no flow control), trigger line as output, idle high. Called once after a reset. */
void hi_board_start(void);

/* The next byte of the serial line; -1 when none came within wait_us (0: look only). */
int hi_board_read(uint32_t wait_us);

/* Returns when all bytes are with the line or its driver; loses none. */
void hi_board_write(const char *bytes, size_t count);

/* Microseconds since some moment, wrapping at 2^32. Steps of at most 1000. */
uint32_t hi_board_us(void);
/* Size of those steps. */
uint32_t hi_board_timer_us(void);

/* The trigger line of energy mode: low for at least 1 us (make it 50 us or more), then high again. The falling edge counts. */
void hi_board_trigger(void);

/* What the board does from now on; for spare output pins on a power trace, or nothing. */
typedef enum { HI_PHASE_IDLE, HI_PHASE_WARM_UP, HI_PHASE_INFERENCE, HI_PHASE_DECISION, HI_PHASE_RADIO } hi_phase;
void hi_board_phase(hi_phase phase);

/* The board's own link: one TCP connection with TCP_NODELAY. Without one: has_network says false and the others fail. */
bool hi_board_has_network(void);
bool hi_board_connect(const char *host, uint16_t port);
bool hi_board_send(const uint8_t *bytes, size_t count);
/* Exactly `count` bytes, or false after wait_us or when the connection has ended. */
bool hi_board_receive(uint8_t *bytes, size_t count, uint32_t wait_us);
void hi_board_disconnect(void);

#ifdef __cplusplus
}
#endif
#endif
