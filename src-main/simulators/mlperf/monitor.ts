/** The commands of MLPerf Tiny on a simulated board, quirks of the reference monitor included; twin of hi_monitor.c in the firmware. */
import type { BoardModel, ExitScores } from './board-model';
import { leadingWhole, threeDecimals } from './c-numbers';
import type { BoardPhase, Processor, Step, Task } from './processor';

const firmware = 'ULPMark for tinyML Firmware V0.0.1';

/** Mean times of the parts on this board, µs. `segments`: each with its head, K + 1 of them; `plain`: the model without heads. */
export interface BoardTimes {
  readonly segments: readonly number[]; readonly plain: number; readonly decision: number; readonly offload: number;
}

export interface MonitorOptions {
  readonly mode: 'performance' | 'energy';
  readonly vendor: string;
  /** Bytes of the largest input that there is room for. */
  readonly mostInput: number;
  readonly model: BoardModel;
  readonly times: BoardTimes;
}

/** Everything a board forgets at a reset. */
export class Monitor {
  #buffer: Uint8Array;
  /** What the model sees: a buffer of another size leaves it as it was. */
  #input: Uint8Array;
  #size = 0;
  #filled = 0;
  #results: Float32Array;
  #warmingUp = false;
  readonly sampleBytes: number;

  constructor(readonly options: MonitorOptions, readonly processor: Processor) {
    const { model, mostInput } = options;
    this.sampleBytes = model.height * model.width * model.channels;
    this.#buffer = new Uint8Array(mostInput);
    this.#input = new Uint8Array(this.sampleBytes);
    this.#results = new Float32Array(model.classes);
  }

  /** The sample that was loaded, when it is as long as the model's input. */
  get sample(): Uint8Array | null { return this.#filled === this.sampleBytes ? this.#buffer.slice(0, this.#filled) : null; }
  get loaded(): Uint8Array { return this.#buffer.subarray(0, this.#filled); }

  /** False: this is none of the original commands. */
  *obey(word: string, rest: readonly string[]): Generator<Step, boolean, unknown> {
    const { vendor, model } = this.options;
    const say = (text: string): Task => this.processor.say(text);
    switch (word) {
      case 'name': yield* say(`m-name-dut-[${vendor}]\r\n`); break;
      case 'timestamp': yield* this.timestamp(); break;
      case 'profile': yield* say(`m-profile-[${firmware}]\r\nm-model-[${model.benchmark}]\r\n`); break;
      case 'help': yield* say(helpText); break;
      case 'db': yield* say(this.#db(rest)); break;
      case 'infer': yield* this.#infer(rest); break;
      case 'results': yield* say(this.#resultLine()); break;
      default: return false;
    }
    return true;
  }

  *banner(): Task {
    yield* this.processor.say(`m-timestamp-mode-${this.options.mode}\r\n`);
    yield* this.timestamp();
    yield* this.processor.say('m-init-done\r\n');
    yield* this.processor.say('m-ready\r\n');
  }

  *timestamp(): Task {
    if (this.options.mode === 'energy') return yield* this.processor.pulse();
    const us = this.processor.stamp();
    if (this.processor.dropStamp) this.processor.dropStamp = false;
    else yield* this.processor.say(`m-lap-us-${us}\r\n`);
  }

  /** Time that passes in a phase; in warm-ups it is theirs. */
  *spend(phase: BoardPhase, us: number): Task {
    this.processor.enter(this.#warmingUp ? 'warm-up' : phase);
    yield { spendUs: us };
  }

  /** W untimed and N timed rounds between the lines of `infer`. `rounds` takes their time and says whether all of them succeeded. */
  *repeat(rounds: (times: number) => Generator<Step, boolean, unknown>, iterations: number, warmUps: number): Task {
    const { processor } = this;
    yield* processor.say(`m-warmup-start-${warmUps}\r\n`);
    this.#warmingUp = true;
    let sound = yield* rounds(warmUps);
    this.#warmingUp = false;
    processor.enter('idle');
    if (!sound) return;
    yield* processor.say(`m-warmup-done\r\nm-infer-start-${iterations}\r\n`);
    yield* this.timestamp();
    sound = yield* rounds(iterations);
    processor.enter('idle');
    if (!sound) return;
    yield* this.timestamp();
    yield* processor.say('m-infer-done\r\n');
  }

  /** What every exit says about these pixels; null, with a word to the host, where the model of this simulation fails. */
  *classify(pixels: Uint8Array): Generator<Step, readonly ExitScores[] | null, unknown> {
    const given = this.options.model.classify(pixels);
    const scores = given instanceof Promise ? yield { answer: given } : given;
    if (!(scores instanceof Error)) return scores as readonly ExitScores[];
    yield* this.processor.say('e-[The model gave no answer]\r\n');
    return null;
  }

  /** Rounds that take `us` each. */
  rounds(phase: BoardPhase, us: number): (times: number) => Generator<Step, boolean, unknown> {
    const spend = (times: number): Task => this.spend(phase, this.processor.noisy(us, times));
    return function* (times) {
      if (times > 0) yield* spend(times);
      return true;
    };
  }

  *#infer([n = '1', w = '10']: readonly string[]): Task {
    const { processor, options: { times } } = this;
    const iterations = leadingWhole(n);
    const warmUps = leadingWhole(w);
    if (iterations <= 0) return yield* processor.say('e-[Inference iterations must be >0]\r\n');
    if (warmUps < 0) return yield* processor.say('e-[Inference warmup must be >=0]\r\n');
    const sample = this.sample;
    if (sample === null) yield* processor.say(`Input db has ${this.#filled} elemented, expected ${this.sampleBytes}\n`);
    else this.#input = sample;
    const scores = yield* this.classify(this.#input);
    if (scores === null) return;
    yield* this.repeat(this.rounds('inference', times.plain), iterations, warmUps);
    this.#results = (scores.at(-1) as ExitScores).probabilities;
    yield* processor.say(this.#resultLine());
  }

  #resultLine(): string {
    return `m-results-[${Array.from(this.#results, threeDecimals).join(',')}]\r\n`;
  }

  #db([word, size]: readonly string[]): string {
    if (word === undefined) return "e-[Command 'db' requires a subcommand]\r\n";
    if (word === 'load') return this.#load(size);
    return word === 'print' ? this.#print() : this.#digits(word);
  }

  #load(size: string | undefined): string {
    if (size === undefined) return "e-[Command 'db load' requires the # of bytes]\r\n";
    const { mostInput } = this.options;
    this.#size = Math.max(0, leadingWhole(size));
    if (this.#size === 0) return "e-[Command 'db load' must be >0 bytes]\r\n";
    this.#filled = 0;
    return this.#size > mostInput ? `Supplied buffer size ${this.#size} exceeds maximum of ${mostInput}\n` : `m-[Expecting ${this.#size} bytes]\r\n`;
  }

  #print(): string {
    const shown = Math.min(this.#size, this.options.mostInput);
    let text = '';
    for (let i = 0; i < shown; i++) {
      const ends = (i + 1) % 8 === 0 || i + 1 === this.#size;
      text += `${i % 8 === 0 ? 'm-buffer-' : ''}${this.#buffer[i].toString(16).padStart(2, '0')}${ends ? '\r\n' : '-'}`;
    }
    return shown % 8 === 0 ? text : `${text}\r\n`;
  }

  #digits(digits: string): string {
    if (digits.length % 2 !== 0) return 'e-[Insufficent number of hex digits]\r\n';
    for (let at = 0; at < digits.length; at += 2) {
      const pair = digits.slice(at, at + 2);
      if (!/^[0-9a-f]{2}$/i.test(pair)) return `e-[Invalid hex digit '${pair}']\r\n`;
      if (this.#filled >= Math.min(this.#size, this.options.mostInput)) return '';
      this.#buffer[this.#filled++] = Number.parseInt(pair, 16);
      if (this.#filled === this.#size) return 'm-load-done\r\n';
    }
    return '';
  }
}

const helpText = `${[
  firmware, '',
  'help         : Print this information', 'name         : Print the name of the device', 'timestsamp   : Generate a timetsamp',
  'db SUBCMD    : Manipulate a generic byte buffer', '  load N     : Allocate N bytes and set load counter', '  db HH[HH]* : Load 8-bit hex byte(s) until N bytes',
  '  print [N=16] [offset=0]', '             : Print N bytes at offset as hex',
  'infer N [W=0]: Load input, execute N inferences after W warmup loops', 'results      : Return the result fp32 vector', 'hi SUBCMD    : Exits, decision and offload',
].join('\r\n')}\r\n`;
