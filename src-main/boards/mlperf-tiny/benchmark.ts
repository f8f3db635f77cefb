/** The benchmark's own modes on a board: five timed windows, or every input once. Works with any model, also one that gives no classes. */
import type { BoardProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import { benchmarkWindows, iterationsFor, meanScores, type BenchmarkWindow, type ScoredFile } from '../../core/mlperf-tiny';
import { infer, loadInput, type Timed } from './dut-commands';
import { DutFault, inferencePatienceMs } from './dut-line';
import { DutSession, type DutIdentity, type Survived } from './dut-session';
import type { BenchmarkInput } from './input-folder';
import { systemSerial, type SerialAccess } from './serial-access';

/** `iterations` null: measured, so that windows keep the rules. */
export interface WindowSettings { readonly iterations: number | null; readonly warmUps: number }
export type Progress = (done: number, total: number, what: string) => void;

export interface BenchmarkBoard {
  readonly identity: DutIdentity; readonly port: string; readonly survived: Survived;
  readonly simulated: boolean;
  /** The first five inputs, a window each; `onWindow` gets each as soon as it is measured. Errors: mlperf.* */
  performance(inputs: readonly BenchmarkInput[], settings: WindowSettings, onWindow: (window: BenchmarkWindow) => void, onProgress: Progress, signal: AbortSignal): Promise<void>;
  /** Every input once, in order. */
  accuracy(inputs: readonly BenchmarkInput[], onWindow: (window: BenchmarkWindow) => void, onProgress: Progress, signal: AbortSignal): Promise<readonly ScoredFile[]>;
  /** One window of the energy build, which prints no stamps: its time and energy are the instrument's. */
  energyWindow(input: BenchmarkInput, iterations: number, warmUps: number, signal: AbortSignal): Promise<BenchmarkWindow>;
  close(): Promise<void>;
}

/** The reference's warm-ups before a timed window. */
export const defaultWarmUps = 5;
const trialIterations = 3;

/** Errors: mlperf.*, port.* */
export async function openBenchmarkBoard(profile: BoardProfile, serial: SerialAccess = systemSerial): Promise<BenchmarkBoard> {
  const session = await DutSession.open(profile, serial);
  const one = (input: BenchmarkInput, bytes: Uint8Array, iterations: number, warmUps: number, expectedMs: number, signal: AbortSignal): Promise<Timed> => session.run(`the input ${input.file}`, async (line) => {
    await loadInput(line, bytes, signal);
    const timed = await infer(line, iterations, warmUps, expectedMs, signal);
    if (timed.results === null || timed.results.length === 0) throw new DutFault('damaged', 'infer', 'no results');
    return timed;
  }, signal);
  const window = ({ file, classes, label }: BenchmarkInput, { iterations, warmUps, startUs, endUs, us, wrapped, results }: Timed): BenchmarkWindow => ({
    file, classes, label, iterations, warmUps, startUs: startUs ?? 0, endUs: endUs ?? 0, us: us ?? 0, wrapped, results: results ?? [],
  });

  return {
    get identity() { return session.identity; },
    get port() { return session.port; },
    survived: session.survived,
    simulated: session.simulated,
    async performance(inputs, { iterations, warmUps }, onWindow, onProgress, signal) {
      const five = inputs.slice(0, benchmarkWindows);
      if (five.length === 0) return;
      const trial = await one(five[0], five[0].windows()[0], trialIterations, 1, 0, signal);
      if (trial.us === null) throw new StudioError('mlperf.energy-build', { port: session.port });
      const eachMs = trial.us / 1000 / trialIterations;
      const count = iterations ?? iterationsFor(eachMs);
      for (const [i, input] of five.entries()) {
        onProgress(i, five.length, `${input.file}, ${count} inferences, about ${Math.ceil((count * eachMs) / 1000)} s`);
        onWindow(window(input, await one(input, input.windows()[0], count, warmUps, Math.max(count, warmUps) * eachMs, signal)));
      }
      onProgress(five.length, five.length, 'done');
    },
    async accuracy(inputs, onWindow, onProgress, signal) {
      const byFile = new Map<string, { label: number; answers: (readonly number[])[] }>();
      for (const [i, input] of inputs.entries()) {
        onProgress(i, inputs.length, input.file);
        for (const bytes of input.windows()) {
          const timed = await one(input, bytes, 1, 0, 0, signal);
          const kept = byFile.get(input.file) ?? { label: input.label, answers: [] };
          kept.answers.push(timed.results as readonly number[]);
          byFile.set(input.file, kept);
          onWindow(window(input, timed));
        }
      }
      onProgress(inputs.length, inputs.length, 'done');
      return [...byFile.values()].map(({ label, answers }) => ({ label, scores: meanScores(answers) }));
    },
    async energyWindow(input, iterations, warmUps, signal) {
      const timed = await one(input, input.windows()[0], iterations, warmUps, inferencePatienceMs * 10, signal);
      if (timed.us !== null) throw new StudioError('mlperf.performance-build', { port: session.port });
      return window(input, timed);
    },
    close: () => session.close(),
  };
}
