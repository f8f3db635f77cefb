/** The store of runs: what was measured comes back, once, whatever happens in between. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src-main/engine/ports';
import type { NewRun, RunRecord } from '../../src-main/engine/store-ports';
import { studioHome } from '../../src-main/store/home';
import { identityOf, isAlive } from '../../src-main/store/process-identity';
import { openRunStore } from '../../src-main/store/run-store';
import { batch, entropyOf, predictionOf, topOf, truthOf, width } from './sample-batch';

const noon = new Date('2026-11-21T13:15:02.345Z');
const clock: Clock = { now: () => noon, ms: () => 0 };
const newRun: NewRun = { slug: 'Glyphs', name: 'Glyphs on this computer', experiment: { id: 'glyphs' }, planHash: 'abc', seed: 7, environment: { cpu: 'X', cores: 2 }, hashes: [{ what: 'model', sha256: 'f00' }] };
const upTo = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

let home: string;
const open: RunRecord[] = [];
beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'hi-store-')); });
afterEach(async () => {
  for (const record of open.splice(0)) await record.close();
  rmSync(home, { recursive: true, force: true });
});
const store = () => openRunStore(home, clock);
async function create(): Promise<RunRecord> { const record = await store().create(newRun); open.push(record); return record; }
async function reopen(id: string, mode?: 'read' | 'write'): Promise<RunRecord> { const record = await store().open(id, mode); open.push(record); return record; }
async function append(record: RunRecord, indices: Int32Array, model = 'small', set = 'report'): Promise<void> {
  const { truth, exits } = batch(indices);
  await record.appendOutputs(model, set, indices, truth, exits);
}
const request = (wanted: Int32Array, remote: string | null = null) => ({ model: 'small', remote, set: 'report', classes: 10, wanted });

describe('a run in the list', () => {
  it('has a name that sorts by time and says what it is', async () => {
    expect((await create()).id).toBe('2026-11-21-131502-glyphs');
    expect((await create()).id).toBe('2026-11-21-131502-glyphs-2');
    expect((await store().list()).map((run) => run.id)).toEqual(['2026-11-21-131502-glyphs-2', '2026-11-21-131502-glyphs']);
  });
  it('keeps what the engine says of it', async () => {
    const record = await create();
    await record.update({ status: 'finished', finishedAt: '2026-11-21T14:00:00.000Z', headline: 'HI wins', verdict: 'caution' });
    await record.close();
    expect(await store().list()).toEqual([{
      id: record.id, name: newRun.name, status: 'finished', createdAt: '2026-11-21T13:15:02.345Z', finishedAt: '2026-11-21T14:00:00.000Z', experiment: { id: 'glyphs' },
      planHash: 'abc', seed: 7, environment: { cpu: 'X', cores: 2 }, hashes: [{ what: 'model', sha256: 'f00' }], headline: 'HI wins', verdict: 'caution', resumedCount: 0,
    }]);
  });
  it('is running while its process lives and interrupted when that is gone', async () => {
    const record = await create();
    expect((await store().list())[0].status).toBe('running');
    const file = join(record.folder, 'run.json');
    await record.close();
    const ended = spawnSync(process.execPath, ['-e', '0']);
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...manifest, process: { ...identityOf(process.pid), pid: ended.pid } }));
    expect((await store().list())[0].status).toBe('interrupted');
    const again = await reopen(record.id);
    expect(again.manifest.status).toBe('running');
  });
  it('is gone with its folder when it is deleted', async () => {
    const record = await create();
    await expect(store().delete(record.id)).rejects.toThrow(`The run “${record.id}” is already open in process ${process.pid}`);
    await record.close();
    await store().delete(record.id);
    expect(await store().list()).toEqual([]);
    await expect(store().open(record.id)).rejects.toThrow(`There is no run “${record.id}”`);
    await expect(store().delete('../x')).rejects.toThrow('There is no run “../x”');
  });
  it('can be copied to another home as a folder', async () => {
    const record = await create();
    await append(record, upTo(50));
    await record.close();
    const other = mkdtempSync(join(tmpdir(), 'hi-store-copy-'));
    try {
      cpSync(record.folder, join(other, 'runs', 'copied'), { recursive: true });
      const copy = await openRunStore(other, clock).open('copied', 'read');
      expect((await copy.outcomes(request(upTo(50)))).samples).toBe(50);
      await copy.close();
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });
});

describe('per-sample results', () => {
  it('come back in the order that is asked for, whatever the order and batches of storing', async () => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...upTo(300)], { minLength: 1 }), fc.integer({ min: 1, max: 120 }), fc.func(fc.integer()), async (indices, size, order) => {
      const record = await create();
      for (let i = 0; i < indices.length; i += size) await append(record, Int32Array.from(indices.slice(i, i + size)));
      const wanted = Int32Array.from([...indices].sort((a, b) => order(a) - order(b)));
      const { index, truth, exits, remote, offloadMs, samples } = await record.outcomes(request(wanted));
      expect(samples).toBe(wanted.length);
      expect(index).toEqual(wanted);
      expect(truth).toEqual(Uint16Array.from(wanted, truthOf));
      expect(exits.length).toBe(2);
      for (const [k, exit] of exits.entries()) {
        expect(exit.prediction).toEqual(Uint16Array.from(wanted, (i) => predictionOf(i, k)));
        expect(exit.entropy).toEqual(Float32Array.from(wanted, (i) => entropyOf(i, k)));
        expect(exit.top).toEqual(Float32Array.from({ length: wanted.length * width }, (_, at) => topOf(wanted[Math.floor(at / width)], k, at % width)));
      }
      expect([remote, offloadMs]).toEqual([null, null]);
      await record.close();
    }), { numRuns: 8 });
  });
  it('say what is still missing, in the order of the plan', async () => {
    const record = await create();
    const wanted = Int32Array.of(9, 3, 7, 1, 5);
    expect(await record.missingIndices('small', 'report', wanted)).toEqual(wanted);
    await append(record, Int32Array.of(3, 1));
    expect(await record.missingIndices('small', 'report', wanted)).toEqual(Int32Array.of(9, 7, 5));
    expect(await record.missingIndices('small', 'fit', wanted)).toEqual(wanted);
    expect(await record.missingIndices('large', 'report', wanted)).toEqual(wanted);
    await expect(record.outcomes(request(wanted))).rejects.toThrow(`The run “${record.id}” lacks 3 of 5 results of the model “small” on the set “report”; resume the run to measure them.`);
  });
  it('are never stored twice, and a refused batch leaves nothing behind', async () => {
    const record = await create();
    await append(record, upTo(10));
    await expect(append(record, Int32Array.of(20, 21, 5))).rejects.toMatchObject({ code: 'store.measured-twice' });
    expect(await record.missingIndices('small', 'report', Int32Array.of(20, 21, 5))).toEqual(Int32Array.of(20, 21));
    await append(record, Int32Array.of(20, 21));
    await append(record, upTo(22), 'large');
  });
  it('of two models at once share one truth', async () => {
    const record = await create();
    await Promise.all(['small', 'medium', 'large'].map((model) => append(record, upTo(100), model)));
    expect((await record.outcomes({ ...request(upTo(100)), model: 'large' })).truth).toEqual(Uint16Array.from(upTo(100), truthOf));
  });
  it('are refused when the labels of the dataset have changed', async () => {
    const record = await create();
    await append(record, upTo(10));
    await record.close();
    const again = await reopen(record.id);
    const { truth, exits } = batch(upTo(3));
    truth[2] = 9;
    await expect(again.appendOutputs('large', 'report', upTo(3), truth, exits)).rejects.toThrow(`Sample 2 of the set “report” had the label ${truthOf(2)} when the run “${record.id}” began and has 9 now`);
  });
  it('of the wrong length are refused by name', async () => {
    const record = await create();
    const { truth, exits } = batch(upTo(3));
    await expect(record.appendOutputs('small', 'report', upTo(4), truth, exits)).rejects.toThrow('The truth has 3 values where 4 are expected');
  });
  it('join what the remote model said, with a gap where no time was taken', async () => {
    const record = await create();
    await append(record, upTo(4));
    await record.appendRemote('big', 'report', Int32Array.of(2, 0), Uint16Array.of(5, 6), Float64Array.of(12.5, Number.NaN));
    expect(await record.missingRemote('big', 'report', upTo(4))).toEqual(Int32Array.of(1, 3));
    await record.appendRemote('big', 'report', Int32Array.of(1, 3), Uint16Array.of(7, 8), null);
    const { remote, offloadMs } = await record.outcomes(request(upTo(4), 'big'));
    expect(remote).toEqual(Uint16Array.of(6, 7, 5, 8));
    expect(offloadMs).toEqual(Float64Array.of(Number.NaN, Number.NaN, 12.5, Number.NaN));
    await record.appendRemote('untimed', 'report', upTo(4), Uint16Array.of(1, 2, 3, 4), null);
    expect((await record.outcomes(request(upTo(4), 'untimed'))).offloadMs).toBeNull();
  });
  });

describe('what else a run holds', () => {
  it('keeps timings, costs, artefacts and events through closing and opening', async () => {
    const record = await create();
    await record.saveTimings('pc', 'small', 0, { ms: Float64Array.of(1.5, 1.25), inferences: 40, energyMj: null });
    await record.saveTimings('pc', 'small', 'plain', { ms: Float64Array.of(3), inferences: 1, energyMj: Float64Array.of(7) });
    await record.saveCosts('pc', 'small', { a: 1 });
    await record.saveCosts('pc', 'small', { a: 2, list: [1.5, null] });
    await record.putArtefact('results', { ok: true });
    await Promise.all([record.log('info', 'one'), record.log('warning', 'two'), record.log('error', 'three')]);
    await record.close();
    const again = await reopen(record.id, 'read');
    expect(await again.timings('pc', 'small', 0)).toEqual({ ms: Float64Array.of(1.5, 1.25), inferences: 40, energyMj: null });
    expect(await again.timings('pc', 'small', 'plain')).toEqual({ ms: Float64Array.of(3), inferences: 1, energyMj: Float64Array.of(7) });
    expect(await again.timings('pc', 'small', 1)).toBeNull();
    expect(await again.costs('pc', 'small')).toEqual({ a: 2, list: [1.5, null] });
    expect(await again.costs('pc', 'large')).toBeNull();
    expect(await again.getArtefact('results')).toEqual({ ok: true });
    expect(await again.getArtefact('nothing')).toBeNull();
    expect((await again.events()).map(({ level, text, time }) => [level, text, time])).toEqual([['info', 'one', noon.toISOString()], ['warning', 'two', noon.toISOString()], ['error', 'three', noon.toISOString()]]);
  });
  it('keeps samples executed in the loop in the order of execution', async () => {
    const record = await create();
    const rows = (index: number[], offloadMs: number[]) => ({
      index: Int32Array.from(index), exit: Uint8Array.from(index, (i) => i % 3), accepted: Uint8Array.from(index, (i) => i % 2), prediction: Uint16Array.from(index),
      localMs: Float64Array.from(index, (i) => i / 4), offloadMs: Float64Array.from(offloadMs), right: Uint8Array.from(index, (i) => (i + 1) % 2),
    });
    await record.appendLoop('pc', 'small', 'ee-hi', rows([8, 2], [Number.NaN, 11]));
    await record.appendLoop('pc', 'small', 'hi', rows([8], [1]));
    await record.appendLoop('pc', 'small', 'ee-hi', rows([5], [Number.NaN]));
    expect(await record.loop('pc', 'small', 'ee-hi')).toEqual(rows([8, 2, 5], [Number.NaN, 11, Number.NaN]));
    expect(await record.missingLoop('pc', 'small', 'ee-hi', upTo(9))).toEqual(Int32Array.of(0, 1, 3, 4, 6, 7));
    await expect(record.appendLoop('pc', 'small', 'hi', rows([8], [1]))).rejects.toMatchObject({ code: 'store.measured-twice' });
  });
  it('writes every table as Parquet, which DuckDB reads back', async () => {
    const record = await create();
    await append(record, upTo(5));
    const folder = join(home, "it's parquet");
    const files = await record.exportParquet(folder);
    expect(files).toContain('outputs.parquet');
    expect(readdirSync(folder).sort()).toEqual([...files].sort());
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    expect((await connection.runAndReadAll(`SELECT count(*), sum(prediction) FROM '${join(folder, 'outputs.parquet').replaceAll("'", "''")}'`)).getRows())
      .toEqual([[10n, BigInt([...upTo(5)].reduce((sum, i) => sum + predictionOf(i, 0) + predictionOf(i, 1), 0))]]);
    connection.closeSync();
    instance.closeSync();
    writeFileSync(join(home, 'a-file'), '');
    await expect(record.exportParquet(join(home, 'a-file', 'sub'))).rejects.toMatchObject({ code: 'store.export-failed' });
  });
});

describe('a run that cannot be opened', () => {
  it('is open for writing in this process already', async () => {
    const record = await create();
    for (const mode of ['write', 'read'] as const) await expect(store().open(record.id, mode)).rejects.toThrow(`The run “${record.id}” is already open in process ${process.pid}; wait until that one has finished, or stop it first.`);
    await record.close();
    const readers = [await reopen(record.id, 'read'), await reopen(record.id, 'read')];
    await expect(store().open(record.id)).rejects.toMatchObject({ code: 'store.run-locked' });
    for (const reader of readers) await reader.close();
  });

  it('is opened for writing, or removed, as soon as those who read it here are done', async () => {
    const record = await create();
    const { id } = record;
    await record.close();
    const [first, second] = [await reopen(id, 'read'), await reopen(id, 'read')];
    const writing = store().open(id);
    await first.close();
    await second.close();
    await (await writing).close();
    const reader = await reopen(id, 'read');
    const removing = store().delete(id);
    await reader.close();
    await removing;
    expect((await store().list()).map((run) => run.id)).not.toContain(id);
  });
  it.each<[string, (good: Buffer) => Uint8Array]>([
    ['overwritten with text', () => Buffer.from('garbage'.repeat(5000))],
    ['empty', () => new Uint8Array()],
    ['cut off in its header', (good) => good.subarray(0, 5000)],
    ['scrambled', (good) => good.map((byte, i) => (i >= 4096 && i % 97 === 0 ? byte ^ 255 : byte))],
  ])('has a database that was %s; the others stay usable', async (_, damage) => {
    const record = await create();
    await append(record, upTo(500));
    await record.update({ status: 'finished' });
    await record.close();
    const other = await create();
    const file = join(record.folder, 'run.duckdb');
    const kept = join(home, 'kept.duckdb');
    copyFileSync(file, kept);
    writeFileSync(file, damage(readFileSync(kept)));
    await expect(store().open(record.id)).rejects.toThrow(/^The run “2026-11-21-131502-glyphs” cannot be read: .*run\.duckdb is damaged \(.*\); restore the folder from a copy, or delete the run and measure again\.$/);
    expect((await store().list()).map(({ id, status }) => [id, status])).toEqual([[other.id, 'running'], [record.id, 'damaged']]);
    copyFileSync(kept, file);
    const mended = await reopen(record.id);
    expect((await mended.outcomes(request(upTo(500)))).samples).toBe(500);
    expect((await store().list())[1].status).toBe('finished');
  });
  it('has lost its manifest or its database', async () => {
    const record = await create();
    await record.close();
    const manifest = join(record.folder, 'run.json');
    writeFileSync(manifest, '{"id": 3');
    await expect(store().open(record.id)).rejects.toThrow(/run\.json is damaged \(it is not valid JSON\)/);
    expect((await store().list())[0]).toMatchObject({ id: record.id, status: 'damaged' });
    await store().delete(record.id);
    expect(existsSync(record.folder)).toBe(false);
  });
});

describe('the home of the studio', () => {
  it('is the flag, else the environment, else the data folder of the system', () => {
    expect(studioHome('/a/b', { HI_STUDIO_HOME: '/c' }, 'linux')).toBe('/a/b');
    expect(studioHome(undefined, { HI_STUDIO_HOME: '/c', XDG_DATA_HOME: '/x' }, 'linux')).toBe('/c');
    expect(studioHome(undefined, { XDG_DATA_HOME: '/x', HOME: '/h' }, 'linux')).toBe('/x/hi-studio');
    expect(studioHome(undefined, { XDG_DATA_HOME: 'relative', HOME: '/h' }, 'linux')).toBe('/h/.local/share/hi-studio');
  });
});

describe('a process that held a run', () => {
  it('is told from a later one with the same number', () => {
    const mine = identityOf(process.pid);
    expect(isAlive(mine)).toBe(true);
    if (mine.started !== null) expect(isAlive({ ...mine, started: mine.started - 1 })).toBe(false);
    expect(isAlive({ ...mine, boot: 'another boot' })).toBe(false);
  });
});
