/* hi_monitor.h: what the original commands and the extension share. */
#ifndef HI_MONITOR_H
#define HI_MONITOR_H

#include <stdbool.h>
#include <stdint.h>

#include "hi_board.h"

/* 1: time stamps are edges of the trigger line; 0: lines with microseconds. */
#ifndef HI_ENERGY_MODE
#define HI_ENERGY_MODE 0
#endif

/* Marks a moment: a line, or a pulse. */
void hi_timestamp(void);

/* What `db` has loaded so far, and how many bytes that are. */
const uint8_t *hi_buffer(uint32_t *bytes);
/* Bytes of the model's input. */
uint32_t hi_sample_bytes(void);

/*
 * W untimed and N timed calls of `once` between the lines of `infer`. False when a call failed: its reason has been printed, and
 * the line m-infer-done is missing.
 */
bool hi_repeat(bool (*once)(void), uint32_t iterations, uint32_t warm_ups);

/* What the board does from now on; whatever it is, warm-ups stay warm-ups. */
void hi_enter(hi_phase phase);

/* A policy that never leaves early and never offloads. */
void hi_extension_start(void);
/* The commands that begin with `hi`; `rest` is what follows. */
void hi_extension(char *rest);

#endif
