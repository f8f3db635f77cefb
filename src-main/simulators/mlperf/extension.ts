/** The commands `hi …` on a simulated board; twin of hi_extension.c, hi_exits.c and hi_offload.c in the firmware. */
import { nextStep } from '../../core/decision';
import { decidesAtEnd, strategies, usesExits, type ConfidenceMeasure, type DecisionModule, type Strategy } from '../../core/measurements';
import { planarFromInterleaved } from '../../core/protocol/hi-offload';
import { hexOf, mlperfNumber } from '../../core/protocol/mlperf-tiny';
import { hiChecksum, hiNever, hiVersion, type HiOffload } from '../../core/protocol/mlperf-tiny-hi';
import { ranked, type ExitScores } from './board-model';
import { general } from './c-numbers';
import type { Monitor } from './monitor';
import type { Step, Task } from './processor';

/** The board's own link: the class for planar pixels, or why there is none. */
export type BoardLink = (target: Extract<HiOffload, { kind: 'tcp' }>, pixels: Uint8Array) => Promise<number | string>;

const measures = ['max-softmax', 'margin', 'entropy'] as const;
const relayChunk = 32;
const replyPatienceUs = 30e6;
const weightNames = ['bias', 'w1', 'w2'] as const;

interface Walk { readonly exit: number; readonly accepted: boolean; readonly segmentUs: number[]; readonly decisionUs: number | null }

export class Extension {
  #strategy: Strategy = 'on-device';
  #measure: ConfidenceMeasure = 'max-softmax';
  #thresholds: number[];
  #below: number[];
  #decision: Extract<DecisionModule, { kind: 'threshold' | 'binary-lr' }> | null = null;
  #offload: HiOffload = { kind: 'none' };

  constructor(private readonly board: Monitor, private readonly link: BoardLink | null, private readonly timerUs: number) {
    [this.#thresholds, this.#below] = [this.#all(hiNever), this.#all(0)];
  }

  *obey(words: readonly string[]): Task {
    const [word, ...rest] = words;
    const { processor } = this.board;
    switch (word) {
      case undefined: return yield* processor.say("e-[Command 'hi' requires a subcommand]\r\n");
      case 'caps': return yield* processor.say(this.#capabilities());
      case 'policy': return yield* processor.say(this.#policyLines());
      case 'crc': return yield* processor.say(`m-hi-crc-[${this.board.loaded.length},${hiChecksum(this.board.loaded)}]\r\n`);
      case 'outputs': return yield* this.#outputs();
      case 'infer': return yield* this.#infer();
      case 'run': return yield* this.#run(rest);
      case 'reply': return yield* processor.say('e-[No sample waits for a reply]\r\n');
      case 'strategy': case 'threshold': case 'below': case 'decision': case 'weight': case 'offload': {
        const refused = this[word](rest);
        if (refused !== null) yield* processor.say(`e-[${refused}]\r\n`);
        return;
      }
      default: return yield* processor.say(`e-[Unknown command: hi ${word}]\r\n`);
    }
  }

  /** A number a branch. */
  #all(value: number): number[] {
    return Array.from({ length: this.board.options.model.exits - 1 }, () => value);
  }

  // Settings: null where taken, otherwise the text of the error.

  private strategy([strategy, measure, ...more]: readonly string[]): string | null {
    const [s, m] = [strategies.find((one) => one === strategy), measures.find((one) => one === measure)];
    if (s === undefined || m === undefined || more.length > 0) return 'Usage: hi strategy on-device|remote|hi|ee|ee-hi|early-offload max-softmax|margin|entropy';
    [this.#strategy, this.#measure, this.#thresholds, this.#below, this.#decision] = [s, m, this.#all(hiNever), this.#all(0), null];
    return null;
  }

  private threshold(words: readonly string[]): string | null {
    return setBranch(this.#thresholds, words) ? null : 'Usage: hi threshold BRANCH THETA';
  }

  private below(words: readonly string[]): string | null {
    return setBranch(this.#below, words) ? null : 'Usage: hi below BRANCH THETA';
  }

  private decision([kind, ...rest]: readonly string[]): string | null {
    const usage = 'Usage: hi decision none | threshold MEASURE THETA | binary-lr Z';
    const threshold = number(rest.at(-1));
    if (kind === 'none' && rest.length === 0) this.#decision = null;
    else if (kind === 'binary-lr' && rest.length === 1 && threshold !== null) this.#decision = { kind, bias: 0, w1: 0, w2: 0, threshold, fittedOn: '' };
    else if (kind === 'threshold' && rest.length === 2 && threshold !== null) {
      const measure = measures.find((one) => one === rest[0]);
      if (measure === undefined) return usage;
      this.#decision = { kind, measure, threshold };
    } else return usage;
    return null;
  }

  private weight([name, text, ...more]: readonly string[]): string | null {
    const which = weightNames.find((one) => one === name);
    const value = number(text);
    if (which === undefined || value === null || more.length > 0) return 'Usage: hi weight bias|w1|w2 X';
    if (this.#decision?.kind === 'binary-lr') this.#decision = { ...this.#decision, [which]: value };
    return null;
  }

  private offload([kind, host, port, bytes, ...more]: readonly (string | undefined)[]): string | null {
    if ((kind === 'none' || kind === 'relay') && host === undefined) {
      this.#offload = { kind };
      return null;
    }
    const [p, width] = [whole(port, 65_535), whole(bytes, 2)];
    if (kind !== 'tcp' || host === undefined || host.length > 40 || p === null || p === 0 || (width !== 1 && width !== 2)) return 'Usage: hi offload none | relay | tcp HOST PORT REPLYBYTES';
    if (this.link === null) return 'This board has no link of its own';
    if (more.length > 0) return 'Usage: hi offload none | relay | tcp HOST PORT REPLYBYTES';
    this.#offload = { kind, host, port: p, replyBytes: width };
    return null;
  }

  #capabilities(): string {
    const { id, sha256, exits, classes, height, width, channels } = this.board.options.model;
    return `m-hi-version-${hiVersion}\r\nm-hi-model-[${id},${sha256 ?? '-'}]\r\nm-hi-shape-[${[exits, classes, height, width, channels].join(',')}]\r\n`
      + `m-hi-timer-[${this.timerUs}]\r\nm-hi-links-[relay${this.link === null ? '' : ',tcp'}]\r\n`;
  }

  #policyLines(): string {
    const g = (value: number): string => general(value, 17);
    const lines = (name: string, values: readonly number[]): string => values.map((theta, k) => `m-hi-${name}-[${k},${g(theta)}]\r\n`).join('');
    const decision = this.#decision;
    const decided = decision === null ? 'none' : decision.kind === 'threshold' ? `threshold,${decision.measure},${g(decision.threshold)}`
      : `binary-lr,${[decision.bias, decision.w1, decision.w2, decision.threshold].map(g).join(',')}`;
    const to = this.#offload;
    return `m-hi-strategy-[${this.#strategy},${this.#measure}]\r\n${lines('threshold', this.#thresholds)}${lines('below', this.#below)}`
      + `m-hi-decision-[${decided}]\r\nm-hi-offload-[${to.kind === 'tcp' ? `tcp,${to.host},${to.port},${to.replyBytes}` : to.kind}]\r\n`;
  }

  /** The loaded sample and what every exit says of it; null, with a word to the host, where there is none. */
  *#classified(): Generator<Step, { sample: Uint8Array; scores: readonly ExitScores[] } | null, unknown> {
    const { sample, loaded, sampleBytes, processor } = this.board;
    if (sample === null) {
      yield* processor.say(`e-[Input has ${loaded.length} bytes, expected ${sampleBytes}]\r\n`);
      return null;
    }
    const scores = yield* this.board.classify(sample);
    return scores === null ? null : { sample, scores };
  }

  *#outputs(): Task {
    const classified = yield* this.#classified();
    if (classified === null) return;
    const { times } = this.board.options;
    for (const [k, scores] of classified.scores.entries()) {
      yield* this.board.spend('inference', this.board.processor.noisy(times.segments[k]));
      this.board.processor.enter('idle');
      const pairs = ranked(scores).flatMap((c) => [c, general(scores.probabilities[c], 9)]);
      yield* this.board.processor.say(`m-hi-outputs-[${[k, general(scores.entropy, 9), ...pairs].join(',')}]\r\n`);
    }
  }

  *#infer(): Task {
    const classified = yield* this.#classified();
    if (classified === null) return;
    const { processor } = this.board;
    const walk = yield* this.#walk(classified.scores);
    if (walk.segmentUs.length > 0) yield* processor.say(`m-hi-segment-us-[${walk.segmentUs.join(',')}]\r\n`);
    if (walk.decisionUs !== null) yield* processor.say(`m-hi-decision-us-${walk.decisionUs}\r\n`);
    let remote = -1;
    if (!walk.accepted && this.#offload.kind !== 'none') {
      const { answer, us } = yield* this.#offloaded(classified.sample);
      if (typeof answer === 'number') {
        remote = answer;
        yield* processor.say(`m-hi-offload-us-${us}\r\n`);
      } else yield* processor.say(`e-[Offload failed: ${answer}]\r\n`);
    }
    processor.enter('idle');
    const { top, p1, p2 } = walk.exit < 0 ? { top: -1, p1: 0, p2: 0 } : leading(classified.scores[walk.exit]);
    yield* processor.say(`m-hi-answer-[${walk.exit},${walk.accepted ? 1 : 0},${top},${general(p1, 9)},${general(p2, 9)},${remote}]\r\n`);
  }

  *#walk(scores: readonly ExitScores[]): Generator<Step, Walk, unknown> {
    if (this.#strategy === 'remote') return { exit: -1, accepted: false, segmentUs: [], decisionUs: null };
    const { options: { times, model: { classes } }, processor } = this.board;
    const last = scores.length - 1;
    const branching = usesExits(this.#strategy);
    const policy = { strategy: this.#strategy, measure: this.#measure, thresholds: this.#thresholds, offloadBelow: this.#below, decision: this.#decision };
    const segmentUs: number[] = [];
    for (let exit = branching ? 0 : last; ; exit++) {
      segmentUs.push(yield* this.#timed('inference', processor.noisy(branching ? times.segments[exit] : times.plain)));
      const deciding = exit === last && this.#decision !== null && decidesAtEnd(this.#strategy);
      const decisionUs = deciding ? yield* this.#timed('decision', processor.noisy(times.decision)) : null;
      const step = nextStep(policy, exit, last, leading(scores[exit]), classes, false);
      if (step !== 'go-on') return { exit, accepted: step === 'exit', segmentUs, decisionUs };
    }
  }

  /** By the board's own clock, as its firmware would read it. */
  *#timed(phase: 'inference' | 'decision', us: number): Generator<Step, number, unknown> {
    const start = this.board.processor.stamp();
    yield* this.board.spend(phase, us);
    return since(start, this.board.processor.stamp());
  }

  *#offloaded(sample: Uint8Array): Generator<Step, { answer: number | string; us: number }, unknown> {
    const { processor, options: { model, times } } = this.board;
    const to = this.#offload;
    if (to.kind === 'none') return { answer: 'no link is set', us: 0 };
    const pixels = planarFromInterleaved(sample, model.channels);
    const start = processor.stamp();
    yield* this.board.spend('radio', 0);
    let answer: unknown;
    if (to.kind === 'tcp') {
      answer = yield { answer: (this.link as BoardLink)(to, pixels) };
      // The bytes also take their time on the air.
      yield* this.board.spend('radio', processor.noisy(times.offload));
    } else answer = yield* this.#relayed(pixels);
    if (answer instanceof Error) answer = 'the server closed the connection or gave no answer';
    const us = since(start, processor.stamp());
    if (typeof answer === 'number' && answer >= model.classes) return { answer: 'the server named a class that the model does not have', us };
    return { answer: answer as number | string, us };
  }

  *#relayed(pixels: Uint8Array): Generator<Step, number | string, unknown> {
    const { processor } = this.board;
    yield* processor.say(`m-hi-relay-start-${pixels.length}\r\n`);
    for (let at = 0; at < pixels.length; at += relayChunk) yield* processor.say(`m-hi-relay-[${hexOf(pixels.subarray(at, at + relayChunk))}]\r\n`);
    yield* processor.say('m-hi-relay-end\r\n');
    const command = yield { commandWithinUs: replyPatienceUs };
    if (typeof command !== 'string') return 'the host gave no reply';
    const [hi, reply, value] = wordsOf(command);
    if (hi !== 'hi' || reply !== 'reply' || value === undefined) return 'another command came instead of hi reply';
    return whole(value, 65_535) ?? 'the server gave no answer';
  }

  *#run([stage, n, w, ...more]: readonly string[]): Task {
    const { processor, options: { times, model } } = this.board;
    const exit = whole(stage, 255);
    const [iterations, warmUps] = [whole(n, 2 ** 31 - 1), whole(w, 2 ** 31 - 1)];
    const known = stage === 'plain' || stage === 'decision' || stage === 'offload' || stage === 'policy' || (exit !== null && exit < model.exits);
    if (!known || iterations === null || iterations === 0 || warmUps === null || more.length > 0) return yield* processor.say('e-[Usage: hi run EXIT|plain|decision|offload|policy N W]\r\n');
    if (stage === 'decision' && this.#decision === null) return yield* processor.say('e-[No decision is set]\r\n');
    if (stage === 'offload' && this.#offload.kind === 'none') return yield* processor.say('e-[Offload failed: no link is set]\r\n');
    const classified = yield* this.#classified();
    if (classified === null) return;
    if (stage === 'offload' || stage === 'policy') {
      const once = (): Generator<Step, boolean, unknown> => this.#once(stage, classified);
      return yield* this.board.repeat(function* (count) {
        for (let i = 0; i < count; i++) if (!(yield* once())) return false;
        return true;
      }, iterations, warmUps);
    }
    const us = stage === 'plain' ? times.plain : stage === 'decision' ? times.decision : sum(times.segments.slice(0, (exit as number) + 1));
    yield* this.board.repeat(this.board.rounds(stage === 'decision' ? 'decision' : 'inference', us), iterations, warmUps);
  }

  *#once(stage: 'offload' | 'policy', { sample, scores }: { sample: Uint8Array; scores: readonly ExitScores[] }): Generator<Step, boolean, unknown> {
    if (stage === 'policy' && ((yield* this.#walk(scores)).accepted || this.#offload.kind === 'none')) return true;
    const { answer } = yield* this.#offloaded(sample);
    if (typeof answer === 'number') return true;
    yield* this.board.processor.say(`e-[Offload failed: ${answer}]\r\n`);
    return false;
  }
}

/** Words of a command: spaces repeat and lead freely. */
export const wordsOf = (command: string): string[] => command.split(' ').filter((word) => word !== '');

/** False where the words are not a branch and a number. */
function setBranch(values: number[], [branch, theta, ...more]: readonly string[]): boolean {
  const [k, value] = [whole(branch, 2 ** 32 - 1), number(theta)];
  if (k === null || value === null || k >= values.length || more.length > 0) return false;
  values[k] = value;
  return true;
}

const number = (text: string | undefined): number | null => {
  const value = text === undefined ? NaN : mlperfNumber(text);
  return Number.isFinite(value) ? value : null;
};
const whole = (text: string | undefined, most: number): number | null => (/^\d{1,10}$/.test(text ?? '') && Number(text) <= most ? Number(text) : null);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const since = (start: number, end: number): number => (end - start + 2 ** 32) % 2 ** 32;

function leading(scores: ExitScores): { top: number; p1: number; p2: number; entropy: number } {
  const [first, second] = ranked(scores);
  return { top: first, p1: scores.probabilities[first], p2: second === undefined ? 0 : scores.probabilities[second], entropy: scores.entropy };
}
