/** What a recording says of itself in its first chunk. */
import type { TraceFormat } from '../../core/trace/trace';

/** Raised when a reader of the version before would misread a file. */
export const recordingVersion = 1;

export interface RecordingMeta {
  readonly version: number;
  readonly format: TraceFormat;
  readonly blockSamples: number;
  /** ISO 8601 UTC of sample 0; null where it is not known. */
  readonly startedAt: string | null;
  /** Where the samples came from, for people: "PPK2 on /dev/ttyACM0", "imported from demo.ppk2". */
  readonly source: string;
  /** What the instrument said of itself and was set to, and anything else worth keeping. */
  readonly details: Readonly<Record<string, unknown>>;
}
