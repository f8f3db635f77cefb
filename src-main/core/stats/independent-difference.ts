/** The difference of two figures from runs that do not share their samples, from nothing but their intervals. */

/** A figure with its 95 % interval; low and high null where there is none. */
export interface Bounded { readonly value: number; readonly low: number | null; readonly high: number | null }

/**
 * d = a - b;  low = d - sqrt((a - a_low)^2 + (b_high - b)^2);  high = d + sqrt((a_high - a)^2 + (b - b_low)^2)
 * Square-and-add (Newcombe 1998, method 10, for Wilson intervals; Zou and Donner 2008 in general). With symmetric intervals
 * this is d ± 1.96 sqrt(se_a^2 + se_b^2). A figure without an interval counts as exact; null bounds where neither has one.
 * Figures measured on the same samples vary together: for them the interval is wider than it need be.
 */
export function independentDifference(a: Bounded, b: Bounded): Bounded {
  const value = a.value - b.value;
  if ((a.low === null || a.high === null) && (b.low === null || b.high === null)) return { value, low: null, high: null };
  const below = Math.hypot(a.value - (a.low ?? a.value), (b.high ?? b.value) - b.value);
  const above = Math.hypot((a.high ?? a.value) - a.value, b.value - (b.low ?? b.value));
  return { value, low: value - below, high: value + above };
}
