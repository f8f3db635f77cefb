/** Student's t, for intervals of a mean of few observations. */
import { betaQuantile } from './beta';

/** The t with P(T <= t) = p for `freedom` > 0 degrees; ±Infinity at p = 0 and 1. */
export function tQuantile(p: number, freedom: number): number {
  if (p === 0.5) return 0;
  const x = betaQuantile(2 * Math.min(p, 1 - p), freedom / 2, 0.5);
  // I_x(v/2, 1/2) with x = v / (v + t^2) is the two-sided tail beyond t.
  const t = Math.sqrt((freedom * (1 - x)) / x);
  return p < 0.5 ? -t : t;
}
