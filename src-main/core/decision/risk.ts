/** How well a confidence ranks and how true it is: risk-coverage, AURC, system accuracy at a coverage, ECE (algorithms 1.5, 1.6, 1.8). */
import { tieBlocks } from './tie-blocks';

export interface RiskCoverage {
  /** [coverage, selective risk] at the cuts a threshold can make, most confident first; at most `points` of them, the full set last. */
  readonly points: readonly (readonly [coverage: number, risk: number])[];
  readonly aurc: number;
  /** AURC above the best possible one at the same number of errors. */
  readonly eAurc: number;
}

/**
 * AURC = (1/N) sum_n (1/n) sum_{i <= n} e_(i), highest confidence first; a tied block counts as the mean over its orders.
 * `score`, `right`: (N). Null where N = 0.
 */
export function riskCoverage(score: ArrayLike<number>, right: Uint8Array, points = 200): RiskCoverage | null {
  const n = score.length;
  if (n === 0) return null;
  const { order, edges } = tieBlocks(score, false);
  const curve: [number, number][] = [];
  let errors = 0;
  let area = 0;
  for (let block = 1; block < edges.length; block++) {
    const from = edges[block - 1];
    const to = edges[block];
    let inside = 0;
    for (let r = from; r < to; r++) inside += 1 - right[order[r]];
    for (let rank = from + 1; rank <= to; rank++) area += (errors + (inside * (rank - from)) / (to - from)) / rank;
    errors += inside;
    curve.push([to / n, errors / to]);
  }
  const aurc = area / n;
  return { points: decimate(curve, points), aurc, eAurc: Math.max(0, aurc - bestAurc(errors, n)) };
}

/** AURC* = (1/N) sum_{m=1..M} m / (N - M + m): all M errors ranked last. */
export function bestAurc(errors: number, n: number): number {
  let sum = 0;
  for (let m = 1; m <= errors; m++) sum += m / (n - errors + m);
  return sum / n;
}

/** Keeps about `most` of the rows, evenly by position, the first and last always. */
function decimate<T>(rows: readonly T[], most: number): T[] {
  if (rows.length <= most) return [...rows];
  return Array.from({ length: most }, (_, k) => rows[Math.round((k * (rows.length - 1)) / (most - 1))]);
}

/**
 * Accuracy when the `coverage` share of most confident samples keeps the local answer and the server answers the rest (1.5).
 * A tie at the cut gives the block's mean to its part. `server` null: the rest counts as right. Null where N = 0.
 */
export function accuracyAtCoverage(score: ArrayLike<number>, local: Uint8Array, server: Uint8Array | null, coverage: number): number | null {
  const n = score.length;
  if (n === 0) return null;
  const { order, edges } = tieBlocks(score, false);
  const kept = Math.min(Math.max(coverage, 0), 1) * n;
  let right = 0;
  for (let block = 1; block < edges.length; block++) {
    let here = 0;
    let there = 0;
    for (let r = edges[block - 1]; r < edges[block]; r++) {
      here += local[order[r]];
      there += server === null ? 1 : server[order[r]];
    }
    const share = Math.min(1, Math.max(0, (kept - edges[block - 1]) / (edges[block] - edges[block - 1])));
    right += share * here + (1 - share) * there;
  }
  return right / n;
}

/** ECE = sum_b (n_b/N) |mean conf_b - mean ok_b| over `bins` of equal count; tied samples share their mean ok. Null where N = 0. */
export function calibrationError(score: ArrayLike<number>, right: Uint8Array, bins = 15): number | null {
  const n = score.length;
  if (n === 0) return null;
  const { order, edges } = tieBlocks(score);
  const ok = new Float64Array(n);
  for (let block = 1; block < edges.length; block++) {
    let sum = 0;
    for (let r = edges[block - 1]; r < edges[block]; r++) sum += right[order[r]];
    ok.fill(sum / (edges[block] - edges[block - 1]), edges[block - 1], edges[block]);
  }
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    let gap = 0;
    for (let r = Math.floor((bin * n) / bins); r < Math.floor(((bin + 1) * n) / bins); r++) gap += score[order[r]] - ok[r];
    error += Math.abs(gap);
  }
  return error / n;
}
