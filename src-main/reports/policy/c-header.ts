/** A policy as one self-contained C99 header that decides exactly as the studio does, with its own test vector. */
import type { Step } from '../../core/decision';
import type { ConfidenceMeasure, DecisionModule } from '../../core/measurements';
import { cDouble, cFloat } from './c-numbers';
import { keptBy, richFunctions } from './c-rich-module';
import type { DevicePolicy } from './device-policy';

const steps: Readonly<Record<Step, string>> = { 'go-on': 'HI_GO_ON', exit: 'HI_EXIT', offload: 'HI_OFFLOAD' };

const measures: Readonly<Record<ConfidenceMeasure, string>> = {
  'max-softmax': '(double)p1',
  margin: '(double)p1 - (double)p2',
  entropy: '1.0 - (double)entropy / HI_LOG_CLASSES',
};
const listOf = (values: readonly number[]): string => values.map(cDouble).join(', ');
/** Free text inside a comment must not end it. */
const plain = (text: string): string => text.replaceAll('*/', '* /').replaceAll(/[\r\n]+/g, ' ');

/** What `hi_next` is told of an exit: two softmax values, or as many as a module with trained weights reads. */
interface Told { readonly parameters: string; readonly comment: string; readonly opening: string; readonly fields: string; row(row: DevicePolicy['testVector'][number]): string; readonly passed: string }

const toldTwo: Told = {
  parameters: 'float p1, float p2, float entropy',
  comment: 'p1 >= p2: the two highest softmax values; entropy of all of them, in nats (0 where the policy does not use it).',
  opening: '  (void)p1; (void)p2; (void)entropy;\n',
  fields: 'float p1, p2, entropy;',
  row: ({ p1, p2, entropy }) => [p1, p2, entropy].map(cFloat).join(', '),
  passed: 'row->p1, row->p2, row->entropy',
};
const toldMany = (kept: number): Told => ({
  parameters: 'const float *top, float entropy, int predicted',
  comment: 'top: the HI_KEPT highest softmax values, highest first; entropy of all of them, in nats; predicted: the class of the highest. Branches read two of top.',
  opening: '  const float p1 = top[0], p2 = top[1];\n  (void)p1; (void)p2;\n',
  fields: 'float top[HI_KEPT], entropy; int predicted;',
  row: ({ p1, p2, entropy, whole }) => `{ ${Array.from({ length: kept }, (_, k) => cFloat(whole?.top[k] ?? [p1, p2][k] ?? 0)).join(', ')} }, ${cFloat(entropy)}, ${whole?.prediction ?? 0}`,
  passed: 'row->top, row->entropy, row->predicted',
});

export function policyHeader({ from, policy, classes, exits, asked, testVector }: DevicePolicy): string {
  const branches = asked.length > 1 ? policy.thresholds : [];
  const module = policy.decision;
  const rich = module?.kind === 'rich' ? { kept: keptBy(module, classes), functions: richFunctions(module, classes) } : null;
  const told = rich === null ? toldTwo : toldMany(rich.kept);
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
${rich === null ? '' : `#define HI_KEPT ${rich.kept}\n`}${needed.includes('entropy') ? `#define HI_LOG_CLASSES ${cDouble(Math.log(classes))}\n` : ''}
typedef enum { HI_GO_ON = 0, HI_EXIT = 1, HI_OFFLOAD = 2 } hi_step;
${branches.length === 0 ? '' : `
/* Exit where confidence >= hi_exit_from[exit]; else offload where confidence < hi_offload_below[exit]; else go on. */
static const double hi_exit_from[] = { ${listOf(branches)} };
static const double hi_offload_below[] = { ${listOf(policy.offloadBelow ?? branches.map(() => 0))} };
`}${usesConfidence ? needed.map(confidenceFunction).join('') : ''}${rich?.functions ?? ''}
/* ${told.comment} */
static hi_step hi_next(int exit, ${told.parameters})
{
${told.opening}${branches.length === 0 ? '  (void)exit;\n' : `  if (exit < HI_EXITS - 1) {
    const double sure = (double)${measureOf(policy.measure)};
    if (sure >= hi_exit_from[exit]) return HI_EXIT;
    return sure < hi_offload_below[exit] ? HI_OFFLOAD : HI_GO_ON;
  }
`}${module === null ? '  return HI_EXIT;\n' : endOf(module, measureOf)}}

#ifdef HI_POLICY_TEST
typedef struct { int exit; ${told.fields} hi_step step; } hi_test_row;
static const hi_test_row hi_test_vector[] = {
${testVector.map((row) => `  { ${row.exit}, ${told.row(row)}, ${steps[row.step]} },`).join('\n')}
};
static int hi_policy_self_test(void)
{
  int wrong = 0;
  for (unsigned i = 0; i < sizeof hi_test_vector / sizeof hi_test_vector[0]; i++) {
    const hi_test_row *row = &hi_test_vector[i];
    if (hi_next(row->exit, ${told.passed}) != row->step) wrong++;
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

/** The decision module in C: its score as `scoreOf` adds it up, and the comparison. The oracle has none; it never gets here. */
function endOf(module: DecisionModule, measureOf: (measure: ConfidenceMeasure) => string): string {
  switch (module.kind) {
    case 'threshold': return `  return (double)${measureOf(module.measure)} >= ${cDouble(module.threshold)} ? HI_EXIT : HI_OFFLOAD;\n`;
    case 'oracle': return '';
    case 'rich': return `  return hi_score(top, entropy, predicted) >= ${cDouble(module.threshold)} ? HI_EXIT : HI_OFFLOAD;\n`;
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
