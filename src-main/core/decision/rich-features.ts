/** What a decision module may look at beyond the two highest softmax values (algorithms 2.4). */
import type { ExitOutputs } from '../measurements';

const TOP = 5;
/** Above this many classes the predicted class is left out. */
const MOST_ONE_HOT = 100;

/** (N, width) row-major, in the order of `names`. */
export interface Features { readonly values: Float64Array; readonly width: number; readonly names: readonly string[] }

/** The five highest softmax values, entropy in nats, margin p1 - p2, and the predicted class one-hot. */
export function richFeatures({ prediction, top, width: kept, entropy }: ExitOutputs, classes: number): Features {
  const shown = Math.min(TOP, kept);
  const oneHot = classes <= MOST_ONE_HOT ? classes : 0;
  const names = [...Array.from({ length: shown }, (_, k) => `p${k + 1}`), 'entropy', 'margin', ...Array.from({ length: oneHot }, (_, c) => `class ${c}`)];
  const width = names.length;
  const values = new Float64Array(prediction.length * width);
  for (let i = 0; i < prediction.length; i++) {
    const at = i * width;
    for (let k = 0; k < shown; k++) values[at + k] = top[i * kept + k];
    values[at + shown] = entropy[i];
    values[at + shown + 1] = top[i * kept] - (kept > 1 ? top[i * kept + 1] : 0);
    if (oneHot > 0) values[at + shown + 2 + prediction[i]] = 1;
  }
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
