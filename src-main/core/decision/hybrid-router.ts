/** The hybrid router's side of a decision: what it should learn, where to cut for a coverage, and what it can be measured against (HM; algorithms 2.6). */
import { createRandom } from '../random';
import { tieBlocks } from './tie-blocks';

/** (N) o = 1 where the local answer is wrong and the server's is right: query. `server` null (no global model): where the local one is wrong. */
export function routerLabels(local: Uint8Array, server: Uint8Array | null): Uint8Array {
  return local.map((right, i) => (right === 0 && (server === null || server[i] === 1) ? 1 : 0));
}

/** (N) weights of a sample in the local model's next training: 2 where it stays, 1 where it is queried; in the server's the other way round. `r` in 0..1. */
export const localWeights = (r: ArrayLike<number>): Float64Array => Float64Array.from(r, (value) => 2 - value);
export const serverWeights = (r: ArrayLike<number>): Float64Array => Float64Array.from(r, (value) => 1 + value);

/** BCE(r, o) + lambda max(0, coverage - mean(1 - r)): the hinge on probabilities, not HM-code's on logits. `r` in (0, 1). NaN where N = 0. */
export function routerLoss(r: ArrayLike<number>, labels: Uint8Array, coverage: number, lambda: number): number {
  let bce = 0;
  let kept = 0;
  for (let i = 0; i < labels.length; i++) {
    bce -= Math.log(labels[i] === 1 ? r[i] : 1 - r[i]);
    kept += 1 - r[i];
  }
  return bce / labels.length + lambda * Math.max(0, coverage - kept / labels.length);
}

/** The router is asked to query (r = 1) where its score >= `theta`; `coverage`: the share that stays there, at least what was asked. */
export interface RouterCut { readonly theta: number; readonly coverage: number }

/** The exact quantile on a validation set: the lowest theta that keeps at least `coverage` on the device; ties stay together. O(N log N). */
export function routerCut(score: ArrayLike<number>, coverage: number): RouterCut {
  const { order, edges } = tieBlocks(score);
  const n = score.length;
  const place = edges.findIndex((edge) => edge >= coverage * n - 1e-9);
  const edge = place < 0 ? n : edges[place];
  return { theta: edge >= n ? Number.MAX_VALUE : score[order[edge]], coverage: n === 0 ? Number.NaN : edge / n };
}

/** Router scores (N) that the report sets beside a learnt one; high is query. */
export const referenceRouters = {
  oracle: (local: Uint8Array, server: Uint8Array): Float64Array => Float64Array.from(routerLabels(local, server)),
  /** Queries where the two disagree; a bound that needs the server's answer. */
  agreement: (local: Uint16Array, server: Uint16Array): Float64Array => Float64Array.from(local, (answer, i) => (answer === server[i] ? 0 : 1)),
  baseRight: (local: Uint8Array): Float64Array => Float64Array.from(local, (right) => 1 - right),
  random: (n: number, seed: number): Float64Array => {
    const random = createRandom(seed);
    return Float64Array.from({ length: n }, () => random.next());
  },
} as const;
