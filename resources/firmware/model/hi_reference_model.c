/*
 * hi_reference_model.c: a network small enough to read, with two exits, for trying the firmware without a trained model.
 *
 *   32 x 32 x 3 pixels -> sums over 8 x 8 fields, less the middle (48)  -> head 0: 48 -> 10, times 2^-18
 *                      -> sums over 4 x 4 fields, less the middle (192) -> head 1: 192 -> 10, times 2^-17
 *
 * Feature (row * fields + column) * 3 + channel. Weights come from a rule (hi_reference_weights.h), so it answers at chance; it is
 * whole-number arithmetic up to the scale, and therefore the same on every machine.
 */
#include "hi_model.h"
#include "hi_reference_weights.h"

#define SIDE 32
#define CHANNELS 3
#define CLASSES 10
#define MIDDLE 128

static const hi_model_facts facts = {
    .benchmark = "ic01", .id = "hi-reference", .sha256 = "-", .exits = 2, .classes = CLASSES, .height = SIDE, .width = SIDE, .channels = CHANNELS, .logits = true};

static const uint8_t *image;
static int32_t coarse[HI_COARSE];
static int32_t fine[HI_FINE];

const hi_model_facts *hi_model(void) { return &facts; }

void hi_model_start(void) {}

void hi_model_load(const uint8_t *pixels) { image = pixels; }

static void pool(int field, int32_t *features) {
  const int fields = SIDE / field;
  for (int i = 0; i < fields * fields * CHANNELS; i++) features[i] = -MIDDLE * field * field;
  for (int y = 0; y < SIDE; y++) {
    for (int x = 0; x < SIDE; x++) {
      for (int c = 0; c < CHANNELS; c++) features[(y / field * fields + x / field) * CHANNELS + c] += image[(y * SIDE + x) * CHANNELS + c];
    }
  }
}

static void linear(const int8_t *weights, const int32_t *features, int count, float scale, float *scores) {
  for (int c = 0; c < CLASSES; c++) {
    int32_t sum = 0;
    for (int f = 0; f < count; f++) sum += weights[c * count + f] * features[f];
    scores[c] = (float)sum * scale;
  }
}

void hi_model_segment(uint8_t k) {
  if (k == 0) pool(8, coarse);
  else pool(4, fine);
}

void hi_model_head(uint8_t k, float *scores) {
  if (k == 0) linear(hi_coarse_weights, coarse, HI_COARSE, 1.0f / 262144, scores);
  else linear(hi_fine_weights, fine, HI_FINE, 1.0f / 131072, scores);
}

void hi_model_plain(float *scores) {
  hi_model_segment(0);
  hi_model_segment(1);
  hi_model_head(1, scores);
}
