/** A window's points gathered into pixel columns of the view: what was loaded for one zoom is drawn right in every other until the next answer comes. */
import type { TraceWindow } from './trace-source';
import type { Span } from './viewport';

/** (pixels) each; NaN where no measured sample falls into the column. `coverage`: share of the column's samples that were measured; NaN where the window does not reach. */
export interface PixelColumns { readonly min: Float32Array; readonly mean: Float32Array; readonly max: Float32Array; readonly coverage: Float32Array }

/** A point wider than a pixel fills all columns it covers; several in one column are put together, the mean weighted by their samples. */
export function pixelColumns(window: TraceWindow, channel: number, view: Span, pixels: number): PixelColumns {
  const out = { min: new Float32Array(pixels).fill(NaN), mean: new Float32Array(pixels).fill(NaN), max: new Float32Array(pixels).fill(NaN), coverage: new Float32Array(pixels).fill(NaN) };
  const { bounds, n, coverage } = window;
  const { min, mean, max } = window.channels[channel];
  const weight = new Float64Array(pixels);
  const spread = new Float64Array(pixels);
  const sum = new Float64Array(pixels);
  const perPixel = ((view.to - view.from) * window.format.rateHz) / pixels;
  const first = view.from * window.format.rateHz;
  for (let i = 0; i < n; i++) {
    const [a, b] = [(bounds[i] - first) / perPixel, (bounds[i + 1] - first) / perPixel];
    if (b <= 0 || a >= pixels) continue;
    const [begin, end] = [Math.max(0, Math.floor(a)), Math.min(pixels, Math.max(Math.floor(a) + 1, Math.ceil(b)))];
    for (let x = begin; x < end; x++) {
      const part = Math.min(b, x + 1) - Math.max(a, x);
      if (part <= 0) continue;
      spread[x] += part;
      const measured = part * coverage[i];
      if (!(measured > 0)) continue;
      weight[x] += measured;
      sum[x] += measured * mean[i];
      if (!(out.min[x] <= min[i])) out.min[x] = min[i];
      if (!(out.max[x] >= max[i])) out.max[x] = max[i];
    }
  }
  for (let x = 0; x < pixels; x++) {
    if (weight[x] > 0) out.mean[x] = sum[x] / weight[x];
    if (spread[x] > 0) out.coverage[x] = weight[x] / spread[x];
  }
  return out;
}

/** Least and greatest of what is in view; least above greatest where nothing is. `positive`: values at or below zero do not count (logarithmic axis). */
export function extremes({ min, mean, max }: PixelColumns, positive = false): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let x = 0; x < mean.length; x++) {
    const low = positive && !(min[x] > 0) ? mean[x] : min[x];
    if (low < least && (!positive || low > 0)) least = low;
    if (max[x] > most) most = max[x];
  }
  return { least, most };
}
