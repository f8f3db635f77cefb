/* hi_exits.c: runs segments and heads, leaves early where a threshold says so, asks the decision module at the end. */
#include "hi_exits.h"

#include "hi_monitor.h"

const char *const hi_strategy_names[HI_STRATEGIES] = {"on-device", "remote", "hi", "ee", "ee-hi", "early-offload"};

static float scores[HI_MAX_CLASSES];

const float *hi_probabilities(void) { return scores; }

void hi_policy_reset(hi_policy *policy, hi_strategy strategy, hi_measure measure) {
  *policy = (hi_policy){.strategy = strategy, .measure = measure};
  for (int k = 0; k < HI_MAX_EXITS; k++) policy->thresholds[k] = HI_NEVER;
}

void hi_run_stage(uint8_t k, hi_answer *answer) {
  hi_model_segment(k);
  hi_model_head(k, scores);
  hi_answer_from(scores, hi_model()->classes, hi_model()->logits, answer);
}

void hi_run_exit(uint8_t k, hi_answer *answer) {
  for (uint8_t j = 0; j <= k; j++) hi_run_stage(j, answer);
}

void hi_run_plain(hi_answer *answer) {
  hi_model_plain(scores);
  hi_answer_from(scores, hi_model()->classes, hi_model()->logits, answer);
}

void hi_walk_sample(const hi_policy *policy, hi_walk *walk) {
  const uint8_t last = (uint8_t)(hi_model()->exits - 1);
  *walk = (hi_walk){.exit = -1};
  if (policy->strategy == HI_REMOTE) return;
  hi_enter(HI_PHASE_INFERENCE);
  uint32_t start = hi_board_us();
  walk->accepted = true;
  if (policy->strategy == HI_EE || policy->strategy == HI_EE_HI || policy->strategy == HI_EARLY_OFFLOAD) {
    for (uint8_t k = 0;; k++) {
      hi_run_stage(k, &walk->answer);
      walk->exit = k;
      const bool leaving = k == last || hi_leaves(policy->measure, policy->thresholds[k], &walk->answer);
      walk->accepted = leaving || policy->strategy != HI_EARLY_OFFLOAD || hi_leaves(policy->measure, policy->below[k], &walk->answer);
      const uint32_t now = hi_board_us();
      walk->segment_us[walk->segments++] = now - start;
      start = now;
      if (leaving || !walk->accepted) break;
    }
  } else {
    hi_run_plain(&walk->answer);
    walk->exit = last;
    walk->segment_us[walk->segments++] = hi_board_us() - start;
  }
  /* Only samples that reach the end meet the decision module. */
  const bool deciding = policy->strategy == HI_HI || policy->strategy == HI_EE_HI || policy->strategy == HI_EARLY_OFFLOAD;
  walk->decided = walk->exit == last && deciding && policy->decision.kind != HI_DECIDE_NONE;
  if (!walk->decided) return;
  hi_enter(HI_PHASE_DECISION);
  start = hi_board_us();
  walk->accepted = hi_accepts(&policy->decision, &walk->answer);
  walk->decision_us = hi_board_us() - start;
}
