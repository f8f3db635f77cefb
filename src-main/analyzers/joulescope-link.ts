/** The studio's end of the pipe to a Joulescope: greeting, requests with their answers, and one error whatever goes wrong. */
import { StudioError } from '../core/errors';
import { joulescopeFrame, JoulescopeFrames, joulescopeHello, joulescopeMessage, joulescopePipe, type JoulescopeData, type JoulescopeRequest, type JoulescopeTrouble } from '../core/protocol/joulescope';
import type { ByteStream } from '../transport/byte-stream';
import type { Timekeeper } from '../transport/timekeeper';

export const joulescopeName = 'The Joulescope';

/** Python and its packages take seconds to load on a small machine. */
const helloMs = 30_000;
const answerMs = 10_000;

interface Waiting { readonly what: string; resolve(value: unknown): void; reject(error: unknown): void }
export interface LinkListener { data(message: JoulescopeData): void; /** Once: nothing comes any more. */ ended(error: StudioError): void }

export class JoulescopeLink {
  listener: LinkListener | null = null;
  readonly #line: ByteStream;
  readonly #time: Timekeeper;
  readonly #frames = new JoulescopeFrames();
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #ended: StudioError | null = null;

  constructor(line: ByteStream, time: Timekeeper) {
    this.#line = line;
    this.#time = time;
    line.listen({ bytes: (chunk) => this.#receive(chunk), ended: (reason) => this.#end(reason ?? new StudioError('port.gone', { port: line.name })) });
  }

  get ended(): boolean {
    return this.#ended !== null;
  }

  /** Waits for the side process. Errors: analyzer.joulescope-package, analyzer.not-it, port.silent, port.gone */
  async greet(): Promise<void> {
    const version = await this.ask({ do: 'hello' }, joulescopeHello, helloMs);
    if (version !== joulescopePipe) throw this.#notIt(`version ${version} of it`);
  }

  /** `read` gives null for an answer of another form. Errors: analyzer.refused, analyzer.usb-forbidden, analyzer.no-port, analyzer.not-it, port.silent, port.gone */
  async ask<T>(request: JoulescopeRequest, read: (value: unknown) => T | null, patienceMs = answerMs): Promise<T> {
    if (this.#ended !== null) throw this.#ended;
    const id = this.#nextId++;
    const answer = this.#patiently(id, request.do, patienceMs);
    await this.#line.write(joulescopeFrame({ id, ...request })).catch((error: unknown) => this.#settle(id, (one) => one.reject(error)));
    const value = read(await answer);
    if (value === null) throw this.#notIt(`an answer to “${request.do}” that does not belong there`);
    return value;
  }

  #notIt(got: string): StudioError {
    return new StudioError('analyzer.not-it', { port: this.#line.name, expected: 'the pipe to a Joulescope', got });
  }

  #patiently(id: number, what: string, ms: number): Promise<unknown> {
    const answer = new Promise((resolve, reject) => {
      const cancel = this.#time.after(ms, () => this.#settle(id, () => reject(new StudioError('port.silent', { port: this.#line.name, what: `“${what}”`, seconds: ms / 1000, got: '' }))));
      const finish = (act: () => void) => (): void => {
        cancel();
        act();
      };
      this.#waiting.set(id, { what, resolve: (value) => finish(() => resolve(value))(), reject: (error) => finish(() => reject(error as Error))() });
    });
    // It may fail while the question is still being written.
    answer.catch(() => undefined);
    return answer;
  }

  #settle(id: number, act: (one: Waiting) => void): void {
    const one = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (one !== undefined) act(one);
  }

  #end(error: StudioError): void {
    if (this.#ended !== null) return;
    this.#ended = error;
    for (const id of this.#waiting.keys()) this.#settle(id, (one) => one.reject(error));
    this.listener?.ended(error);
  }

  #receive(chunk: Uint8Array): void {
    const { frames, broken } = this.#frames.push(chunk);
    for (const { header, payload } of frames) {
      if (this.#ended !== null) return;
      const message = joulescopeMessage(header, payload);
      switch (message?.kind) {
        case undefined: return this.#end(this.#notIt('a message that does not belong there'));
        case 'done': this.#settle(message.id, (one) => one.resolve(message.value)); break;
        case 'failed': {
          const { id, why, text } = message;
          this.#settle(id, (one) => one.reject(troubleOf(why, one.what, text)));
          break;
        }
        case 'removed': return this.#end(new StudioError('port.gone', { port: this.#line.name }));
        case 'data': this.listener?.data(message);
      }
    }
    if (broken) this.#end(this.#notIt('other bytes'));
  }
}

function troubleOf(why: JoulescopeTrouble, what: string, text: string): StudioError {
  switch (why) {
    case 'driver-missing': return new StudioError('analyzer.joulescope-package', { why: text });
    case 'permission': return new StudioError('analyzer.usb-forbidden', { device: joulescopeName, vendor: '16d0' });
    case 'no-device': return new StudioError('analyzer.no-port', { analyzer: joulescopeName });
    case 'refused': case 'driver': return new StudioError('analyzer.refused', { analyzer: joulescopeName, command: what, said: text });
  }
}
