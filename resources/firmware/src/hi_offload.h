/* hi_offload.h: a sample goes to the server and a class comes back, over the board's own link or through the host. */
#ifndef HI_OFFLOAD_H
#define HI_OFFLOAD_H

#include <stdbool.h>
#include <stdint.h>

typedef enum { HI_LINK_NONE, HI_LINK_RELAY, HI_LINK_TCP } hi_link;

#define HI_HOST_SIZE 40

typedef struct {
  hi_link link;
  char host[HI_HOST_SIZE + 1];
  uint16_t port;
  uint8_t reply_bytes; /* 1 or 2 */
} hi_offload_target;

/* Ends a connection that is open. */
void hi_offload_set(const hi_offload_target *target);
const hi_offload_target *hi_offload_get(void);

/*
 * Sends the pixels plane by plane (all R, all G, all B) and waits for the class. `us`: from before the first byte to after the last
 * of the reply; a connection that must be made first is not in it. Null on success, otherwise why it failed: then there is no class.
 */
const char *hi_offload_sample(const uint8_t *pixels, uint16_t *class_index, uint32_t *us);

#endif
