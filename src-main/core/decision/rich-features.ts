/** What a decision module may look at beyond the two highest softmax values (algorithms 2.4, 2.6). */
import type { ExitOutputs, RichFeatures } from '../measurements';

const TOP = 5;
/** Above this many classes the predicted class is left out. */
const MOST_ONE_HOT = 100;

/** (N, width) row-major, in the order of `names`. */
export interface Features { readonly values: Float64Array; readonly width: number; readonly names: readonly string[] }

/** Names of the features of one sample with `kept` softmax values. */
function featureNames(kind: RichFeatures, kept: number, classes: number): string[] {
  const ranks = Array.from({ length: kind === 'top-five' ? Math.min(TOP, kept) : kept }, (_, k) => `p${k + 1}`);
  if (kind === 'differences') return ['entropy', ...ranks.flatMap((high, i) => ranks.slice(i + 1).map((low) => `${high} - ${low}`))];
  return [...ranks, 'entropy', 'margin', ...Array.from({ length: classes <= MOST_ONE_HOT ? classes : 0 }, (_, c) => `class ${c}`)];
}

/** How many there are. */
export const featureWidth = (kind: RichFeatures, kept: number, classes: number): number => featureNames(kind, kept, classes).length;

/** One sample's features into `into` from `to` on; `top` holds its `kept` softmax values from `at` on, highest first. */
export function fillFeatures(kind: RichFeatures, top: ArrayLike<number>, at: number, kept: number, entropy: number, prediction: number, into: Float64Array, to: number, width: number): void {
  if (kind === 'differences') {
    let d = to;
    into[d++] = entropy;
    for (let i = 0; i < kept; i++) for (let j = i + 1; j < kept; j++) into[d++] = top[at + i] - top[at + j];
    return;
  }
  const shown = Math.min(TOP, kept);
  into.fill(0, to, to + width);
  for (let k = 0; k < shown; k++) into[to + k] = top[at + k];
  into[to + shown] = entropy;
  into[to + shown + 1] = top[at] - (kept > 1 ? top[at + 1] : 0);
  if (width > shown + 2) into[to + shown + 2 + prediction] = 1;
}

/**
 * `top-five`: the five highest softmax values, entropy in nats, margin p1 - p2, and the predicted class one-hot (2.4).
 * `differences`: entropy and p_i - p_j of the kept softmax values for i < j, as the hybrid router's input without the model's inner features (2.6).
 */
export function richFeatures({ prediction, top, width: kept, entropy }: ExitOutputs, classes: number, kind: RichFeatures = 'top-five'): Features {
  const names = featureNames(kind, kept, classes);
  const width = names.length;
  const values = new Float64Array(prediction.length * width);
  for (let i = 0; i < prediction.length; i++) fillFeatures(kind, top, i * kept, kept, entropy[i], prediction[i], values, i * width, width);
  return { values, width, names };
}

/** Means and scales (D) of a fit set; a constant column keeps scale 1. */
export interface Scaling { readonly mean: Float64Array; readonly scale: Float64Array }

export function scalingOf({ values, width }: Features): Scaling {
  const n = values.length / width;
  const mean = new Float64Array(width);
  const scale = new Float64Array(width);
  for (let at = 0; at < values.length; at++) mean[at % width] += values[at] / n;
  for (let at = 0; at < values.length; at++) scale[at % width] += (values[at] - mean[at % width]) ** 2 / n;
  for (let d = 0; d < width; d++) scale[d] = scale[d] < 1e-24 ? 1 : Math.sqrt(scale[d]);
  return { mean, scale };
}

export function scaled({ values, width }: Features, { mean, scale }: Scaling): Float64Array {
  return values.map((value, at) => (value - mean[at % width]) / scale[at % width]);
}
