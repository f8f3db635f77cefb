/** The processor of a simulated board: one task at a time, with its own clock, a serial line that takes time, and what goes wrong in it. */
import { createRandom } from '../../core/random';
import { createDelayedReplies, textBytes } from '../text-lines';

export type BoardPhase = 'idle' | 'warm-up' | 'inference' | 'decision' | 'radio';

/** What a task waits for next; `spendUs` of the processor's time, an answer from outside, or a command within some time. */
export type Step = { readonly spendUs: number } | { readonly answer: Promise<unknown> } | { readonly commandWithinUs: number };
/** A task is given what it waited for: the answer (an Error where it failed), or the command (null: none came). */
export type Task = Generator<Step, void, unknown>;

export interface ProcessorOptions {
  readonly seed: number;
  readonly send: (bytes: Uint8Array) => void;
  /** Standard deviation of one inference's time as a part of it. */
  readonly noise: number;
  /** The counter of the time stamps runs this much faster than the time of `advance`. */
  readonly driftPpm: number;
  /** Where the 32-bit counter starts, and its step, µs. */
  readonly clockStartUs: number; readonly timerUs: number;
  readonly baud: number;
  /** How long a pulse of the trigger line is low, µs. */
  readonly pulseUs: number;
  readonly slowMs: number;
  /** `boardTimeUs` is the time of `advance`, unwrapped and without drift. In order; told when it has come, not ahead. */
  readonly onPhase: (phase: BoardPhase, boardTimeUs: number) => void;
  readonly onTrigger: (level: 0 | 1, boardTimeUs: number) => void;
}

const commandSize = 80;
/** Characters that wait while the processor is busy; more are lost, as in a real receive buffer. */
const waitingSize = 4096;
const bitsPerByte = 10;

export class Processor {
  /** Bytes that are swallowed before they reach the line. */
  lose = 0;
  /** Silent, as after a crash: nothing is read and nothing said. */
  stalled = false;
  repeatStamp = false;
  dropStamp = false;
  #random;
  #replies;
  #nowUs = 0;
  /** Where the task is; the processor is idle once this is past. */
  #taskUs = 0;
  #jumpUs = 0;
  #lastStamp = 0;
  #phase: BoardPhase = 'idle';
  #task: Task | null = null;
  #waitsFor: 'time' | 'answer' | 'command' = 'time';
  #patienceUs = 0;
  #command = '';
  #waiting: number[] = [];
  #booting = false;

  constructor(readonly options: ProcessorOptions, private readonly obey: (command: string) => Task) {
    this.#random = createRandom(options.seed);
    this.#replies = createDelayedReplies((bytes) => this.#deliver(bytes), options.slowMs);
  }

  /** Whatever ran is over; `task` runs instead, and what comes meanwhile is not read. */
  boot(task: Task): void {
    this.#task = task;
    this.#booting = true;
    this.#command = '';
    this.#waiting = [];
    this.#waitsFor = 'time';
    this.#taskUs = Math.max(this.#taskUs, this.#nowUs);
    this.enter('idle');
    this.#go(undefined);
  }

  receive(bytes: Uint8Array): void {
    if (this.#booting || this.stalled) return;
    for (const byte of bytes) if (this.#waiting.length < waitingSize) this.#waiting.push(byte);
    this.#run();
  }

  advance(toMs: number): void {
    this.#nowUs = Math.max(this.#nowUs, toMs * 1000);
    this.#replies.advance(toMs);
    this.#run();
  }

  jump(ms: number): void {
    this.#jumpUs += ms * 1000;
  }

  // What tasks use.

  *say(text: string): Task {
    this.#replies.say(textBytes(text));
    yield { spendUs: (text.length * bitsPerByte * 1e6) / this.options.baud };
  }

  /** The 32-bit counter. */
  stamp(): number {
    const { clockStartUs, driftPpm, timerUs } = this.options;
    const us = clockStartUs + this.#jumpUs + this.#taskUs * (1 + driftPpm * 1e-6);
    if (!this.repeatStamp) this.#lastStamp = (Math.floor(us / timerUs) * timerUs) % 2 ** 32;
    this.repeatStamp = false;
    return this.#lastStamp;
  }

  *pulse(): Task {
    this.options.onTrigger(0, this.#taskUs);
    yield { spendUs: this.options.pulseUs };
    this.options.onTrigger(1, this.#taskUs);
  }

  enter(phase: BoardPhase): void {
    if (phase !== this.#phase) this.options.onPhase(phase, this.#taskUs);
    this.#phase = phase;
  }

  /** Time of `times` repetitions of `us`, each with noise of its own. */
  noisy(us: number, times = 1): number {
    return Math.max(0, us * times + us * this.options.noise * Math.sqrt(times) * this.#random.normal());
  }

  #deliver(bytes: Uint8Array): void {
    const lost = Math.min(this.lose, bytes.length);
    this.lose -= lost;
    if (!this.stalled && bytes.length > lost) this.options.send(bytes.subarray(lost));
  }

  #run(): void {
    for (;;) {
      if (this.stalled || this.#waitsFor === 'answer') return;
      if (this.#task !== null && this.#taskUs > this.#nowUs) return;
      if (this.#task === null || this.#waitsFor === 'command') {
        const command = this.#nextCommand();
        if (command === null && (this.#task === null || this.#nowUs < this.#patienceUs)) return;
        if (this.#task === null) this.#task = this.obey(command as string);
        this.#taskUs = Math.max(this.#taskUs, this.#nowUs);
        this.#go(command);
      } else this.#go(undefined);
    }
  }

  /** The next complete command. What does not fit into its 80 characters is lost without a word. */
  #nextCommand(): string | null {
    for (let at = 0; at < this.#waiting.length; at++) {
      const byte = this.#waiting[at];
      if (byte === 37) {
        const command = this.#command;
        this.#command = '';
        this.#waiting.splice(0, at + 1);
        return command;
      }
      if (this.#command.length < commandSize) this.#command += String.fromCharCode(byte);
    }
    this.#waiting = [];
    return null;
  }

  /** One step of the task. */
  #go(value: unknown): void {
    const task = this.#task as Task;
    const { done, value: step } = task.next(value);
    this.#waitsFor = 'time';
    if (done) {
      this.#task = null;
      this.#booting = false;
    } else if ('spendUs' in step) this.#taskUs += step.spendUs;
    else if ('commandWithinUs' in step) {
      this.#waitsFor = 'command';
      this.#patienceUs = this.#nowUs + step.commandWithinUs;
    } else {
      this.#waitsFor = 'answer';
      const settle = (answer: unknown): void => {
        // A reset meanwhile has ended the task that asked.
        if (this.#task !== task) return;
        this.#taskUs = Math.max(this.#taskUs, this.#nowUs);
        this.#go(answer);
        this.#run();
      };
      step.answer.then(settle, (reason: unknown) => settle(reason instanceof Error ? reason : new Error(String(reason))));
    }
  }
}
