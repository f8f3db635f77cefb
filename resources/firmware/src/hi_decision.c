/*
 * hi_decision.c: softmax, confidence and the decision module.
 *
 * Sums are taken in double and kept as float, in the order in which the studio does it, so that both decide alike to the last bit.
 */
#include "hi_decision.h"

#include <math.h>

const char *const hi_measure_names[HI_MEASURES] = {"max-softmax", "margin", "entropy"};
const char *const hi_decision_names[HI_DECISIONS] = {"none", "threshold", "binary-lr"};

/* p_c = exp(z_c - max z) / sum; H = ln sum - sum p (z - max z). */
static double softmax(float *scores, uint16_t classes) {
  float highest = scores[0];
  for (uint16_t c = 1; c < classes; c++) {
    if (scores[c] > highest) highest = scores[c];
  }
  double sum = 0, weighted = 0;
  for (uint16_t c = 0; c < classes; c++) {
    const double z = (double)scores[c] - (double)highest;
    const double e = exp(z);
    sum += e;
    weighted += e * z;
    scores[c] = (float)e;
  }
  for (uint16_t c = 0; c < classes; c++) scores[c] = (float)((double)scores[c] / sum);
  return log(sum) - weighted / sum;
}

static double entropy_of(const float *p, uint16_t classes) {
  double entropy = 0;
  for (uint16_t c = 0; c < classes; c++) {
    if (p[c] > 0) entropy -= (double)p[c] * log((double)p[c]);
  }
  return entropy;
}

void hi_answer_from(float *scores, uint16_t classes, bool logits, hi_answer *answer) {
  const double entropy = logits ? softmax(scores, classes) : entropy_of(scores, classes);
  answer->entropy = entropy > 0 ? (float)entropy : 0;
  answer->classes = classes;
  const uint8_t room = classes < HI_KEPT ? (uint8_t)classes : HI_KEPT;
  uint8_t kept = 0;
  /* Insertion: a later class moves up only where it is strictly more probable. */
  for (uint16_t c = 0; c < classes; c++) {
    if (kept == room && scores[c] <= scores[answer->top[kept - 1]]) continue;
    uint8_t at = kept < room ? kept++ : (uint8_t)(room - 1);
    for (; at > 0 && scores[answer->top[at - 1]] < scores[c]; at--) answer->top[at] = answer->top[at - 1];
    answer->top[at] = c;
  }
  answer->kept = room;
  for (uint8_t i = 0; i < room; i++) answer->p[i] = scores[answer->top[i]];
}

static double second(const hi_answer *answer) { return answer->kept > 1 ? (double)answer->p[1] : 0; }

float hi_confidence(hi_measure measure, const hi_answer *answer) {
  double raw = (double)answer->p[0];
  if (measure == HI_MARGIN) raw -= second(answer);
  if (measure == HI_ENTROPY) raw = answer->classes > 1 ? 1 - (double)answer->entropy / log(answer->classes) : 1;
  return (float)(raw < 0 ? 0 : raw > 1 ? 1 : raw);
}

bool hi_leaves(hi_measure measure, double threshold, const hi_answer *answer) {
  return (double)hi_confidence(measure, answer) >= threshold;
}

bool hi_accepts(const hi_decision *decision, const hi_answer *answer) {
  switch (decision->kind) {
    case HI_DECIDE_THRESHOLD:
      return (double)hi_confidence(decision->measure, answer) >= decision->threshold;
    case HI_DECIDE_BINARY_LR:
      return decision->bias + decision->w1 * (double)answer->p[0] + decision->w2 * second(answer) >= decision->threshold;
    default:
      return true;
  }
}
