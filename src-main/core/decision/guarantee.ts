/** A threshold with a guarantee on the answers kept on the device (algorithms 2.9 a). */
import { clopperPearsonUpper } from '../stats';

/** `theta` null: no threshold of the grid could be shown to hold; offload everything. */
export interface GuaranteedThreshold {
  readonly theta: number | null;
  /** Samples accepted at theta, wrong ones among them, and the upper bound of their error rate. */
  readonly accepted: number; readonly wrong: number; readonly bound: number;
}

/**
 * P(error rate among accepted > alpha) <= delta. Walks the grid from strict to lax, starts where at least 2 ln(delta)/ln(1 - alpha) samples
 * are accepted, goes on while BetaInv(1 - delta; k + 1, n - k) <= alpha and keeps the last that passed.
 * `score`, `right`: (N). The grid may depend on the scores, never on `right`. alpha, delta in (0, 1).
 */
export function thresholdWithGuarantee(score: ArrayLike<number>, right: Uint8Array, grid: readonly number[], alpha: number, delta: number): GuaranteedThreshold {
  const enough = (2 * Math.log(delta)) / Math.log(1 - alpha);
  let best: GuaranteedThreshold = { theta: null, accepted: 0, wrong: 0, bound: 1 };
  for (const theta of [...grid].sort((a, b) => b - a)) {
    let accepted = 0;
    let wrong = 0;
    for (let i = 0; i < score.length; i++) {
      if (score[i] < theta) continue;
      accepted++;
      wrong += 1 - right[i];
    }
    if (accepted < enough) continue;
    const bound = clopperPearsonUpper(wrong, accepted, delta);
    if (bound > alpha) break;
    best = { theta, accepted, wrong, bound };
  }
  return best;
}
