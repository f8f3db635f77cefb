/** Serial ports as byte streams, opened so that boards which reset on DTR stay as they are. */
import { readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { SerialPort } from 'serialport';
import { StudioError } from '../core/errors';
import { Inbox, type ByteStream } from './byte-stream';

export interface SerialSettings {
  /** Of no meaning on USB CDC ports; 115200 when left out. */
  readonly baudRate?: number;
  /** Set the line explicitly. Left out: it stays as the system opens it, and is not lowered when closing. */
  readonly dtr?: boolean;
}

/** Errors: port.missing, port.held, port.forbidden, port.not-a-port */
export async function openSerialPort(path: string, { baudRate = 115_200, dtr }: SerialSettings = {}): Promise<ByteStream> {
  // Without hupcl: closing would lower DTR, and the next open raise it again, which resets many boards.
  const port = new SerialPort({ path, baudRate, autoOpen: false, lock: true, hupcl: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error === null ? resolve() : reject(portFailure(path, error)))));
  const inbox = new Inbox();
  const gone = (): StudioError => new StudioError('port.gone', { port: path });
  port.on('data', (chunk: Buffer) => inbox.put(chunk));
  port.on('error', () => inbox.end(gone()));
  port.on('close', (error: Error | null) => inbox.end(error === null ? null : gone()));
  // A pseudo-terminal has no such line; that is no reason not to talk.
  if (dtr !== undefined) await new Promise<void>((resolve) => port.set({ dtr, rts: dtr }, () => resolve()));
  return {
    name: path,
    listen: (listener) => inbox.listen(listener),
    async write(bytes) {
      if (inbox.ended) throw inbox.reason ?? gone();
      await new Promise<void>((resolve, reject) => port.write(Buffer.from(bytes), (error) => (error ? reject(gone()) : resolve())));
      await new Promise<void>((resolve, reject) => port.drain((error) => (error ? reject(gone()) : resolve())));
    },
    async close() {
      if (port.isOpen) await new Promise<void>((resolve) => port.close(() => resolve()));
      inbox.end(null);
    },
  };
}

/** The library gives sentences of the system; what matters in them is which of four things happened. */
export function portFailure(path: string, error: Error): StudioError {
  const said = error.message;
  if (/No such file|cannot find|not found|ENOENT|No such device/i.test(said)) return new StudioError('port.missing', { port: path }, { cause: error });
  if (/Cannot lock|temporarily unavailable|busy|Access denied|EBUSY/i.test(said)) return new StudioError('port.held', { port: path, by: portHolder(path) }, { cause: error });
  if (/Permission denied|EACCES|not permitted/i.test(said)) return new StudioError('port.forbidden', { port: path, group: groupOf(path), user: userInfo().username }, { cause: error });
  return new StudioError('port.not-a-port', { port: path, why: said.replace(/^Error:?\s*/, '') }, { cause: error });
}

/** The group that may use the device, such as dialout; null where root alone may, or the system has no such file. */
function groupOf(path: string): string | null {
  try {
    const { gid, mode } = statSync(path);
    const line = readFileSync('/etc/group', 'utf8').split('\n').find((one) => Number(one.split(':')[2]) === gid);
    return gid === 0 || (mode & 0o060) !== 0o060 ? null : line?.split(':')[0] ?? null;
  } catch {
    // Only the advice gets shorter.
    return null;
  }
}

/** The program that has the port open, on Linux and only where this user may know. */
export function portHolder(path: string): string | null {
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
      try {
        if (readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === path)) return `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})`;
      } catch {
        // Another user's process, or one that has just ended.
      }
    }
  } catch {
    // No /proc on this system.
  }
  return null;
}
