/*
 * hi_monitor.c: the commands of MLPerf Tiny (name, profile, timestamp, help, db, infer, results), quirks of its monitor 2.2.0 included.
 */
#include "hi_monitor.h"

#include <stdlib.h>
#include <string.h>

#include "hi_exits.h"
#include "hi_firmware.h"
#include "hi_line.h"
#include "hi_model.h"

#define FIRMWARE "ULPMark for tinyML Firmware V0.0.1"

static uint8_t buffer[HI_MAX_INPUT]; /* what `db` loads */
static uint8_t input[HI_MAX_INPUT];  /* what the model sees: a buffer of another size leaves it as it was */
static uint32_t buffer_size;         /* as asked for by `db load`, even when there is no room for it */
static uint32_t buffer_filled;
static float results[HI_MAX_CLASSES];

uint32_t hi_sample_bytes(void) { return (uint32_t)hi_model()->height * hi_model()->width * hi_model()->channels; }

const uint8_t *hi_buffer(uint32_t *bytes) {
  *bytes = buffer_filled;
  return buffer;
}

void hi_timestamp(void) {
#if HI_ENERGY_MODE
  hi_board_trigger();
#else
  hi_print("m-lap-us-%lu\r\n", (unsigned long)hi_board_us());
#endif
}

static bool warming_up;

void hi_enter(hi_phase phase) { hi_board_phase(warming_up && phase != HI_PHASE_IDLE ? HI_PHASE_WARM_UP : phase); }

bool hi_repeat(bool (*once)(void), uint32_t iterations, uint32_t warm_ups) {
  bool sound = true;
  hi_print("m-warmup-start-%lu\r\n", (unsigned long)warm_ups);
  warming_up = true;
  for (uint32_t i = 0; sound && i < warm_ups; i++) sound = once();
  warming_up = false;
  if (sound) {
    hi_board_phase(HI_PHASE_IDLE);
    hi_print("m-warmup-done\r\nm-infer-start-%lu\r\n", (unsigned long)iterations);
    hi_timestamp();
    for (uint32_t i = 0; sound && i < iterations; i++) sound = once();
  }
  hi_board_phase(HI_PHASE_IDLE);
  if (sound) {
    hi_timestamp();
    hi_print("m-infer-done\r\n");
  }
  return sound;
}

static void print_results(void) {
  hi_print("m-results-[");
  for (uint16_t c = 0; c < hi_model()->classes; c++) hi_print(c == 0 ? "%0.3f" : ",%0.3f", (double)results[c]);
  hi_print("]\r\n");
}

static bool infer_once(void) {
  hi_answer answer;
  hi_enter(HI_PHASE_INFERENCE);
  hi_run_plain(&answer);
  return true;
}

/* The whole number that a word begins with, as atoi has it, and never out of its range. */
static int32_t leading_whole(const char *word) {
  const long value = strtol(word, NULL, 10);
  return (int32_t)(value > INT32_MAX ? INT32_MAX : value < -INT32_MAX ? -INT32_MAX : value);
}

static void infer(char *rest) {
  uint32_t iterations = 1, warm_ups = 10;
  const char *word = hi_word(&rest);
  if (word != NULL) {
    const int32_t n = leading_whole(word);
    if (n <= 0) {
      hi_print("e-[Inference iterations must be >0]\r\n");
      return;
    }
    iterations = (uint32_t)n;
    word = hi_word(&rest);
    if (word != NULL) {
      const int32_t w = leading_whole(word);
      if (w < 0) {
        hi_print("e-[Inference warmup must be >=0]\r\n");
        return;
      }
      warm_ups = (uint32_t)w;
    }
  }
  if (buffer_filled == hi_sample_bytes()) {
    memcpy(input, buffer, buffer_filled);
  } else {
    hi_print("Input db has %lu elemented, expected %lu\n", (unsigned long)buffer_filled, (unsigned long)hi_sample_bytes());
  }
  hi_model_load(input);
  hi_repeat(infer_once, iterations, warm_ups);
  memcpy(results, hi_probabilities(), hi_model()->classes * sizeof results[0]);
  print_results();
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

static void db_load(const char *word) {
  if (word == NULL) {
    hi_print("e-[Command 'db load' requires the # of bytes]\r\n");
    return;
  }
  const int32_t wanted = leading_whole(word);
  buffer_size = wanted < 0 ? 0 : (uint32_t)wanted;
  if (buffer_size == 0) {
    hi_print("e-[Command 'db load' must be >0 bytes]\r\n");
    return;
  }
  buffer_filled = 0;
  if (buffer_size > HI_MAX_INPUT) {
    hi_print("Supplied buffer size %lu exceeds maximum of %lu\n", (unsigned long)buffer_size, (unsigned long)HI_MAX_INPUT);
  } else {
    hi_print("m-[Expecting %lu bytes]\r\n", (unsigned long)buffer_size);
  }
}

static void db_print(void) {
  uint32_t i = 0;
  for (; i < buffer_size && i < HI_MAX_INPUT; i++) {
    const bool ends = (i + 1) % 8 == 0 || i + 1 == buffer_size;
    hi_print("%s%02x%s", i % 8 == 0 ? "m-buffer-" : "", buffer[i], ends ? "\r\n" : "-");
  }
  if (i % 8 != 0) hi_print("\r\n");
}

static void db_digits(const char *digits) {
  if (strlen(digits) % 2 != 0) {
    hi_print("e-[Insufficent number of hex digits]\r\n");
    return;
  }
  for (; *digits != '\0'; digits += 2) {
    const int high = hex_digit(digits[0]), low = hex_digit(digits[1]);
    if (high < 0 || low < 0) {
      hi_print("e-[Invalid hex digit '%.2s']\r\n", digits);
      return;
    }
    /* The reference runs over the end of its buffer here. */
    if (buffer_filled >= buffer_size || buffer_filled >= HI_MAX_INPUT) return;
    buffer[buffer_filled++] = (uint8_t)(high << 4 | low);
    if (buffer_filled == buffer_size) {
      hi_print("m-load-done\r\n");
      return;
    }
  }
}

static void db(char *rest) {
  const char *word = hi_word(&rest);
  if (word == NULL) {
    hi_print("e-[Command 'db' requires a subcommand]\r\n");
  } else if (strcmp(word, "load") == 0) {
    db_load(hi_word(&rest));
  } else if (strcmp(word, "print") == 0) {
    db_print();
  } else {
    db_digits(word);
  }
}

static void help(void) {
  hi_print(FIRMWARE "\r\n\r\n");
  hi_print("help         : Print this information\r\n");
  hi_print("name         : Print the name of the device\r\n");
  hi_print("timestsamp   : Generate a timetsamp\r\n");
  hi_print("db SUBCMD    : Manipulate a generic byte buffer\r\n");
  hi_print("  load N     : Allocate N bytes and set load counter\r\n");
  hi_print("  db HH[HH]* : Load 8-bit hex byte(s) until N bytes\r\n");
  hi_print("  print [N=16] [offset=0]\r\n");
  hi_print("             : Print N bytes at offset as hex\r\n");
  hi_print("infer N [W=0]: Load input, execute N inferences after W warmup loops\r\n");
  hi_print("results      : Return the result fp32 vector\r\n");
  hi_print("hi SUBCMD    : Exits, decision and offload\r\n");
}

static void obey(char *rest) {
  const char *word = hi_word(&rest);
  if (word == NULL) {
    /* Undefined in the reference; the ready marker alone is kind to the host. */
  } else if (strcmp(word, "name") == 0) {
    hi_print("m-name-dut-[%s]\r\n", hi_board_vendor);
  } else if (strcmp(word, "timestamp") == 0) {
    hi_timestamp();
  } else if (strcmp(word, "profile") == 0) {
    hi_print("m-profile-[" FIRMWARE "]\r\nm-model-[%s]\r\n", hi_model()->benchmark);
  } else if (strcmp(word, "help") == 0) {
    help();
  } else if (strcmp(word, "db") == 0) {
    db(rest);
  } else if (strcmp(word, "infer") == 0) {
    infer(rest);
  } else if (strcmp(word, "results") == 0) {
    print_results();
  } else if (strcmp(word, "hi") == 0) {
    hi_extension(rest);
  } else {
    hi_print("e-[Unknown command: %s]\r\n", word);
  }
  hi_print("m-ready\r\n");
}

void hi_firmware_start(void) {
  hi_board_start();
  hi_model_start();
  hi_extension_start();
  hi_print("m-timestamp-mode-%s\r\n", HI_ENERGY_MODE ? "energy" : "performance");
  hi_timestamp();
  hi_print("m-init-done\r\n");
  hi_print("m-ready\r\n");
}

void hi_firmware_poll(uint32_t wait_us) {
  char *command = hi_next_command(wait_us);
  if (command != NULL) obey(command);
}
