/** Accepting a batch so that few of the accepted answers are wrong, without assumptions on the score (algorithms 2.9 b). */
import { tieBlocks } from './tie-blocks';

/**
 * (M) p-values of new samples: (1 + #{calibration samples locally wrong with score >= t}) / (n + 1), small where few wrong ones were as sure.
 * `score`, `right`: (n) of the calibration set, which trained and chose nothing. O((n + M) log n).
 */
export function conformalPValues(score: ArrayLike<number>, right: Uint8Array, fresh: ArrayLike<number>): Float64Array {
  const wrong = Float64Array.from(score).filter((_, i) => right[i] === 0).sort();
  return Float64Array.from(fresh, (t) => {
    let [low, high] = [0, wrong.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (wrong[middle] < t) low = middle + 1;
      else high = middle;
    }
    return (1 + wrong.length - low) / (score.length + 1);
  });
}

/**
 * (M) 1 = accept, by Benjamini-Hochberg at level q over the batch: accept the k smallest p-values for the largest k with p_(k) <= q k / M.
 * The expected share of wrong answers among the accepted is at most q when calibration and batch are exchangeable.
 */
export function acceptBatch(pValues: ArrayLike<number>, q: number): Uint8Array {
  const { order, edges } = tieBlocks(pValues);
  const accept = new Uint8Array(pValues.length);
  let count = 0;
  // Equal p-values stand or fall together, at the end of their block.
  for (let block = 1; block < edges.length; block++) if (pValues[order[edges[block] - 1]] <= (q * edges[block]) / pValues.length) count = edges[block];
  for (let r = 0; r < count; r++) accept[order[r]] = 1;
  return accept;
}
