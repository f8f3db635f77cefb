/** Intervals of a proportion: k hits in n trials. */
import { betaQuantile } from './beta';

/** Share with bounds, all 0..1; null in the functions below where n = 0. */
export interface Proportion { readonly value: number; readonly low: number; readonly high: number; readonly n: number }

const Z95 = 1.959963984540054;

/** Wilson's score interval (1927): centre (k + z^2/2)/(n + z^2); good coverage at any share. Two-sided 95 % by default. */
export function wilson(k: number, n: number, z = Z95): Proportion | null {
  if (n <= 0) return null;
  const p = k / n;
  const centre = (k + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt(n * p * (1 - p) + (z * z) / 4);
  return { value: p, low: k <= 0 ? 0 : Math.max(0, centre - half), high: k >= n ? 1 : Math.min(1, centre + half), n };
}

/** A share of n whole samples, 0..1, with Wilson's 95 % interval, null where n = 0; `fixed`: it is known, and its interval has no width. */
export function shareInterval(share: number, n: number, fixed = false): { readonly value: number; readonly low: number | null; readonly high: number | null; readonly n: number } {
  const found = fixed ? { low: share, high: share } : wilson(Math.round(share * n), n);
  return { value: share, low: found?.low ?? null, high: found?.high ?? null, n };
}

/** Clopper-Pearson: exact, never below the level; `tail` is the error allowed on each side (0.025 for two-sided 95 %). */
export function clopperPearson(k: number, n: number, tail = 0.025): Proportion | null {
  if (n <= 0) return null;
  return { value: k / n, low: k <= 0 ? 0 : betaQuantile(tail, k, n - k + 1), high: clopperPearsonUpper(k, n, tail), n };
}

/** One-sided upper bound BetaInv(1 - delta; k + 1, n - k); 1 where n = 0 (algorithms 2.9). */
export function clopperPearsonUpper(k: number, n: number, delta: number): number {
  return k >= n ? 1 : betaQuantile(1 - delta, k + 1, n - k);
}
