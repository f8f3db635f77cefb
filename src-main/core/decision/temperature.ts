/** Temperature scaling: one number that makes confidences mean what they say (algorithms 2.2). */

const LOW = 0.02;
const HIGH = 20;

export interface TemperatureFit {
  /** T > 0; probabilities become softmax(logits / T). */
  readonly temperature: number;
  /** The search ended at this bound of 1/T, as it does on a set that is all right; null for an inner optimum. */
  readonly atBound: 'sharp' | 'flat' | null;
}

/**
 * Least negative log-likelihood over 1/T in [0.02, 20]; it is convex in 1/T, so its derivative
 *   d/db mean_i( log sum_c exp(b z_ic) - b z_iy ) = mean_i( sum_c p_c z_ic - z_iy ),  b = 1/T
 * is bisected. `logits` (N, classes) row-major; log-probabilities serve too. Null where N = 0.
 */
export function fitTemperature(logits: ArrayLike<number>, truth: Uint16Array, classes: number): TemperatureFit | null {
  const n = truth.length;
  if (n === 0 || classes < 1) return null;
  const slope = (b: number): number => {
    let total = 0;
    for (let i = 0; i < n; i++) {
      const row = i * classes;
      let highest = -Infinity;
      for (let c = 0; c < classes; c++) highest = Math.max(highest, logits[row + c]);
      let sum = 0;
      let mean = 0;
      for (let c = 0; c < classes; c++) {
        const e = Math.exp(b * (logits[row + c] - highest));
        sum += e;
        mean += e * logits[row + c];
      }
      total += mean / sum - logits[row + truth[i]];
    }
    return total;
  };
  if (slope(HIGH) <= 0) return { temperature: 1 / HIGH, atBound: 'sharp' };
  if (slope(LOW) >= 0) return { temperature: 1 / LOW, atBound: 'flat' };
  let low = LOW;
  let high = HIGH;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return { temperature: 2 / (low + high), atBound: null };
}
