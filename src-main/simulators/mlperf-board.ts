/** A simulated microcontroller board with MLPerf Tiny firmware and our extension: the bytes of resources/firmware, times of its own making. */
import type { InstrumentTrouble, SimulatedInstrument } from './instrument';
import { referenceModel, type BoardModel } from './mlperf/board-model';
import { Extension, wordsOf, type BoardLink } from './mlperf/extension';
import { Monitor, type BoardTimes } from './mlperf/monitor';
import { Processor, type BoardPhase, type Task } from './mlperf/processor';

export type { BoardPhase } from './mlperf/processor';
export type { BoardTimes } from './mlperf/monitor';
export { referenceModel, scoresFrom, type BoardModel, type ExitScores } from './mlperf/board-model';

export interface MlperfBoardOptions {
  readonly seed: number;
  readonly send: (bytes: Uint8Array) => void;
  /** Left out: performance. Energy marks time stamps by pulses of the trigger line and prints none. */
  readonly mode?: 'performance' | 'energy';
  readonly vendor?: string;
  /** Left out: the firmware's reference network. */
  readonly model?: BoardModel;
  /** Left out: those of a microcontroller of some hundred MHz, in proportion to the segments. */
  readonly times?: BoardTimes;
  /** The board's own network; null: it has none. Left out: none. */
  readonly link?: BoardLink | null;
  /** False: a board of another maker that does not know `hi`. */
  readonly extended?: boolean;
  /** Bytes of the largest `db load`; at least the model's input. */
  readonly mostInput?: number;
  /** Standard deviation of one inference's time as a part of it; 0.01 when left out. */
  readonly noise?: number;
  /** The counter of the time stamps runs this much faster than the time of `advance`. Not what a wire's drift does: that moves the board's whole time. */
  readonly driftPpm?: number;
  /** Where the 32-bit counter starts, and its step (1000 is the coarsest that the benchmark allows), µs. */
  readonly clockStartUs?: number; readonly timerUs?: number;
  /** Speed of the serial line; 115200, in energy mode 9600. */
  readonly baud?: number;
  /** How long a pulse is low, µs; 100 when left out. The falling edge counts. */
  readonly pulseUs?: number;
  /** All output comes this much later. */
  readonly slowMs?: number;
  /** From switching on, or a reset, to the first line; 300 when left out. */
  readonly bootMs?: number;
  /** Told in order when the moment has come; `boardTimeUs` is the time of `advance` in µs. Never told twice in a row for one phase. */
  readonly onPhase?: (phase: BoardPhase, boardTimeUs: number) => void;
  readonly onTrigger?: (level: 0 | 1, boardTimeUs: number) => void;
}

export interface MlperfBoard extends SimulatedInstrument {
  /** The reset button, or a brown-out: whatever ran is over, the buffer is empty, the banner comes. */
  reset(): void;
  /** Resets itself after this many more bytes from the host: in the middle of a download. */
  resetAfter(bytes: number): void;
  /**
   * `loseSamples`: the next characters never reach the line; `stall`: hangs silently until told otherwise or reset; `repeatCounter`: the
   * next time stamp is the one before; `jump`: the counter jumps; `overload`: the supply breaks down and the board resets.
   */
  readonly trouble: InstrumentTrouble & { /** The next time stamp is not printed. */ dropStamp(): void };
}

/** 32 x 32 x 3 pixels take 9 ms through the first exit and 30 ms through the whole model. */
const defaultTimes = ({ exits }: BoardModel): BoardTimes => {
  const segments = Array.from({ length: exits }, (_, k) => (k === 0 ? 9000 : 21_000));
  return { segments, plain: segments.reduce((a, b) => a + b, 0) - 500 * (exits - 1), decision: 12, offload: 6000 };
};

export function createMlperfBoard(options: MlperfBoardOptions): MlperfBoard {
  const { seed, send, mode = 'performance', vendor = 'unspecified', model = referenceModel, link = null, extended = true, bootMs = 300, timerUs = 1 } = options;
  const processor = new Processor({
    seed, send, timerUs,
    noise: options.noise ?? 0.01, driftPpm: options.driftPpm ?? 0, clockStartUs: options.clockStartUs ?? 0,
    baud: options.baud ?? (mode === 'energy' ? 9600 : 115_200), pulseUs: options.pulseUs ?? 100, slowMs: options.slowMs ?? 0,
    onPhase: options.onPhase ?? (() => undefined), onTrigger: options.onTrigger ?? (() => undefined),
  }, (command) => obey(command));

  const firmware = (): { readonly monitor: Monitor; readonly extension: Extension } => {
    const mostInput = Math.max(options.mostInput ?? 3072, model.height * model.width * model.channels);
    const monitor = new Monitor({ mode, vendor, mostInput, model, times: options.times ?? defaultTimes(model) }, processor);
    return { monitor, extension: new Extension(monitor, link, timerUs) };
  };
  let running = firmware();
  let resetIn = Infinity;

  function* obey(command: string): Task {
    const [word, ...rest] = wordsOf(command);
    // Undefined in the reference; the ready marker alone is kind to the host.
    if (word !== undefined && !(yield* running.monitor.obey(word, rest))) {
      if (word === 'hi' && extended) yield* running.extension.obey(rest);
      else yield* processor.say(`e-[Unknown command: ${word}]\r\n`);
    }
    yield* processor.say('m-ready\r\n');
  }
  function* boot(): Task {
    yield { spendUs: bootMs * 1000 };
    yield* running.monitor.banner();
  }
  const reset = (): void => {
    resetIn = Infinity;
    processor.stalled = false;
    running = firmware();
    processor.boot(boot());
  };

  processor.boot(boot());
  return {
    receive(bytes) {
      resetIn -= bytes.length;
      if (resetIn <= 0) reset();
      else processor.receive(bytes);
    },
    advance: (toMs) => processor.advance(toMs),
    reset,
    resetAfter: (bytes) => void (resetIn = bytes),
    trouble: {
      loseSamples: (count) => void (processor.lose += count),
      stall: (stalled) => void (processor.stalled = stalled),
      repeatCounter: () => void (processor.repeatStamp = true),
      jump: (ms) => processor.jump(ms),
      overload: reset,
      dropStamp: () => void (processor.dropStamp = true),
    },
  };
}
