/** What the engine wants kept of a run, and where: the store implements these. */
import type { ExitOutputs, Outcomes, Strategy } from '../core/measurements';
import type { LoopTimes, TimedStage } from './ports';

/** `interrupted` and `damaged` are found when listing (the process is gone; the files cannot be read), never set by the engine. */
export type RunStatus = 'running' | 'paused' | 'finished' | 'cancelled' | 'failed' | 'interrupted' | 'damaged';
/** What `run.json` says of a run; times are ISO 8601 UTC. `headline`: the run in a sentence, once it is known; `verdict`: whether its numbers may be trusted, likewise. */
export interface RunManifest {
  readonly id: string; readonly name: string; readonly status: RunStatus; readonly createdAt: string; readonly finishedAt: string | null;
  readonly experiment: Readonly<Record<string, unknown>>; readonly planHash: string; readonly seed: number;
  readonly environment: Readonly<Record<string, string | number | boolean | null>>; readonly hashes: readonly { readonly what: string; readonly sha256: string }[];
  readonly headline: string | null; readonly verdict: 'valid' | 'caution' | 'invalid' | null; readonly resumedCount: number;
}
/** What the engine knows when a run begins; the store adds the id (from `slug` and the clock), the times and the status `running`. */
export type NewRun = Pick<RunManifest, 'name' | 'experiment' | 'planHash' | 'seed' | 'environment' | 'hashes'> & { readonly slug: string };
export type ManifestPatch = Partial<Omit<RunManifest, 'id' | 'createdAt'>>;

/** Where runs are kept: one folder each, so a run can be copied or deleted as a folder. Errors: store.*, run.unknown */
export interface RunStore {
  create(run: NewRun): Promise<RunRecord>;
  /** `write` (default) holds the run against every other writer; `read` needs that nobody writes it. */
  open(id: string, mode?: 'write' | 'read'): Promise<RunRecord>;
  /** Newest first. */
  list(): Promise<RunManifest[]>;
  delete(id: string): Promise<void>;
}
/** Samples executed in the loop, N rows in the order of execution; offloadMs is NaN where the sample was not offloaded. */
export interface LoopRows {
  readonly index: Int32Array; readonly exit: Uint8Array; readonly accepted: Uint8Array; readonly prediction: Uint16Array;
  readonly localMs: Float64Array; readonly offloadMs: Float64Array; readonly right: Uint8Array;
}
/** `remote` null: without remote predictions. `wanted`: distinct sample indices, also the order of the result. */
export interface OutcomesRequest { readonly model: string; readonly remote: string | null; readonly set: string; readonly classes: number; readonly wanted: Int32Array }

/** `time`: ISO 8601 UTC. */
export interface LogEntry { readonly time: string; readonly level: 'info' | 'warning' | 'error'; readonly text: string }

/** One open run. Every append is one transaction: after a kill a batch is there whole or not at all, and no key twice. Errors: store.* */
export interface RunRecord {
  readonly id: string; readonly folder: string;
  /** As of the last `update`. */
  readonly manifest: RunManifest;
  update(patch: ManifestPatch): Promise<void>;
  /** `indices`, `truth` and every exit's arrays have the same N. */
  appendOutputs(model: string, set: string, indices: Int32Array, truth: Uint16Array, exits: readonly ExitOutputs[]): Promise<void>;
  /** Those of `wanted` that have no outputs yet, in the order of `wanted`. */
  missingIndices(model: string, set: string, wanted: Int32Array): Promise<Int32Array>;
  /** offloadMs null or NaN: not measured. */
  appendRemote(model: string, set: string, indices: Int32Array, prediction: Uint16Array, offloadMs: Float64Array | null): Promise<void>;
  missingRemote(model: string, set: string, wanted: Int32Array): Promise<Int32Array>;
  /** Errors: store.incomplete where a wanted sample has no outputs. */
  outcomes(request: OutcomesRequest): Promise<Outcomes>;
  saveTimings(board: string, model: string, stage: TimedStage, times: LoopTimes): Promise<void>;
  timings(board: string, model: string, stage: TimedStage): Promise<LoopTimes | null>;
  /** Any JSON value; saving again replaces. */
  saveCosts(board: string, model: string, costs: unknown): Promise<void>;
  costs(board: string, model: string): Promise<unknown>;
  appendLoop(board: string, model: string, strategy: Strategy, rows: LoopRows): Promise<void>;
  loop(board: string, model: string, strategy: Strategy): Promise<LoopRows>;
  missingLoop(board: string, model: string, strategy: Strategy, wanted: Int32Array): Promise<Int32Array>;
  /** Any JSON value under a key; putting again replaces, null where there is none. */
  putArtefact(key: string, value: unknown): Promise<void>;
  getArtefact(key: string): Promise<unknown>;
  log(level: LogEntry['level'], text: string): Promise<void>;
  events(): Promise<LogEntry[]>;
  /** One Parquet file a table; the file names. */
  exportParquet(folder: string): Promise<string[]>;
  close(): Promise<void>;
}
