/** Simulators say where they play, so that no studio of this machine takes one in another process for a real instrument. */
import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]', '0.0.0.0', '::', '[::]']);

/** A local socket named for the address: it answers for as long as its process lives, however that ends. */
function socketOf(address: string): string {
  const tcp = /^(.*):(\d+)$/.exec(address);
  const name = (tcp !== null && loopback.has(tcp[1]) ? `tcp-${tcp[2]}` : address).replace(/[^\w.-]+/g, '_');
  if (process.platform === 'win32') return `\\\\.\\pipe\\hi-studio-simulator-${name}`;
  return join(folder(), `${name}.sock`);
}
// By number: a container may run as a user whom no list knows.
const folder = (): string => join(tmpdir(), `hi-studio-simulators-${process.getuid?.() ?? 0}`);

/** Until the returned function is called. Where the system allows no such socket, the simulator plays on unannounced. */
export async function announce(address: string): Promise<() => void> {
  const socket = socketOf(address);
  if (process.platform !== 'win32') {
    try {
      mkdirSync(folder(), { recursive: true, mode: 0o700 });
      // Left by one that was killed: the address is this process's now.
      rmSync(socket, { force: true });
    } catch {
      return () => undefined;
    }
  }
  const server = createServer((visitor) => visitor.destroy());
  server.unref();
  // Later errors, such as no descriptors left for a visitor, change nothing of what is played.
  await new Promise<void>((done) => server.on('error', () => done()).listen(socket, done));
  return () => void server.close();
}

/** Whether a simulator of this user plays at `port` (a serial port's path or host:port) on this machine now. */
export function isSimulated(port: string): Promise<boolean> {
  return new Promise((answer) => {
    const visitor = connect(socketOf(port));
    visitor.once('connect', () => {
      visitor.destroy();
      answer(true);
    });
    visitor.once('error', () => answer(false));
  });
}
