/** A window of a trace as a chart draws it: at most four numbers a pixel, from the coarsest level that still has a cell for each. */
import type { BlockTrace } from './block-trace';
import { cellSize } from './cells';
import { addCells, addSamples, emptyTally, type Tally } from './tally';
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
  const bounds = Float64Array.from({ length: n + 1 }, (_, i) => (i === 0 ? begin : i === n ? end : Math.floor((begin + (i / n) * (end - begin)) / size) * size));
  const out = { min: new Float32Array(n).fill(NaN), mean: new Float32Array(n).fill(NaN), max: new Float32Array(n).fill(NaN), coverage: new Float32Array(n) };
  const read = reader(trace, found.slot, level, begin, end);
  for (let i = 0; i < n; i++) {
    const tally = read(bounds[i], bounds[i + 1]);
    out.coverage[i] = bounds[i + 1] > bounds[i] ? tally.count / (bounds[i + 1] - bounds[i]) : 0;
    if (tally.count === 0) continue;
    out.min[i] = tally.min * found.scale;
    out.mean[i] = (tally.sum / tally.count) * found.scale;
    out.max[i] = tally.max * found.scale;
  }
  return { channel, n, bounds, ...out };
}

/** Reads everything of the window once, then tallies parts of it; parts begin at cells but for the two ends of the window. */
function reader(trace: BlockTrace, slot: number, level: number, begin: number, end: number): (from: number, to: number) => Tally {
  const size = cellSize(level);
  const first = Math.ceil(begin / size);
  const last = level === 0 ? end : Math.max(first, Math.min(Math.floor(end / size), trace.finished(slot, level)));
  // What is left and right of the whole cells is less than a cell, or the part of a running capture that has none yet.
  const pieces = level === 0 ? [] : [parts(trace, slot, level, begin, Math.min(end, first * size)), parts(trace, slot, level, Math.max(begin, last * size), end)];
  const samples = level === 0 ? trace.samples(slot, begin, end) : null;
  const { cells, offset } = level === 0 || last <= first ? { cells: null, offset: 0 } : trace.cells(slot, level, first, last);
  return (from, to) => {
    const tally = emptyTally();
    if (samples !== null) addSamples(tally, samples, from - begin, to - begin);
    else {
      if (cells !== null) {
        const a = Math.max(first, Math.ceil(from / size));
        const b = Math.min(last, Math.floor(to / size));
        if (b > a) addCells(tally, cells, offset + a - first, offset + b - first);
      }
      for (const piece of pieces) piece(from, to, tally);
    }
    return tally;
  };
}

/** The rest of a window at its edge, tallied from the level below as one point a pixel would: by recursion down to samples. */
function parts(trace: BlockTrace, slot: number, level: number, begin: number, end: number): (from: number, to: number, tally: Tally) => void {
  if (begin >= end) return () => {};
  const lower = reader(trace, slot, level - 1, begin, end);
  return (from, to, tally) => {
    const [a, b] = [Math.max(from, begin), Math.min(to, end)];
    if (a >= b) return;
    const part = lower(a, b);
    tally.count += part.count;
    tally.sum += part.sum;
    tally.sumSq += part.sumSq;
    tally.min = Math.min(tally.min, part.min);
    tally.max = Math.max(tally.max, part.max);
  };
}

