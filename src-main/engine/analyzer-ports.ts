/** What the engine knows of an instrument that measures a board's supply: one small port, and the samples and events it delivers. */
import type { AnalyzerProfile, BoardProfile } from '../contract/profiles';
import type { StudioError } from '../core/errors';
import type { BlockTrace } from '../core/trace/block-trace';
import type { TraceBlock, TraceEvent, TraceFormat } from '../core/trace/trace';

export type { TraceBlock, TraceEvent, TraceFormat } from '../core/trace/trace';

/** Who answered at the address. `kind`: the driver's, such as `ppk2`; null: the instrument does not say. */
export interface AnalyzerInfo {
  readonly kind: string; readonly model: string; readonly serial: string | null; readonly firmware: string | null;
  /** Where it was reached, for people: a port's path, `host:port`, a file. */
  readonly address: string;
  /** Sample rates it can be set to, in Hz, ascending; empty where any within the profile's limits will do. */
  readonly ratesHz: readonly number[];
  /** A simulator answered: whatever it says of a board is not measured. Left out: no. */
  readonly simulated?: boolean;
}

/** Where a recording came from, for people. A recording that is played back says so itself. */
export function recordedFrom({ kind, model, address }: AnalyzerInfo, simulated: boolean): string {
  return `${simulated && kind !== 'recording' ? 'Simulated ' : ''}${model} on ${address}`;
}

/** What a capture is asked for; what is left out keeps the instrument's or the profile's default. */
export interface AnalyzerSettings {
  /** `meter`: the board has its own supply; `source`: the instrument powers the board. */
  readonly mode?: 'meter' | 'source';
  /** Supply in V: what `source` gives, or what the person says the board gets under `meter`. Never above the board's limit. */
  readonly voltageV?: number;
  /** Samples per second. */
  readonly rateHz?: number;
  /** Largest current to be expected in A; left out: automatic range. */
  readonly rangeA?: number;
  /** When samples begin: at once, or at an edge of the trigger line. */
  readonly trigger?: { readonly on: 'start' } | { readonly on: 'edge'; readonly line: number; readonly rising: boolean };
  /** Readings averaged into one sample by the instrument. */
  readonly averaging?: number;
  /** Largest supply voltage the board bears in V; above it `configure` refuses. */
  readonly boardLimitV?: number;
}

/** How an instrument hands over what it measures; called between, never inside, the calls of `Analyzer`. */
export interface CaptureListener {
  /** Blocks come in the order of their samples; the arrays belong to the listener from then on. */
  readonly onBlock: (block: TraceBlock) => void;
  readonly onEvent: (event: TraceEvent) => void;
  /** The stream has ended by itself (cable, overload, silence): nothing follows until `start` is called again. Errors: analyzer.* */
  readonly onFailure: (error: StudioError) => void;
}

/** What a capture amounted to, by the instrument's own account. */
export interface CaptureEnd { readonly samples: number; readonly lost: number }

/**
 * One open instrument. Order: identify, configure, start, stop, any number of times, close. Errors: analyzer.*
 * Sample numbers begin at 0 with each `start` and count every sample period, lost ones too.
 */
export interface Analyzer {
  /** Asks who is there; call before anything that could change a voltage. */
  identify(): Promise<AnalyzerInfo>;
  /** Sets what is asked for and says what the instrument took (rates and ranges are rounded to what it has). */
  configure(settings: AnalyzerSettings): Promise<AnalyzerSettings>;
  /** Resolves when the instrument has begun; the first block may come a little later. */
  start(listener: CaptureListener): Promise<TraceFormat>;
  /** Resolves after the last block was handed over. Without effect where nothing runs. */
  stop(): Promise<CaptureEnd>;
  /** Stops, takes the supply away where the instrument gave it, and frees the port. Safe to call twice. */
  close(): Promise<void>;
}

/** A trace that is kept while it is measured. Errors: recording.*, store.* */
export interface TraceWriter { readonly trace: BlockTrace; append(block: TraceBlock): void; mark(event: TraceEvent): void; close(): Promise<void> }

/** What a run needs to measure energy: instruments, recordings, and time by the clock of whatever is measured. */
export interface EnergyBench {
  /** Opens the line; nothing is sent yet. `port` null: where USB or the profile says. Errors: analyzer.*, port.* */
  open(profile: AnalyzerProfile, port: string | null, board: BoardProfile): Promise<Analyzer>;
  /** A new recording at `file`, whose folder is made; `details` are kept with it. */
  record(file: string, format: TraceFormat, source: string, details: Readonly<Record<string, unknown>>): TraceWriter;
  /** The first of these names of which no file is there: NAME.hitrace, NAME-2.hitrace … */
  freeName(folder: string, name: string): string;
  /** Before the instrument of a board is tried again. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}
