/** A simulated instrument on a real line: a pseudo-terminal like a USB port, or a TCP socket. */
import { createServer, type Socket } from 'node:net';
import { StudioError } from '../core/errors';
import type { ByteStream } from '../transport/byte-stream';
import { openPseudoTerminal, type PseudoTerminal } from '../transport/pseudo-terminal';
import { socketStream } from '../transport/tcp-socket';
import { realTime, type Timekeeper } from '../transport/timekeeper';
import { announce } from './announcement';
import type { SimulatedInstrument } from './instrument';
import { createWire, type SimulatedWire, type WireFaults } from './wire';

export type MakeInstrument = (send: (bytes: Uint8Array) => void) => SimulatedInstrument;
/** `port` may change when the cable of a pseudo-terminal is put back, as real ports do. */
export interface ServedInstrument { readonly port: string; readonly wire: SimulatedWire; stop(): Promise<void> }
export interface ServeSettings {
  readonly faults?: WireFaults; readonly time?: Timekeeper;
  /** The cable was put back; where a host finds the instrument now. */
  readonly onPort?: (port: string) => void;
}

/** Errors: port.no-pseudo-terminal */
export async function serveOnTerminal(make: MakeInstrument, { faults, time = realTime, onPort }: ServeSettings = {}): Promise<ServedInstrument> {
  let terminal: PseudoTerminal | null = await openPseudoTerminal();
  let { path } = terminal;
  let silence = await announce(path);
  const wire = createWire(path, make, time, faults);
  join(wire.open(), terminal.stream);
  let stopped = false;
  // One after the other, however quickly the cable goes in and out.
  let cabling = Promise.resolve();
  const follow = async (plugged: boolean): Promise<void> => {
    await terminal?.stream.close();
    silence();
    terminal = null;
    if (!plugged || stopped) return;
    terminal = await openPseudoTerminal();
    path = terminal.path;
    silence = await announce(path);
    join(wire.open(), terminal.stream);
    onPort?.(path);
  };
  wire.onCable((plugged) => void (cabling = cabling.then(() => follow(plugged))));
  return {
    get port() {
      return path;
    },
    wire,
    async stop() {
      stopped = true;
      wire.stop();
      await cabling;
      await terminal?.stream.close();
      silence();
    },
  };
}

const farewellMs = 100;

/** One host at a time, as instruments have it; a second one is refused. Errors: analyzer.cannot-listen */
export async function serveOnTcp(make: MakeInstrument, host: string, port: number, { faults, time = realTime, onPort }: ServeSettings = {}): Promise<ServedInstrument> {
  const wire = createWire(`${host}:${port}`, make, time, faults);
  let visitor: Socket | null = null;
  const server = createServer({ noDelay: true }, (socket) => {
    // The farewell of the host before may still be on its way.
    if (visitor === null && wire.plugged) welcome(socket);
    else setTimeout(() => (visitor === null && wire.plugged && !socket.destroyed ? welcome(socket) : socket.destroy()), farewellMs);
  });
  const welcome = (socket: Socket): void => {
    visitor = socket;
    const side = wire.open();
    join(side, socketStream(socket, 'host'));
    socket.once('close', () => {
      visitor = null;
      void side.close();
    });
  };
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  } catch (cause) {
    wire.stop();
    throw new StudioError('analyzer.cannot-listen', { host, port, why: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
  }
  const address = `${host}:${(server.address() as { port: number }).port}`;
  const silence = await announce(address);
  wire.onCable((plugged) => (plugged ? onPort?.(address) : visitor?.destroy()));
  return {
    port: address, wire,
    async stop() {
      wire.stop();
      visitor?.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      silence();
    },
  };
}

/** Bytes of each side go to the other; where one ends, nothing more is passed on. */
function join(one: ByteStream, other: ByteStream): void {
  const pass = (from: ByteStream, to: ByteStream): void => from.listen({
    // A host that went away takes no bytes; its end is told elsewhere.
    bytes: (chunk) => void to.write(chunk).catch(() => undefined),
    ended: () => undefined,
  });
  pass(one, other);
  pass(other, one);
}
