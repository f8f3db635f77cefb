/** One threshold on one score, chosen exactly: for an abstract cost (algorithms 2.7) or for a requirement (2.8). */
import { neverExit } from '../exits/grid';
import { tieBlocks } from './tie-blocks';

/** A score the choice works on: (N) scores, (N) locally right, (N) server right (null: a perfect server in 2.7). */
export interface ScoredSet { readonly score: ArrayLike<number>; readonly local: Uint8Array; readonly server: Uint8Array | null }

export interface ThresholdChoice {
  /** Accept where score >= theta. */
  readonly theta: number;
  /** j: samples of the set below theta, which are offloaded. */
  readonly offloaded: number;
  /** (server right among the offloaded + locally right among the others) / N. */
  readonly accuracy: number;
}

/** `nearest` is the most accurate cut allowed; null where there are no samples. */
export type RequirementChoice =
  | ({ readonly feasible: true } & ThresholdChoice)
  | { readonly feasible: false; readonly binds: 'accuracy' | 'limit' | 'no-samples'; readonly nearest: ThresholdChoice | null };

/** Accepts all: 0 for scores that cannot be negative. Finite, so that it can be saved. */
const acceptAllTheta = (lowest: number): number => (lowest >= 0 ? 0 : -Number.MAX_VALUE);
/** Offloads all, unseen samples too: above 1 for a confidence, otherwise the largest number. */
const offloadAllTheta = (lowest: number, highest: number): number => (lowest >= 0 && highest <= 1 ? neverExit : Number.MAX_VALUE);

/** Every cut a threshold can make, from accept-all to offload-all; empty for no samples. O(N log N). */
function cuts({ score, local, server }: ScoredSet): { theta: number; offloaded: number; correct: number; serverWrong: number; localWrong: number }[] {
  const n = score.length;
  if (n === 0) return [];
  const { order, edges } = tieBlocks(score);
  const lowest = score[order[0]];
  const highest = score[order[n - 1]];
  let localRight = 0;
  for (let i = 0; i < n; i++) localRight += local[i];
  let serverRight = 0;
  return Array.from(edges, (j, block) => {
    for (let r = block === 0 ? 0 : edges[block - 1]; r < j; r++) {
      localRight -= local[order[r]];
      serverRight += server === null ? 1 : server[order[r]];
    }
    const theta = j === 0 ? acceptAllTheta(lowest) : j === n ? offloadAllTheta(lowest, highest) : score[order[j]];
    return { theta, offloaded: j, correct: localRight + serverRight, serverWrong: j - serverRight, localWrong: n - j - localRight };
  });
}

/**
 * cost(theta) = sum_{p < theta} (beta + [s = 0]) + sum_{p >= theta} [l = 0], least over all cuts; ties: fewer offloads.
 * `beta` 0..1 is the cost of an offload against a wrong answer's 1. Null where there are no samples.
 */
export function thresholdForCost(set: ScoredSet, beta: number): (ThresholdChoice & { readonly cost: number }) | null {
  let best: (ThresholdChoice & { readonly cost: number }) | null = null;
  for (const cut of cuts(set)) {
    const cost = beta * cut.offloaded + cut.serverWrong + cut.localWrong;
    if (best === null || cost < best.cost) best = { theta: cut.theta, offloaded: cut.offloaded, accuracy: cut.correct / set.score.length, cost };
  }
  return best;
}

/** The cut with fewest offloads whose accuracy on the set is at least `accuracy` (0..1). Accuracy is not monotone in theta: all cuts are tried. */
export function thresholdForAccuracy(set: ScoredSet, accuracy: number): RequirementChoice {
  const all = cuts(set).map((cut) => toChoice(cut, set.score.length));
  const found = all.find((cut) => cut.accuracy >= accuracy);
  if (found !== undefined) return { feasible: true, ...found };
  return { feasible: false, binds: all.length === 0 ? 'no-samples' : 'accuracy', nearest: mostAccurate(all) };
}

/** The most accurate cut that offloads at most `share` (from `largestShare`) of the set; ties: fewer offloads. */
export function thresholdForShare(set: ScoredSet, share: number): RequirementChoice {
  const all = cuts(set).map((cut) => toChoice(cut, set.score.length));
  const best = mostAccurate(all.filter((cut) => cut.offloaded <= Math.floor(set.score.length * share)));
  if (best !== null) return { feasible: true, ...best };
  return { feasible: false, binds: all.length === 0 ? 'no-samples' : 'limit', nearest: all[0] ?? null };
}

/** (limit - local - decision) / offload: the offload share that just meets a limit in ms or mJ (2.8, 7); below 0 none does, capped at 1. */
export function largestShare(limit: number, local: number, decision: number, offload: number): number {
  const left = limit - local - decision;
  if (offload <= 0) return left >= 0 ? 1 : -1;
  return Math.min(1, left / offload);
}

const toChoice = (cut: { theta: number; offloaded: number; correct: number }, n: number): ThresholdChoice => ({ theta: cut.theta, offloaded: cut.offloaded, accuracy: cut.correct / n });

function mostAccurate(choices: readonly ThresholdChoice[]): ThresholdChoice | null {
  return choices.reduce<ThresholdChoice | null>((best, cut) => (best === null || cut.accuracy > best.accuracy ? cut : best), null);
}
