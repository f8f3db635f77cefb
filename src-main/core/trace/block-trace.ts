/** A trace made of kept blocks, in memory or in a file: what windows and statistics read. */
import type { FilledBlock } from './block-builder';
import { CELL_FACTOR, Cells, cellSize } from './cells';
import { addToBins, BINS } from './histogram';
import { Pyramid } from './pyramid';
import { storedChannels, type TraceFormat } from './trace';

/**
 * Where blocks lie. Null: the block is not there or damaged, and all of it is lost. `slot`: position in `storedChannels`.
 * What is returned is copied before the next call.
 */
export interface BlockReader {
  /** At least `filled` samples. */
  samples(block: number, slot: number): Float32Array | null;
  /** Level 1. */
  cells(block: number, slot: number): Cells | null;
  addBins(block: number, slot: number, bins: Uint32Array | Float64Array): void;
  digital(block: number): Uint8Array | null;
}

/** What is known of a block without reading it: level 2 and counts in bins, one a stored channel. */
export interface BlockSummary { readonly index: number; readonly filled: number; readonly coarse: readonly Cells[]; readonly bins: readonly Uint32Array[] }

/** Blocks whose bins are kept added up. */
export const GROUP_BLOCKS = 64;
const MANY = 4096;
/** The lowest level that is in memory for all blocks. */
export const COARSE_LEVEL = 2;

/** Everything below is about one stored channel (`slot`); sample and cell numbers count from the start of the capture. */
export class BlockTrace {
  readonly format: TraceFormat;
  readonly blockSamples: number;
  readonly slots: number;
  readonly #reader: BlockReader;
  readonly #pyramids: Pyramid[];
  /** By slot and group; a missing one holds nothing. */
  readonly groups: (Uint32Array | undefined)[][];
  /** The block being filled while a capture runs. */
  #tail: FilledBlock | null = null;
  #finishedEnd = 0;
  /** A window that is moved asks for megabytes of cells again and again. */
  readonly #many = new Cells(0);
  #scratch = new Float32Array(0);

  constructor(format: TraceFormat, blockSamples: number, reader: BlockReader) {
    this.format = format;
    this.blockSamples = blockSamples;
    this.#reader = reader;
    this.slots = storedChannels(format).length;
    this.#pyramids = Array.from({ length: this.slots }, () => new Pyramid(COARSE_LEVEL));
    this.groups = Array.from({ length: this.slots }, () => []);
  }

  /** Number of the sample after the last. */
  get end(): number {
    return Math.max(this.#finishedEnd, this.#tail === null ? 0 : this.#tail.index * this.blockSamples + this.#tail.filled);
  }

  follow(tail: FilledBlock | null): void {
    this.#tail = tail;
  }

  add({ index, filled, coarse, bins }: BlockSummary): void {
    coarse.forEach((cells, slot) => this.#pyramids[slot].append((index * this.blockSamples) / cellSize(COARSE_LEVEL), cells));
    const group = Math.floor(index / GROUP_BLOCKS);
    bins.forEach((counts, slot) => {
      const sum = (this.groups[slot][group] ??= new Uint32Array(BINS));
      for (let b = 0; b < BINS; b++) sum[b] += counts[b];
    });
    this.#finishedEnd = index * this.blockSamples + filled;
  }

  /** Takes over what an index says of blocks [0, …): level 2, and bins by group. */
  restore(coarse: readonly Cells[], groups: readonly (Uint32Array | undefined)[][], end: number): void {
    coarse.forEach((cells, slot) => this.#pyramids[slot].append(0, cells));
    groups.forEach((ofSlot, slot) => { this.groups[slot] = ofSlot; });
    this.#finishedEnd = end;
  }

  /** Level `level` >= COARSE_LEVEL of a slot; empty above the top. */
  coarse(slot: number, level: number): Cells {
    const pyramid = this.#pyramids[slot];
    return level <= pyramid.top ? pyramid.level(level) : new Cells(0);
  }

  /** How many cells of a level >= 1 can be asked for. */
  finished(slot: number, level: number): number {
    this.#settle();
    return level === 1 ? this.coarse(slot, COARSE_LEVEL).length * CELL_FACTOR : this.coarse(slot, level).length;
  }

  /** (to - from) samples, 0 <= from <= to <= end; NaN is lost. */
  samples(slot: number, from: number, to: number): Float32Array {
    return this.#samplesInto(new Float32Array(to - from), slot, from, to);
  }

  /** The same in memory that is used again: good until the next call. */
  glance(slot: number, from: number, to: number): Float32Array {
    if (this.#scratch.length < to - from) this.#scratch = new Float32Array(to - from);
    return this.#samplesInto(this.#scratch.subarray(0, to - from), slot, from, to);
  }

  #samplesInto(out: Float32Array, slot: number, from: number, to: number): Float32Array {
    out.fill(NaN);
    this.#eachBlock(from, to, (block, at, n) => {
      const values = this.#tail?.index === block ? this.#tail.channels[slot] : this.#reader.samples(block, slot);
      if (values !== null) out.set(values.subarray(at, at + n), block * this.blockSamples + at - from);
    });
    return out;
  }

  /** (to - from) bytes, bit k the level of line k; null without lines. Of a lost sample: 0 where its block is lost, else the level before. */
  digital(from: number, to: number): Uint8Array | null {
    if (this.format.lines.length === 0) return null;
    const out = new Uint8Array(to - from);
    this.#eachBlock(from, to, (block, at, n) => {
      const levels = this.#tail?.index === block ? this.#tail.digital : this.#reader.digital(block);
      if (levels !== null) out.set(levels.subarray(at, at + n), block * this.blockSamples + at - from);
    });
    return out;
  }

  /** Cells [from, to) of a level >= 1, at `offset` of what is returned; to <= finished(slot, level). More than MANY are good until the next such call. */
  cells(slot: number, level: number, from: number, to: number): { readonly cells: Cells; readonly offset: number } {
    if (level >= COARSE_LEVEL) return { cells: this.coarse(slot, level), offset: from };
    const cells = to - from > MANY ? this.#many : new Cells(to - from);
    cells.reset(to - from);
    this.#eachBlock(from * CELL_FACTOR, to * CELL_FACTOR, (block, at, n) => {
      const found = this.#reader.cells(block, slot);
      if (found === null) return;
      const first = at / CELL_FACTOR;
      const count = Math.min(n / CELL_FACTOR, found.length - first);
      if (count > 0) cells.copyFrom((block * this.blockSamples + at) / CELL_FACTOR - from, found, first, count);
    });
    return { cells, offset: 0 };
  }

  /** Counts samples [from, to) in bins: whole groups and blocks from what is kept, the rest by reading it. */
  addBins(slot: number, from: number, to: number, bins: Float64Array): void {
    this.#settle();
    const groupSamples = GROUP_BLOCKS * this.blockSamples;
    this.#eachBlock(from, to, (block, at, n) => {
      const begin = block * this.blockSamples;
      const whole = at === 0 && n === this.blockSamples && begin + n <= this.#finishedEnd;
      if (whole) this.#reader.addBins(block, slot, bins);
      else addToBins(bins, this.glance(slot, begin + at, begin + at + n), 0, n);
    }, (group) => {
      if (group * groupSamples < from || (group + 1) * groupSamples > Math.min(to, this.#finishedEnd)) return false;
      const counts = this.groups[slot][group];
      if (counts !== undefined) for (let b = 0; b < BINS; b++) bins[b] += counts[b];
      return true;
    });
  }

  /** Blocks before the one being filled are over, and empty where they never came. */
  #settle(): void {
    const over = (this.#tail?.index ?? 0) * this.blockSamples;
    if (over <= this.#finishedEnd) return;
    for (const pyramid of this.#pyramids) pyramid.append(over / cellSize(COARSE_LEVEL), new Cells(0));
    this.#finishedEnd = over;
  }

  /** Calls `visit(block, at, n)` for the part [at, at + n) of each block in [from, to); a group that `take` takes is passed over. */
  #eachBlock(from: number, to: number, visit: (block: number, at: number, n: number) => void, take?: (group: number) => boolean): void {
    for (let at = from; at < to;) {
      const block = Math.floor(at / this.blockSamples);
      if (take !== undefined && at === block * this.blockSamples && block % GROUP_BLOCKS === 0 && take(block / GROUP_BLOCKS)) {
        at += GROUP_BLOCKS * this.blockSamples;
        continue;
      }
      const end = Math.min(to, (block + 1) * this.blockSamples);
      visit(block, at - block * this.blockSamples, end - at);
      at = end;
    }
  }
}
