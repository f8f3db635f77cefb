/** A decision module with trained weights in C99: the features, the weights, and the score as `richLogit` adds it up. */
import { featureWidth } from '../../core/decision';
import type { DecisionModule } from '../../core/measurements';
import { cDouble } from './c-numbers';

export type RichDecision = Extract<DecisionModule, { readonly kind: 'rich' }>;

/** How many softmax values the features are made of. */
function kept({ features, mean }: RichDecision, classes: number): number {
  const found = Array.from({ length: classes }, (_, k) => k + 1).find((count) => featureWidth(features, count, classes) === mean.length);
  if (found === undefined) throw new RangeError(`no number of softmax values makes ${mean.length} features of ${classes} classes`);
  return found;
}

/** The same, but the two that branches read at least. */
export const keptBy = (module: RichDecision, classes: number): number => Math.max(2, kept(module, classes));

const rows = (values: readonly number[]): string => Array.from({ length: Math.ceil(values.length / 4) }, (_, r) => `  ${values.slice(4 * r, 4 * r + 4).map(cDouble).join(', ')}`).join(',\n');
const numbers = (name: string, values: readonly number[]): string => `static const double ${name}[] = {\n${rows(values)}\n};\n`;

/** Fills x[HI_FEATURES] in the order of `core/decision/rich-features`. */
function featureLines(module: RichDecision, classes: number): string {
  const shown = kept(module, classes);
  if (module.features === 'differences') {
    return `  x[d++] = (double)entropy;
  (void)predicted;
  for (int i = 0; i < HI_KEPT; i++)
    for (int j = i + 1; j < HI_KEPT; j++) x[d++] = (double)top[i] - (double)top[j];
`;
  }
  return `  for (int k = 0; k < ${shown}; k++) x[d++] = (double)top[k];
  x[d++] = (double)entropy;
  x[d++] = (double)top[0] - (double)top[1];
${module.mean.length > shown + 2 ? '  for (int c = 0; c < HI_CLASSES; c++) x[d++] = c == predicted ? 1.0 : 0.0;\n' : '  (void)predicted;\n'}`;
}

export function richFunctions(module: RichDecision, classes: number): string {
  const { mean, scale, hidden, weights } = module;
  const width = mean.length;
  const score = hidden === 0 ? `  return hi_sum(x, hi_weights, HI_FEATURES, hi_weights[HI_FEATURES]);\n` : `  double active[HI_HIDDEN];
  for (int h = 0; h < HI_HIDDEN; h++) {
    const double sum = hi_sum(x, hi_weights + h * HI_FEATURES, HI_FEATURES, hi_weights[HI_HIDDEN * HI_FEATURES + h]);
    active[h] = sum > 0.0 ? sum : 0.0;
  }
  return hi_sum(active, hi_weights + HI_HIDDEN * (HI_FEATURES + 1), HI_HIDDEN, hi_weights[HI_HIDDEN * (HI_FEATURES + 2)]);
`;
  return `
#define HI_FEATURES ${width}
${hidden === 0 ? '' : `#define HI_HIDDEN ${hidden}\n`}/* Of each feature: its mean and its scale on the fit set. */
${numbers('hi_mean', mean)}${numbers('hi_scale', scale)}/* ${hidden === 0 ? 'HI_FEATURES weights and the bias' : 'HI_HIDDEN rows of HI_FEATURES weights, HI_HIDDEN biases, HI_HIDDEN output weights, the output bias'}; ${8 * (2 * width + weights.length)} bytes of constants in all. */
${numbers('hi_weights', weights)}
static double hi_sum(const double *x, const double *weights, int n, double bias)
{
  double sum = bias;
  for (int i = 0; i < n; i++) {
    volatile double product = weights[i] * x[i];
    sum = sum + product;
  }
  return sum;
}

/* Higher is more surely right. */
static double hi_score(const float *top, float entropy, int predicted)
{
  double x[HI_FEATURES];
  int d = 0;
${featureLines(module, classes)}  for (d = 0; d < HI_FEATURES; d++) x[d] = (x[d] - hi_mean[d]) / hi_scale[d];
${score}}
`;
}
