/** Does the score send to the server what the server gets right? The routing curve and its normalised gain (algorithms 1.7). */
import { tieBlocks } from './tie-blocks';

export interface RoutingCurve {
  /** [offloaded share, accuracy] from none to all, at the cuts a threshold can make. */
  readonly points: readonly (readonly [share: number, accuracy: number])[];
  /** 1: perfect routing, 0: no better than chance; null where perfect routing gains nothing over chance. */
  readonly gain: number | null;
}

/** `score` (N), offloaded by rising score; `local`, `server` (N) right. Area by trapezoids, which is exact for tied blocks on average. Null where N = 0. */
export function routingCurve(score: ArrayLike<number>, local: Uint8Array, server: Uint8Array): RoutingCurve | null {
  const n = score.length;
  if (n === 0) return null;
  const { order, edges } = tieBlocks(score);
  let correct = 0;
  let onlyServer = 0;
  let onlyLocal = 0;
  for (let i = 0; i < n; i++) {
    correct += local[i];
    onlyServer += (1 - local[i]) * server[i];
    onlyLocal += local[i] * (1 - server[i]);
  }
  const atLocal = correct / n;
  const points: [number, number][] = [[0, atLocal]];
  let area = 0;
  for (let block = 1; block < edges.length; block++) {
    for (let r = edges[block - 1]; r < edges[block]; r++) correct += server[order[r]] - local[order[r]];
    const [share, accuracy] = points[points.length - 1];
    points.push([edges[block] / n, correct / n]);
    area += ((edges[block] / n - share) * (accuracy + correct / n)) / 2;
  }
  const p = onlyServer / n;
  const m = onlyLocal / n;
  const chance = (atLocal + correct / n) / 2;
  const best = atLocal + p - (p * p) / 2 - (m * m) / 2 - chance;
  return { points, gain: best > 1e-12 ? (area - chance) / best : null };
}
