/*
 * hi_decide.c: the decisions of hi_decision.c for rows of logits, so that a test can hold them against the studio's own.
 *
 * In:  MEASURE THETA BIAS W1 W2 Z CLASSES z0 z1 ...   (a row a line; MEASURE 0, 1, 2)
 * Out: PREDICTION P1 P2 ENTROPY LEAVES ACCEPTS-BY-THRESHOLD ACCEPTS-BY-LR
 */
#include <stdio.h>

#include "hi_decision.h"

#define MOST_CLASSES 1000

int main(void) {
  int measure;
  double theta, bias, w1, w2, z;
  unsigned classes;
  static float scores[MOST_CLASSES];
  while (scanf("%d %lf %lf %lf %lf %lf %u", &measure, &theta, &bias, &w1, &w2, &z, &classes) == 7 && classes <= MOST_CLASSES) {
    for (unsigned c = 0; c < classes; c++) {
      if (scanf("%f", &scores[c]) != 1) return 1;
    }
    hi_answer answer;
    hi_answer_from(scores, (uint16_t)classes, true, &answer);
    const hi_decision threshold = {.kind = HI_DECIDE_THRESHOLD, .measure = (hi_measure)measure, .threshold = theta};
    const hi_decision lr = {.kind = HI_DECIDE_BINARY_LR, .threshold = z, .bias = bias, .w1 = w1, .w2 = w2};
    printf("%u %.9g %.9g %.9g %d %d %d\n", answer.top[0], (double)answer.p[0], (double)answer.p[1], (double)answer.entropy, hi_leaves((hi_measure)measure, theta, &answer),
           hi_accepts(&threshold, &answer), hi_accepts(&lr, &answer));
  }
  return 0;
}
