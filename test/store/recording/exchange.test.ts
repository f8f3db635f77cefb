/** Recordings in and out: the vendor's .ppk2 in, CSV and Parquet out, nothing added and nothing lost. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gapsIn } from '../../../src-main/core/trace/gaps';
import { MemoryTrace } from '../../../src-main/core/trace/memory-trace';
import { exportCsv } from '../../../src-main/store/recording/export-csv';
import { exportParquet } from '../../../src-main/store/recording/export-parquet';
import { importPpk2 } from '../../../src-main/store/recording/import-ppk2';
import { openRecording } from '../../../src-main/store/recording/recording';
import { cutIntoBlocks, ppk2Format, randomTrace, type PlainTrace } from '../../support/example-trace';
import { metadata, session, zip, type Member } from '../../support/ppk2-file';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'hi-exchange-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ppk2(name: string, members: readonly Member[]): string {
  const file = join(folder, name);
  writeFileSync(file, zip(members));
  return file;
}

describe('a .ppk2 file', () => {
  it.each([['deflated', true], ['stored', false]])('with %s samples becomes a recording, its losses gaps again', async (name, deflate) => {
    // The worked example of the fact sheet: logic 0x00 is stored as 0x5555, 0xFF as 0xAAAA; 3 is both levels.
    const samples: [number, number][] = Array.from({ length: 150_000 }, (_, i) => [12.5 + (i % 1000), 0x5555]);
    samples[1] = [7, 0xaaaa];
    samples[2] = [8, 0x5557];
    samples[3] = [0, 0x5555];
    for (let i = 70_000; i < 70_003; i++) samples[i] = [0.2, 0x5555];
    samples[80_000] = [0.2, 0x5556];
    const file = ppk2(`${name}.ppk2`, [metadata(), { name: 'session.raw', data: session(samples), deflate }, { name: 'minimap.raw', data: Buffer.from('{}'), deflate }]);
    const to = join(folder, `${name}.hitrace`);
    expect(await importPpk2(file, to, { voltageV: 3 })).toEqual({ samples: 150_000, lost: 3 });
    const recording = openRecording(to);
    try {
      expect(recording.meta).toMatchObject({ format: { rateHz: 100_000, voltageV: 3 }, startedAt: '2026-01-02T03:04:05.000Z', source: `imported from ${name}.ppk2` });
      expect(gapsIn(recording.trace, 0, 150_000)).toEqual([{ from: 70_000, to: 70_003 }]);
      const values = recording.trace.samples(0, 0, 150_000);
      expect([values[1], values[2], values[3], values[149_999]]).toEqual([7e-6, 8e-6, 0, 1011.5e-6].map(Math.fround));
      expect([...(recording.trace.digital(0, 4) ?? [])]).toEqual([0, 0xff, 1, 0]);
    } finally {
      recording.close();
    }
  });

  it('that is none is refused in a sentence, and leaves nothing behind', async () => {
    const to = join(folder, 'none.hitrace');
    const refused = async (file: string, what: string): Promise<void> => { await expect(importPpk2(file, to, { voltageV: 3 })).rejects.toThrow(`${file} is not a recording of the Power Profiler app (${what}); expected a ZIP archive with metadata.json and session.raw.`); };
    writeFileSync(join(folder, 'text.ppk2'), 'no archive at all, whatever its name says');
    await refused(join(folder, 'text.ppk2'), 'it is not a ZIP archive');
    await refused(ppk2('empty.ppk2', [metadata()]), 'it has no member session.raw');
    await refused(ppk2('rate.ppk2', [metadata('{"metadata":{}}'), { name: 'session.raw', data: Buffer.alloc(6), deflate: true }]), 'metadata.json has no samplesPerSecond above 0');
    await refused(ppk2('odd.ppk2', [metadata(), { name: 'session.raw', data: Buffer.alloc(7), deflate: true }]), 'session.raw has 7 bytes, not a multiple of 6');
    await expect(importPpk2(join(folder, 'missing.ppk2'), to, { voltageV: 3 })).rejects.toThrow('cannot be read (ENOENT)');
    const whole = readFileSync(ppk2('cut.ppk2', [metadata(), { name: 'session.raw', data: session(Array.from({ length: 5000 }, (_, i) => [i, i])), deflate: true }]));
    for (let cut = 0; cut < whole.length; cut += 997) {
      const file = join(folder, 'cut.ppk2');
      writeFileSync(file, whole.subarray(0, cut));
      await expect(importPpk2(file, to, { voltageV: 3 })).rejects.toMatchObject({ code: 'recording.not-ppk2' });
    }
    expect(readdirSync(folder)).not.toContain('none.hitrace');
  });
});

const kept = (plain: PlainTrace, format = ppk2Format): MemoryTrace => {
  const memory = new MemoryTrace(format);
  for (const block of cutIntoBlocks(plain, 2)) memory.append(block);
  return memory;
};

describe('the CSV of a recording', () => {
  it('has a row a sample, empty where it was lost', async () => {
    const plain = randomTrace(11, 70_000);
    const file = join(folder, 'a.csv');
    expect(await exportCsv(kept(plain).trace, file)).toBe(70_000);
    const rows = readFileSync(file, 'utf8').split('\n');
    expect([rows[0], rows.length]).toEqual(['time_s,current_ua,D0', 70_002]);
    plain.values.forEach((v, i) => {
      // Number formatting by the language itself is the oracle.
      const row = `${(i / 100_000).toFixed(6)},${Number.isNaN(v) ? ',' : `${(Math.round(v * 1e6 * 1e6) / 1e6).toFixed(6).replace(/^-(0\.0+)$/, '$1')},${(plain.digital?.[i] ?? 0) & 1}`}`;
      if (rows[i + 1] !== row) throw new Error(`row ${i}: ${rows[i + 1]} instead of ${row}`);
    });
  });

  it('carries measured voltage, odd rates to the nanosecond, and names with commas', async () => {
    const memory = new MemoryTrace({ rateHz: 3, quantity: 'current', voltageV: null, measuresVoltage: true, lines: ['trigger, board'] });
    memory.append({ firstSample: 0, values: Float32Array.of(0.5, 1e-9, -0.25), voltage: Float32Array.of(3.25, 3.5, 10), digital: Uint8Array.of(0, 1, 2), hostMs: 0 });
    const file = join(folder, 'b.csv');
    await exportCsv(memory.trace, file, { from: 0, to: 3 });
    expect(readFileSync(file, 'utf8')).toBe('time_s,current_ua,voltage_v,"trigger, board"\n0.000000000,500000.000000,3.250000,0\n0.333333333,0.001000,3.500000,1\n0.666666667,-250000.000000,10.000000,0\n');
  });

  it('is cancelled without leaving half a file, and a folder that is not there is said', async () => {
    const memory = kept(randomTrace(1, 40_000));
    await expect(exportCsv(memory.trace, join(folder, 'c.csv'), { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    expect(readdirSync(folder)).not.toContain('c.csv');
    await expect(exportCsv(memory.trace, join(folder, 'missing', 'd.csv'))).rejects.toMatchObject({ code: 'store.not-writable' });
  });
});

describe('the Parquet file of a recording', () => {
  it('has the same rows, read back by the database', async () => {
    const plain = randomTrace(12, 150_000);
    const file = join(folder, 'a\'b.parquet');
    expect(await exportParquet(kept(plain).trace, file)).toBe(150_000);
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    try {
      const reader = await connection.runAndReadAll(`SELECT time_s, current_a, digital FROM read_parquet('${file.replaceAll('\'', '\'\'')}') ORDER BY time_s`);
      const [time, current, digital] = reader.getColumns();
      expect(time.length).toBe(150_000);
      const wrong = [...plain.values.keys()].filter((i) => time[i] !== i / 100_000 || (Number.isNaN(plain.values[i]) ? current[i] !== null || digital[i] !== null : current[i] !== plain.values[i] || digital[i] !== plain.digital?.[i]));
      expect(wrong).toEqual([]);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
    await expect(exportParquet(kept(plain).trace, join(folder, 'missing', 'a.parquet'))).rejects.toMatchObject({ code: 'store.export-failed' });
    await expect(exportParquet(kept(plain).trace, join(folder, 'c.parquet'), { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    expect(readdirSync(folder)).not.toContain('c.parquet');
  });
});
