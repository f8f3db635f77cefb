/*
 * hi_model.h: the network behind the firmware, cut into segments with a head each. Put your own model behind these six functions.
 *
 *   pixels -> segment 0 -> segment 1 -> ... -> segment K
 *                |            |                   |
 *              head 0       head 1     ...      head K (the model's own output)
 */
#ifndef HI_MODEL_H
#define HI_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Exits (branches and the end) and classes that there is room for; a port may raise them with -D. */
#ifndef HI_MAX_EXITS
#define HI_MAX_EXITS 4
#endif
#ifndef HI_MAX_CLASSES
#define HI_MAX_CLASSES 100
#endif
/* Bytes of the largest input. */
#ifndef HI_MAX_INPUT
#define HI_MAX_INPUT 3072
#endif

typedef struct {
  const char *benchmark; /* printed by `profile`: ic01, kws01, vww01, ad01 */
  const char *id;        /* of the model itself; no comma, no bracket, at most 40 characters */
  const char *sha256;    /* of its file, 64 hex digits; "-" where there is none */
  uint8_t exits;         /* K + 1, 1 to HI_MAX_EXITS */
  uint16_t classes;      /* 2 to HI_MAX_CLASSES */
  uint16_t height, width;
  uint8_t channels;
  bool logits;           /* true: heads give logits; false: probabilities */
} hi_model_facts;

const hi_model_facts *hi_model(void);

/* Once, before everything else. */
void hi_model_start(void);
/* uint8 pixels, rows from the top, channels interleaved (HWC); they stay valid until the next call. */
void hi_model_load(const uint8_t *pixels);
/* Segment k; segments 0..k-1 have run on the same pixels. */
void hi_model_segment(uint8_t k);
/* Scores of head k; segment k has run. `scores` has room for `classes`. */
void hi_model_head(uint8_t k, float *scores);
/* The whole model without branch heads. */
void hi_model_plain(float *scores);

#ifdef __cplusplus
}
#endif
#endif
