/** Order statistics of a sample. */

/** Linear interpolation between order statistics (Hyndman-Fan type 7, NumPy's default); `sorted` rises. Null when empty. */
export function quantileSorted(sorted: Float64Array, p: number): number | null {
  const n = sorted.length;
  if (n === 0) return null;
  const at = Math.min(Math.max(p, 0), 1) * (n - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, n - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

/** As `quantileSorted`, for values in any order; the input is left as it is. */
export function quantile(values: Float64Array, p: number): number | null {
  return quantileSorted(values.slice().sort(), p);
}
