/** A window of a trace as a chart draws it: at most four numbers a pixel, from the coarsest level that still has a cell for each. */
import type { BlockTrace } from './block-trace';
import { cellSize } from './cells';
import { addCells, addSamples, clear, emptyTally, type Tally } from './tally';
import { findChannel, type Channel } from './trace';

/** `n` points; point i covers samples [bounds[i], bounds[i + 1]). Where nothing was measured `min`, `mean` and `max` are NaN. */
export interface Envelope {
  readonly channel: Channel;
  readonly n: number;
  /** (n + 1) sample numbers. */
  readonly bounds: Float64Array;
  /** (n) each, A, V or W. */
  readonly min: Float32Array; readonly mean: Float32Array; readonly max: Float32Array;
  /** (n) share of the samples that were measured, 0 … 1. */
  readonly coverage: Float32Array;
}

/**
 * Samples [from, to) on at most `pixels` points; fewer samples than pixels give one point each. Points begin where cells do,
 * so they differ in width by at most one cell. O(64 pixels). Null where the trace does not have the channel.
 */
export function envelope(trace: BlockTrace, channel: Channel, from: number, to: number, pixels: number): Envelope | null {
  const found = findChannel(trace.format, channel);
  if (found === null) return null;
  const begin = Math.min(Math.max(0, Math.floor(from)), trace.end);
  const end = Math.max(begin, Math.min(Math.ceil(to), trace.end));
  const wanted = Math.max(1, Math.floor(pixels));
  let level = 0;
  while (cellSize(level + 1) * wanted <= end - begin && trace.finished(found.slot, level + 1) > 0) level++;
  const size = cellSize(level);
  const n = Math.min(wanted, Math.ceil((end - begin) / size));
  const bounds = new Float64Array(n + 1);
  for (let i = 1; i < n; i++) bounds[i] = Math.floor((begin + (i * (end - begin)) / n) / size) * size;
  [bounds[0], bounds[n]] = [begin, end];
  const out = { min: new Float32Array(n).fill(NaN), mean: new Float32Array(n).fill(NaN), max: new Float32Array(n).fill(NaN), coverage: new Float32Array(n) };
  const read = reader(trace, found.slot, level, begin, end);
  // One for all points: an object a point would have the garbage collector interrupt a chart that is dragged.
  const tally = emptyTally();
  for (let i = 0; i < n; i++) {
    clear(tally);
    read(bounds[i], bounds[i + 1], tally);
    out.coverage[i] = bounds[i + 1] > bounds[i] ? tally.count / (bounds[i + 1] - bounds[i]) : 0;
    if (tally.count === 0) continue;
    out.min[i] = tally.min * found.scale;
    out.mean[i] = (tally.sum / tally.count) * found.scale;
    out.max[i] = tally.max * found.scale;
  }
  return { channel, n, bounds, ...out };
}

/** Adds samples [from, to) of the window to a tally. */
type Read = (from: number, to: number, tally: Tally) => void;

/** Reads everything of the window once, then tallies parts of it; parts begin at cells but for the two ends of the window. */
function reader(trace: BlockTrace, slot: number, level: number, begin: number, end: number): Read {
  if (level === 0) {
    // Only one of the parts can be long: the whole window, or what a running capture has no cells of yet.
    const samples = end - begin < cellSize(1) ? trace.samples(slot, begin, end) : trace.glance(slot, begin, end);
    return (from, to, tally) => addSamples(tally, samples, from - begin, to - begin);
  }
  const size = cellSize(level);
  const first = Math.ceil(begin / size);
  const last = Math.max(first, Math.min(Math.floor(end / size), trace.finished(slot, level)));
  // What is left and right of the whole cells is less than a cell, or the part of a running capture that has none yet.
  const [left, right] = [part(trace, slot, level - 1, begin, Math.min(end, first * size)), part(trace, slot, level - 1, Math.max(begin, last * size), end)];
  const { cells, offset } = last <= first ? { cells: null, offset: 0 } : trace.cells(slot, level, first, last);
  return (from, to, tally) => {
    if (cells !== null) {
      const a = Math.max(first, Math.ceil(from / size));
      const b = Math.min(last, Math.floor(to / size));
      if (b > a) addCells(tally, cells, offset + a - first, offset + b - first);
    }
    left?.(from, to, tally);
    right?.(from, to, tally);
  };
}

/** The rest of a window at its edge, from the level below, by recursion down to samples; null where there is none. */
function part(trace: BlockTrace, slot: number, level: number, begin: number, end: number): Read | null {
  if (begin >= end) return null;
  const read = reader(trace, slot, level, begin, end);
  return (from, to, tally) => {
    const [a, b] = [Math.max(from, begin), Math.min(to, end)];
    if (a < b) read(a, b, tally);
  };
}
