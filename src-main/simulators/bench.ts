/**
 * A simulated board on the leads of a simulated instrument: one supply and one true time for both, and a clock of its own for each.
 * What the board really spent is known in closed form, so that what the instrument says can be held against it.
 */
import { createRandom, type Random } from '../core/random';
import type { StageCost } from '../core/measurements';
import type { WorkDone, WorkMark, WorkRequest } from '../engine/ports';
import type { ByteStream } from '../transport/byte-stream';
import { pause } from '../transport/timekeeper';
import { PhaseTimeline } from './phase-timeline';
import { findSimulator } from './registry';
import { createGatedTime, type GatedTime } from './virtual-time';
import { decisionLine, inferenceLine, radioLine } from './waveform';
import { createWire, type SimulatedWire } from './wire';

export type BoardPhase = 'idle' | 'warm-up' | 'inference' | 'decision' | 'radio';

export interface BenchOptions {
  /** A in each phase. */
  readonly amperes: Readonly<Record<BoardPhase, number>>;
  /** How much faster than true time the clock of the board and that of the instrument run, in parts per million. */
  readonly boardPpm: number; readonly instrumentPpm: number;
  /** Of a reading, as a part of it. */
  readonly noise: number;
  /** Shunt x decoupling, s. */
  readonly tauS: number;
  readonly seed: number;
}

export interface Bench {
  readonly time: GatedTime;
  readonly timeline: PhaseTimeline;
  /** Whatever plays the board tells here what it does, by the board's own clock. */
  onPhase(phase: BoardPhase, boardTimeUs: number): void;
  boardTimeUs(): number;
  /** True seconds of a moment on the board's clock. */
  trueSeconds(boardTimeUs: number): number;
  /** The work of `Board.perform`, with latencies as the request's costs say. */
  perform(request: WorkRequest, onMark: (mark: WorkMark) => void, signal: AbortSignal): Promise<WorkDone>;
  /** The line to the instrument of this driver; the same one each time. Errors: analyzer.unknown-simulator, port.* */
  openLine(driver: string): ByteStream;
  /** Once a line was opened: its cable, and the troubles of the instrument. */
  readonly wire: SimulatedWire | null;
  stop(): void;
}

/** The trigger line is high while the board works; the others say at what. */
const levels: Readonly<Record<BoardPhase, number>> = { idle: 0, 'warm-up': 0, inference: inferenceLine, decision: inferenceLine | decisionLine, radio: inferenceLine | radioLine };
/** When the board's clock began to count, before anything was measured. */
const bootedUs = 12_345_678;
const clockStepMs = 0.001;
/** The time of a call varies by this part of it. */
const jitter = 0.004;
/** A line of text takes about this long on the UART, and a little more by chance. */
const uartMs = 1.2;
const uartJitterMs = 0.4;
const mostWarmUpMs = 200;

export function createBench({ amperes, boardPpm, instrumentPpm, noise, tauS, seed }: BenchOptions): Bench {
  const time = createGatedTime();
  const timeline = new PhaseTimeline(amperes.idle, tauS);
  const random: Random = createRandom(seed);
  const boardRate = 1 + boardPpm * 1e-6;
  const instrumentRate = 1 + instrumentPpm * 1e-6;
  let wire: SimulatedWire | null = null;

  const boardTimeUs = (): number => bootedUs + Math.floor(time.ms() * 1000 * boardRate);
  const trueSeconds = (us: number): number => (us - bootedUs) / boardRate / 1e6;
  const onPhase = (phase: BoardPhase, us: number): void => timeline.switchTo(trueSeconds(us), amperes[phase], levels[phase]);
  const enter = (phase: BoardPhase): number => {
    const us = boardTimeUs();
    onPhase(phase, us);
    return us;
  };
  const last = async (ms: number, signal: AbortSignal): Promise<void> => {
    await pause(time, ms);
    signal.throwIfAborted();
  };

  return {
    time, timeline, onPhase, boardTimeUs, trueSeconds,
    get wire() {
      return wire;
    },
    async perform(request, onMark, signal) {
      const { phase, cost } = workOf(request);
      // An idle board does nothing for the whole window.
      const callMs = cost === null ? request.windowMs : cost.latencyMs.value;
      const inferences = Math.max(1, Math.ceil(request.windowMs / callMs));
      const ms = new Float64Array(request.windows);
      const mark = (kind: WorkMark['kind'], us: number, window: number): void => onMark({ kind, boardMs: us / 1000, heardMs: time.ms() + uartMs + uartJitterMs * random.next(), text: `${kind} ${window}` });
      if (cost !== null) {
        enter('warm-up');
        await last(Math.min(mostWarmUpMs, request.warmUp * callMs), signal);
      }
      for (let window = 0; window < request.windows; window++) {
        enter('idle');
        await last(request.restMs, signal);
        const begin = enter(phase);
        mark('begin', begin, window);
        await last(inferences * callMs * (1 + jitter * random.normal()), signal);
        const end = enter('idle');
        mark('end', end, window);
        ms[window] = (end - begin) / 1000 / inferences;
      }
      await last(request.restMs, signal);
      return { inferences, ms, clockStepMs };
    },
    openLine(driver) {
      const startS = time.ms() / 1000;
      wire ??= createWire(`simulated ${driver}`, (send) => findSimulator(driver).make(seed, send, {
        continuous: true, noise,
        waveform: {
          current: (t) => timeline.current(startS + t / instrumentRate), lines: (t) => timeline.lines(startS + t / instrumentRate),
          // A second of the instrument is 1 / rate of a true one: its mean current stays that of the board.
          charge: (t) => timeline.charge(startS + t / instrumentRate) * instrumentRate,
        },
      }), time, { driftPpm: instrumentPpm });
      return wire.open();
    },
    stop() {
      wire?.stop();
    },
  };
}

function workOf({ work, costs }: WorkRequest): { readonly phase: BoardPhase; readonly cost: StageCost | null } {
  switch (work.kind) {
    case 'idle': return { phase: 'idle', cost: null };
    case 'stage': return { phase: 'inference', cost: work.stage === 'plain' ? costs.plain : costs.exits[work.stage] };
    case 'decision': return { phase: 'decision', cost: costs.decision };
    case 'offload': return { phase: 'radio', cost: costs.offload };
  }
}
