/** One command at a time to a board, and the whole answer to that command: late answers, echoes, resets and garbage are told apart. */
import { encodeMlperfCommand, mlperfCommand, parseMlperfLine, type MlperfLine } from '../../core/protocol/mlperf-tiny';
import { createMlperfLineReader, mlperfAnswerOf, type MlperfAnswer } from '../../core/protocol/mlperf-tiny-answers';
import { StudioError } from '../../core/errors';
import type { ByteStream } from '../../transport/byte-stream';
import { pause, type Timekeeper } from '../../transport/timekeeper';

/** `silent`: no end of the answer in time; `reset`: the board has started anew; `damaged`: an answer that cannot be to this command. */
export type Trouble = 'silent' | 'reset' | 'damaged';

/** No usable answer. Trying the whole sample again may help, so this is no error for people yet. */
export class DutFault extends Error {
  /** `final`: what to tell when trying again did not help. */
  constructor(readonly trouble: Trouble, readonly command: string, readonly detail: string, readonly final: StudioError | null = null) {
    super(`${command}: ${trouble} (${detail})`);
  }
}

/** Patience for one line. The reference host waits 5 s, and 30 s during inference. */
export const linePatienceMs = 5000;
export const inferencePatienceMs = 30_000;

const quietMs = 100;
const mostDrainMs = 1000;
const namePatienceMs = 2000;
/** A board that boots may take 5 s, and one that is still inferring as long as its loop. */
const nameTries = 8;
/** More lines than any answer has: a board, or something else, that never stops. */
const mostLines = 20_000;
const relayMark = '[dut]: ';

/** Called with each line as it comes. */
export type OnLine = (line: MlperfLine) => void;

interface Waiting { onLine(line: MlperfLine): void; onEnd(error: Error): void }

export class DutLine {
  readonly name: string;
  readonly #stream: ByteStream;
  readonly #time: Timekeeper;
  readonly #reader = createMlperfLineReader();
  #waiting: Waiting | null = null;
  #command = '';
  /** What comes next may belong to an earlier command. */
  #outOfStep = true;
  /** A boot banner came: whatever was loaded is lost. */
  #rebooted = false;
  #ended: Error | null = null;
  #lastByteMs: number;
  #bytes = 0;
  #unreadable = 0;
  #lastText = '';

  /** `relayed`: an interface board stands between; it wraps commands, and marks what the board says. */
  constructor(stream: ByteStream, time: Timekeeper, readonly relayed = false) {
    this.name = stream.name;
    this.#stream = stream;
    this.#time = time;
    this.#lastByteMs = time.ms();
    stream.listen({ bytes: (chunk) => this.#receive(chunk), ended: (reason) => this.#end(reason) });
  }

  /** True where most of what came is no text: the baud rate is wrong. */
  get looksLikeWrongBaud(): boolean {
    return this.#bytes >= 8 && this.#unreadable > this.#bytes / 4;
  }

  /** The last of what came, fit for a sentence. */
  get got(): string {
    return this.#lastText;
  }

  /** Sends one command and waits for its ready marker. Errors: DutFault, port.gone, or the signal's reason */
  async ask(command: string, patienceMs = linePatienceMs, signal?: AbortSignal, onLine?: OnLine): Promise<MlperfAnswer> {
    return this.askUntil(command, (line) => {
      onLine?.(line);
      return line.kind === 'ready';
    }, patienceMs, signal);
  }

  /** As `ask`, through the line that `isEnd` accepts; an answer that stops before its ready marker goes on after the next command. */
  async askUntil(command: string, isEnd: (line: MlperfLine) => boolean, patienceMs = linePatienceMs, signal?: AbortSignal): Promise<MlperfAnswer> {
    signal?.throwIfAborted();
    if (this.#outOfStep && !this.#rebooted) await this.#findStep(nameTries);
    if (this.#takeReboot()) throw new DutFault('reset', command, 'between two commands');
    const lines = await this.#exchange(command, isEnd, patienceMs, signal);
    if (this.#takeReboot()) throw new DutFault('reset', command, 'a boot banner instead of an answer');
    return mlperfAnswerOf(lines.filter(({ kind }) => kind !== 'ready'));
  }

  /** Asks for the name until exactly that is answered; then nothing of an earlier command is on its way any more. The vendor text. Errors: DutFault, port.gone */
  async resync(tries = nameTries): Promise<string> {
    const vendor = await this.#findStep(tries);
    this.#rebooted = false;
    return vendor;
  }

  async #findStep(tries: number): Promise<string> {
    for (let done = 0; done < tries; done++) {
      await this.#drain();
      let vendor = '';
      try {
        await this.#exchange(mlperfCommand.name, (line) => {
          if (line.kind === 'name') vendor = line.vendor;
          return line.kind === 'ready' && vendor !== '';
        }, namePatienceMs);
      } catch (error) {
        if (error instanceof DutFault) continue;
        throw error;
      }
      this.#outOfStep = false;
      return vendor;
    }
    throw new DutFault('silent', mlperfCommand.name, this.#lastText);
  }

  /** After a reset the rest of the banner may still be on its way. */
  #takeReboot(): boolean {
    const was = this.#rebooted;
    this.#rebooted = false;
    if (was) this.#outOfStep = true;
    return was;
  }

  close(): Promise<void> {
    return this.#stream.close();
  }

  async #exchange(command: string, isEnd: (line: MlperfLine) => boolean, patienceMs: number, signal?: AbortSignal): Promise<MlperfLine[]> {
    if (this.#waiting !== null) throw new Error(`“${command}” while “${this.#command}” is not answered`);
    if (this.#ended !== null) throw this.#ended;
    const bytes = encodeMlperfCommand(this.relayed ? mlperfCommand.relayed(command) : command);
    if (bytes === null) throw new Error(`“${command}” is no command for a board`);
    this.#command = command;
    const lines: MlperfLine[] = [];
    return new Promise<MlperfLine[]>((resolve, reject) => {
      let cancelTimer = (): void => undefined;
      const settle = (act: () => void): void => {
        cancelTimer();
        signal?.removeEventListener('abort', onAbort);
        this.#waiting = null;
        act();
      };
      const fail = (error: Error): void => settle(() => {
        this.#outOfStep = true;
        reject(error);
      });
      const onAbort = (): void => fail(signal?.reason as Error);
      const restartTimer = (): void => {
        cancelTimer();
        cancelTimer = this.#time.after(patienceMs, () => fail(new DutFault('silent', command, this.#lastText)));
      };
      this.#waiting = {
        onLine: (line) => {
          lines.push(line);
          if (isEnd(line)) settle(() => resolve(lines));
          else if (lines.length > mostLines) fail(new DutFault('damaged', command, `${mostLines} lines without an end`));
          else restartTimer();
        },
        onEnd: fail,
      };
      signal?.addEventListener('abort', onAbort);
      restartTimer();
      this.#stream.write(bytes).catch(fail);
    });
  }

  /** Waits until the line was quiet for a moment, or for `mostDrainMs` at most. */
  async #drain(): Promise<void> {
    const end = this.#time.ms() + mostDrainMs;
    for (let left = quietMs; left > 0 && this.#time.ms() < end; left = this.#lastByteMs + quietMs - this.#time.ms()) {
      await pause(this.#time, Math.min(left, quietMs));
      if (this.#ended !== null) throw this.#ended;
    }
  }

  #receive(chunk: Uint8Array): void {
    this.#lastByteMs = this.#time.ms();
    this.#bytes += chunk.length;
    for (const byte of chunk) if (byte >= 127 || (byte < 32 && byte !== 10 && byte !== 13)) this.#unreadable++;
    for (const text of this.#reader.push(chunk)) {
      this.#lastText = text.slice(-60);
      // The interface board answers for itself first; only what it passes on is the board's.
      if (this.relayed && !text.startsWith(relayMark)) continue;
      const said = this.relayed ? text.slice(relayMark.length) : text;
      const line = parseMlperfLine(said.startsWith(`${this.#command}%`) ? said.slice(this.#command.length + 1) : said);
      if (line.kind === 'ready') this.#bytes = this.#unreadable = 0;
      if (line.kind === 'mode' || line.kind === 'init-done') this.#rebooted = true;
      if (this.#waiting !== null) this.#waiting.onLine(line);
      // A board does not speak unasked: this is a banner, or an earlier command's.
      else this.#outOfStep = true;
    }
  }

  #end(reason: StudioError | null): void {
    this.#ended = reason ?? new StudioError('port.gone', { port: this.name });
    this.#waiting?.onEnd(this.#ended);
  }
}
