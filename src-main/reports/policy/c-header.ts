/** A policy as one self-contained C99 header that decides exactly as the studio does, with its own test vector. */
import type { Step } from '../../core/decision';
import type { ConfidenceMeasure, DecisionModule, Policy } from '../../core/measurements';
import type { DevicePolicy } from './device-policy';

const steps: Readonly<Record<Step, string>> = { 'go-on': 'HI_GO_ON', exit: 'HI_EXIT', offload: 'HI_OFFLOAD' };

/** A double literal that reads back to the same bits: JavaScript's shortest digits, with a point. */
export function cDouble(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
/** The same for a number that is a float32: digits that are exact enough for a double are for the float. */
const cFloat = (value: number): string => `${cDouble(value)}f`;

const measures: Readonly<Record<ConfidenceMeasure, string>> = {
  'max-softmax': '(double)p1',
  margin: '(double)p1 - (double)p2',
  entropy: '1.0 - (double)entropy / HI_LOG_CLASSES',
};
const listOf = (values: readonly number[]): string => values.map(cDouble).join(', ');
/** Free text inside a comment must not end it. */
const plain = (text: string): string => text.replaceAll('*/', '* /').replaceAll(/[\r\n]+/g, ' ');

/** Why a policy has no C form; null where it has one. */
export function noHeaderBecause({ decision }: Policy): string | null {
  return decision?.kind === 'rich' ? 'This decision module looks at all softmax values through trained weights and has no C form yet; its weights and its test vector are in the JSON file, and binary-lr or threshold modules have a header.' : null;
}

export function policyHeader({ from, policy, classes, exits, asked, testVector }: DevicePolicy): string {
  const none = noHeaderBecause(policy);
  if (none !== null) return `/* HI Studio policy: ${policy.strategy} for ${plain(from.model.id)} on ${plain(from.board)}; run ${plain(from.run)} */\n#error "${none}"\n`;
  const branches = asked.length > 1 ? policy.thresholds : [];
  const module = policy.decision;
  const usesConfidence = branches.length > 0 || module?.kind === 'threshold';
  const measureOf = (measure: ConfidenceMeasure): string => `hi_confidence_${measure.replaceAll('-', '_')}(p1, p2, entropy)`;
  const needed = [...new Set<ConfidenceMeasure>([...(branches.length > 0 ? [policy.measure] : []), ...(module?.kind === 'threshold' ? [module.measure] : [])])];
  return `/*
 * HI Studio policy: ${policy.strategy} for ${plain(from.model.id)} on ${plain(from.board)}
 * Run ${plain(from.run)}; model SHA-256 ${from.model.sha256}
 * Thresholds: ${plain(from.chosenBy)}
 * Decision: ${plain(from.decisionText) || 'none'}
 *
 * Ask hi_next() after every exit, from 0; ${exits - 1} is the model's own output${asked.length === 1 ? ', the only one that this policy asks about' : ''}. Probabilities are after
 * softmax, as float. Everything is computed in double, product by product, so that no compiler fuses or reorders what decides.
 * Define HI_POLICY_TEST before including this header for hi_policy_self_test(), which returns the number of wrong decisions.
 */
#ifndef HI_POLICY_H
#define HI_POLICY_H

#define HI_EXITS ${exits}
#define HI_CLASSES ${classes}
#define HI_FIRST_EXIT ${asked[0]}
${needed.includes('entropy') ? `#define HI_LOG_CLASSES ${cDouble(Math.log(classes))}\n` : ''}
typedef enum { HI_GO_ON = 0, HI_EXIT = 1, HI_OFFLOAD = 2 } hi_step;
${branches.length === 0 ? '' : `
/* Exit where confidence >= hi_exit_from[exit]; else offload where confidence < hi_offload_below[exit]; else go on. */
static const double hi_exit_from[] = { ${listOf(branches)} };
static const double hi_offload_below[] = { ${listOf(policy.offloadBelow ?? branches.map(() => 0))} };
`}${usesConfidence ? needed.map(confidenceFunction).join('') : ''}
/* p1 >= p2: the two highest softmax values; entropy of all of them, in nats (0 where the policy does not use it). */
static hi_step hi_next(int exit, float p1, float p2, float entropy)
{
  (void)p1; (void)p2; (void)entropy;
${branches.length === 0 ? '  (void)exit;\n' : `  if (exit < HI_EXITS - 1) {
    const double sure = (double)${measureOf(policy.measure)};
    if (sure >= hi_exit_from[exit]) return HI_EXIT;
    return sure < hi_offload_below[exit] ? HI_OFFLOAD : HI_GO_ON;
  }
`}${module === null ? '  return HI_EXIT;\n' : endOf(module, measureOf)}}

#ifdef HI_POLICY_TEST
typedef struct { int exit; float p1, p2, entropy; hi_step step; } hi_test_row;
static const hi_test_row hi_test_vector[] = {
${testVector.map((row) => `  { ${row.exit}, ${cFloat(row.p1)}, ${cFloat(row.p2)}, ${cFloat(row.entropy)}, ${steps[row.step]} },`).join('\n')}
};
static int hi_policy_self_test(void)
{
  int wrong = 0;
  for (unsigned i = 0; i < sizeof hi_test_vector / sizeof hi_test_vector[0]; i++) {
    const hi_test_row *row = &hi_test_vector[i];
    if (hi_next(row->exit, row->p1, row->p2, row->entropy) != row->step) wrong++;
  }
  return wrong;
}
#endif

#endif
`;
}

function confidenceFunction(measure: ConfidenceMeasure): string {
  return `
/* ${measure}, within 0 and 1, rounded to float. */
static float hi_confidence_${measure.replaceAll('-', '_')}(float p1, float p2, float entropy)
{
  volatile double raw = ${measures[measure]};
  (void)p1; (void)p2; (void)entropy;
  return raw < 0.0 ? 0.0f : raw > 1.0 ? 1.0f : (float)raw;
}
`;
}

/** The decision module in C: its score as `scoreOf` adds it up, and the comparison. The oracle and rich modules have none; they never get here. */
function endOf(module: DecisionModule, measureOf: (measure: ConfidenceMeasure) => string): string {
  switch (module.kind) {
    case 'threshold': return `  return (double)${measureOf(module.measure)} >= ${cDouble(module.threshold)} ? HI_EXIT : HI_OFFLOAD;\n`;
    case 'oracle': case 'rich': return '';
    case 'binary-lr': return `  {
    volatile double first = ${cDouble(module.w1)} * (double)p1;
    volatile double second = ${cDouble(module.w2)} * (double)p2;
    volatile double z = ${cDouble(module.bias)} + first;
    z = z + second;
    return z >= ${cDouble(module.threshold)} ? HI_EXIT : HI_OFFLOAD;
  }
`;
  }
}
