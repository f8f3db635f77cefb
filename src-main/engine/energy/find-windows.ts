/**
 * Where the work of a board lies on the trace of its instrument: from edges of a line, from the board's clock, or from what it printed.
 *
 * Clocks are fitted twice. By arrival: samples and marks both reach this computer, so a line through each puts the board's clock on
 * sample numbers, roughly. By edges: where a line shows begin and end of the same windows, the fit is as good as one sample.
 */
import { findEdges, fitClock, mapTime, windowsFromLevel, windowsFromPulses, windowsFromStamps, windowsFromText, type ClockFit, type Edge, type Window } from '../../core/sync';
import type { BlockTrace } from '../../core/trace/block-trace';
import type { TraceEvent } from '../../core/trace/trace';
import type { BoardAnalyzer } from './board-analyzer';
import type { Arrivals } from './capture';
import type { WorkMark } from '../ports';

export interface WindowSources {
  readonly trace: BlockTrace; readonly events: readonly TraceEvent[]; readonly arrivals: Arrivals; readonly marks: readonly WorkMark[];
  readonly clockStepMs: number; readonly restMs: number; readonly asked: BoardAnalyzer['windows'];
}

/** `calls[i]`: which of the board's windows this one is. `clockFit`: board ms to sample numbers, by what. */
export interface FoundWork {
  readonly windows: readonly Window[]; readonly calls: readonly number[]; readonly begun: number;
  readonly clockFit: { readonly by: 'edges' | 'arrival'; readonly fit: ClockFit } | null;
}

/** What a stamp or a line of text takes to reach this computer is not known; a USB frame, a line of ten letters and a poll are this much together. */
const DELAY_MS = 2;

interface Placed { readonly call: number; readonly window: Window }

export function findWork(sources: WindowSources): FoundWork {
  const { trace, marks, arrivals, asked, clockStepMs } = sources;
  const { rateHz } = trace.format;
  const begin = Float64Array.from(marks.filter(({ kind }) => kind === 'begin'), ({ boardMs }) => boardMs);
  const end = Float64Array.from(marks.filter(({ kind }) => kind === 'end'), ({ boardMs }) => boardMs);
  const begun = Math.min(begin.length, end.length);
  const rough = arrivalFit(marks, arrivals, rateHz);
  const onLine = placeEdges(sources, begin.subarray(0, begun), end.subarray(0, begun), rough);
  const exact = fitByEdges(onLine, begin, end);
  const clockFit = exact !== null ? { by: 'edges' as const, fit: exact } : rough === null ? null : { by: 'arrival' as const, fit: rough };
  const answer = (placed: readonly Placed[]): FoundWork => ({ windows: placed.map(({ window }) => window), calls: placed.map(({ call }) => call), begun, clockFit });
  switch (asked.from) {
    case 'edges': return answer(exact === null ? onLine : withoutStrays(onLine, begin, end, exact, nearness(sources, exact)));
    case 'timestamps': {
      if (clockFit === null) return answer([]);
      const stampSe = (clockStepMs * rateHz) / 1000 / Math.sqrt(12);
      const windows = windowsFromStamps(begin.subarray(0, begun), end.subarray(0, begun), clockFit.fit, { stampSe });
      // What arrives is late, by a delay that no fit can see.
      const delay = clockFit.by === 'arrival' ? Math.hypot(clockFit.fit.residualSd ?? 0, (DELAY_MS * rateHz) / 1000) : 0;
      return answer(windows.map((window, call) => ({ call, window: { ...window, sharedSe: Math.hypot(window.sharedSe, delay) } })));
    }
    case 'uart': {
      const toSample = fitClock({ x: arrivals.hostMs, y: arrivals.samples });
      if (toSample === null) return answer([]);
      const lines = marks.flatMap(({ heardMs, text }) => (text === null ? [] : [{ sample: mapTime(toSample, heardMs).at, text }]));
      const { windows } = windowsFromText(lines, asked.begin, asked.end, rough?.residualSd ?? rateHz / 1000);
      return answer(windows.length === begun ? windows.map((window, call) => ({ call, window: { ...window, sharedSe: (DELAY_MS * rateHz) / 1000 } })) : []);
    }
  }
}

/** Board ms to sample numbers, by when both reached this computer. */
function arrivalFit(marks: readonly WorkMark[], { hostMs, samples }: Arrivals, rateHz: number): ClockFit | null {
  const toSample = fitClock({ x: hostMs, y: samples });
  if (toSample === null) return null;
  const fit = fitClock({ x: Float64Array.from(marks, ({ boardMs }) => boardMs), y: Float64Array.from(marks, ({ heardMs }) => mapTime(toSample, heardMs).at) });
  if (fit === null) return null;
  return { ...fit, residualSd: Math.hypot(fit.residualSd ?? rateHz / 1000, toSample.residualSd ?? rateHz / 1000) };
}

/** The windows that a line shows, each with the call it belongs to. */
function placeEdges(sources: WindowSources, begin: Float64Array, end: Float64Array, rough: ClockFit | null): Placed[] {
  const { trace, events, asked } = sources;
  const { windows } = windowsOnLine(trace, events, asked.line);
  if (windows.length === begin.length) return windows.map((window, call) => ({ call, window }));
  if (rough === null) return [];
  const near = nearness(sources, rough);
  const placed: Placed[] = [];
  let next = 0;
  for (const window of windows) {
    // A window whose begin or end was lost has swallowed its neighbour: its other end fits no call.
    const fits = (call: number): boolean => Math.abs(window.from - mapTime(rough, begin[call]).at) <= near && Math.abs(window.to - mapTime(rough, end[call]).at) <= near;
    for (let call = next; call < begin.length; call++) {
      if (!fits(call)) continue;
      placed.push({ call, window });
      next = call + 1;
      break;
    }
  }
  return placed;
}

/** From levels that came with the samples, or from edges that the instrument reported. */
function windowsOnLine(trace: BlockTrace, events: readonly TraceEvent[], line: number): { readonly windows: readonly Window[] } {
  if (trace.format.lines.length > 0) return windowsFromLevel(findEdges(trace, line));
  const edges = events.flatMap((event): Edge[] => (event.kind === 'edge' && event.line === line ? [{ sample: event.sample, rising: event.rising, lostBefore: 0 }] : []));
  const oneKind = edges.every(({ rising }) => rising === edges[0].rising);
  return oneKind && edges.length > 0 ? windowsFromPulses(edges, edges[0].rising) : windowsFromLevel(edges);
}

function fitByEdges(placed: readonly Placed[], begin: Float64Array, end: Float64Array): ClockFit | null {
  if (placed.length < 3) return null;
  return fitClock({ x: Float64Array.from(placed.flatMap(({ call }) => [begin[call], end[call]])), y: Float64Array.from(placed.flatMap(({ window }) => [window.from, window.to])) }, 1);
}

/** Samples within which an edge belongs to a stamp: less than half of the rest between windows, or what the fit cannot tell apart. */
const nearness = ({ trace, restMs }: WindowSources, fit: ClockFit): number => Math.max(3, 4 * (fit.residualSd ?? 0), (0.4 * restMs * trace.format.rateHz) / 1000);

/** Standard errors beyond which a length is not that of the call. */
const STRAY = 6;

/** Leaves out windows far from their call, or of another length: samples were lost in them, or an edge. A shift alone, of a loss before, does no harm. */
function withoutStrays(placed: readonly Placed[], begin: Float64Array, end: Float64Array, fit: ClockFit, near: number): Placed[] {
  return placed.filter(({ call, window: { from, to, fromSe, toSe } }) => {
    const [at, until] = [mapTime(fit, begin[call]).at, mapTime(fit, end[call]).at];
    return Math.abs(from - at) <= near && Math.abs(to - from - (until - at)) <= 1 + STRAY * Math.hypot(fromSe, toSe, fit.residualSd ?? 0);
  });
}
