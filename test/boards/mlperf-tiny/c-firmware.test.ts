/** The driver against the reference firmware in C, as a process behind a pseudo-terminal: real bytes, real time, a real serial port library. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBenchmarkBoard } from '../../../src-main/boards/mlperf-tiny/benchmark';
import { createMlperfTinyDriver } from '../../../src-main/boards/mlperf-tiny/dut-board';
import type { BenchmarkWindow } from '../../../src-main/core/mlperf-tiny';
import type { Board } from '../../../src-main/engine/ports';
import { referenceModel } from '../../../src-main/simulators/mlperf-board';
import { card, fakeModel } from '../fake-model';
import { profileOf } from './bench';

const compiler = ['cc', 'gcc'].find((name) => spawnSync(name, ['--version']).status === 0);
const missing = compiler === undefined ? ' (skipped: no C compiler is here)' : '';
const firmware = new URL('../../../resources/firmware/', import.meta.url).pathname;

let folder = '';
let processes: ChildProcess[] = [];
const boards: Board[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hi-firmware-'));
  if (compiler === undefined) return;
  const sources = readdirSync(join(firmware, 'src')).filter((name) => name.endsWith('.c')).map((name) => join(firmware, 'src', name));
  for (const [name, mode] of [['performance', 0], ['energy', 1]] as const) {
    const built = spawnSync(compiler, ['-std=c11', '-O2', `-DHI_ENERGY_MODE=${mode}`, '-I', join(firmware, 'include'), '-I', join(firmware, 'src'), ...sources, join(firmware, 'model', 'hi_reference_model.c'), join(firmware, 'sockets', 'hi_sockets.c'), join(firmware, 'host', 'hi_host.c'), '-lm', '-o', join(folder, name)], { encoding: 'utf8' });
    expect(built.stderr).toBe('');
  }
});
afterEach(async () => {
  for (const board of boards.splice(0)) await board.close();
  const running = processes;
  processes = [];
  for (const child of running) await new Promise((ended) => child.once('close', ended).kill('SIGKILL'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The path of its port. */
async function play(mode: 'performance' | 'energy', ...args: string[]): Promise<string> {
  const child = spawn(join(folder, mode), ['--pty', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  processes.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const path = /PTY is (\S+)\n/.exec(said)?.[1];
      if (path !== undefined) resolve(path);
    });
    child.once('exit', () => reject(new Error(`the firmware ended: ${said}`)));
  });
}

const never = new AbortController().signal;
const pixels = Uint8Array.from({ length: 2 * 3072 }, (_, i) => (i * 29 + (i >> 9) * 71) % 256);
const batch = { count: 2, bytes: 3072, pixels, labels: new Uint16Array(2) };

async function openBoard(path: string): Promise<Board> {
  const facts = { ...fakeModel().facts, classes: 10 };
  const board = await createMlperfTinyDriver({ inspect: async () => facts }).open(profileOf({ port: path }));
  boards.push(board);
  return board;
}

describe.skipIf(compiler === undefined)(`the firmware in C behind a pseudo-terminal${missing}`, () => {
  it('answers at every exit as its twin in the studio does', async () => {
    const model = await (await openBoard(await play('performance'))).runtime!.open(card);
    const exits = await model.outputs(batch);
    for (let i = 0; i < 2; i++) {
      const interleaved = Uint8Array.from({ length: 3072 }, (_, at) => pixels[i * 3072 + (at % 3) * 1024 + Math.floor(at / 3)]);
      for (const [k, { probabilities, entropy }] of (await referenceModel.classify(interleaved)).entries()) {
        expect(exits[k].prediction[i]).toBe(probabilities.indexOf(Math.max(...probabilities)));
        const ranked = [...probabilities].sort((a, b) => b - a);
        for (let c = 0; c < 10; c++) expect(exits[k].top[10 * i + c]).toBeCloseTo(ranked[c], 5);
        expect(exits[k].entropy[i]).toBeCloseTo(entropy, 4);
      }
    }
  });

  it('is timed stage by stage, also over the turn of its clock, and walks a policy', async () => {
    const board = await openBoard(await play('performance', '--clock-us', String(2 ** 32 - 1_500_000)));
    const model = await board.runtime!.open(card);
    const costs = await board.costs(model, batch, { stages: [0, 1, 'plain'], warmUp: 2, loops: 5, minLoopMs: 5 }, () => undefined, never);
    const [first, whole] = costs.exits.map(({ latencyMs }) => latencyMs);
    expect(first.value).toBeGreaterThan(0);
    expect(whole.value).toBeGreaterThan(first.value);
    // A turn that was overlooked would give minus or plus an hour.
    expect(whole.value).toBeLessThan(1000);
    expect(whole).toMatchObject({ provenance: 'measured', n: 5 });
    expect(costs.decision.latencyMs).toMatchObject({ provenance: 'measured' });
    const sample = { count: 1, bytes: 3072, pixels: pixels.slice(0, 3072), labels: new Uint16Array(1) };
    const [early] = await model.outputs(sample);
    const walk = await model.walk(sample, { strategy: 'ee', measure: 'max-softmax', thresholds: [early.top[0]], decision: null });
    expect(walk).toMatchObject({ exit: 0, accepted: true, prediction: early.prediction[0], p1: early.top[0] });
    expect((await model.walk(sample, { strategy: 'ee', measure: 'max-softmax', thresholds: [early.top[0] + 1e-6], decision: null })).exit).toBe(1);
  });

  it('runs the benchmark’s windows, which are invalid when they are too short', async () => {
    const board = await openBenchmarkBoard(profileOf({ port: await play('performance') }));
    try {
      const windows: BenchmarkWindow[] = [];
      const inputs = [0, 1, 2, 3, 4].map((i) => ({ file: `${i}.bin`, classes: 10, label: i, windows: () => [pixels.subarray(i, i + 3072)] }));
      await board.performance(inputs, { iterations: 12, warmUps: 1 }, (window) => windows.push(window), () => undefined, never);
      expect(windows.map(({ iterations, file, results }) => [iterations, file, results.length])).toEqual(inputs.map(({ file }) => [12, file, 10]));
      expect(windows.every(({ us }) => us > 0 && us < 10e6)).toBe(true);
    } finally {
      await board.close();
    }
  });

  it('in its energy build prints no stamps, which is told', async () => {
    const path = await play('energy');
    const board = await openBenchmarkBoard(profileOf({ port: path }));
    try {
      const input = { file: '0.bin', classes: 10, label: 0, windows: () => [pixels.subarray(0, 3072)] };
      await expect(board.performance([input], { iterations: 1, warmUps: 0 }, () => undefined, () => undefined, never)).rejects.toThrow(`The board on ${path} prints no time stamps: it runs the benchmark's energy build.`);
      expect(await board.energyWindow(input, 2, 0, never)).toMatchObject({ iterations: 2, us: 0 });
    } finally {
      await board.close();
    }
  });

  it('that is gone ends in a sentence that says how to go on', async () => {
    const path = await play('performance');
    const facts = { ...fakeModel().facts, classes: 10 };
    const board = await createMlperfTinyDriver({ inspect: async () => facts }).open(profileOf({ port: path, reconnect_s: 0 }));
    boards.push(board);
    const model = await board.runtime!.open(card);
    const child = processes.pop()!;
    await new Promise((ended) => child.once('close', ended).kill('SIGKILL'));
    await expect(model.outputs(batch)).rejects.toThrow(new RegExp(`^The board on ${path} was gone during the outputs of a sample and did not come back within 0 s .*hi-studio run --resume`));
  });
});
