/** What a window shows of a stretch of a trace: envelopes, gaps, levels of the digital lines and events, all bounded by its points. */
import { envelope, gapsIn, type BlockTrace, type Channel, type TraceEvent, type TraceFormat } from '../../core/trace';

export interface WindowContent {
  readonly format: TraceFormat; readonly from: number; readonly to: number; readonly end: number; readonly n: number; readonly bounds: Float64Array;
  readonly channels: { readonly channel: Channel; readonly min: Float32Array; readonly mean: Float32Array; readonly max: Float32Array }[];
  readonly coverage: Float32Array; readonly gapFrom: Float64Array; readonly gapTo: Float64Array; readonly moreGaps: boolean;
  readonly digital: { readonly high: Uint8Array; readonly low: Uint8Array } | null;
  readonly events: TraceEvent[]; readonly moreEvents: boolean;
}

const mostGaps = 2000;
const mostEvents = 1000;
/** Levels are read sample by sample; above this many the lines wait until the person zooms in. */
const mostDigitalSamples = 1 << 23;
const part = 65_536;

/** `events` in the order of their samples. */
export function windowContent(trace: BlockTrace, events: readonly TraceEvent[], { from, to, points, channels }: { readonly from: number; readonly to: number; readonly points: number; readonly channels: readonly Channel[] }): WindowContent {
  const found = channels.map((channel) => envelope(trace, channel, from, to, points)).filter((one) => one !== null);
  // Every trace has one of the two; it gives the points where none of the wanted channels was measured.
  const frame = found[0] ?? envelope(trace, trace.format.quantity, from, to, points);
  if (frame === null) throw new Error(`a trace without ${trace.format.quantity}`);
  const [begin, end] = [frame.bounds[0], frame.bounds[frame.n]];
  const gaps = gapsIn(trace, begin, end, mostGaps + 1);
  const shown = gaps.slice(0, mostGaps);
  const first = lowerBound(events, begin);
  const last = lowerBound(events, end + 1);
  return {
    format: trace.format, from: begin, to: end, end: trace.end, n: frame.n, bounds: frame.bounds, coverage: frame.coverage,
    channels: found.map(({ channel, min, mean, max }) => ({ channel, min, mean, max })),
    gapFrom: Float64Array.from(shown, (gap) => gap.from), gapTo: Float64Array.from(shown, (gap) => gap.to), moreGaps: gaps.length > mostGaps,
    digital: end - begin > mostDigitalSamples ? null : digitalOf(trace, frame.bounds, frame.n),
    events: events.slice(first, Math.min(last, first + mostEvents)), moreEvents: last - first > mostEvents,
  };
}

const cell = 64;
/** Of each finished block that was looked at: lines high, and lines low, somewhere in each cell. Reading a block again costs a thousand times more. */
const known = new WeakMap<BlockTrace, Map<number, { readonly high: Uint8Array; readonly low: Uint8Array }>>();

function cellsOf(trace: BlockTrace, block: number): { readonly high: Uint8Array; readonly low: Uint8Array } {
  const blocks = known.get(trace) ?? new Map<number, { high: Uint8Array; low: Uint8Array }>();
  known.set(trace, blocks);
  const found = blocks.get(block);
  if (found !== undefined) return found;
  const [from, to] = [block * trace.blockSamples, Math.min((block + 1) * trace.blockSamples, trace.end)];
  const n = Math.ceil((to - from) / cell);
  const made = { high: new Uint8Array(n), low: new Uint8Array(n) };
  const levels = trace.digital(from, to) as Uint8Array;
  for (let i = 0; i < levels.length; i++) {
    made.high[i >> 6] |= levels[i];
    made.low[i >> 6] |= ~levels[i];
  }
  if (to === (block + 1) * trace.blockSamples) blocks.set(block, made);
  return made;
}

/** Bits of `high`: lines that were high somewhere in the point; of `low`: that were low somewhere. */
function digitalOf(trace: BlockTrace, bounds: Float64Array, n: number): { high: Uint8Array; low: Uint8Array } | null {
  if (trace.format.lines.length === 0) return null;
  const out = { high: new Uint8Array(n), low: new Uint8Array(n) };
  const [begin, end] = [bounds[0], bounds[n]];
  // Where points begin at cells, only the two ends of the window are looked at sample by sample.
  const inner = bounds.subarray(1, n).every((bound) => bound % cell === 0);
  const first = inner ? Math.min(end, Math.ceil(begin / cell) * cell) : end;
  const last = inner ? Math.max(first, Math.floor(end / cell) * cell) : end;
  addSamples(trace, bounds, begin, first, out);
  let point = 0;
  for (let at = first; at < last;) {
    const block = Math.floor(at / trace.blockSamples);
    const { high, low } = cellsOf(trace, block);
    const stop = Math.min(last, (block + 1) * trace.blockSamples);
    for (let c = (at - block * trace.blockSamples) / cell; at < stop; at += cell, c++) {
      while (bounds[point + 1] <= at) point++;
      out.high[point] |= high[c];
      out.low[point] |= low[c];
    }
  }
  addSamples(trace, bounds, last, end, out);
  return out;
}

function addSamples(trace: BlockTrace, bounds: Float64Array, from: number, to: number, { high, low }: { readonly high: Uint8Array; readonly low: Uint8Array }): void {
  let point = 0;
  for (let at = from; at < to; at += part) {
    const levels = trace.digital(at, Math.min(to, at + part)) as Uint8Array;
    for (let i = 0; i < levels.length; i++) {
      while (bounds[point + 1] <= at + i) point++;
      high[point] |= levels[i];
      low[point] |= ~levels[i];
    }
  }
}

/** The first event at or after a sample. */
function lowerBound(events: readonly TraceEvent[], sample: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle].sample < sample) low = middle + 1;
    else high = middle;
  }
  return low;
}
