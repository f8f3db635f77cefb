/** The board's end of the raw offload protocol: sends one image, waits for one class, and times it. */
import { connect, type Socket } from 'node:net';
import { StudioError } from '../core/errors';
import { decodeReply } from '../core/protocol/hi-offload';
import type { ConnectOptions, RemoteModel } from '../engine/ports';

export const defaultConnectMs = 5000;
export const defaultReplyMs = 30_000;

interface Outstanding { readonly reply: Uint8Array; got: number; readonly sentMs: number; resolve(answer: { prediction: number; ms: number }): void; reject(error: unknown): void }

/** Resolves once connected. Errors: remote.refused, remote.unreachable */
export async function connectToServer(host: string, port: number, sampleBytes: number, options: ConnectOptions = {}): Promise<RemoteModel> {
  const socket = await open(host, port, options);
  const { replyBytes = 2, classes = Infinity, replyTimeoutMs = defaultReplyMs } = options;
  const where = { host, port };
  let outstanding: Outstanding | null = null;
  let answers = 0;
  /** Why nothing more can be asked here; null while the connection is good. */
  let broken: unknown = null;

  function fail(error: unknown): void {
    broken ??= error;
    socket.destroy();
    const waiting = outstanding;
    outstanding = null;
    waiting?.reject(error);
  }
  const closedEarly = (): StudioError => (outstanding !== null && outstanding.got > 0
    ? new StudioError('remote.half-reply', { ...where, got: outstanding.got, expected: replyBytes, answers })
    : new StudioError('remote.gone', { ...where, answers }));
  const tooSlow = (): StudioError => (outstanding !== null && outstanding.got > 0
    ? closedEarly()
    : new StudioError('remote.slow', { ...where, seconds: replyTimeoutMs / 1000, answers }));

  socket.on('data', (bytes) => {
    const arrivedMs = performance.now();
    const got = (outstanding?.got ?? 0) + bytes.length;
    if (outstanding === null || got > replyBytes) return fail(new StudioError('remote.long-reply', { ...where, got: outstanding === null ? replyBytes + got : got, expected: replyBytes }));
    outstanding.reply.set(bytes, outstanding.got);
    outstanding.got = got;
    if (got < replyBytes) return;
    const prediction = decodeReply(outstanding.reply);
    if (prediction >= classes) return fail(new StudioError('remote.class-out-of-range', { ...where, prediction, classes }));
    answers++;
    const { resolve, sentMs } = outstanding;
    outstanding = null;
    resolve({ prediction, ms: arrivedMs - sentMs });
  });
  socket.on('error', (error) => fail(Object.assign(closedEarly(), { cause: error })));
  socket.on('close', () => fail(closedEarly()));

  return {
    offload(pixels, signal) {
      if (pixels.length !== sampleBytes) return Promise.reject(new StudioError('remote.wrong-size', { got: pixels.length, expected: sampleBytes }));
      if (outstanding !== null) return Promise.reject(new Error('one offload at a time: the protocol is strictly request, reply'));
      if (signal.aborted) return Promise.reject(signal.reason);
      if (broken !== null) return Promise.reject(broken);
      return new Promise((resolve, reject) => {
        // An answer that comes after an abort would be taken for the next image's, so the connection goes too.
        const onAbort = (): void => fail(signal.reason);
        const timer = setTimeout(() => fail(tooSlow()), replyTimeoutMs);
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
        };
        signal.addEventListener('abort', onAbort);
        outstanding = {
          reply: new Uint8Array(replyBytes), got: 0, sentMs: performance.now(),
          resolve: (answer) => { done(); resolve(answer); },
          reject: (error) => { done(); reject(error); },
        };
        socket.write(pixels);
      });
    },
    close() {
      if (socket.closed) return Promise.resolve();
      return new Promise((resolve) => {
        socket.once('close', () => resolve());
        socket.destroy();
      });
    },
  };
}

function open(host: string, port: number, { connectTimeoutMs = defaultConnectMs, signal }: ConnectOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const socket = connect({ host, port, noDelay: true });
    const timer = setTimeout(() => settle(new StudioError('remote.unreachable', { host, port, reason: `no connection within ${connectTimeoutMs / 1000} s` })), connectTimeoutMs);
    const onAbort = (): void => settle(signal!.reason);
    const onError = (error: NodeJS.ErrnoException): void => settle(connectError(error, host, port));
    function settle(error: unknown): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      if (error === null) return resolve(socket);
      // An attempt that was given up may still fail on its way down; the reason is told already.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    }
    signal?.addEventListener('abort', onAbort);
    socket.on('error', onError);
    socket.once('connect', () => settle(null));
  });
}

function connectError(error: NodeJS.ErrnoException, host: string, port: number): StudioError {
  // A name with several addresses fails with an AggregateError, whose code is that of its attempts.
  if (error.code === 'ECONNREFUSED') return new StudioError('remote.refused', { host, port }, { cause: error });
  const reasons: Partial<Record<string, string>> = { ENOTFOUND: 'the name is unknown', EAI_AGAIN: 'the name cannot be looked up', EHOSTUNREACH: 'no route to it', ENETUNREACH: 'no network', ETIMEDOUT: 'no answer' };
  return new StudioError('remote.unreachable', { host, port, reason: reasons[error.code ?? ''] ?? error.code ?? error.message }, { cause: error });
}
