/** A threshold learnt by confidence bounds, for data that does not drift: accept a score once it has proved itself (algorithms 2.11). */

/** What offloads showed of each bin of the score, and how many rounds there were. */
export interface BoundState { readonly count: Float64Array; readonly right: Float64Array; rounds: number }

export const startBounds = (bins: number): BoundState => ({ count: new Float64Array(bins), right: new Float64Array(bins), rounds: 0 });

/**
 * L_j = m_j / n_j - sqrt(0.5 ln(t + 1) / n_j), -infinity where n_j = 0; accept where 1 - L <= beta.
 * `monotone`: accuracy rises with the score, so that L is the largest over the bins up to j. `bin` from 0. Counts the round. O(bins), O(1) without `monotone`.
 */
export function acceptByBounds(state: BoundState, bin: number, beta: number, monotone: boolean): boolean {
  state.rounds++;
  let lower = -Infinity;
  for (let j = monotone ? 0 : bin; j <= bin; j++) {
    if (state.count[j] > 0) lower = Math.max(lower, state.right[j] / state.count[j] - Math.sqrt((0.5 * Math.log(state.rounds + 1)) / state.count[j]));
  }
  return 1 - lower <= beta;
}

/** Takes in what the server said of an offloaded sample's local answer. */
export function learnFromOffload(state: BoundState, bin: number, right: boolean): void {
  state.count[bin]++;
  if (right) state.right[bin]++;
}
