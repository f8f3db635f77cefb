/** Every interface to the outside. The engine knows these and nothing behind them; a driver implements one of them. */
import type { BoardProfile, LinkProfile, ModelCard } from '../contract/profiles';
import type { Estimate, ExitOutputs, Outcomes, Policy, Provenance, StageCost, Strategy } from '../core/measurements';

/** N samples: pixels uint8 CHW row-major, `bytes` each (channels x height x width), and their true classes. */
export interface SampleBatch { readonly count: number; readonly bytes: number; readonly pixels: Uint8Array; readonly labels: Uint16Array }

export interface ImageShape { readonly channels: number; readonly height: number; readonly width: number }

/** A pool of held-out samples (never the training set); the plan draws disjoint fit and report sets from it. */
export interface Dataset {
  readonly id: string; readonly name: string; readonly labels: readonly string[]; readonly shape: ImageShape; readonly size: number;
  /** Samples in the order of `indices`. Errors: dataset.* */
  read(indices: Int32Array): Promise<SampleBatch>;
  /** SHA-256 (hex) over what defines the pool: file contents, or generator version and seed. */
  fingerprint(): Promise<string>;
  close(): Promise<void>;
}

/** What inspection of an ONNX file found. MACs and parameters through exit k include heads 0..k. */
export interface ModelFacts {
  readonly sha256: string; readonly bytes: number; readonly classes: number; readonly shape: ImageShape; readonly layout: 'NCHW' | 'NHWC';
  readonly exits: readonly { readonly name: string; readonly after: string; readonly macs: number; readonly parameters: number }[];
  /** Without branch heads. */
  readonly plainMacs: number; readonly plainParameters: number; readonly operators: Readonly<Record<string, number>>;
}

/** Timed loops of one stage: `ms[i]` is the mean per inference of loop i, which ran `inferences` inferences. */
export interface LoopTimes { readonly ms: Float64Array; readonly inferences: number; readonly energyMj: Float64Array | null }
/** A stage is an exit index (cumulative through its head, heads before it included) or the model without heads. */
export type TimedStage = number | 'plain';
export interface TimingRequest { readonly stages: readonly TimedStage[]; readonly warmUp: number; readonly loops: number; readonly minLoopMs: number }
/** `policy` decides where sample i leaves; `ms` covers segments, heads and the decision, not the offload. */
export interface WalkResult { readonly exit: number; readonly accepted: boolean; readonly prediction: number; readonly p1: number; readonly p2: number; readonly ms: number }

/** An open local or remote model, running in a worker of its own with one intra-op thread. */
export interface LoadedModel {
  readonly card: ModelCard; readonly facts: ModelFacts;
  /** Every exit's outputs for a batch, in exit order. Errors: model.not-finite */
  outputs(batch: SampleBatch): Promise<ExitOutputs[]>;
  /** The model's own answer (last exit, no softmax statistics) and where the time went, whole batch: what the edge server runs. Errors: model.not-finite */
  classify(batch: SampleBatch): Promise<{ readonly prediction: Uint16Array; readonly preprocessMs: number; readonly inferMs: number }>;
  /** Times stages round-robin on the given samples, loop by loop; yields one result a stage when all loops are done. */
  time(batch: SampleBatch, request: TimingRequest, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<LoopTimes[]>;
  /** Executes the policy for one sample, segment by segment; leaving early really saves the rest. */
  walk(sample: SampleBatch, policy: Policy): Promise<WalkResult>;
  close(): Promise<void>;
}
export interface ModelRuntime { open(card: ModelCard): Promise<LoadedModel>; inspect(card: ModelCard): Promise<ModelFacts> }

/** A board with a local model on it. Virtual boards predict here and take their costs from tables. */
export interface Board {
  readonly profile: BoardProfile;
  /** Present where the board runs models itself; predictions and timing then happen there. */
  readonly runtime?: ModelRuntime;
  /** Costs of `stages` of the model, then of the decision. Provenance says which were timed. */
  costs(model: LoadedModel, batch: SampleBatch, request: TimingRequest, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<BoardCosts>;
  /** Cost of one offload of `bytes`, given what the socket and the server measured here. */
  offloadCost(context: OffloadContext): StageCost;
  close(): Promise<void>;
}
/** `loops` in the order of the request's stages, where they were timed; `rule` says how the rest came about. */
export interface BoardCosts { readonly exits: StageCost[]; readonly plain: StageCost; readonly decision: StageCost; readonly rule: string; readonly loops?: readonly LoopTimes[] }
export interface OffloadContext { readonly datasetId: string; readonly remoteArchitecture: string; readonly bytes: number; readonly measuredMs: Estimate | null; readonly link: LinkProfile | null; readonly serverMs: Estimate | null }
export interface BoardDriver { readonly kind: string; open(profile: BoardProfile): Promise<Board> }

/** Counts board energy; absent where the machine has no readable counter. */
export interface EnergyMeter { readonly name: string; readonly provenance: Provenance; /** Cumulative mJ; wraps handled. */ readMj(): number }

/** One connection to an edge server: strictly request, reply, request, reply. Errors: remote.* */
export interface RemoteModel {
  /** The class and the time from before the send to after the last reply byte. */
  offload(pixels: Uint8Array, signal: AbortSignal): Promise<{ prediction: number; ms: number }>;
  close(): Promise<void>;
}
/** Means over the requests served so far. */
export interface ServerTimes { readonly requests: number; readonly receive: Estimate; readonly preprocess: Estimate; readonly infer: Estimate; readonly reply: Estimate }
export interface EdgeServer { readonly host: string; readonly port: number; times(): Promise<ServerTimes | null>; stop(): Promise<void> }
/** How the edge server listens and answers; what is left out: 127.0.0.1, a free port, 2 bytes, CHW. */
export interface ServeOptions {
  readonly host?: string; readonly port?: number; readonly replyBytes?: 1 | 2;
  /** Order of the raw pixels on the wire; boards of the paper send CIFAR-10 as CHW. */
  readonly layout?: 'CHW' | 'HWC';
  /** One row a request is written here: receive, wait, preprocess, infer, reply, in ms. */
  readonly statsCsv?: string;
  /** What the server has to say, a line each: boards that vanished, images without an answer. Left out: standard error. */
  readonly log?: (line: string) => void;
}
/** `classes`: a reply at or above it is refused. Left out: 2 bytes, no check, 5 s to connect, 30 s to answer. */
export interface ConnectOptions { readonly replyBytes?: 1 | 2; readonly classes?: number; readonly connectTimeoutMs?: number; readonly replyTimeoutMs?: number; readonly signal?: AbortSignal }
export interface RemoteDriver {
  /** Starts the edge server as a process of its own, on a free loopback port unless told otherwise. Errors: remote.*, model.* */
  start(card: ModelCard, sampleBytes: number, options?: ServeOptions): Promise<EdgeServer>;
  /** After remote.gone the same call connects again. Errors: remote.refused, remote.unreachable */
  connect(host: string, port: number, sampleBytes: number, options?: ConnectOptions): Promise<RemoteModel>;
}

/** Processor time since start-up in ms, over all processors: of everything, and of this studio's process. */
export interface LoadMeter { busyMs(): number; ownMs(): number }

export interface Clock { now(): Date; /** Monotonic ms. */ ms(): number }

/** `interrupted` and `damaged` are found when listing (the process is gone; the files cannot be read), never set by the engine. */
export type RunStatus = 'running' | 'paused' | 'finished' | 'cancelled' | 'failed' | 'interrupted' | 'damaged';
/** What `run.json` says of a run; times are ISO 8601 UTC. `headline`: the run in a sentence, once it is known. */
export interface RunManifest {
  readonly id: string; readonly name: string; readonly status: RunStatus; readonly createdAt: string; readonly finishedAt: string | null;
  readonly experiment: Readonly<Record<string, unknown>>; readonly planHash: string; readonly seed: number;
  readonly environment: Readonly<Record<string, string | number | boolean | null>>; readonly hashes: readonly { readonly what: string; readonly sha256: string }[];
  readonly headline: string | null; readonly resumedCount: number;
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
/** One row a sample, model and exit (a remote model has exit null); `rows[i][j]` belongs to `columns[j]`. */
export interface SampleRows { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number | boolean | null)[])[] }

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
  samples(): AsyncIterable<SampleRows>;
  /** One Parquet file a table; the file names. */
  exportParquet(folder: string): Promise<string[]>;
  close(): Promise<void>;
}
