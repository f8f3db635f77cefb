/** Records the board's supply while it works: samples and the board's own marks go into one recording, written while they come. */
import { StudioError } from '../../core/errors';
import type { BlockTrace } from '../../core/trace/block-trace';
import type { TraceEvent, TraceFormat } from '../../core/trace/trace';
import type { TraceBlock, TraceWriter } from '../analyzer-ports';
import type { WorkDone, WorkMark } from '../ports';
import type { ReadyInstrument } from './instrument';

/** When samples reached this computer: the last of block i has number `samples[i] - 1` and came at `hostMs[i]`. */
export interface Arrivals { readonly hostMs: Float64Array; readonly samples: Float64Array }

export interface Capture {
  readonly format: TraceFormat; readonly writer: TraceWriter; readonly events: readonly TraceEvent[]; readonly arrivals: Arrivals; readonly marks: readonly WorkMark[];
  /** Null: the board cannot do this work. */
  readonly done: WorkDone | null;
}

export interface CaptureRequest {
  readonly instrument: ReadyInstrument;
  readonly record: (format: TraceFormat) => TraceWriter;
  /** What the marks are of, for the labels in the recording. */
  readonly label: string;
  readonly work: (onMark: (mark: WorkMark) => void, signal: AbortSignal) => Promise<WorkDone | null>;
  /** The recording has grown; with `over` it may be closed as soon as this returns. Both belong to the capture. */
  readonly onGrew?: (trace: BlockTrace, events: readonly TraceEvent[], over: boolean) => void;
}

/** More arrivals than this are thinned out: a line through them is no better known for more. */
const MOST_ARRIVALS = 8192;

/** The writer is open afterwards; where it fails, the recording is closed and kept. Errors: analyzer.*, port.*, recording.*, store.*, those of the work */
export async function captureWork({ instrument: { analyzer }, record, label, work, onGrew }: CaptureRequest, signal: AbortSignal): Promise<Capture> {
  const over = new AbortController();
  const [events, marks]: [TraceEvent[], WorkMark[]] = [[], []];
  const arrivals = new ArrivalList();
  let writer: TraceWriter | null = null;
  // Blocks may come before `start` has told the format.
  const early: (() => void)[] = [];
  let failure: unknown = null;
  const fail = (error: unknown): void => {
    failure ??= error;
    over.abort(error);
  };
  const keep = (act: (to: TraceWriter) => void): void => {
    if (writer === null) return void early.push(() => keep(act));
    if (failure !== null) return;
    try {
      act(writer);
    } catch (error) {
      fail(error);
    }
  };
  const mark = (event: TraceEvent): void => {
    events.push(event);
    keep((to) => to.mark(event));
  };
  try {
    const format = await analyzer.start({
      onBlock(block: TraceBlock) {
        arrivals.add(block.hostMs, block.firstSample + block.values.length);
        keep((to) => {
          to.append(block);
          onGrew?.(to.trace, events, false);
        });
      },
      onEvent: mark,
      onFailure: fail,
    });
    writer = record(format);
    early.splice(0).forEach((act) => act());
    const done = await work((one) => {
      marks.push(one);
      const sample = arrivals.sampleAt(one.heardMs, format.rateHz);
      mark({ kind: 'time-stamp', sample, boardMs: one.boardMs, label: `${one.kind} ${label}` });
      if (one.text !== null) mark({ kind: 'uart', sample, text: one.text });
    }, AbortSignal.any([signal, over.signal]));
    await analyzer.stop();
    if (failure !== null) throw failure as Error;
    onGrew?.(writer.trace, events, true);
    return { format, writer, events, arrivals: arrivals.all(), marks, done };
  } catch (error) {
    const written = writer as TraceWriter | null;
    if (written !== null) onGrew?.(written.trace, events, true);
    await written?.close().catch(() => undefined);
    await analyzer.stop().catch((second: unknown) => {
      // What ended the capture matters more than that the instrument does not hear "stop".
      if (!(second instanceof StudioError)) throw second;
    });
    throw failure ?? error;
  }
}

class ArrivalList {
  readonly #pairs: [hostMs: number, samples: number][] = [];
  #every = 1;
  #count = 0;
  #last: readonly [hostMs: number, samples: number] = [0, 0];

  add(hostMs: number, samples: number): void {
    this.#last = [hostMs, samples];
    if (this.#count++ % this.#every !== 0) return;
    this.#pairs.push([hostMs, samples]);
    if (this.#pairs.length < MOST_ARRIVALS) return;
    this.#every *= 2;
    this.#pairs.splice(0, Infinity, ...this.#pairs.filter((_, i) => i % 2 === 0));
  }

  /** About the number of the sample that is taken at this moment. */
  sampleAt(hostMs: number, rateHz: number): number {
    const [ms, samples] = this.#last;
    return Math.max(0, Math.round(samples + ((hostMs - ms) * rateHz) / 1000));
  }

  all(): Arrivals {
    return { hostMs: Float64Array.from(this.#pairs, ([ms]) => ms), samples: Float64Array.from(this.#pairs, ([, samples]) => samples) };
  }
}
