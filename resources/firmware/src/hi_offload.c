/* hi_offload.c: raw offload over TCP as the HI paper's boards do it, and the same bytes in hex through the serial line. */
#include "hi_offload.h"

#include <string.h>

#include "hi_board.h"
#include "hi_line.h"
#include "hi_model.h"
#include "hi_monitor.h"

#define TCP_WAIT_US 30000000u
#define RELAY_WAIT_US 30000000u
#define CHUNK 256
#define RELAY_CHUNK 32

static hi_offload_target target;
static bool connected;

void hi_offload_set(const hi_offload_target *next) {
  if (connected) hi_board_disconnect();
  connected = false;
  target = *next;
}

const hi_offload_target *hi_offload_get(void) { return &target; }

static uint32_t area(void) { return (uint32_t)hi_model()->height * hi_model()->width; }

/* Bytes `from`.. of the planar image, at most `most`; how many. */
static size_t planar(const uint8_t *pixels, uint32_t from, uint8_t *out, size_t most) {
  const uint32_t channels = hi_model()->channels;
  const uint32_t total = area() * channels;
  size_t count = 0;
  for (; count < most && from + count < total; count++) {
    const uint32_t at = from + (uint32_t)count;
    out[count] = pixels[at % area() * channels + at / area()];
  }
  return count;
}

static const char *over_tcp(const uint8_t *pixels, uint16_t *class_index, uint32_t *us) {
  if (!connected && !hi_board_connect(target.host, target.port)) return "no connection";
  connected = true;
  uint8_t chunk[CHUNK];
  uint8_t reply[2] = {0, 0};
  const uint32_t start = hi_board_us();
  size_t count;
  bool sound = true;
  for (uint32_t at = 0; sound && (count = planar(pixels, at, chunk, CHUNK)) > 0; at += (uint32_t)count) sound = hi_board_send(chunk, count);
  sound = sound && hi_board_receive(reply, target.reply_bytes, TCP_WAIT_US);
  *us = hi_board_us() - start;
  if (!sound) {
    /* Half a reply would be taken for the next one. */
    hi_board_disconnect();
    connected = false;
    return "the server closed the connection or gave no answer";
  }
  *class_index = (uint16_t)(reply[0] | reply[1] << 8);
  return NULL;
}

static const char *through_host(const uint8_t *pixels, uint16_t *class_index, uint32_t *us) {
  static const char digits[] = "0123456789abcdef";
  uint8_t chunk[RELAY_CHUNK];
  const uint32_t start = hi_board_us();
  hi_print("m-hi-relay-start-%lu\r\n", (unsigned long)(area() * hi_model()->channels));
  size_t count;
  for (uint32_t at = 0; (count = planar(pixels, at, chunk, RELAY_CHUNK)) > 0; at += (uint32_t)count) {
    char text[2 * RELAY_CHUNK + 1] = {0};
    for (size_t i = 0; i < count; i++) {
      text[2 * i] = digits[chunk[i] >> 4];
      text[2 * i + 1] = digits[chunk[i] & 15];
    }
    hi_print("m-hi-relay-[%s]\r\n", text);
  }
  hi_print("m-hi-relay-end\r\n");
  char *rest = hi_next_command(RELAY_WAIT_US);
  *us = hi_board_us() - start;
  if (rest == NULL) return "the host gave no reply";
  const char *word = hi_word(&rest);
  const char *what = word == NULL ? NULL : hi_word(&rest);
  const char *reply = what == NULL ? NULL : hi_word(&rest);
  uint32_t value;
  if (reply == NULL || strcmp(word, "hi") != 0 || strcmp(what, "reply") != 0) return "another command came instead of hi reply";
  if (!hi_parse_whole(reply, UINT16_MAX, &value)) return "the server gave no answer";
  *class_index = (uint16_t)value;
  return NULL;
}

const char *hi_offload_sample(const uint8_t *pixels, uint16_t *class_index, uint32_t *us) {
  *us = 0;
  if (target.link == HI_LINK_NONE) return "no link is set";
  hi_enter(HI_PHASE_RADIO);
  const char *failure = target.link == HI_LINK_TCP ? over_tcp(pixels, class_index, us) : through_host(pixels, class_index, us);
  if (failure == NULL && *class_index >= hi_model()->classes) failure = "the server named a class that the model does not have";
  return failure;
}
