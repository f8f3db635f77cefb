/** Sums and extremes of any stretch of a trace: samples at its edges, the largest cells that fit in its middle. */
import type { BlockTrace } from './block-trace';
import { CELL_FACTOR, type Cells } from './cells';

/** Of the samples that were measured. */
export interface Tally { count: number; sum: number; sumSq: number; min: number; max: number }

export const emptyTally = (): Tally => ({ count: 0, sum: 0, sumSq: 0, min: Infinity, max: -Infinity });

export function clear(tally: Tally): void {
  keep(tally, 0, 0, 0, Infinity, -Infinity);
}

export function addSamples(tally: Tally, values: Float32Array, from: number, to: number): void {
  let { count, sum, sumSq, min, max } = tally;
  for (let i = from; i < to; i++) {
    const v = values[i];
    if (v < min) min = v;
    if (v > max) max = v;
    if (v === v) { count++; sum += v; sumSq += v * v; }
  }
  keep(tally, count, sum, sumSq, min, max);
}

export function addCells(tally: Tally, cells: Cells, from: number, to: number): void {
  let { count, sum, sumSq, min, max } = tally;
  for (let i = from; i < to; i++) {
    count += cells.count[i];
    sum += cells.sum[i];
    sumSq += cells.sumSq[i];
    if (cells.min[i] < min) min = cells.min[i];
    if (cells.max[i] > max) max = cells.max[i];
  }
  keep(tally, count, sum, sumSq, min, max);
}

function keep(tally: Tally, count: number, sum: number, sumSq: number, min: number, max: number): void {
  tally.count = count;
  tally.sum = sum;
  tally.sumSq = sumSq;
  tally.min = min;
  tally.max = max;
}

/** Samples [from, to) of one stored channel, exactly: O(64 log n) cells, and the samples of the at most 63 at either edge. */
export function tallyRange(trace: BlockTrace, slot: number, from: number, to: number): Tally {
  const tally = emptyTally();
  // At every level: what the next level cannot cover, left and right of what it can.
  const add = (level: number, a: number, b: number): void => {
    if (a >= b) return;
    if (level === 0) addSamples(tally, trace.glance(slot, a, b), 0, b - a);
    else {
      const { cells, offset } = trace.cells(slot, level, a, b);
      addCells(tally, cells, offset, offset + b - a);
    }
  };
  const walk = (level: number, a: number, b: number): void => {
    const upperA = Math.ceil(a / CELL_FACTOR);
    const upperB = Math.min(Math.floor(b / CELL_FACTOR), trace.finished(slot, level + 1));
    if (upperA >= upperB) return add(level, a, b);
    add(level, a, upperA * CELL_FACTOR);
    walk(level + 1, upperA, upperB);
    add(level, upperB * CELL_FACTOR, b);
  };
  walk(0, Math.max(0, from), Math.min(to, trace.end));
  return tally;
}
