/** The edge server: serves the raw TCP protocol of the HI paper to any number of boards over a classifier it is given. */
import { createServer, type Server, type Socket } from 'node:net';
import { StudioError } from '../core/errors';
import { nameableClasses, type ReplyBytes } from '../core/protocol/hi-offload';
import { serveBoard, type BoardConnection } from './board-connection';
import { createClassifyQueue } from './classify-queue';
import { createRequestStatistics, type EdgeServerTimes, type RequestTimes } from './request-times';

export interface Classification { readonly prediction: number; readonly preprocessMs: number; readonly inferMs: number }

export interface EdgeServerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly sampleBytes: number;
  readonly replyBytes: ReplyBytes;
  readonly classes: number;
  /** One image at a time, never two at once, so that its inference time means something. A rejection closes the board's connection. */
  readonly classify: (pixels: Uint8Array) => Promise<Classification>;
  /** A connection that neither sends nor is owed an answer for so long is closed. */
  readonly idleMs: number;
  readonly maxConnections: number;
  readonly log: (line: string) => void;
  /** Called after each reply with its times. */
  readonly onServed?: (times: RequestTimes) => void;
}

export interface RunningEdgeServer {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  times(): EdgeServerTimes;
  /** Stops listening, drops every connection and what waits in the queue, waits for the image that is being classified. */
  stop(): Promise<void>;
}

/** Boards stay connected while they measure other things for minutes. */
export const defaultIdleMs = 600_000;
export const defaultMaxConnections = 512;

/** Resolves once the server listens. Errors: remote.port-in-use, remote.port-forbidden, remote.address-unknown, remote.reply-too-narrow, remote.sample-size */
export async function startEdgeServer(options: EdgeServerOptions): Promise<RunningEdgeServer> {
  const { sampleBytes, replyBytes, classes, maxConnections, log } = options;
  if (!Number.isInteger(sampleBytes) || sampleBytes < 1) throw new StudioError('remote.sample-size', { sampleBytes });
  if (classes > nameableClasses(replyBytes)) throw new StudioError('remote.reply-too-narrow', { classes, replyBytes });

  const statistics = createRequestStatistics();
  const boards = new Set<BoardConnection>();
  const queue = createClassifyQueue(options.classify, classes);
  const onServed = (times: RequestTimes): void => {
    statistics.add(times);
    options.onServed?.(times);
  };
  // Half open, so that a board that shuts its sending side after the last image still gets that image's answer.
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket: Socket) => {
    const board = serveBoard(socket, { sampleBytes, replyBytes, idleMs: options.idleMs, queue, log, onServed });
    boards.add(board);
    socket.once('close', () => boards.delete(board));
  });
  server.maxConnections = maxConnections;
  server.on('drop', (refused) => log(`refused ${refused?.remoteAddress ?? 'a board'}: ${maxConnections} boards are connected already`));

  const port = await listen(server, options.host, options.port);
  server.on('error', (error) => log(`the listening socket failed: ${error.message}`));
  return {
    host: options.host, port,
    get connections() { return boards.size; },
    times: () => statistics.times(),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const board of boards) board.drop();
      await Promise.all([closed, queue.close()]);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen({ host, port }, () => {
      server.removeAllListeners('error');
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE': return new StudioError('remote.port-in-use', { host, port }, { cause: error });
    case 'EACCES': return new StudioError('remote.port-forbidden', { host, port }, { cause: error });
    default: return new StudioError('remote.address-unknown', { host, reason: error.code ?? error.message }, { cause: error });
  }
}
