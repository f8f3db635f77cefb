/** What many samples amount to: count, sums and extremes of a cell, kept in columns. */

/** Lower cells, or samples, in one cell of the next level. A cell of level k covers 64^k samples, from a multiple of 64^k on. */
export const CELL_FACTOR = 64;

/** Samples in one cell of a level; level 0 is the samples themselves. */
export const cellSize = (level: number): number => CELL_FACTOR ** level;

/**
 * Cells 0 … length - 1 of one level and channel. Lost samples are in no column, so `count` tells the coverage.
 * Sums are 64-bit floats over few lower cells each: no error grows with the length of a recording, as it would in prefix sums
 * (after a day at 2 MS/s those are good to 1e-5 A·samples, more than a short selection of a sleeping board holds). Counts are
 * exact to 2^53 samples, 140 years at 2 MS/s.
 */
export class Cells {
  length = 0;
  /** Whole numbers; as narrow as a file keeps them where cells are views of one. */
  count: Float64Array | Uint32Array | Uint8Array;
  sum: Float64Array;
  /** Sum of squares. */
  sumSq: Float64Array;
  /** +Infinity where the cell is empty. */
  min: Float32Array;
  /** -Infinity where the cell is empty. */
  max: Float32Array;

  constructor(capacity = CELL_FACTOR) {
    this.count = new Float64Array(capacity);
    this.sum = new Float64Array(capacity);
    this.sumSq = new Float64Array(capacity);
    this.min = new Float32Array(capacity).fill(Infinity);
    this.max = new Float32Array(capacity).fill(-Infinity);
  }

  /** Makes room for `length` cells; new ones are empty. */
  extend(length: number): void {
    if (length > this.count.length) {
      const capacity = Math.max(length, this.count.length * 2);
      for (const name of ['count', 'sum', 'sumSq'] as const) this[name] = enlarge(this[name], new Float64Array(capacity));
      this.min = enlarge(this.min, new Float32Array(capacity).fill(Infinity));
      this.max = enlarge(this.max, new Float32Array(capacity).fill(-Infinity));
    }
    this.length = Math.max(this.length, length);
  }

  /** Becomes `length` empty cells. */
  reset(length: number): void {
    this.extend(length);
    this.length = length;
    for (const column of [this.count, this.sum, this.sumSq]) column.fill(0, 0, length);
    this.min.fill(Infinity, 0, length);
    this.max.fill(-Infinity, 0, length);
  }

  /** Cell `at` from samples [from, to); NaN is lost. */
  setFromSamples(at: number, values: Float32Array, from: number, to: number): void {
    let count = 0, sum = 0, sumSq = 0, min = Infinity, max = -Infinity;
    for (let i = from; i < to; i++) {
      const v = values[i];
      // False for NaN too, which then is counted in none of the columns.
      if (v < min) min = v;
      if (v > max) max = v;
      if (v === v) { count++; sum += v; sumSq += v * v; }
    }
    this.#set(at, count, sum, sumSq, min, max);
  }

  /** Cell `at` from cells [from, to) of the level below. */
  setFromCells(at: number, lower: Cells, from: number, to: number): void {
    let count = 0, sum = 0, sumSq = 0, min = Infinity, max = -Infinity;
    for (let i = from; i < to; i++) {
      count += lower.count[i];
      sum += lower.sum[i];
      sumSq += lower.sumSq[i];
      if (lower.min[i] < min) min = lower.min[i];
      if (lower.max[i] > max) max = lower.max[i];
    }
    this.#set(at, count, sum, sumSq, min, max);
  }

  /** Copies `n` cells of the same level. */
  copyFrom(at: number, source: Cells, from: number, n: number): void {
    this.extend(at + n);
    for (const name of ['count', 'sum', 'sumSq', 'min', 'max'] as const) this[name].set(source[name].subarray(from, from + n), at);
  }

  #set(at: number, count: number, sum: number, sumSq: number, min: number, max: number): void {
    if (at >= this.length) this.extend(at + 1);
    this.count[at] = count;
    this.sum[at] = sum;
    this.sumSq[at] = sumSq;
    this.min[at] = min;
    this.max[at] = max;
  }
}

function enlarge<T extends Float64Array | Float32Array>(old: ArrayLike<number>, into: T): T {
  into.set(old);
  return into;
}

/** Cells of 64 samples of a block that begins at a multiple of 64. */
export function cellsOfSamples(values: Float32Array, filled = values.length): Cells {
  const cells = new Cells(Math.ceil(filled / CELL_FACTOR));
  for (let at = 0; at * CELL_FACTOR < filled; at++) cells.setFromSamples(at, values, at * CELL_FACTOR, Math.min(filled, (at + 1) * CELL_FACTOR));
  return cells;
}

/** The level above of whole cells; a last, partly filled one included. */
export function cellsOfCells(lower: Cells): Cells {
  const cells = new Cells(Math.ceil(lower.length / CELL_FACTOR));
  for (let at = 0; at * CELL_FACTOR < lower.length; at++) cells.setFromCells(at, lower, at * CELL_FACTOR, Math.min(lower.length, (at + 1) * CELL_FACTOR));
  return cells;
}
