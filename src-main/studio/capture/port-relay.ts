/**
 * Serial ports for threads that cannot open them: serialport's native part calls back on the main thread's event loop whichever thread asked
 * (bindings-cpp 13 uses libuv's default loop), so the main thread moves the bytes and the other one decodes them.
 * What waits for the decoder is bounded; bytes beyond are thrown away, which decoders see and tell as lost samples.
 */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { StudioError } from '../../core/errors';
import { Inbox, type ByteStream } from '../../transport/byte-stream';
import { openSerialPort, type SerialSettings } from '../../transport/serial-port';
import { listSerialPorts, type FoundPort } from '../../transport/serial-ports';
import { answerCalls, createCaller, fromFault, toFault, type Fault } from './worker-call';

/** A type and not an interface: `Operations` asks for an index signature. */
export type PortOperations = {
  list: { ask: null; answer: FoundPort[] };
  /** The port's bytes go over `line` from then on. */
  open: { ask: { readonly path: string; readonly settings: SerialSettings; readonly line: MessagePort }; answer: null };
};
type FromThread = { readonly write: number; readonly bytes: Uint8Array } | { readonly taken: number } | { readonly close: true };
type ToThread = { readonly bytes: Uint8Array } | { readonly written: number; readonly fault: Fault | null } | { readonly ended: Fault | null };

/** 20 s of a PPK2. */
const mostWaiting = 8 << 20;

/** The main thread's side of all ports of one thread; they are closed when it goes away. */
export function servePorts(port: MessagePort, open: typeof openSerialPort = openSerialPort): void {
  answerCalls<PortOperations>(port, {
    list: () => listSerialPorts(),
    async open({ path, settings, line }) {
      let gone = false;
      line.on('close', () => (gone = true));
      const stream = await open(path, settings);
      // Who asked ended meanwhile: nobody would ever close the port.
      if (gone) await stream.close();
      else relay(stream, line);
      return null;
    },
  });
}

function relay(stream: ByteStream, line: MessagePort): void {
  let waiting = 0;
  const say = (message: ToThread): void => line.postMessage(message);
  stream.listen({
    bytes(chunk) {
      if (waiting + chunk.length > mostWaiting) return;
      waiting += chunk.length;
      // Chunks are parts of a pool that the port goes on using.
      say({ bytes: new Uint8Array(chunk) });
    },
    ended: (reason) => say({ ended: reason === null ? null : toFault(reason) }),
  });
  line.on('message', (message: FromThread) => {
    if ('taken' in message) waiting -= message.taken;
    else if ('close' in message) void stream.close().finally(() => line.close());
    else void stream.write(message.bytes).then(() => say({ written: message.write, fault: null }), (error: unknown) => say({ written: message.write, fault: toFault(error) }));
  });
  line.on('close', () => void stream.close());
}

export interface RelayedPorts {
  list(): Promise<FoundPort[]>;
  /** Errors: port.* */
  open(path: string, settings: SerialSettings): Promise<ByteStream>;
}

/** The other thread's side. */
export function relayedPorts(port: MessagePort): RelayedPorts {
  const caller = createCaller<PortOperations>(port, { gone: () => new StudioError('port.gone', { port: 'the serial ports' }) });
  return {
    list: () => caller.call('list', null),
    async open(path, settings) {
      const { port1, port2 } = new MessageChannel();
      try {
        await caller.call('open', { path, settings, line: port2 }, [port2]);
      } catch (error) {
        port1.close();
        throw error;
      }
      return relayedStream(path, port1);
    },
  };
}

function relayedStream(name: string, line: MessagePort): ByteStream {
  const inbox = new Inbox();
  const gone = (): StudioError => new StudioError('port.gone', { port: name });
  const writing = new Map<number, { resolve(): void; reject(error: Error): void }>();
  let [next, closing] = [1, false];
  const closed = new Promise<void>((resolve) => line.on('close', () => {
    for (const { reject } of writing.values()) reject(gone());
    writing.clear();
    inbox.end(closing ? null : gone());
    resolve();
  }));
  const say = (message: FromThread): void => line.postMessage(message);
  line.on('message', (message: ToThread) => {
    if ('bytes' in message) {
      say({ taken: message.bytes.length });
      inbox.put(message.bytes);
    } else if ('written' in message) {
      const one = writing.get(message.written);
      writing.delete(message.written);
      if (message.fault === null) one?.resolve();
      else one?.reject(fromFault(message.fault));
    } else {
      const reason = message.ended === null ? null : fromFault(message.ended);
      inbox.end(reason instanceof StudioError ? reason : reason === null ? null : gone());
    }
  });
  return {
    name,
    listen: (listener) => inbox.listen(listener),
    async write(bytes) {
      if (inbox.ended) throw inbox.reason ?? gone();
      const id = next++;
      await new Promise<void>((resolve, reject) => {
        writing.set(id, { resolve, reject });
        say({ write: id, bytes: new Uint8Array(bytes) });
      });
    },
    async close() {
      if (!closing) say({ close: true });
      closing = true;
      await closed;
    },
  };
}
