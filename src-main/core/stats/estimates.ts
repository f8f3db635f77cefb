/** Estimates: observations turned into one figure with its spread, interval and provenance. */
import type { Estimate, Provenance } from '../measurements';
import { quantileSorted } from './quantiles';
import { tQuantile } from './student-t';

/**
 * Mean, sample standard deviation (n - 1), Student-t 95 % interval of the mean, median, p95 and p99 of `values`.
 * Values that are not finite are gaps: they are left out and `n` counts the rest. Null where nothing is left.
 */
export function trySummarise(values: Float64Array, provenance: Provenance, source: string): Estimate | null {
  const sorted = values.filter(Number.isFinite).sort();
  const n = sorted.length;
  if (n === 0) return null;
  let sum = 0;
  for (const v of sorted) sum += v;
  const mean = sum / n;
  let squares = 0;
  for (const v of sorted) squares += (v - mean) ** 2;
  const sd = n > 1 ? Math.sqrt(squares / (n - 1)) : null;
  const half = sd === null ? null : (tQuantile(0.975, n - 1) * sd) / Math.sqrt(n);
  return {
    value: mean, n, sd, ci95: half === null ? null : [mean - half, mean + half],
    median: quantileSorted(sorted, 0.5), p95: quantileSorted(sorted, 0.95), p99: quantileSorted(sorted, 0.99), provenance, source,
  };
}

/** As `trySummarise`, for callers that know there is an observation. Throws RangeError where there is none. */
export function summarise(values: Float64Array, provenance: Provenance, source: string): Estimate {
  const estimate = trySummarise(values, provenance, source);
  if (estimate === null) throw new RangeError(`nothing observed for “${source}”`);
  return estimate;
}

const bare = (value: number, provenance: Provenance, source: string): Estimate => ({
  value, n: 0, sd: null, ci95: null, median: null, p95: null, p99: null, provenance, source,
});

/** A figure from a profile or an equation; nothing was observed, so it has no spread. */
export const modelled = (value: number, source: string): Estimate => bare(value, 'modelled', source);

/** A figure printed in a source. */
export const published = (value: number, source: string): Estimate => bare(value, 'published', source);

/**
 * Standard error of the estimate's value: sd / sqrt(n), or half of its interval / t where that is wider, because more than chance between the
 * observations is in it (an energy's alignment, idle power and lost samples). 0 where nothing was observed here or n < 2.
 */
export function standardError({ sd, n, ci95 }: Estimate): number {
  if (sd === null || n < 1) return 0;
  const spread = sd / Math.sqrt(n);
  const stated = ci95 === null || n < 2 ? 0 : (ci95[1] - ci95[0]) / 2 / tQuantile(0.975, n - 1);
  // An interval made of the spread alone gives it back but for rounding.
  return stated > spread * (1 + 1e-9) ? stated : spread;
}

/**
 * sum_i weight_i value_i with independent errors: se^2 = sum_i weight_i^2 se_i^2, interval +- 1.96 se (null where no part has a spread).
 * Measured only if every part with a weight is; modelled otherwise. `n` is the least n of the measured parts.
 */
export function weightedSum(parts: readonly { readonly weight: number; readonly estimate: Estimate }[], source: string): Estimate {
  const used = parts.filter((part) => part.weight !== 0);
  const value = used.reduce((sum, { weight, estimate }) => sum + weight * estimate.value, 0);
  const se = Math.sqrt(used.reduce((sum, { weight, estimate }) => sum + (weight * standardError(estimate)) ** 2, 0));
  const measured = used.length > 0 && used.every(({ estimate }) => estimate.provenance === 'measured');
  return {
    ...bare(value, measured ? 'measured' : 'modelled', source),
    n: measured ? Math.min(...used.map(({ estimate }) => estimate.n)) : 0,
    ci95: se > 0 ? [value - 1.959963984540054 * se, value + 1.959963984540054 * se] : null,
  };
}

/** What a figure made of several may be called: measured or published only if every part is, else modelled. */
export function jointProvenance(parts: readonly Provenance[]): Provenance {
  if (parts.every((part) => part === 'measured')) return 'measured';
  return parts.every((part) => part === 'published') ? 'published' : 'modelled';
}
