/** A simulated board's own link to an edge server: one real TCP connection, raw offload as the HI paper's boards do it. */
import { connect, type Socket } from 'node:net';
import { decodeReply } from '../../core/protocol/hi-offload';
import type { BoardLink } from './extension';

const connectMs = 5000;
const replyMs = 30_000;
const noConnection = 'no connection';
const noAnswer = 'the server closed the connection or gave no answer';

/** The connection stays open between samples; a failed one is dropped, so that half a reply is never taken for the next. */
export function createTcpLink(): BoardLink {
  let open: { readonly at: string; readonly socket: Socket } | null = null;
  return async ({ host, port, replyBytes }, pixels) => {
    const at = `${host}:${port}`;
    if (open !== null && (open.at !== at || open.socket.destroyed)) {
      open.socket.destroy();
      open = null;
    }
    if (open === null) {
      const socket = await connected(host, port);
      if (socket === null) return noConnection;
      open = { at, socket };
    }
    const reply = await exchange(open.socket, pixels, replyBytes);
    if (reply !== null) return decodeReply(reply);
    open.socket.destroy();
    open = null;
    return noAnswer;
  };
}

function connected(host: string, port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
    // A board that is idle keeps no program alive.
    socket.unref();
    const settle = (found: Socket | null): void => {
      clearTimeout(timer);
      if (found === null) socket.destroy();
      resolve(found);
    };
    const timer = setTimeout(() => settle(null), connectMs);
    // Errors after the connection are told by `close` to whoever waits for a reply.
    socket.on('error', () => settle(null));
    socket.once('connect', () => settle(socket));
  });
}

/** The whole reply; null where it did not come. */
function exchange(socket: Socket, pixels: Uint8Array, replyBytes: number): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    let reply = Buffer.alloc(0);
    const settle = (whole: Uint8Array | null): void => {
      clearTimeout(timer);
      socket.off('data', take).off('close', gone);
      resolve(whole);
    };
    const gone = (): void => settle(null);
    const take = (chunk: Buffer): void => {
      reply = Buffer.concat([reply, chunk]);
      // More than was agreed upon is no reply either.
      if (reply.length >= replyBytes) settle(reply.length === replyBytes ? reply : null);
    };
    const timer = setTimeout(gone, replyMs);
    socket.on('data', take).once('close', gone);
    socket.write(pixels);
  });
}
