/** Power cuts, kills and full disks: every batch is there whole or not at all, and the run goes on. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src-main/core/random';
import type { RunRecord } from '../../src-main/engine/store-ports';
import { StudioError } from '../../src-main/core/errors';
import { projectRoot } from '../../src-main/paths';
import { openRunStore } from '../../src-main/store/run-store';
import { databaseFailure, fileFailure, openFailure } from '../../src-main/store/store-failure';
import { systemClock } from '../../src-main/store/system-clock';
import { smallDisk } from '../support/small-disk';
import { batch, predictionOf } from './sample-batch';

let home: string;
let built: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'hi-store-kill-'));
  // Below node_modules, so that the built child finds its packages.
  built = mkdtempSync(join(projectRoot(), 'node_modules', '.hi-store-kill-'));
  await build({ configFile: false, logLevel: 'silent', root: projectRoot(), build: { ssr: join(projectRoot(), 'test', 'store', 'append-until-killed.ts'), outDir: built, emptyOutDir: false, minify: false } });
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
  rmSync(built, { recursive: true, force: true });
});

/** Stores batches in a process of its own until it is killed some milliseconds after it said "open"; tells what it said it had stored. */
async function storeUntilKilled(id: string | null, afterMs: number): Promise<{ id: string; stored: number[]; errors: string }> {
  const child = spawn(process.execPath, [join(built, 'append-until-killed.js'), home, ...(id === null ? [] : [id])], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let errors = '';
  const opened = new Promise<void>((resolve) => child.stdout.on('data', (data: Buffer) => { out += data.toString(); if (out.startsWith('open')) resolve(); }));
  child.stderr.on('data', (data: Buffer) => { errors += data.toString(); });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await Promise.race([opened, ended]);
  await pause(afterMs);
  child.kill('SIGKILL');
  await ended;
  // The last line may be torn by the kill.
  const lines = out.split('\n').slice(0, -1);
  return { id: lines[0]?.slice('open '.length) ?? '', stored: lines.slice(1).map((line) => Number(line.slice('stored '.length))), errors };
}

describe('a studio that is killed while it stores', () => {
  it('has every batch whole or not at all, goes on from there, and stores nothing twice', async () => {
    const random = createRandom(11);
    const all = Int32Array.from({ length: 100_000 }, (_, i) => i);
    let id: string | null = null;
    let before = 0;
    for (let kill = 0; kill < 6; kill++) {
      const child = await storeUntilKilled(id, random.integer(260));
      expect(child.errors).toBe('');
      id = child.id;
      const store = openRunStore(home, systemClock);
      expect((await store.list()).find((run) => run.id === id)?.status).toBe('interrupted');
      const record = await store.open(id);
      const missing = await record.missingIndices('small', 'report', all);
      const held = all.length - missing.length;
      // Batches are stored in order: what is held is a beginning of the samples, and no batch that was confirmed is lost.
      expect(missing[0]).toBe(held);
      expect(held).toBeGreaterThanOrEqual(before + child.stored.reduce((sum, size) => sum + size, 0));
      // At most one batch was committed and not yet confirmed; all batches begin where the one before ended.
      let boundary = before;
      while (boundary < held) boundary += 20 + (boundary % 80);
      expect(boundary).toBe(held);
      if (held > 0) {
        const { exits } = await record.outcomes({ model: 'small', remote: null, set: 'report', classes: 10, wanted: all.slice(0, held) });
        expect(exits[1].prediction).toEqual(Uint16Array.from(all.slice(0, held), (index) => predictionOf(index, 1)));
      }
      await record.close();
      before = held;
    }
    expect(before).toBeGreaterThan(0);
  });

  it('keeps a second studio from writing the same run while it lives', async () => {
    const child = spawn(process.execPath, [join(built, 'append-until-killed.js'), home], { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
    const id = await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString().split('\n')[0].slice('open '.length))));
    const store = openRunStore(home, systemClock);
    try {
      expect((await store.list()).find((run) => run.id === id)?.status).toBe('running');
      await expect(store.open(id)).rejects.toThrow(`The run “${id}” is already open in process ${child.pid}; wait until that one has finished, or stop it first.`);
      await expect(store.delete(id)).rejects.toMatchObject({ code: 'store.run-locked' });
      // Without the note in run.json the lock of the database itself still holds, and names the process too.
      const file = join(home, 'runs', id, 'run.json');
      writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), process: null }));
      await expect(store.open(id)).rejects.toThrow(`already open in process ${child.pid}`);
      expect((await store.list()).find((run) => run.id === id)?.status).not.toBe('damaged');
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  });
});

describe('a disk that runs full', () => {
  const disk = smallDisk(join(tmpdir(), `hi-store-full-${process.pid}`), '3m');
  afterAll(() => disk.remove());

  it.skipIf(!disk.mounted)(`is told in one sentence; what was stored stays, and the run goes on when there is space${disk.mounted ? '' : ' (skipped: may not mount a small disk here)'}`, async () => {
    const store = openRunStore(disk.folder, systemClock);
    const newRun = { slug: 'full', name: 'Full', experiment: {}, planHash: 'p', seed: 1, environment: {}, hashes: [] };
    const record = await store.create(newRun);
    let stored = 0;
    const fill = async (into: RunRecord): Promise<void> => {
      for (; ;) {
        const indices = Int32Array.from({ length: 500 }, (_, i) => stored + i);
        const { truth, exits } = batch(indices);
        await into.appendOutputs('small', 'report', indices, truth, exits);
        stored += 500;
      }
    };
    await expect(fill(record)).rejects.toThrow(/^The disk that holds .* is full; what was measured is kept: free some space, then resume the run/);
    expect(stored).toBeGreaterThan(0);
    expect((await record.missingIndices('small', 'report', Int32Array.from({ length: stored + 500 }, (_, i) => i))).length).toBe(500);
    await expect(store.create({ ...newRun, slug: 'another' })).rejects.toMatchObject({ code: 'store.disk-full' });
    expect((await store.list()).length).toBe(1);
    await record.close();
    expect((await store.list())[0].status).toBe('interrupted');

    disk.grow('40m');
    const again = await store.open(record.id);
    const indices = await again.missingIndices('small', 'report', Int32Array.from({ length: stored + 500 }, (_, i) => i));
    expect(indices.length).toBe(500);
    const { truth, exits } = batch(indices);
    await again.appendOutputs('small', 'report', indices, truth, exits);
    await again.close();
  });

  it('is known by what the database and the system say of it', () => {
    const context = { id: 'r', folder: 'runs/r', file: 'runs/r/run.duckdb' };
    // The texts are what DuckDB 1.5.6 said here on a full tmpfs, a locked and a broken file, and for a key that was there.
    for (const [text, code] of [
      ['TransactionContext Error: Failed to commit: Could not write file "run.duckdb.wal": No space left on device', 'store.disk-full'],
      ['IO Error: Could not set lock on file "run.duckdb": Conflicting lock is held in /usr/bin/node (PID 11298).', 'store.run-locked'],
      ['IO Error: Corrupt database file: computed checksum 13 does not match stored checksum 16 in block at location 4096', 'store.damaged'],
      ['Failed to append: Duplicate key "model: small, set: report, exit: 0, index: 5" violates primary key constraint.', 'store.measured-twice'],
      ['Out of Memory Error: could not allocate block', 'store.failed'],
    ]) expect(databaseFailure(new Error(text), context)).toMatchObject({ code });
    expect(openFailure(new Error('Serialization Error: failed to deserialize'), context).code).toBe('store.damaged');
    expect(fileFailure(Object.assign(new Error('write'), { code: 'ENOSPC' }), 'runs').code).toBe('store.disk-full');
    expect(fileFailure(Object.assign(new Error('open'), { code: 'EACCES' }), 'runs').message).toBe('runs cannot be written (EACCES); make it writable, or choose another place with --home or HI_STUDIO_HOME.');
    const known = new StudioError('store.failed', { id: 'r', reason: 'x' });
    expect(databaseFailure(known, context)).toBe(known);
  });
});

describe('a run of another version', () => {
  it('is refused in a sentence and not changed', async () => {
    const store = openRunStore(home, systemClock);
    const record = await store.create({ slug: 'newer', name: 'Newer', experiment: {}, planHash: 'p', seed: 1, environment: {}, hashes: [] });
    await record.close();
    const instance = await DuckDBInstance.create(join(record.folder, 'run.duckdb'));
    const connection = await instance.connect();
    await connection.run('UPDATE version SET version = 99');
    connection.closeSync();
    instance.closeSync();
    await expect(store.open(record.id)).rejects.toThrow(/its tables have version 99, this studio knows 1/);
    expect((await store.list()).find((run) => run.id === record.id)?.status).not.toBe('damaged');
  });
});
