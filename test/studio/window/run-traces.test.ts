/** Recordings of runs in a window: read as captures are, by their name in the results, and nothing else of the disk. */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../src-main/contract/procedures';
import { createKeeper, type KeeperOperations } from '../../../src-main/studio/capture/keeper';
import type { Caller } from '../../../src-main/studio/capture/worker-call';
import { createRunTraces, type RunTraces } from '../../../src-main/studio/window/run-traces';
import { Recorder } from '../../../src-main/store/recording';

const name = { run: 'run-1', trace: 'traces/mcu--net--plain.hitrace' };
let folder: string;
let traces: RunTraces;
let opened = 0;
let ended = 0;

/** The keeper itself instead of a thread with it. */
function sameThread(): Caller<KeeperOperations> {
  const keeper = createKeeper();
  opened++;
  return { call: async (op, ask) => (keeper[op] as (asked: typeof ask) => Promise<KeeperOperations[typeof op]['answer']>)(ask), retire: async () => void ended++, end: async () => void ended++ };
}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'run-traces-'));
  mkdirSync(join(folder, 'run-1', 'traces'), { recursive: true });
  const recorder = new Recorder(join(folder, 'run-1', 'traces', 'mcu--net--plain.hitrace'), { format: { rateHz: 1000, quantity: 'current', voltageV: 3, measuresVoltage: false, lines: ['D0'] }, startedAt: '2026-11-21T12:00:00.000Z', source: 'Simulated PPK2 on simulated ppk2', details: { simulated: true } });
  recorder.append({ firstSample: 0, values: new Float32Array(2000).fill(0.01), voltage: null, digital: Uint8Array.from({ length: 2000 }, (_, i) => (i >= 500 && i < 570 ? 1 : 0)), hostMs: 2000 });
  await recorder.close();
  traces = createRunTraces(folder, sameThread);
});
afterAll(async () => {
  await traces.close();
  rmSync(folder, { recursive: true });
  expect([opened, ended]).toEqual([1, 1]);
});

describe('the recordings of a run', () => {
  it('say what they are, and show any stretch with its energy', async () => {
    expect(await traces.open(name)).toMatchObject({ simulated: true, closed: true, end: 2000, format: { rateHz: 1000, lines: ['D0'] } });
    const window = await traces.window({ ...name, from: 0, to: 1000, points: 10, channels: ['power'] });
    expect(window).toMatchObject({ id: name.trace, live: false, n: 10 });
    // 10 mA x 3 V, and line 0 high in one point of a hundred samples.
    expect(window.channels[0].mean[3]).toBeCloseTo(0.03, 6);
    expect([...(window.digital?.high ?? [])]).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect((await traces.overview(name, 20)).n).toBe(20);
    // 30 mW for one second.
    expect((await traces.statistics(name, 500, 1500)).energyJ).toBeCloseTo(0.03, 6);
  });

  it('are let go of before the folder of the run moves', async () => {
    await traces.release('run-1');
    renameSync(join(folder, 'run-1'), join(folder, 'run-2'));
    await expect(traces.open(name)).rejects.toMatchObject({ code: 'run.unknown' });
    expect((await traces.open({ ...name, run: 'run-2' })).end).toBe(2000);
    renameSync(join(folder, 'run-2'), join(folder, 'run-1'));
  });

  it('are named where they are missing', async () => {
    await expect(traces.open({ ...name, trace: 'traces/other.hitrace' })).rejects.toThrow('Run run-1 has no recording traces/other.hitrace; it was moved or deleted, and the energies of its windows are in the results all the same.');
  });

  it.each(['traces/../run.json', '../run-1/traces/a.hitrace', '/etc/passwd', 'traces/a.hitrace/b', 'run.json', 'traces/.hitrace', 'traces/..hitrace'])('are never asked for as %s', (trace) => {
    const schema = contract.runTrace.open['~orpc'].inputSchema as unknown as { safeParse(value: unknown): { success: boolean } };
    expect(schema.safeParse({ run: 'run-1', trace }).success).toBe(false);
    expect(schema.safeParse(name).success).toBe(true);
  });
});
