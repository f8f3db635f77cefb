/** Every interface to the outside. The engine knows these and nothing behind them; a driver implements one of them. */
import type { BoardProfile, LinkProfile, ModelCard } from '../contract/profiles';
import type { Costs, Estimate, ExitOutputs, Policy, Provenance, StageCost } from '../core/measurements';

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
export interface WalkResult { readonly exit: number; readonly accepted: boolean; readonly prediction: number; readonly p1: number; readonly p2: number; readonly ms: number; /** Present where the board has offloaded the sample by itself. */ readonly remote?: Answered }
/** A class from the edge server and t_off; `lost`: requests before it that got no whole reply, and were sent again. */
export interface Answered { readonly prediction: number; readonly ms: number; readonly lost?: number }
/** Where the edge server listens, as the studio knows it. */
export interface ServerAddress { readonly host: string; readonly port: number; readonly replyBytes: 1 | 2 }
/** How a board may offload a sample by itself while it walks: the server's address for one with a network, and `ask` for one that hands its pixels (CHW) to the studio. */
export interface OffloadTo { readonly address: ServerAddress; readonly signal?: AbortSignal; ask(pixels: Uint8Array): Promise<{ readonly prediction: number; readonly ms: number }> }

/** An open local or remote model, running in a worker of its own with one intra-op thread. */
export interface LoadedModel {
  readonly card: ModelCard; readonly facts: ModelFacts;
  /** Samples to ask for at a time, where one takes so long that each is to be kept by itself; left out: as many as is handy. */
  readonly batch?: number;
  /** Every exit's outputs for a batch, in exit order. Errors: model.not-finite */
  outputs(batch: SampleBatch): Promise<ExitOutputs[]>;
  /** The model's own answer (last exit, no softmax statistics) and where the time went, whole batch: what the edge server runs. Errors: model.not-finite */
  classify(batch: SampleBatch): Promise<{ readonly prediction: Uint16Array; readonly preprocessMs: number; readonly inferMs: number }>;
  /** Times stages round-robin on the given samples, loop by loop; yields one result a stage when all loops are done. */
  time(batch: SampleBatch, request: TimingRequest, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<LoopTimes[]>;
  /** Executes the policy for one sample, segment by segment; leaving early really saves the rest. */
  walk(sample: SampleBatch, policy: Policy, offload?: OffloadTo): Promise<WalkResult>;
  close(): Promise<void>;
}
export interface ModelRuntime { open(card: ModelCard): Promise<LoadedModel>; inspect(card: ModelCard): Promise<ModelFacts> }

/** A board with a local model on it. Virtual boards predict here and take their costs from tables. */
export interface Board {
  readonly profile: BoardProfile;
  /** Its times are a simulation's: reports call it virtual, and nothing of it measured. */
  readonly simulated?: boolean;
  /** Present where the board runs models itself; predictions and timing then happen there. */
  readonly runtime?: ModelRuntime;
  /** Costs of `stages` of the model, then of the decision. Provenance says which were timed. */
  costs(model: LoadedModel, batch: SampleBatch, request: TimingRequest, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<BoardCosts>;
  /** Present where the board has a network of its own: it sends its offloads itself, and times them. */
  readonly offloads?: OwnOffloads;
  /** Cost of one offload of `bytes`, given what the socket and the server measured here. */
  offloadCost(context: OffloadContext): StageCost;
  /** Does one kind of work over and over, while its supply is measured; null: not able to. Absent on boards that never are. */
  perform?(model: LoadedModel, batch: SampleBatch, request: WorkRequest, onMark: (mark: WorkMark) => void, signal: AbortSignal): Promise<WorkDone | null>;
  close(): Promise<void>;
}
/** `loops` in the order of the request's stages, where they were timed; `rule` says how the rest came about. */
export interface BoardCosts { readonly exits: StageCost[]; readonly plain: StageCost; readonly decision: StageCost; readonly rule: string; readonly loops?: readonly LoopTimes[] }
/** `own`: what the board measured of it, where it offloads by itself. */
export interface OffloadContext { readonly datasetId: string; readonly remoteArchitecture: string; readonly bytes: number; readonly measuredMs: Estimate | null; readonly link: LinkProfile | null; readonly serverMs: Estimate | null; readonly own?: StageCost }
export interface OwnOffloads {
  /** Fails where the server cannot be reached from the board. Errors: board.* */
  reach(to: ServerAddress): Promise<void>;
  /** The samples in turn, one request at a time: `warmUp` that are not kept, then `requests`; with `metered`, their energy too. Errors: board.* */
  send(model: LoadedModel, batch: SampleBatch, request: OffloadRequest, signal: AbortSignal): Promise<OffloadsDone>;
}
export interface OffloadRequest { readonly to: ServerAddress; readonly warmUp: number; readonly requests: number; readonly metered: boolean }
/** `energyMj`: of one offload, by the board's own meter; null where it has none that tells. `rule` says how, for reports. */
export interface OffloadsDone { readonly prediction: Uint16Array; readonly ms: Float64Array; readonly lost: number; readonly energyMj: Estimate | null; readonly rule: string }
export type BoardWork = { readonly kind: 'idle' } | { readonly kind: 'stage'; readonly stage: TimedStage } | { readonly kind: 'decision' } | { readonly kind: 'offload' };
/** `windows` stretches of at least `windowMs` of the same work, idle for `restMs` before each and after the last. `offload`: one over the studio's socket; `to`: where a board with a network of its own sends it; `costs`: of this model here. */
export interface WorkRequest { readonly work: BoardWork; readonly windows: number; readonly windowMs: number; readonly restMs: number; readonly warmUp: number; readonly costs: Costs; readonly offload: (signal: AbortSignal) => Promise<unknown>; readonly to?: ServerAddress }
/** A window begins or ends: ms on the board's clock, and when the studio heard of it (the studio's clock). `text`: the line that the board printed; null where it prints none. */
export interface WorkMark { readonly kind: 'begin' | 'end'; readonly boardMs: number; readonly heardMs: number; readonly text: string | null }
/** Every window held `inferences`; `ms[i]` per inference by the board's clock, whose step is `clockStepMs`. */
export interface WorkDone { readonly inferences: number; readonly ms: Float64Array; readonly clockStepMs: number }
export interface BoardDriver { readonly kind: string; open(profile: BoardProfile): Promise<Board> }

/** Counts board energy; absent where the machine has no readable counter. */
export interface EnergyMeter {
  readonly name: string; readonly provenance: Provenance;
  /** Whose energy it counts, for a sentence: “the whole processor package (…)”. */
  readonly covers: string;
  /** A shorter window than this, in ms, is within the meter's own noise. */
  readonly windowMs: number;
  /** Cumulative mJ; wraps handled. */
  readMj(): number;
}

/** One connection to an edge server: strictly request, reply, request, reply. Errors: remote.* */
export interface RemoteModel {
  /** The class and the time from before the send to after the last reply byte. */
  offload(pixels: Uint8Array, signal: AbortSignal): Promise<{ prediction: number; ms: number }>;
  close(): Promise<void>;
}
/** Means over the requests served so far. */
export interface ServerTimes { readonly requests: number; readonly receive: Estimate; readonly wait?: Estimate; readonly preprocess: Estimate; readonly infer: Estimate; readonly reply: Estimate }
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
