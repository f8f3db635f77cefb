/** The model that a board's firmware carries, behind the port of every other model: samples go there, outputs and times come back. */
import type { ModelCard } from '../../contract/profiles';
import { accepts } from '../../core/decision';
import { StudioError } from '../../core/errors';
import type { Policy } from '../../core/measurements';
import { hiCommand, hiHolds, hiOutputsOf } from '../../core/protocol/mlperf-tiny-hi';
import type { LoadedModel, LoopTimes, ModelFacts, OffloadTo, SampleBatch, TimedStage, TimingRequest, WalkResult } from '../../engine/ports';
import { timedModule } from '../decision-timing';
import { infer, loadInput, refusal, timed } from './dut-commands';
import { DutFault, inferencePatienceMs, linePatienceMs, type DutLine, type OnLine } from './dut-line';
import { bringPolicy, walkOnBoard } from './dut-walk';
import type { DutSession } from './dut-session';
import { answerOf, ExitRows, interleaved, type ExitAnswer } from './exit-rows';

/** T0 is printed inside of the timed window (about this many characters, blocking); windows are so long that it is at most 0.5 % of them. */
const stampCharacters = 20;
const mostStampShare = 0.005;
/** A board that is silent for longer than this looks dead to the reference host. */
const mostWindowMs = 20_000;
/** Long enough to know how often a stage fits into a window. */
const roughWindowMs = 300;
const mostTimes = 10_000_000;

export class DutModel implements LoadedModel {
  /** Seconds each on a serial line: every one is kept before the next. */
  readonly batch = 1;
  /** `generation` of the session in which this sample was loaded. */
  #loaded: { readonly pixels: Uint8Array; readonly generation: number } | null = null;
  readonly policyOnBoard = { text: '', generation: -1 };

  constructor(readonly session: DutSession, readonly card: ModelCard, readonly facts: ModelFacts, readonly offloads: 'studio' | 'relay' | 'tcp') {}

  async outputs(batch: SampleBatch): ReturnType<LoadedModel['outputs']> {
    const rows = this.facts.exits.map(() => new ExitRows(this.facts.classes, batch.count));
    for (let i = 0; i < batch.count; i++) {
      const answers = await this.session.run('the outputs of a sample', async (line) => {
        await this.load(line, pixelsOf(batch, i));
        return this.#answers(line);
      });
      answers.forEach((answer, exit) => rows[exit].take(answer, i));
    }
    return rows.map(({ outputs }) => outputs);
  }

  async classify(batch: SampleBatch): ReturnType<LoadedModel['classify']> {
    const prediction = new Uint16Array(batch.count);
    let inferMs = 0;
    for (let i = 0; i < batch.count; i++) {
      const { answer, us } = await this.session.run('a classification', async (line) => {
        await this.load(line, pixelsOf(batch, i));
        return this.inferOnce(line);
      });
      prediction[i] = answer.classes[0];
      inferMs += us / 1000;
    }
    return { prediction, preprocessMs: 0, inferMs };
  }

  async time(batch: SampleBatch, request: TimingRequest, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<LoopTimes[]> {
    if (batch.count === 0) throw new RangeError('timing needs at least one sample');
    // Without the extension a board has one way to run: through the whole model.
    const distinct: readonly TimedStage[] = this.session.identity.capabilities === null ? ['plain'] : request.stages;
    const times = distinct.map(() => new Float64Array(request.loops));
    const inferences: number[] = [];
    for (const stage of distinct) inferences.push(await this.#inferencesPerLoop(batch, stage, request, signal));
    for (let loop = 0; loop < request.loops; loop++) {
      for (const [i, stage] of distinct.entries()) {
        const each = await this.session.run('timing', async (line) => {
          await this.prepare(line, batch, loop % batch.count, stage, signal);
          return (await this.runStage(line, stage, inferences[i], 0, mostWindowMs, signal)) / 1000 / inferences[i];
        }, signal);
        times[i][loop] = each;
        onLoop(loop * distinct.length + i + 1, request.loops * distinct.length);
      }
    }
    return request.stages.map((stage) => {
      const at = Math.max(0, distinct.indexOf(stage));
      return { ms: times[at], inferences: inferences[at], energyMj: null };
    });
  }

  /** How often a stage fits into a window. The warm-up of the request happens here. */
  async #inferencesPerLoop(batch: SampleBatch, stage: TimedStage, { warmUp, minLoopMs }: TimingRequest, signal: AbortSignal): Promise<number> {
    const eachMs = await this.roughMs(batch, stage, warmUp, signal);
    return Math.max(1, Math.min(Math.floor(mostWindowMs / eachMs), Math.ceil(this.#windowMs(minLoopMs) / eachMs)));
  }

  #windowMs(leastMs: number): number {
    const baud = this.session.profile.serial?.baud ?? 115_200;
    return Math.min(mostWindowMs / 2, Math.max(leastMs, (stampCharacters * 10_000) / baud / mostStampShare));
  }

  /** About how long one run of a stage takes, after a warm-up of at most ten seconds. */
  async roughMs(batch: SampleBatch, stage: TimedStage | 'decision', warmUp: number, signal: AbortSignal): Promise<number> {
    return this.session.run('warm-up', async (line) => {
      await this.prepare(line, batch, 0, stage, signal);
      const run = (times: number, warm: number): Promise<number> => this.runStage(line, stage, times, warm, mostWindowMs, signal);
      let [times, us] = [1, Math.max(1, await run(1, 0))];
      const warm = Math.min(warmUp, Math.floor((mostWindowMs / 2) * 1000 / us));
      if (warm > 0) us = Math.max(1, await run(1, warm));
      // A single run of a fast stage is mostly the first stamp's printing.
      while (us < (roughWindowMs / 2) * 1000 && times < mostTimes) {
        times = Math.min(mostTimes, Math.ceil(times * Math.min(100, (roughWindowMs * 1000) / us)));
        us = Math.max(1, await run(times, 0));
      }
      return us / 1000 / times;
    }, signal);
  }

  /** A loop of the decision alone, ms each; null without the extension. */
  async timeDecision(batch: SampleBatch, loops: number, minLoopMs: number, signal: AbortSignal): Promise<LoopTimes | null> {
    if (this.session.identity.capabilities === null) return null;
    const inferences = Math.ceil(this.#windowMs(minLoopMs) / (await this.roughMs(batch, 'decision', 0, signal)));
    const ms = new Float64Array(loops);
    for (let loop = 0; loop < loops; loop++) {
      ms[loop] = await this.session.run('timing the decision', async (line) => {
        await this.prepare(line, batch, 0, 'decision', signal);
        return (await this.runStage(line, 'decision', inferences, 0, mostWindowMs, signal)) / 1000 / inferences;
      }, signal);
    }
    return { ms, inferences, energyMj: null };
  }

  /** Sample i in the buffer, and something to decide where the decision is the stage. */
  async prepare(line: DutLine, batch: SampleBatch, i: number, stage: TimedStage | 'decision', signal?: AbortSignal): Promise<void> {
    if (stage === 'decision') await bringPolicy(this, line, { strategy: 'hi', measure: 'max-softmax', thresholds: [], decision: timedModule }, { kind: 'none' });
    await this.load(line, pixelsOf(batch, i), signal);
  }

  /** With the extension the board walks by itself; else it runs its whole model and the studio decides. */
  async walk(sample: SampleBatch, policy: Policy, offload?: OffloadTo): Promise<WalkResult> {
    if (this.session.identity.capabilities !== null) return walkOnBoard(this, sample, policy, offload);
    const { answer, us } = await this.session.run('the loop', async (line) => {
      await this.load(line, sample.pixels);
      return this.inferOnce(line);
    });
    const [prediction, [p1, p2 = 0]] = [answer.classes[0], answer.top];
    const accepted = policy.decision === null || policy.strategy === 'on-device' || accepts(policy.decision, p1, p2, answer.entropy, this.facts.classes, prediction === sample.labels[0]);
    return { exit: this.facts.exits.length - 1, accepted, prediction, p1, p2, ms: us / 1000 };
  }

  /** Into the board's buffer, unless it is there already. */
  async load(line: DutLine, pixels: Uint8Array, signal?: AbortSignal): Promise<void> {
    const { generation } = this.session;
    if (this.#loaded?.generation === generation && sameBytes(this.#loaded.pixels, pixels)) return;
    this.#loaded = null;
    const input = interleaved(pixels, this.facts.shape.channels);
    await loadInput(line, input, signal);
    // The original protocol cannot tell that a digit became another on the way; the extension can.
    if (this.session.identity.capabilities !== null && hiHolds(await line.ask(hiCommand.crc, linePatienceMs, signal), input) !== true) throw new DutFault('damaged', hiCommand.crc, 'another input than the one sent');
    this.#loaded = { pixels: pixels.slice(), generation };
  }

  /** One inference of the whole model with its answer and its time. */
  async inferOnce(line: DutLine): Promise<{ readonly answer: ExitAnswer; readonly us: number }> {
    const { results, us } = await infer(line, 1, 0);
    if (us === null) throw new StudioError('mlperf.energy-build', { port: line.name });
    return { answer: this.#read(line, results ?? []), us };
  }

  /** µs of `iterations` runs of a stage. */
  async runStage(...how: Parameters<DutModel['timedStage']>): Promise<number> {
    return (await this.timedStage(...how)).us;
  }

  /** The same with the first stamp. Errors: mlperf.energy-build and those of the command */
  async timedStage(line: DutLine, stage: TimedStage | 'decision', iterations: number, warmUps: number, expectedMs: number, signal?: AbortSignal, onLine?: OnLine): Promise<{ readonly startUs: number; readonly us: number }> {
    const { us, startUs } = this.session.identity.capabilities === null
      ? await infer(line, iterations, warmUps, expectedMs, signal, onLine)
      : await timed(line, hiCommand.run(stage, iterations, warmUps), iterations, warmUps, expectedMs, signal, onLine);
    if (us === null || startUs === null) throw new StudioError('mlperf.energy-build', { port: line.name });
    return { startUs, us };
  }

  async #answers(line: DutLine): Promise<readonly ExitAnswer[]> {
    if (this.session.identity.capabilities === null) return [(await this.inferOnce(line)).answer];
    const answer = await line.ask(hiCommand.outputs, inferencePatienceMs);
    if (answer.errors.length > 0) throw refusal(line, hiCommand.outputs, answer.errors[0]);
    const outputs = hiOutputsOf(answer);
    if (outputs === null || outputs.length !== this.facts.exits.length) throw new DutFault('damaged', hiCommand.outputs, 'outputs of exits are missing');
    return outputs;
  }

  #read(line: DutLine, printed: readonly number[]): ExitAnswer {
    const { classes } = this.facts;
    if (printed.length !== classes) throw new DutFault('damaged', 'infer', `${printed.length} results`, new StudioError('mlperf.outputs', { port: line.name, found: printed.length, expected: classes }));
    const answer = answerOf(printed);
    const sum = printed.reduce((total, value) => total + value, 0);
    if (answer === null) throw new DutFault('damaged', 'infer', `results that sum to ${sum.toFixed(3)}`, new StudioError('mlperf.not-softmax', { port: line.name, sum }));
    return answer;
  }

  async close(): Promise<void> {
    // The firmware keeps its model; the board closes its port.
  }
}

const pixelsOf = (batch: SampleBatch, i: number): Uint8Array => batch.pixels.subarray(i * batch.bytes, (i + 1) * batch.bytes);
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((value, i) => value === b[i]);
