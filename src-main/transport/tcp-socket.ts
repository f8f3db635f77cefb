/** TCP sockets as byte streams. */
import { connect, type Socket } from 'node:net';
import { StudioError } from '../core/errors';
import { Inbox, type ByteStream } from './byte-stream';

/** Errors: port.refused, port.unreachable */
export async function openTcpSocket(host: string, port: number, connectMs = 5000): Promise<ByteStream> {
  const name = `${host}:${port}`;
  const socket = connect({ host, port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new StudioError('port.unreachable', { port: name, why: `no answer within ${connectMs / 1000} s` }))), connectMs);
    const failed = (error: NodeJS.ErrnoException): void => settle(() => reject(error.code === 'ECONNREFUSED'
      ? new StudioError('port.refused', { port: name }, { cause: error })
      : new StudioError('port.unreachable', { port: name, why: error.code ?? error.message }, { cause: error })));
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      socket.off('error', failed);
      act();
    };
    socket.once('connect', () => settle(resolve));
    socket.once('error', failed);
  }).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
  return socketStream(socket, name);
}

/** A socket that is connected, at either end. */
export function socketStream(socket: Socket, name: string): ByteStream {
  const inbox = new Inbox();
  let closing = false;
  const gone = (): StudioError => new StudioError('port.gone', { port: name });
  socket.on('data', (chunk: Buffer) => inbox.put(chunk));
  socket.on('error', () => inbox.end(gone()));
  socket.on('close', () => inbox.end(closing ? null : gone()));
  return {
    name,
    listen: (listener) => inbox.listen(listener),
    async write(bytes) {
      if (inbox.ended) throw inbox.reason ?? gone();
      await new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(gone()) : resolve())));
    },
    async close() {
      closing = true;
      if (!socket.destroyed) await new Promise<void>((resolve) => { socket.once('close', () => resolve()); socket.end(() => socket.destroy()); });
    },
  };
}
