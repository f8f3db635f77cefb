/** The edge server as boards meet it: real sockets, many at once, polite and not. */
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../src-main/core/random';
import { startEdgeServer, type EdgeServerOptions, type RunningEdgeServer } from '../../src-main/remote/edge-server';
import { connectToServer } from '../../src-main/remote/server-connection';

const bytes = 500;
const never = new AbortController().signal;
const servers: RunningEdgeServer[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) await server.stop();
});

/** A model whose class can be known without one: the first two bytes of the image, little-endian. */
const classOf = (pixels: Uint8Array): number => pixels[0] + 256 * pixels[1];
const imageOf = (index: number): Uint8Array => new Uint8Array(bytes).fill(5).fill(index & 0xff, 0, 1).fill(index >> 8, 1, 2);

interface Started { server: RunningEdgeServer; lines: string[]; logged(text: string): Promise<string> }
async function start(changes: Partial<EdgeServerOptions> = {}): Promise<Started> {
  const lines: string[] = [];
  const waiting: { text: string; resolve(line: string): void }[] = [];
  const server = await startEdgeServer({
    host: '127.0.0.1', port: 0, sampleBytes: bytes, replyBytes: 2, classes: 1000, idleMs: 60_000, maxConnections: 512,
    classify: (pixels) => Promise.resolve({ prediction: classOf(pixels), preprocessMs: 0.25, inferMs: 2 }),
    log(line) {
      lines.push(line);
      for (const one of waiting) if (line.includes(one.text)) one.resolve(line);
    },
    ...changes,
  });
  servers.push(server);
  return { server, lines, logged: (text) => new Promise((resolve) => {
    const already = lines.find((line) => line.includes(text));
    if (already !== undefined) resolve(already);
    else waiting.push({ text, resolve });
  }) };
}

function board(server: RunningEdgeServer, options: { allowHalfOpen?: boolean } = {}): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: server.host, port: server.port, noDelay: true, ...options });
    sockets.push(socket);
    socket.once('error', reject);
    socket.once('connect', () => { socket.removeAllListeners('error'); socket.on('error', () => undefined); resolve(socket); });
  });
}
const closed = (socket: Socket): Promise<void> => new Promise((resolve) => (socket.closed ? resolve() : socket.once('close', () => resolve())));
function received(socket: Socket, count: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let all = Buffer.alloc(0);
    const take = (chunk: Buffer): void => {
      all = Buffer.concat([all, chunk]);
      if (all.length < count) return;
      socket.off('data', take);
      resolve(all);
    };
    socket.on('data', take);
    socket.once('close', () => reject(new Error(`closed after ${all.length} of ${count} bytes`)));
  });
}

describe('serving boards', () => {
  it('answers 80 boards at once whose images arrive in interleaved pieces, each with its own classes', async () => {
    const { server, lines } = await start({ classify: async (pixels) => { await new Promise(setImmediate); return { prediction: classOf(pixels), preprocessMs: 0, inferMs: 0 }; } });
    const boards = await Promise.all(Array.from({ length: 80 }, () => board(server)));
    const random = createRandom(5);
    const rounds = 4;
    await Promise.all(boards.map(async (socket, b) => {
      for (let round = 0; round < rounds; round++) {
        const image = imageOf((b * 7 + round) % 1000);
        const reply = received(socket, 2);
        for (let at = 0; at < bytes;) {
          const length = 1 + random.integer(200);
          socket.write(image.subarray(at, at + length));
          at += length;
          await new Promise(setImmediate);
        }
        expect((await reply).readUInt16LE()).toBe((b * 7 + round) % 1000);
      }
    }));
    expect([server.connections, server.times().requests]).toEqual([80, 80 * rounds]);
    expect(lines).toEqual([]);
  });

  it('answers a board that sends ahead in order, and stops reading while it owes answers', async () => {
    let most = 0;
    let running = 0;
    const { server } = await start({ async classify(pixels) {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return { prediction: classOf(pixels), preprocessMs: 0, inferMs: 0 };
    } });
    const socket = await board(server);
    const reply = received(socket, 2 * 900);
    socket.write(Buffer.concat(Array.from({ length: 900 }, (_, i) => imageOf(i))));
    const answers = await reply;
    expect(Array.from({ length: 900 }, (_, i) => answers.readUInt16LE(2 * i))).toEqual(Array.from({ length: 900 }, (_, i) => i));
    expect(most).toBe(1);
  });

  it('holds back a board that floods it: what it does not answer stays in the network', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    const { server } = await start({ classify: async () => { await held; return { prediction: 0, preprocessMs: 0, inferMs: 0 }; } });
    const socket = await board(server);
    const flood = Buffer.alloc(64 * 1024 * 1024);
    let flushed = false;
    socket.write(flood, () => { flushed = true; });
    for (let i = 0; i < 200; i++) await new Promise(setImmediate);
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 2000; i++) await new Promise(setImmediate);
    expect(flushed).toBe(false);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 1024 * 1024);
    socket.destroy();
    release();
  });

  it('takes turns: an image of one board waits for the one before it only', async () => {
    const order: number[] = [];
    const { server } = await start({ classify: async (pixels) => { order.push(classOf(pixels)); await new Promise(setImmediate); return { prediction: 0, preprocessMs: 0, inferMs: 0 }; } });
    const greedy = await board(server);
    const modest = await board(server);
    const all = received(greedy, 2 * 20);
    greedy.write(Buffer.concat(Array.from({ length: 20 }, () => imageOf(1))));
    const one = received(modest, 2);
    modest.write(imageOf(2));
    await Promise.all([one, all]);
    expect(order.indexOf(2)).toBeLessThan(19);
  });

  it('answers with one byte for boards that expect one', async () => {
    const { server } = await start({ replyBytes: 1, classes: 256 });
    const remote = await connectToServer(server.host, server.port, bytes, { replyBytes: 1 });
    for (const index of [0, 9, 255]) expect((await remote.offload(imageOf(index), never)).prediction).toBe(index);
    await remote.close();
  });

  it('still answers the last image of a board that has shut its sending side', async () => {
    const { server } = await start();
    const socket = await board(server, { allowHalfOpen: true });
    const reply = received(socket, 2);
    socket.end(imageOf(321));
    expect((await reply).readUInt16LE()).toBe(321);
    socket.destroy();
  });
});

describe('boards that misbehave', () => {
  it('drops a half-received image when its board vanishes, says so, and serves the others', async () => {
    const { server, logged } = await start();
    const socket = await board(server);
    socket.write(imageOf(1).subarray(0, 123));
    socket.end();
    expect(await logged('went away')).toMatch(/^127\.0\.0\.1:\d+: went away in the middle of an image, 123 of 500 bytes dropped$/);
    await closed(socket);
    const remote = await connectToServer(server.host, server.port, bytes);
    expect((await remote.offload(imageOf(2), never)).prediction).toBe(2);
    expect(server.times().requests).toBe(1);
    await remote.close();
  });

  it('survives boards that reset the connection while their image is in the model', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    let entered = (): void => undefined;
    const inModel = new Promise<void>((resolve) => { entered = resolve; });
    const { server } = await start({ classify: async (pixels) => { entered(); await held; return { prediction: classOf(pixels), preprocessMs: 0, inferMs: 0 }; } });
    const socket = await board(server);
    socket.write(imageOf(1));
    await inModel;
    socket.resetAndDestroy();
    const remote = await connectToServer(server.host, server.port, bytes);
    const answer = remote.offload(imageOf(2), never);
    release();
    expect((await answer).prediction).toBe(2);
    await remote.close();
  });

  it('closes a connection that is silent in the middle of an image, and one that is silent at all', async () => {
    const { server, logged } = await start({ idleMs: 40 });
    const [half, silent] = [await board(server), await board(server)];
    half.write(imageOf(1).subarray(0, 10));
    await Promise.all([closed(half.resume()), closed(silent.resume())]);
    expect(await logged('silent')).toContain('silent in the middle of an image, 10 of 500 bytes; connection closed');
  });

  it('does not count the time its own model takes as a board’s silence', async () => {
    const { server, lines } = await start({ idleMs: 40, classify: async () => { await new Promise((resolve) => setTimeout(resolve, 150)); return { prediction: 4, preprocessMs: 0, inferMs: 150 }; } });
    const socket = await board(server);
    const reply = received(socket, 2);
    socket.write(imageOf(1));
    expect((await reply).readUInt16LE()).toBe(4);
    expect(lines).toEqual([]);
  });

  it('turns away boards above its limit and says so', async () => {
    const { server, logged } = await start({ maxConnections: 2 });
    await Promise.all([board(server), board(server)]);
    const third = await board(server);
    await closed(third.resume());
    expect(await logged('refused')).toContain('2 boards are connected already');
  });
});

describe('a model that cannot answer', () => {
  it.each([
    ['fails', () => Promise.reject(new Error('NaN in output “logits”')), 'no answer: NaN in output “logits”; connection closed'],
    ['names a class it does not have', () => Promise.resolve({ prediction: 1000, preprocessMs: 0, inferMs: 0 }), 'no answer: the model answered class 1000, expected 0 to 999; connection closed'],
    ['answers NaN', () => Promise.resolve({ prediction: NaN, preprocessMs: 0, inferMs: 0 }), 'no answer: the model answered class NaN'],
  ])('because it %s sends no reply, closes the connection and logs why', async (_what, answer, sentence) => {
    const { server, logged } = await start({ classify: (pixels) => (classOf(pixels) === 13 ? answer() : Promise.resolve({ prediction: 5, preprocessMs: 0, inferMs: 0 })) });
    const bad = await board(server);
    const good = await connectToServer(server.host, server.port, bytes);
    let heard = 0;
    bad.on('data', (chunk) => { heard += chunk.length; });
    bad.write(imageOf(13));
    await closed(bad);
    expect(heard).toBe(0);
    expect(await logged('no answer')).toContain(sentence);
    expect((await good.offload(imageOf(1), never)).prediction).toBe(5);
    await good.close();
  });
});

describe('starting and stopping', () => {
  it('names a port that is in use', async () => {
    const { server } = await start();
    await expect(start({ port: server.port })).rejects.toThrow(`Port ${server.port} on 127.0.0.1 is in use by another program; stop it or choose another port (--port).`);
  });

  it('names an address that is not of this machine', async () => {
    await expect(start({ host: '192.0.2.1' })).rejects.toThrow('The edge server cannot listen at 192.0.2.1 (EADDRNOTAVAIL), expected an address of this machine');
  });

  it('refuses replies too narrow for the model and images of no size', async () => {
    await expect(start({ replyBytes: 1 })).rejects.toThrow('The remote model has 1000 classes, which a reply of 1 byte cannot name');
    await expect(start({ sampleBytes: 0 })).rejects.toThrow('images of 0 bytes, expected a whole number of at least 1');
  });

  it('drops every connection when it stops, and forgets what waits in the queue', async () => {
    let asked = 0;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    let entered = (): void => undefined;
    const inModel = new Promise<void>((resolve) => { entered = resolve; });
    const { server, lines } = await start({ classify: async () => { asked++; entered(); await held; return { prediction: 0, preprocessMs: 0, inferMs: 0 }; } });
    const boards = await Promise.all([board(server), board(server), board(server)]);
    for (const socket of boards) socket.resume().write(imageOf(1));
    await inModel;
    const stopped = server.stop();
    release();
    await stopped;
    await Promise.all(boards.map(closed));
    expect([asked, server.connections, lines.length]).toEqual([1, 0, 0]);
  });

  it('splits its time into receive, wait, preprocess, infer and reply', async () => {
    const { server } = await start();
    const remote = await connectToServer(server.host, server.port, bytes);
    for (let i = 0; i < 10; i++) await remote.offload(imageOf(i), never);
    await remote.close();
    const times = server.times();
    expect(times).toMatchObject({ requests: 10, preprocess: { value: 0.25, n: 10, sd: 0, provenance: 'measured' }, infer: { value: 2, median: 2, p99: 2 } });
    for (const part of [times.receive, times.wait, times.reply]) expect(part.value).toBeGreaterThanOrEqual(0);
  });
});
