/** The power of the board during a run, as a window shows it: the last few windows on as many points as a screen has use for. */
import type { LivePower } from '../../contract/procedures';
import { findEdges } from '../../core/sync';
import { envelope } from '../../core/trace/envelope';
import type { TraceEvent } from '../../core/trace/trace';
import type { Observation } from '../../engine/observe';

type PowerSeen = Extract<Observation, { kind: 'power' }>;

/** Points of a message; with mean, least and greatest of each a chart 300 px wide gets at most four numbers a pixel. */
const POINTS = 300;
/** Windows in view. */
const SHOWN = 8;
const LEAST_MS = 250;
/** An instrument that takes 100 000 samples a second is read in a millisecond or two; longer stretches of edges are not looked for. */
const MOST_EDGE_SAMPLES = 2_000_000;

export interface LivePowerGatherer { observe(seen: PowerSeen): void; now(): LivePower | null }

export function createLivePower(): LivePowerGatherer {
  let current: PowerSeen | null = null;
  let last: LivePower | null = null;
  return {
    observe(seen) {
      // Afterwards the recording may be closed: what there is to show is taken now.
      if (seen.over) last = shownOf(seen) ?? last;
      current = seen.over ? null : seen;
    },
    now: () => (current === null ? last : shownOf(current) ?? last),
  };
}

/** Null for a trace without a sample, or without a power to show. */
function shownOf({ part, trace, events, over }: PowerSeen): LivePower | null {
  const { rateHz } = trace.format;
  const { board, model, work, name, instrument, simulated, line, windows: windowsPlanned, windowMs, restMs } = part;
  const { end } = trace;
  const from = Math.max(0, end - Math.ceil((Math.max(LEAST_MS, SHOWN * (windowMs + restMs)) * rateHz) / 1000));
  const view = end === 0 ? null : envelope(trace, 'power', from, end, POINTS);
  if (view === null) return null;
  const ms = (sample: number): number => Number(((sample * 1000) / rateHz).toFixed(3));
  const milli = (values: Float32Array): (number | null)[] => Array.from(values, (value) => (Number.isFinite(value) ? Number((1e3 * value).toPrecision(5)) : null));
  const onLine = line !== null && trace.format.lines.length > 0 && end - from <= MOST_EDGE_SAMPLES;
  const moments = onLine ? findEdges(trace, line, from, end) : momentsIn(events, line, from);
  return {
    board, model, work, name, instrument, simulated, over, rateHz, windowsPlanned, windowsSeen: work === 'idle' ? 0 : events.reduce((count, event) => count + (event.kind === 'time-stamp' && event.label.startsWith('begin ') ? 1 : 0), 0),
    fromMs: ms(from), toMs: ms(end), atMs: Array.from({ length: view.n }, (_, i) => ms((view.bounds[i] + view.bounds[i + 1]) / 2)), meanMw: milli(view.mean), lowMw: milli(view.min), highMw: milli(view.max),
    windows: work === 'idle' ? [] : stretches(moments, from, end).slice(-100).map(([a, b]): [number, number] => [ms(a), ms(b)]),
  };
}

interface Moment { readonly sample: number; readonly rising: boolean }

/** Edges that the instrument reported; without any, when the board said that it begins and ends. */
function momentsIn(events: readonly TraceEvent[], line: number | null, from: number): Moment[] {
  const edges: Moment[] = [];
  const stamps: Moment[] = [];
  for (const event of events) {
    if (event.sample < from) continue;
    if (event.kind === 'edge' && event.line === line) edges.push(event);
    else if (event.kind === 'time-stamp') stamps.push({ sample: event.sample, rising: event.label.startsWith('begin ') });
  }
  return edges.length > 0 ? edges : stamps;
}

/** From each rise to the fall after it; one that is cut off by an end of the view reaches to there. */
function stretches(moments: readonly Moment[], from: number, end: number): [number, number][] {
  const found: [number, number][] = [];
  let begun: number | null = moments[0]?.rising === false ? from : null;
  for (const { sample, rising } of moments) {
    const at = Math.min(end, Math.max(from, sample));
    if (rising) begun = at;
    else if (begun !== null) {
      if (at > begun) found.push([begun, at]);
      begun = null;
    }
  }
  if (begun !== null && begun < end) found.push([begun, end]);
  return found;
}
