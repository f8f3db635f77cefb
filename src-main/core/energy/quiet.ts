/** The calmest part of a signal: what a board draws when it does nothing, and how much of the reading is noise. */

export interface Quiet {
  /** Mean over the calmest tenth of the windows. */
  readonly mean: number;
  /** Standard deviation inside of these windows, about each one's own mean. */
  readonly sd: number;
  readonly windows: number;
}

/** Windows with more lost samples than this share are not looked at. */
const MOST_LOST = 0.1;
/** Of the windows, by standard deviation and then by mean: noise follows the load, so that the calmest are those at rest. */
const CALM = 0.1;

/** `values` (n) with NaN where lost, cut into windows of `length` samples. Null where there are fewer than two samples in every window. */
export function findQuiet(values: Float32Array, length: number): Quiet | null {
  const windows: { mean: number; variance: number }[] = [];
  for (let from = 0; from + length <= values.length; from += length) {
    let [n, sum] = [0, 0];
    for (let i = from; i < from + length; i++) if (values[i] === values[i]) [n, sum] = [n + 1, sum + values[i]];
    if (n < 2 || n < length * (1 - MOST_LOST)) continue;
    const mean = sum / n;
    // Two passes: the square of a sum would swallow the noise of a small current.
    let squares = 0;
    for (let i = from; i < from + length; i++) if (values[i] === values[i]) squares += (values[i] - mean) ** 2;
    windows.push({ mean, variance: squares / (n - 1) });
  }
  if (windows.length === 0) return null;
  windows.sort((a, b) => a.variance - b.variance || a.mean - b.mean);
  const calm = windows.slice(0, Math.max(1, Math.floor(windows.length * CALM)));
  return {
    mean: calm.reduce((sum, { mean }) => sum + mean, 0) / calm.length, sd: Math.sqrt(calm.reduce((sum, { variance }) => sum + variance, 0) / calm.length), windows: calm.length,
  };
}
