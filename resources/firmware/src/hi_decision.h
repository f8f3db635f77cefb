/* hi_decision.h: how sure an exit is, and what follows: leave here, accept, or offload. */
#ifndef HI_DECISION_H
#define HI_DECISION_H

#include <stdbool.h>
#include <stdint.h>

/* Leading classes that are kept of an answer. */
#define HI_KEPT 10

/* One exit's answer. Probabilities are softmax values, highest first, the first class first on ties. */
typedef struct {
  uint16_t classes;      /* of the model */
  uint8_t kept;          /* min(classes, HI_KEPT) */
  uint16_t top[HI_KEPT]; /* top[0] is the prediction */
  float p[HI_KEPT];
  float entropy;         /* of the whole softmax, nats */
} hi_answer;

typedef enum { HI_MAX_SOFTMAX, HI_MARGIN, HI_ENTROPY, HI_MEASURES } hi_measure;
extern const char *const hi_measure_names[HI_MEASURES];

typedef enum { HI_DECIDE_NONE, HI_DECIDE_THRESHOLD, HI_DECIDE_BINARY_LR, HI_DECISIONS } hi_decision_kind;
extern const char *const hi_decision_names[HI_DECISIONS];

typedef struct {
  hi_decision_kind kind;
  hi_measure measure;  /* of the kind threshold */
  double threshold;    /* on the confidence, or on z */
  double bias, w1, w2; /* z = bias + w1 p1 + w2 p2 */
} hi_decision;

/* `scores` become probabilities in place when they are logits. */
void hi_answer_from(float *scores, uint16_t classes, bool logits, hi_answer *answer);

/* p1, p1 - p2 or 1 - H / ln C, in [0, 1]. */
float hi_confidence(hi_measure measure, const hi_answer *answer);
bool hi_leaves(hi_measure measure, double threshold, const hi_answer *answer);
/* True: the local answer stands. Without a decision it always does. */
bool hi_accepts(const hi_decision *decision, const hi_answer *answer);

#endif
