/** A TCP socket that carries frames: JSON headers with payloads, signs of life, and one reason for its end. */
import type { Socket } from 'node:net';
import { FrameDecoder, framePrefix, type FrameFailure, type FrameLimits } from '../../core/protocol/agent-frames';

/** A side that was silent this long is gone: its cable is out or its power is off, and TCP alone would not notice for minutes. */
export interface Heartbeat { readonly everyMs: number; readonly missed: number }
export const heartbeat: Heartbeat = { everyMs: 5000, missed: 6 };

const farewellMs = 1000;

export interface FrameHandlers {
  /** `header` is any JSON value; the receiver checks it. */
  onFrame(header: unknown, payload: Uint8Array): void;
  /** Once; nothing comes after it. `broken`: the other side does not speak this protocol. */
  onEnd(reason: string, broken: boolean): void;
}

function describeFailure(failure: FrameFailure): string {
  return failure.kind === 'not-an-agent' ? 'other bytes than a frame' : `a ${failure.part} of ${failure.bytes} bytes where at most ${failure.limit} are taken`;
}

export class FrameSocket {
  readonly #socket: Socket;
  readonly #decoder: FrameDecoder;
  readonly #handlers: FrameHandlers;
  readonly #timer: NodeJS.Timeout;
  #silentTicks = 0;
  #ended = false;

  constructor(socket: Socket, limits: FrameLimits, handlers: FrameHandlers, beat: Heartbeat = heartbeat) {
    this.#socket = socket;
    this.#decoder = new FrameDecoder(limits);
    this.#handlers = handlers;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => this.#end(error.code ?? error.message, false));
    socket.on('close', () => this.#end('the other side closed it', false));
    this.#timer = setInterval(() => {
      if (++this.#silentTicks > beat.missed) this.#end(`no sign of life for ${Math.round((beat.everyMs * beat.missed) / 1000)} s`, false);
      else this.send({ type: 'alive' });
    }, beat.everyMs);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** For frames that start from now on. */
  allow(limits: FrameLimits): void {
    this.#decoder.limits = limits;
  }

  /** Does nothing once the socket has ended: `onEnd` has told so. */
  send(header: unknown, ...payload: readonly Uint8Array[]): void {
    if (this.#ended) return;
    const text = Buffer.from(JSON.stringify(header), 'utf8');
    this.#socket.cork();
    this.#socket.write(framePrefix(text.length, payload.reduce((sum, part) => sum + part.length, 0)));
    this.#socket.write(text);
    for (const part of payload) if (part.length > 0) this.#socket.write(part);
    this.#socket.uncork();
  }

  /** Sends what is waiting, then closes. */
  close(reason = 'closed'): void {
    if (!this.#ended) this.#end(reason, false);
  }

  #receive(chunk: Uint8Array): void {
    this.#silentTicks = 0;
    const { frames, failure } = this.#decoder.push(chunk);
    for (const frame of frames) {
      if (this.#ended) return;
      let header: unknown;
      try {
        header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(frame.header));
      } catch {
        return this.#end('a header that is not JSON', true);
      }
      this.#handlers.onFrame(header, frame.payload);
    }
    if (failure !== null) this.#end(describeFailure(failure), true);
  }

  #end(reason: string, broken: boolean): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    // What is waiting still goes out, but a side that is gone takes no farewell.
    this.#socket.end(() => this.#socket.destroy());
    this.#socket.setTimeout(farewellMs, () => this.#socket.destroy());
    this.#handlers.onEnd(reason, broken);
  }
}
