/** Scores in order with their ties: a block of equal scores is never split by a threshold (algorithms 0). */

export interface TieBlocks {
  /** (N) sample numbers by rising score. */
  readonly order: Uint32Array;
  /** Block b holds ranks edges[b] .. edges[b + 1] - 1; edges[0] = 0, the last is N. These are the only cuts a threshold can make. */
  readonly edges: Uint32Array;
}

/** Sorts scores; `rising` false puts the highest first. O(N log N). Scores must be numbers, not NaN. */
export function tieBlocks(score: ArrayLike<number>, rising = true): TieBlocks {
  const order = new Uint32Array(score.length).map((_, i) => i);
  order.sort(rising ? (a, b) => score[a] - score[b] : (a, b) => score[b] - score[a]);
  const edges = [0];
  for (let i = 1; i < order.length; i++) if (score[order[i]] !== score[order[i - 1]]) edges.push(i);
  if (order.length > 0) edges.push(order.length);
  return { order, edges: Uint32Array.from(edges) };
}
