/** One board's connection to the edge server: request, reply, request, reply, with bounded memory whatever it sends. */
import type { Socket } from 'node:net';
import { createRequestFramer, encodeReply, type ReplyBytes } from '../core/protocol/hi-offload';
import type { ClassifyQueue } from './classify-queue';
import type { RequestTimes } from './request-times';

export interface ServeBoardOptions {
  readonly sampleBytes: number;
  readonly replyBytes: ReplyBytes;
  readonly idleMs: number;
  readonly queue: ClassifyQueue;
  readonly log: (line: string) => void;
  readonly onServed: (times: RequestTimes) => void;
}
export interface BoardConnection { drop(): void }

interface Arrived { readonly pixels: Uint8Array; readonly receiveMs: number }

export function serveBoard(socket: Socket, options: ServeBoardOptions): BoardConnection {
  const { sampleBytes, replyBytes, queue, log, onServed } = options;
  const board = `${socket.remoteAddress ?? 'board'}:${socket.remotePort ?? 0}`;
  const framer = createRequestFramer(sampleBytes);
  /** Images that are not answered yet: the one being answered and those of the segment that came while it was. */
  const unanswered: Arrived[] = [];
  let firstByteMs = 0;
  let answering = false;
  /** The board waits for the model, so its silence is no fault of its own. */
  let classifying = false;
  let ended = false;

  function drop(why?: string): void {
    if (why !== undefined) log(`${board}: ${why}; connection closed`);
    unanswered.length = 0;
    socket.destroy();
  }

  function receive(segment: Buffer): void {
    const now = performance.now();
    if (framer.pending === 0) firstByteMs = now;
    for (const pixels of framer.push(segment)) {
      unanswered.push({ pixels, receiveMs: now - firstByteMs });
      firstByteMs = now;
    }
    // One image is the protocol; with a second the board sends ahead and is held back until it has its answers.
    if (unanswered.length > 1) socket.pause();
    if (unanswered.length > 0 && !answering) void answerAll();
  }

  async function answerAll(): Promise<void> {
    answering = true;
    for (let next = unanswered[0]; next !== undefined && !socket.destroyed; next = unanswered[0]) {
      try {
        await answer(next);
      } catch (error) {
        // The protocol has no error message: closing is all that can be said to the board.
        if (!socket.destroyed) drop(`no answer: ${error instanceof Error ? error.message : String(error)}`);
      }
      unanswered.shift();
    }
    answering = false;
    if (socket.destroyed) return;
    if (socket.isPaused()) socket.resume();
    if (ended) socket.end();
  }

  async function answer({ pixels, receiveMs }: Arrived): Promise<void> {
    classifying = true;
    const { prediction, preprocessMs, inferMs, waitMs } = await queue.answer(pixels).finally(() => { classifying = false; });
    if (socket.destroyed) return;
    const known = performance.now();
    const reply = encodeReply(prediction, replyBytes);
    await new Promise<void>((resolve, reject) => socket.write(reply, (error) => (error ? reject(error) : resolve())));
    onServed({ receive: receiveMs, wait: waitMs, preprocess: preprocessMs, infer: inferMs, reply: performance.now() - known });
  }

  socket.setTimeout(options.idleMs, () => {
    if (!classifying) drop(framer.pending > 0 ? `silent in the middle of an image, ${framer.pending} of ${sampleBytes} bytes` : undefined);
  });
  socket.on('data', receive);
  socket.on('end', () => {
    ended = true;
    if (framer.pending > 0) log(`${board}: went away in the middle of an image, ${framer.pending} of ${sampleBytes} bytes dropped`);
    if (!answering) socket.end();
  });
  socket.on('error', (error) => log(`${board}: ${error.message}`));
  return { drop };
}
