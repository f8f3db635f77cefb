/** How large an export gets, told before it is written. */
import type { RecordingFacts } from '../../../src-main/contract/procedures';

export type TraceExportFormat = 'csv' | 'parquet' | 'hitrace';

/** Bytes a sample of exports of three seconds of the simulated PPK2, with time, current and eight lines: measured, not computed. */
const perSample = { csv: 37.3, parquet: 2.3 } as const;

/** Bytes, to within about a third. `part`: samples. */
export function exportBytes(format: TraceExportFormat, recording: Pick<RecordingFacts, 'end' | 'bytes'>, part: { readonly from: number; readonly to: number } | null): number {
  if (format === 'hitrace') return recording.bytes;
  return Math.round((part === null ? recording.end : part.to - part.from) * perSample[format]);
}
