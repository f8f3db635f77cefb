/** A recording looked at without an instrument: its statistics, and its samples as CSV or Parquet. */
import { selectionStatistics, type SelectionStatistics } from '../core/trace';
import { exportCsv, exportParquet, openRecording } from '../store/recording';

/** Seconds since the first sample; null: from the beginning, to the end. */
export interface TraceWindow { readonly fromS: number | null; readonly toS: number | null }
export interface TraceFacts {
  readonly file: string; readonly source: string; readonly startedAt: string | null; readonly rateHz: number; readonly durationS: number;
  /** False: whoever wrote it was killed; at most its last second is missing. */
  readonly closed: boolean;
  readonly losses: number; readonly overloads: number; readonly edges: number;
  readonly statistics: SelectionStatistics;
}

const samplesOf = (window: TraceWindow, rateHz: number, end: number): { from: number; to: number } => {
  const place = (seconds: number | null, standard: number): number => (seconds === null ? standard : Math.min(end, Math.max(0, Math.round(seconds * rateHz))));
  const from = place(window.fromS, 0);
  return { from, to: Math.max(from, place(window.toS, end)) };
};

/** Errors: recording.* */
export function describeTrace(file: string, window: TraceWindow): TraceFacts {
  const recording = openRecording(file);
  try {
    const { trace, meta, closed } = recording;
    const { from, to } = samplesOf(window, trace.format.rateHz, trace.end);
    const events = recording.events();
    const count = (kind: string): number => events.filter((event) => event.kind === kind && event.sample >= from && event.sample <= to).length;
    return {
      file, source: meta.source, startedAt: meta.startedAt, rateHz: trace.format.rateHz, durationS: trace.end / trace.format.rateHz, closed,
      losses: count('loss'), overloads: count('overload'), edges: count('edge'), statistics: selectionStatistics(trace, from, to),
    };
  } finally {
    recording.close();
  }
}

/** How many rows were written. Errors: recording.*, store.* */
export async function exportTrace(file: string, out: string, window: TraceWindow): Promise<number> {
  const recording = openRecording(file);
  try {
    const { trace } = recording;
    const range = samplesOf(window, trace.format.rateHz, trace.end);
    return await (out.toLowerCase().endsWith('.parquet') ? exportParquet(trace, out, range) : exportCsv(trace, out, range));
  } finally {
    recording.close();
  }
}

