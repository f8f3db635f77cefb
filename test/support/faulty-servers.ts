/** Edge servers that do what servers do on bad days, on real loopback sockets. */
import { createServer, type Server, type Socket } from 'node:net';
import { createRequestFramer } from '../../src-main/core/protocol/hi-offload';

export interface FaultyServer {
  readonly host: string; readonly port: number;
  /** Requests that arrived whole so far. */
  readonly requests: number;
  /** Ends every connection and frees the port. */
  stop(): Promise<void>;
}

/** `onRequest` is called with each whole request, its number from 1, and the socket to misuse. */
export async function serveFaultily(sampleBytes: number, onRequest: (socket: Socket, request: number, pixels: Uint8Array) => void): Promise<FaultyServer> {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const framer = createRequestFramer(sampleBytes);
    socket.on('data', (segment) => { for (const pixels of framer.push(segment)) onRequest(socket, ++requests, pixels); });
    // A test that ends resets connections; that is how it should be.
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listening(server);
  return {
    host: '127.0.0.1', port,
    get requests() { return requests; },
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}

/** Answers class 1 until request `good` is over, then ends the connection in the middle of the next exchange. */
export const leavesAfter = (sampleBytes: number, good: number): Promise<FaultyServer> =>
  serveFaultily(sampleBytes, (socket, request) => { if (request > good) socket.destroy(); else socket.write(Uint8Array.of(1, 0)); });

/** Takes every image and never says a word. */
export const staysSilent = (sampleBytes: number): Promise<FaultyServer> => serveFaultily(sampleBytes, () => undefined);

/** Sends `reply` for every image, and then ends the connection if told to. */
export const replies = (sampleBytes: number, reply: Uint8Array, { thenEnds = false } = {}): Promise<FaultyServer> =>
  serveFaultily(sampleBytes, (socket) => { if (thenEnds) socket.end(reply); else socket.write(reply); });

/** A port of this machine that nothing listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, () => resolve((server.address() as { port: number }).port)));
}
