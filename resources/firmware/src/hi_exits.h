/* hi_exits.h: a sample's way through segments, heads and the decision. */
#ifndef HI_EXITS_H
#define HI_EXITS_H

#include "hi_decision.h"
#include "hi_model.h"

typedef enum { HI_ON_DEVICE, HI_REMOTE, HI_HI, HI_EE, HI_EE_HI, HI_EARLY_OFFLOAD, HI_STRATEGIES } hi_strategy;
extern const char *const hi_strategy_names[HI_STRATEGIES];

/* A threshold that no confidence reaches. */
#define HI_NEVER 2.0

typedef struct {
  hi_strategy strategy;
  hi_measure measure;
  double thresholds[HI_MAX_EXITS]; /* one a branch: leave from here on */
  double below[HI_MAX_EXITS];      /* early offload alone: under this the sample is not accepted and goes no further */
  hi_decision decision;
} hi_policy;

typedef struct {
  int exit;         /* -1: nothing ran here (strategy remote) */
  bool accepted;
  hi_answer answer; /* of that exit */
  uint8_t segments; /* entries in segment_us */
  uint32_t segment_us[HI_MAX_EXITS];
  bool decided;     /* the decision module was asked */
  uint32_t decision_us;
} hi_walk;

/* Exits that never fire, no early offload and no decision. */
void hi_policy_reset(hi_policy *policy, hi_strategy strategy, hi_measure measure);

/* The loaded sample under a policy, the offload left out. */
void hi_walk_sample(const hi_policy *policy, hi_walk *walk);

/* Segment k and its head; those before have run on the same sample. */
void hi_run_stage(uint8_t k, hi_answer *answer);
/* The answer of exit k, with all segments and heads before it. */
void hi_run_exit(uint8_t k, hi_answer *answer);
/* The answer of the model without heads. */
void hi_run_plain(hi_answer *answer);

/* Probabilities of the last head or model that ran, one a class. */
const float *hi_probabilities(void);

#endif
