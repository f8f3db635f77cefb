/** A serial port that the main thread opens for another one: bytes both ways, its end, its errors, and a bound on what waits. */
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-main/core/errors';
import { relayedPorts, servePorts } from '../../../src-main/studio/capture/port-relay';
import { Inbox, type ByteStream } from '../../../src-main/transport/byte-stream';

function fakePort() {
  const inbox = new Inbox();
  const written: number[] = [];
  let whenClosed = (): void => undefined;
  const closed = new Promise<void>((resolve) => (whenClosed = resolve));
  const stream: ByteStream = {
    name: '/dev/fake', listen: (listener) => inbox.listen(listener),
    async write(bytes) {
      if (bytes[0] === 255) throw new StudioError('port.gone', { port: '/dev/fake' });
      written.push(...bytes);
    },
    async close() {
      inbox.end(null);
      whenClosed();
    },
  };
  return { inbox, written, stream, closed };
}

function relay(port: ReturnType<typeof fakePort>) {
  const { port1, port2 } = new MessageChannel();
  servePorts(port1, async (path) => {
    if (path !== '/dev/fake') throw new StudioError('port.missing', { port: path });
    return port.stream;
  });
  return { ports: relayedPorts(port2), close: () => port2.close() };
}

describe('a relayed port', () => {
  it('carries bytes both ways, errors by their code, and the end of the line', async () => {
    const port = fakePort();
    const { ports, close } = relay(port);
    await expect(ports.open('/dev/other', {})).rejects.toThrow('There is no port /dev/other');
    const stream = await ports.open('/dev/fake', { baudRate: 9600 });
    await stream.write(Uint8Array.of(1, 2, 3));
    expect(port.written).toEqual([1, 2, 3]);
    await expect(stream.write(Uint8Array.of(255))).rejects.toMatchObject({ code: 'port.gone' });
    const got: number[] = [];
    const ended = new Promise<string>((resolve) => stream.listen({ bytes: (chunk) => void got.push(...chunk), ended: (reason) => resolve(reason?.code ?? 'closed') }));
    port.inbox.put(Uint8Array.of(7, 8));
    port.inbox.end(new StudioError('port.gone', { port: '/dev/fake' }));
    expect(await ended).toBe('port.gone');
    expect(got).toEqual([7, 8]);
    await stream.close();
    await port.closed;
    await expect(stream.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'port.gone' });
    close();
  });

  it('throws away what does not fit while the other thread is busy', async () => {
    const port = fakePort();
    const { ports, close } = relay(port);
    const stream = await ports.open('/dev/fake', {});
    let [bytes, marks] = [0, 0];
    const marked = new Promise<void>((resolve) => stream.listen({
      bytes(chunk) {
        bytes += chunk.length;
        if (chunk.length === 1 && ++marks === 1) resolve();
      },
      ended: () => undefined,
    }));
    // 20 MiB at once; 8 MiB may wait.
    for (let i = 0; i < 20; i++) port.inbox.put(new Uint8Array(1 << 20));
    // The mark gets through as soon as something was taken.
    const again = setInterval(() => port.inbox.put(Uint8Array.of(1)), 1);
    await marked;
    clearInterval(again);
    expect(Math.floor(bytes / (1 << 20))).toBe(8);
    await stream.close();
    close();
  });

  it('does not hold a port for a thread that ended while it was being opened', async () => {
    const port = fakePort();
    let [wasAsked, goOn] = [(): void => undefined, (): void => undefined];
    const asked = new Promise<void>((resolve) => (wasAsked = resolve));
    const opening = new Promise<void>((resolve) => (goOn = resolve));
    const { port1, port2 } = new MessageChannel();
    servePorts(port1, async () => {
      wasAsked();
      await opening;
      return port.stream;
    });
    const { port1: line, port2: theirs } = new MessageChannel();
    port2.postMessage({ id: 1, op: 'open', ask: { path: '/dev/fake', settings: {}, line: theirs } }, [theirs]);
    await asked;
    const lineClosed = new Promise((resolve) => line.on('close', resolve));
    line.close();
    await lineClosed;
    goOn();
    await port.closed;
    port2.close();
  });
});
