/** The threshold explorer's arithmetic: from the handles' positions on the grid to every number shown, fast enough to follow a drag. */
import type { ExplorerTables } from '../../../src-main/contract/procedures';
import { policyPoint } from '../../../src-main/core/exits';

/** One threshold that can be moved: from where on a place answers, or (early offload) below where it offloads. Under `hi` the place is the decision. */
export interface Handle { readonly kind: 'exit' | 'below'; readonly place: number }

/** In the order in which positions are given: place by place, each `exit` before its `below`. */
export function handlesOf({ strategy, branches }: Pick<ExplorerTables, 'strategy' | 'branches'>): Handle[] {
  return Array.from({ length: branches }, (_, place): Handle[] => [{ kind: 'exit', place }, ...(strategy === 'early-offload' ? [{ kind: 'below' as const, place }] : [])]).flat();
}

/** Means over the report set; shares 0..1. `exitShares`, `offloadedAt`: by place, what passes all of them last; under `hi` one place. */
export interface ExplorerPoint {
  readonly accuracy: number;
  readonly lpiMs: number;
  readonly epiMj: number | null;
  readonly offloadShare: number;
  readonly exitShares: readonly number[];
  readonly offloadedAt: readonly number[];
}

/** `at`: a grid index for each of `handlesOf`. */
export function pointAt(tables: ExplorerTables, at: readonly number[]): ExplorerPoint {
  const { strategy, branches, sums, costs, grid } = tables;
  const exitFrom = Array.from({ length: branches }, (_, k) => at[strategy === 'early-offload' ? 2 * k : k]);
  const offloadBelow = exitFrom.map((_, k) => (strategy === 'early-offload' ? at[2 * k + 1] : strategy === 'hi' ? grid.length - 1 : -1));
  const { accuracy, lpiMs, epiMj, offloadShare, answered, offloaded } = policyPoint(sums, costs, exitFrom, offloadBelow);
  const shown = (shares: readonly number[]): readonly number[] => (strategy === 'hi' ? shares.slice(0, 1) : shares);
  return { accuracy, lpiMs, epiMj, offloadShare, exitShares: shown(answered), offloadedAt: shown(offloaded) };
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

/** The positions with one handle moved; a place never offloads what it answers, so that the other handle of its place is pushed along. */
export function moved(tables: ExplorerTables, at: readonly number[], handle: number, to: number): number[] {
  const handles = handlesOf(tables);
  const { kind, place } = handles[handle];
  return at.map((index, h) => (h === handle ? to : handles[h].place !== place ? index : kind === 'exit' ? Math.min(index, to) : Math.max(index, to)));
}

/** The setting nearest to what a person typed, with a comma or a point; above 1 the one above every confidence, where there is one. Null where it is no number. */
export function typedIndex(grid: readonly number[], text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(value)) return null;
  const last = grid.length - 1;
  if (grid[last] <= 1) return nearestIndex(grid, value);
  return value > 1 ? last : nearestIndex(grid.slice(0, last), value);
}

/** Positions of what the run chose. */
export function startIndices(tables: ExplorerTables): number[] {
  const { grid, chosen } = tables;
  return handlesOf(tables).map(({ kind, place }) => nearestIndex(grid, (kind === 'exit' ? chosen.exitFrom : chosen.offloadBelow)?.[place] ?? 0));
}

/** With more handles than this there are too many settings to try every one. */
export const MOST_TRIED = 2;

/** Of at most two handles the setting of least LPI (or EPI) that keeps an accuracy; null where none does. Of equals the later one: higher thresholds. */
export function cheapestWith(tables: ExplorerTables, accuracy: number, minimise: 'lpiMs' | 'epiMj'): number[] | null {
  const handles = handlesOf(tables);
  if (handles.length > MOST_TRIED) throw new RangeError('too many settings to try every one');
  const size = tables.grid.length;
  let best: { readonly at: number[]; readonly cost: number } | null = null;
  for (let flat = 0; flat < size ** handles.length; flat++) {
    const at = handles.length === 1 ? [flat] : [Math.floor(flat / size), flat % size];
    if (handles[1]?.kind === 'below' && at[1] > at[0]) continue;
    const point = pointAt(tables, at);
    const cost = point[minimise];
    if (cost !== null && point.accuracy >= accuracy && (best === null || cost <= best.cost)) best = { at, cost };
  }
  return best?.at ?? null;
}

export const mapped = ['accuracy', 'lpiMs', 'epiMj', 'offloadShare'] as const;
export type Mapped = (typeof mapped)[number];
/** G^2 values a quantity, row-major, the handle `x` slowest; NaN where a place would offload what it answers. */
export type PairTables = Readonly<Record<Mapped, Float64Array>>;

/** Every pair of two handles, the others held. */
export function pairTables(tables: ExplorerTables, at: readonly number[], x: number, y: number): PairTables {
  const size = tables.grid.length;
  const handles = handlesOf(tables);
  const found = Object.fromEntries(mapped.map((name) => [name, new Float64Array(size * size).fill(Number.NaN)])) as Record<Mapped, Float64Array>;
  const trial = [...at];
  for (let flat = 0; flat < size * size; flat++) {
    [trial[x], trial[y]] = [Math.floor(flat / size), flat % size];
    if (handles[x].kind === 'below' && trial[x] > trial[y]) continue;
    const point = pointAt(tables, trial);
    for (const name of mapped) found[name][flat] = point[name] ?? Number.NaN;
  }
  return found;
}
