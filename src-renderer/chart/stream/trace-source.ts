/** Where a trace on screen gets its samples from, already thinned to what can be seen; a capture, a recording, or the power of a run. */
import type { TraceMark, TraceWindow } from '../../../src-main/contract/procedures';
import type { Channel, SelectionStatistics } from '../../../src-main/core/trace';

/** Samples [from, to) of a trace on at most `points` points. */
export interface WindowRequest { readonly from: number; readonly to: number; readonly points: number; readonly channels: readonly Channel[] }

export interface TraceSource {
  window(request: WindowRequest): Promise<TraceWindow>;
  /** The whole trace on few points. */
  overview(points: number): Promise<TraceWindow>;
  statistics(from: number, to: number): Promise<SelectionStatistics>;
}

/** A stretch shaded behind the trace, such as an inference window; seconds. `label` is shown where it fits and read out in the table. */
export interface TraceBand { readonly from: number; readonly to: number; readonly label: string; readonly kind: 'inference' | 'decision' | 'offload' | 'other' }

export type { Channel, SelectionStatistics, TraceMark, TraceWindow };

/** The part of the typed client that a recording needs; tests give their own. */
export interface CaptureQuestions {
  window(input: { id: string; from: number; to: number; points: number; channels: Channel[] }): Promise<TraceWindow>;
  overview(input: { id: string; points: number }): Promise<TraceWindow>;
  statistics(input: { id: string; from: number; to: number }): Promise<SelectionStatistics>;
}

export function recordingSource(captures: CaptureQuestions, id: string): TraceSource {
  return {
    window: ({ from, to, points, channels }) => captures.window({ id, from, to, points, channels: [...channels] }),
    overview: (points) => captures.overview({ id, points }),
    statistics: (from, to) => captures.statistics({ id, from, to }),
  };
}
