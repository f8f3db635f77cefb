/** The threshold explorer's arithmetic: from a position on the grid to every number shown, fast enough to follow a drag. */
import type { ExplorerTables } from '../../../src-main/contract/procedures';
import { offloadAt, withOffload } from '../../../src-main/core/compose';

/** Means over the report set; shares 0..1; `exitShares` has K + 1 entries, offloaded samples taken out of the last. */
export interface ExplorerPoint {
  readonly thresholds: readonly number[];
  readonly accuracy: number;
  readonly lpiMs: number;
  readonly epiMj: number | null;
  readonly offloadShare: number;
  readonly exitShares: readonly number[];
}

/** Position in the flat tables of one grid index a branch, the first branch slowest. */
export function flatIndex(tables: Pick<ExplorerTables, 'grid'>, at: readonly number[]): number {
  return at.reduce((index, i) => index * tables.grid.length + i, 0);
}

/** The grid index nearest to a threshold; the grid rises. */
export function nearestIndex(grid: readonly number[], theta: number): number {
  let low = 0;
  let high = grid.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (grid[middle] < theta) low = middle + 1;
    else high = middle;
  }
  return low > 0 && theta - grid[low - 1] <= grid[low] - theta ? low - 1 : low;
}

/** `offloadMs`: another t_off than the run's (modelled); null keeps the run's. */
export function pointAt(tables: ExplorerTables, at: readonly number[], offloadMs: number | null = null): ExplorerPoint {
  const index = flatIndex(tables, at);
  const offloadShare = tables.offloadShare[index];
  const last = tables.exitShares.length - 1;
  const costs = { lpiMs: tables.lpiMs[index], epiMj: tables.epiMj?.[index] ?? null, offloadShare };
  const before = { ms: tables.costs.offload.latencyMs, mj: tables.costs.offload.energyMj };
  const { lpiMs, epiMj } = offloadMs === null ? costs : withOffload(costs, before, offloadAt(before, offloadMs));
  return {
    thresholds: at.map((i) => tables.grid[i]), accuracy: tables.accuracy[index], lpiMs, epiMj, offloadShare,
    exitShares: tables.exitShares.map((shares, k) => (k === last ? Math.max(0, shares[index] - offloadShare) : shares[index])),
  };
}

/** Grid indices of the thresholds the run chose; the middle of the grid where it chose none. */
export function startIndices(tables: ExplorerTables): number[] {
  return Array.from({ length: tables.branches }, (_, k) => (tables.chosen?.[k] === undefined ? tables.grid.length >> 1 : nearestIndex(tables.grid, tables.chosen[k])));
}

/** The setting of least LPI (or EPI) that keeps an accuracy; null where none does. Of equals the later one: higher thresholds. */
export function cheapestWith(tables: ExplorerTables, accuracy: number, minimise: 'lpiMs' | 'epiMj'): number[] | null {
  const cost = tables[minimise];
  if (cost === null) return null;
  let best = -1;
  for (let i = 0; i < cost.length; i++) if (tables.accuracy[i] >= accuracy && (best < 0 || cost[i] <= cost[best])) best = i;
  if (best < 0) return null;
  const size = tables.grid.length;
  return Array.from({ length: tables.branches }, (_, k) => Math.floor(best / size ** (tables.branches - 1 - k)) % size);
}
