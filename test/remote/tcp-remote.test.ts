/** The edge server as the studio runs it: the built program, in a process of its own, with a real model. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '../../src-main/contract/profiles';
import type { StudioError } from '../../src-main/core/errors';
import type { EdgeServer, ServeOptions } from '../../src-main/engine/ports';
import { onnxRuntime } from '../../src-main/models/runtime';
import { bundledFile } from '../../src-main/paths';
import { createTcpRemote } from '../../src-main/remote/tcp-remote';
import { patternBatch, twoExitCard, twoExitModel } from '../support/onnx-builder';

const bytes = 3 * 8 * 8;
const samples = patternBatch(30, bytes);
const imageAt = (i: number): Uint8Array => samples.pixels.subarray(i * bytes, (i + 1) * bytes);
const never = new AbortController().signal;
let folder: string;
let card: ModelCard;
let expected: readonly number[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hi-edge-'));
  card = twoExitCard(folder, { role: 'remote' });
  writeFileSync(join(folder, card.file), twoExitModel().bytes());
  const model = await onnxRuntime.open(card);
  expected = [...(await model.outputs(samples)).at(-1)!.prediction];
  await model.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const remote = createTcpRemote();
const started: EdgeServer[] = [];
const lines: string[] = [];
afterEach(async () => {
  lines.length = 0;
  for (const server of started.splice(0)) await server.stop();
});
async function start(options: ServeOptions = {}): ReturnType<typeof remote.start> {
  const server = await remote.start(card, bytes, { log: (line) => lines.push(line), ...options });
  started.push(server);
  return server;
}
const failure = async (attempt: Promise<unknown>): Promise<StudioError> => attempt.then(() => { throw new Error('it should have failed'); }, (error: StudioError) => error);

describe('an edge server in its own process', () => {
  it('answers what the model answers here, and says where its time went', async () => {
    const server = await start();
    expect(server.host).toBe('127.0.0.1');
    const connection = await remote.connect(server.host, server.port, bytes, { classes: 4 });
    const answers = [];
    for (let i = 0; i < samples.count; i++) answers.push((await connection.offload(imageAt(i), never)).prediction);
    await connection.close();
    expect(answers).toEqual(expected);
    expect(new Set(answers).size).toBeGreaterThan(1);
    const times = await server.times();
    expect(times).toMatchObject({ requests: 30, infer: { n: 30, provenance: 'measured' } });
    expect(times!.infer.value).toBeGreaterThan(0);
    expect(times!.preprocess.value).toBeGreaterThan(0);
    expect(lines).toEqual([]);
  });

  it('serves boards that send pixels interleaved and wait for one byte', async () => {
    const server = await start({ layout: 'HWC', replyBytes: 1 });
    const connection = await remote.connect(server.host, server.port, bytes, { replyBytes: 1 });
    for (let i = 0; i < 10; i++) {
      const planar = imageAt(i);
      const interleaved = Uint8Array.from({ length: bytes }, (_, at) => planar[(at % 3) * 64 + Math.floor(at / 3)]);
      expect((await connection.offload(interleaved, never)).prediction).toBe(expected[i]);
    }
    await connection.close();
  });

  it('writes one row a request when asked to', async () => {
    const file = join(folder, 'times.csv');
    const server = await start({ statsCsv: file });
    const connection = await remote.connect(server.host, server.port, bytes);
    for (let i = 0; i < 5; i++) await connection.offload(imageAt(i), never);
    await connection.close();
    await server.stop();
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(6);
    expect(await server.times()).toBeNull();
  });

  it('that is stopped in the middle leaves the answers before it and can be started again', async () => {
    const server = await start();
    const connection = await remote.connect(server.host, server.port, bytes);
    for (let i = 0; i < 7; i++) await connection.offload(imageAt(i), never);
    await server.stop();
    const error = await failure(connection.offload(imageAt(7), never));
    expect(error.code).toBe('remote.gone');
    expect(error.message).toContain('7 answers from it are kept');
    expect((await failure(remote.connect(server.host, server.port, bytes))).code).toBe('remote.refused');
    const again = await start({ port: server.port });
    expect(again.port).toBe(server.port);
    const second = await remote.connect(again.host, again.port, bytes);
    expect((await second.offload(imageAt(7), never)).prediction).toBe(expected[7]);
    await second.close();
  });

  it('goes when the studio that started it is killed', async () => {
    // The server must be up before its studio goes: it is once it answers, if only that this model is none.
    const source = `const child = require('node:child_process').fork(${JSON.stringify(bundledFile('edge-server'))});
      child.once('message', () => console.log(child.pid)); child.send({ type: 'serve', request: { card: null } });`;
    const studio = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => studio.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))));
    expect(process.kill(pid, 0)).toBe(true);
    studio.kill('SIGKILL');
    const lives = (): boolean => { try { return process.kill(pid, 0); } catch { return false; } };
    while (lives()) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lives()).toBe(false);
  });
});

describe('an edge server that cannot start', () => {
  it('because its port is taken says so in the sentence of the catalogue', async () => {
    const server = await start();
    const error = await failure(start({ port: server.port }));
    expect(error.code).toBe('remote.port-in-use');
    expect(error.message).toBe(`Port ${server.port} on 127.0.0.1 is in use by another program; stop it or choose another port (--port).`);
  });

  it('because its model is missing names the file as it would be named here', async () => {
    const missing = { ...card, file: 'gone.onnx' };
    const here = await failure(onnxRuntime.open(missing));
    const there = await failure(remote.start(missing, bytes));
    expect([there.code, there.message]).toEqual([here.code, here.message]);
    expect(there.message).toContain('gone.onnx');
  });

  it('because images of the dataset do not fit its model is found before any board connects', async () => {
    expect((await failure(remote.start(card, bytes + 1))).code).toBe('model.sample-size');
  });

  it('because its request times cannot be written names the file', async () => {
    expect((await failure(start({ statsCsv: join(folder, 'no-such-folder', 'times.csv') }))).code).toBe('remote.stats-file');
  });

  it.each([
    ['it was never built', null, 'remote.not-built', 'run "npm run build" once'],
    ['it ends by itself', 'throw new Error("no memory left");', 'remote.start-failed', 'Error: no memory left'],
    ['it says nothing', 'console.error("loading"); setInterval(() => {}, 1000); process.on("message", () => {});', 'remote.start-slow', 'did not get ready within 1.5 s (its last words: loading)'],
  ])('because %s leaves no process behind', async (_what, source, code, words) => {
    const program = join(folder, `${code}.mjs`);
    if (source !== null) writeFileSync(program, source);
    const error = await failure(createTcpRemote({ program, readyMs: 1500 }).start(card, bytes));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });
});
