/* hi_extension.c: the commands `hi …`: capabilities, policy, outputs of every exit, walks, timed repeats. Its text is ../README.md. */
#include <string.h>

#include "hi_exits.h"
#include "hi_line.h"
#include "hi_model.h"
#include "hi_monitor.h"
#include "hi_offload.h"

#define VERSION 1

static hi_policy policy;

void hi_extension_start(void) { hi_policy_reset(&policy, HI_ON_DEVICE, HI_MAX_SOFTMAX); }

static void usage(const char *text) { hi_print("e-[Usage: hi %s]\r\n", text); }

/* The place of `word` in a list of names; -1 where it is none of them. */
static int place(const char *word, const char *const *names, int count) {
  for (int i = 0; word != NULL && i < count; i++) {
    if (strcmp(word, names[i]) == 0) return i;
  }
  return -1;
}

static bool at_end(char **rest) { return hi_word(rest) == NULL; }

static void capabilities(void) {
  const hi_model_facts *facts = hi_model();
  hi_print("m-hi-version-%d\r\n", VERSION);
  hi_print("m-hi-model-[%s,", facts->id);
  hi_print("%s]\r\n", facts->sha256);
  hi_print("m-hi-shape-[%u,%u,%u,%u,%u]\r\n", facts->exits, facts->classes, facts->height, facts->width, facts->channels);
  hi_print("m-hi-timer-[%lu]\r\n", (unsigned long)hi_board_timer_us());
  hi_print("m-hi-links-[relay%s]\r\n", hi_board_has_network() ? ",tcp" : "");
}

static void set_strategy(char *rest) {
  const int strategy = place(hi_word(&rest), hi_strategy_names, HI_STRATEGIES);
  const int measure = place(hi_word(&rest), hi_measure_names, HI_MEASURES);
  if (strategy < 0 || measure < 0 || !at_end(&rest)) {
    usage("strategy on-device|remote|hi|ee|ee-hi|early-offload max-softmax|margin|entropy");
    return;
  }
  hi_policy_reset(&policy, (hi_strategy)strategy, (hi_measure)measure);
}

/* One number of a branch; `values` has one for each. */
static void set_branch(char *rest, double *values, const char *form) {
  uint32_t branch;
  double theta;
  const bool sound = hi_parse_whole(hi_word(&rest), UINT32_MAX, &branch) && hi_parse_number(hi_word(&rest), &theta) && at_end(&rest);
  if (!sound || branch + 1 >= hi_model()->exits) {
    usage(form);
    return;
  }
  values[branch] = theta;
}

static void set_decision(char *rest) {
  const int kind = place(hi_word(&rest), hi_decision_names, HI_DECISIONS);
  hi_decision next = {.kind = (hi_decision_kind)kind};
  bool sound = kind >= 0;
  if (kind == HI_DECIDE_THRESHOLD) {
    const int measure = place(hi_word(&rest), hi_measure_names, HI_MEASURES);
    next.measure = (hi_measure)measure;
    sound = measure >= 0;
  }
  if (sound && kind != HI_DECIDE_NONE) sound = hi_parse_number(hi_word(&rest), &next.threshold);
  if (!sound || !at_end(&rest)) {
    usage("decision none | threshold MEASURE THETA | binary-lr Z");
    return;
  }
  policy.decision = next;
}

static void set_weight(char *rest) {
  static const char *const names[] = {"bias", "w1", "w2"};
  double *const weights[] = {&policy.decision.bias, &policy.decision.w1, &policy.decision.w2};
  const int which = place(hi_word(&rest), names, 3);
  double value;
  if (which < 0 || !hi_parse_number(hi_word(&rest), &value) || !at_end(&rest)) {
    usage("weight bias|w1|w2 X");
    return;
  }
  *weights[which] = value;
}

static void set_offload(char *rest) {
  static const char *const names[] = {"none", "relay", "tcp"};
  const int link = place(hi_word(&rest), names, 3);
  hi_offload_target target = {.link = (hi_link)link};
  bool sound = link >= 0;
  if (link == HI_LINK_TCP) {
    const char *host = hi_word(&rest);
    uint32_t port = 0, reply = 0;
    sound = host != NULL && strlen(host) <= HI_HOST_SIZE && hi_parse_whole(hi_word(&rest), UINT16_MAX, &port) && hi_parse_whole(hi_word(&rest), 2, &reply) && port > 0 && reply > 0;
    if (sound && !hi_board_has_network()) {
      hi_print("e-[This board has no link of its own]\r\n");
      return;
    }
    if (sound) memcpy(target.host, host, strlen(host) + 1);
    target.port = (uint16_t)port;
    target.reply_bytes = (uint8_t)reply;
  }
  if (!sound || !at_end(&rest)) {
    usage("offload none | relay | tcp HOST PORT REPLYBYTES");
    return;
  }
  hi_offload_set(&target);
}

static void print_policy(void) {
  const hi_decision *decision = &policy.decision;
  const hi_offload_target *target = hi_offload_get();
  hi_print("m-hi-strategy-[%s,%s]\r\n", hi_strategy_names[policy.strategy], hi_measure_names[policy.measure]);
  for (unsigned k = 0; k + 1 < hi_model()->exits; k++) hi_print("m-hi-threshold-[%u,%.17g]\r\n", k, policy.thresholds[k]);
  for (unsigned k = 0; k + 1 < hi_model()->exits; k++) hi_print("m-hi-below-[%u,%.17g]\r\n", k, policy.below[k]);
  switch (decision->kind) {
    case HI_DECIDE_THRESHOLD:
      hi_print("m-hi-decision-[threshold,%s,%.17g]\r\n", hi_measure_names[decision->measure], decision->threshold);
      break;
    case HI_DECIDE_BINARY_LR:
      hi_print("m-hi-decision-[binary-lr,%.17g,%.17g,", decision->bias, decision->w1);
      hi_print("%.17g,%.17g]\r\n", decision->w2, decision->threshold);
      break;
    default:
      hi_print("m-hi-decision-[none]\r\n");
  }
  if (target->link == HI_LINK_TCP) {
    hi_print("m-hi-offload-[tcp,%s,%u,%u]\r\n", target->host, target->port, target->reply_bytes);
  } else {
    hi_print("m-hi-offload-[%s]\r\n", target->link == HI_LINK_RELAY ? "relay" : "none");
  }
}

/* The sample, loaded into the model; null with a word to the host when there is none. */
static const uint8_t *load_sample(void) {
  uint32_t bytes;
  const uint8_t *sample = hi_buffer(&bytes);
  if (bytes != hi_sample_bytes()) sample = NULL;
  if (sample == NULL) hi_print("e-[Input has %lu bytes, expected %lu]\r\n", (unsigned long)bytes, (unsigned long)hi_sample_bytes());
  else hi_model_load(sample);
  return sample;
}

static void print_outputs(void) {
  if (load_sample() == NULL) return;
  for (uint8_t k = 0; k < hi_model()->exits; k++) {
    hi_answer answer;
    hi_enter(HI_PHASE_INFERENCE);
    hi_run_stage(k, &answer);
    hi_enter(HI_PHASE_IDLE);
    hi_print("m-hi-outputs-[%u,%.9g", k, (double)answer.entropy);
    for (uint8_t i = 0; i < answer.kept; i++) hi_print(",%u,%.9g", answer.top[i], (double)answer.p[i]);
    hi_print("]\r\n");
  }
}

/* CRC-32 of IEEE 802.3 over what has been downloaded, so that a host can tell a digit that was damaged on the way. */
static void print_crc(void) {
  uint32_t bytes;
  const uint8_t *buffer = hi_buffer(&bytes);
  uint32_t crc = UINT32_MAX;
  for (uint32_t i = 0; i < bytes; i++) {
    crc ^= buffer[i];
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
  }
  hi_print("m-hi-crc-[%lu,%08lx]\r\n", (unsigned long)bytes, (unsigned long)(uint32_t)~crc);
}

static void print_failure(const char *why) { hi_print("e-[Offload failed: %s]\r\n", why); }

static void infer(void) {
  const uint8_t *sample = load_sample();
  if (sample == NULL) return;
  hi_walk walk;
  hi_walk_sample(&policy, &walk);
  int remote = -1;
  if (walk.segments > 0) {
    hi_print("m-hi-segment-us-[");
    for (uint8_t i = 0; i < walk.segments; i++) hi_print(i == 0 ? "%lu" : ",%lu", (unsigned long)walk.segment_us[i]);
    hi_print("]\r\n");
  }
  if (walk.decided) hi_print("m-hi-decision-us-%lu\r\n", (unsigned long)walk.decision_us);
  if (!walk.accepted && hi_offload_get()->link != HI_LINK_NONE) {
    uint16_t class_index;
    uint32_t us;
    const char *failure = hi_offload_sample(sample, &class_index, &us);
    if (failure == NULL) {
      remote = class_index;
      hi_print("m-hi-offload-us-%lu\r\n", (unsigned long)us);
    } else {
      print_failure(failure);
    }
  }
  hi_enter(HI_PHASE_IDLE);
  hi_print("m-hi-answer-[%d,%d,%d,", walk.exit, walk.accepted, walk.exit < 0 ? -1 : walk.answer.top[0]);
  hi_print("%.9g,%.9g,%d]\r\n", (double)walk.answer.p[0], (double)walk.answer.p[1], remote);
}

static uint8_t run_exit;
static const uint8_t *run_pixels;
static hi_answer run_answer;
/* Keeps the compiler from taking a decision out of the loop. */
static volatile bool run_accepted;

static bool once_exit(void) {
  hi_enter(HI_PHASE_INFERENCE);
  hi_run_exit(run_exit, &run_answer);
  return true;
}

static bool once_plain(void) {
  hi_enter(HI_PHASE_INFERENCE);
  hi_run_plain(&run_answer);
  return true;
}

static bool once_decision(void) {
  hi_enter(HI_PHASE_DECISION);
  run_accepted = hi_accepts(&policy.decision, &run_answer);
  return true;
}

static bool once_offload(void) {
  uint16_t class_index;
  uint32_t us;
  const char *failure = hi_offload_sample(run_pixels, &class_index, &us);
  if (failure != NULL) print_failure(failure);
  return failure == NULL;
}

static bool once_policy(void) {
  hi_walk walk;
  hi_walk_sample(&policy, &walk);
  return walk.accepted || hi_offload_get()->link == HI_LINK_NONE || once_offload();
}

static void run(char *rest) {
  static const char *const names[] = {"plain", "decision", "offload", "policy"};
  static bool (*const acts[])(void) = {once_plain, once_decision, once_offload, once_policy};
  const char *word = hi_word(&rest);
  const int named = place(word, names, 4);
  uint32_t exit = 0, iterations = 0, warm_ups = 0;
  const bool sound = (named >= 0 || (hi_parse_whole(word, HI_MAX_EXITS, &exit) && exit < hi_model()->exits)) && hi_parse_whole(hi_word(&rest), INT32_MAX, &iterations) &&
                     hi_parse_whole(hi_word(&rest), INT32_MAX, &warm_ups) && at_end(&rest);
  if (!sound || iterations == 0) {
    usage("run EXIT|plain|decision|offload|policy N W");
    return;
  }
  if (named == 1 && policy.decision.kind == HI_DECIDE_NONE) {
    hi_print("e-[No decision is set]\r\n");
    return;
  }
  if (named == 2 && hi_offload_get()->link == HI_LINK_NONE) {
    print_failure("no link is set");
    return;
  }
  run_pixels = load_sample();
  if (run_pixels == NULL) return;
  run_exit = (uint8_t)exit;
  if (named == 1) hi_run_plain(&run_answer);
  hi_repeat(named >= 0 ? acts[named] : once_exit, iterations, warm_ups);
}

void hi_extension(char *rest) {
  const char *word = hi_word(&rest);
  if (word == NULL) hi_print("e-[Command 'hi' requires a subcommand]\r\n");
  else if (strcmp(word, "caps") == 0) capabilities();
  else if (strcmp(word, "strategy") == 0) set_strategy(rest);
  else if (strcmp(word, "threshold") == 0) set_branch(rest, policy.thresholds, "threshold BRANCH THETA");
  else if (strcmp(word, "below") == 0) set_branch(rest, policy.below, "below BRANCH THETA");
  else if (strcmp(word, "decision") == 0) set_decision(rest);
  else if (strcmp(word, "weight") == 0) set_weight(rest);
  else if (strcmp(word, "offload") == 0) set_offload(rest);
  else if (strcmp(word, "policy") == 0) print_policy();
  else if (strcmp(word, "crc") == 0) print_crc();
  else if (strcmp(word, "outputs") == 0) print_outputs();
  else if (strcmp(word, "infer") == 0) infer();
  else if (strcmp(word, "run") == 0) run(rest);
  else if (strcmp(word, "reply") == 0) hi_print("e-[No sample waits for a reply]\r\n");
  else hi_print("e-[Unknown command: hi %s]\r\n", word);
}
