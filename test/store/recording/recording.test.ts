/** Recordings on disk: what was measured comes back, fast files and slow ones, closed and crashed. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-main/core/errors';
import { createRandom } from '../../../src-main/core/random';
import { envelope } from '../../../src-main/core/trace/envelope';
import { gapsIn } from '../../../src-main/core/trace/gaps';
import { MemoryTrace } from '../../../src-main/core/trace/memory-trace';
import { selectionStatistics } from '../../../src-main/core/trace/statistics';
import type { TraceBlock, TraceFormat } from '../../../src-main/core/trace/trace';
import { Recorder } from '../../../src-main/store/recording/recorder';
import { openRecording } from '../../../src-main/store/recording/recording';
import { cutIntoBlocks, ppk2Format, randomTrace } from '../../support/example-trace';
import { smallDisk } from '../../support/small-disk';

let folder: string;
let count = 0;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'hi-recording-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newFile = (): string => join(folder, `${count++}.hitrace`);

const start = (file: string, format: TraceFormat): Recorder => new Recorder(file, { format, startedAt: '2026-01-02T03:04:05.000Z', source: 'test', details: { serial: 'A1' } });
/** Sums of the last block are added in another order once it is closed: nine digits of doubles, six of 32-bit floats. */
const rounded = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, v: unknown) => (typeof v === 'number' ? Number(v.toPrecision(6)) : v))) as unknown;
const joulescope: TraceFormat = { rateHz: 50_000, quantity: 'current', voltageV: null, measuresVoltage: true, lines: ['IN0', 'IN1'] };
const wattmeter: TraceFormat = { rateHz: 10, quantity: 'power', voltageV: null, measuresVoltage: false, lines: [] };

describe('a recording', () => {
  it.each([['a PPK2', ppk2Format], ['a Joulescope', joulescope], ['a wattmeter', wattmeter]])('of %s comes back sample by sample, with the same statistics and windows as in memory', async (_, format) => {
    const plain = randomTrace(3, 210_000, format);
    const file = newFile();
    const recorder = start(file, format);
    const memory = new MemoryTrace(format);
    for (const block of cutIntoBlocks(plain, 4)) {
      recorder.append(block);
      memory.append(block);
      if (block.firstSample % 5 === 0) recorder.mark({ kind: 'note', sample: block.firstSample, text: 'here' });
    }
    const ask = (trace: MemoryTrace['trace']): unknown[] => [trace.end, selectionStatistics(trace, 0, trace.end), selectionStatistics(trace, 777, 188_888), envelope(trace, 'power', 0, trace.end, 90), envelope(trace, 'power', 65_000, 66_000, 90), gapsIn(trace, 0, trace.end)];
    const whole = ask(memory.trace);
    expect(ask(recorder.trace)).toEqual(whole);
    await recorder.close();
    const recording = openRecording(file);
    try {
      expect(recording.closed).toBe(true);
      expect(recording.meta).toMatchObject({ version: 1, format, source: 'test', details: { serial: 'A1' } });
      expect(rounded(ask(recording.trace))).toEqual(rounded(whole));
      expect(Buffer.compare(Buffer.from(recording.trace.samples(0, 0, recording.trace.end).buffer), Buffer.from(plain.values.buffer))).toBe(0);
      const levels = recording.trace.digital(0, recording.trace.end);
      if (plain.digital !== null) expect(levels?.every((level, i) => Number.isNaN(plain.values[i]) || level === plain.digital?.[i])).toBe(true);
      else expect(levels).toBeNull();
      expect(recording.events().length).toBeGreaterThan(0);
      if (format === ppk2Format) expect(statSync(file).size / 210_000).toBeLessThan(5);
    } finally {
      recording.close();
    }
  });

  it('is never written over another', () => {
    const file = newFile();
    writeFileSync(file, 'precious');
    expect(() => start(file, ppk2Format)).toThrow(/exists already; a recording never overwrites another/);
    expect(readFileSync(file, 'utf8')).toBe('precious');
  });

  it('takes no samples after it was closed', async () => {
    const recorder = start(newFile(), ppk2Format);
    await recorder.close();
    await recorder.close();
    expect(() => recorder.append({ firstSample: 0, values: new Float32Array(1), voltage: null, digital: new Uint8Array(1), hostMs: 0 })).toThrow(StudioError);
  });
});

/** A capture that is cut off: the file as it is on disk, never closed. */
function crashed(format: TraceFormat, samples: number, blockSize: number): { file: string; values: Float32Array } {
  const file = newFile();
  const recorder = start(file, format);
  const random = createRandom(9);
  const values = Float32Array.from({ length: samples }, () => random.next());
  for (let at = 0; at < samples; at += blockSize) {
    const part = values.slice(at, at + blockSize);
    const block: TraceBlock = { firstSample: at, values: part, voltage: null, digital: format.lines.length > 0 ? new Uint8Array(part.length) : null, hostMs: 0 };
    recorder.append(block);
  }
  const copy = newFile();
  copyFileSync(file, copy);
  // Only to free the file: the copy is what the crash left.
  void recorder.close();
  return { file: copy, values };
}

describe('a crash', () => {
  it('at any byte loses at most the block that was being written', () => {
    const { file, values } = crashed(ppk2Format, 5 * 65_536 + 999, 10_000);
    const bytes = readFileSync(file);
    // Full blocks are written once they are full: what a cut at a byte may cost is the block that this byte belongs to.
    const blockEnds: number[] = [];
    for (let at = bytes.indexOf('BLOK'); at >= 0; at = bytes.indexOf('BLOK', at + 4)) blockEnds.push(at + 32 + bytes.readUInt32LE(at + 4) + bytes.readUInt32LE(at + 8));
    expect(blockEnds).toHaveLength(5);
    const metaEnd = bytes.indexOf('BLOK');
    fc.assert(fc.property(fc.integer({ min: metaEnd, max: bytes.length }), (cut) => {
      const part = newFile();
      writeFileSync(part, bytes.subarray(0, cut));
      const recording = openRecording(part);
      try {
        const kept = blockEnds.filter((end) => end <= cut).length * 65_536;
        expect(recording.closed).toBe(false);
        expect(recording.trace.end).toBe(kept);
        expect(Buffer.compare(Buffer.from(recording.trace.samples(0, 0, kept).buffer), Buffer.from(values.slice(0, kept).buffer))).toBe(0);
        expect(selectionStatistics(recording.trace, 0, kept).lost).toBe(0);
      } finally {
        recording.close();
        rmSync(part);
      }
    }), { numRuns: 40, examples: [[metaEnd], [bytes.length], [blockEnds[2]], [blockEnds[2] - 1]] });
  });

  it('of a slow instrument loses a second, not the minutes that its block takes', () => {
    const { file, values } = crashed(wattmeter, 1234, 7);
    const recording = openRecording(file);
    expect(recording.trace.end).toBeGreaterThan(1234 - 20);
    expect(recording.trace.samples(0, 0, recording.trace.end)).toEqual(values.slice(0, recording.trace.end));
    expect(selectionStatistics(recording.trace, 0, 5000).lost).toBe(0);
    recording.close();
  });

  it('of the power leaves a hole where the disk kept rubbish, and everything around it', () => {
    const { file } = crashed(ppk2Format, 3 * 65_536, 65_536);
    const bytes = readFileSync(file);
    const second = bytes.indexOf('BLOK', bytes.indexOf('BLOK') + 4);
    bytes.fill(0, second + 100_000, second + 101_000);
    writeFileSync(file, bytes);
    const recording = openRecording(file);
    expect(gapsIn(recording.trace, 0, recording.trace.end)).toEqual([{ from: 65_536, to: 131_072 }]);
    expect(selectionStatistics(recording.trace, 0, recording.trace.end)).toMatchObject({ lost: 65_536, samples: 131_072 });
    recording.close();
  });
});

describe('a file that is no recording', () => {
  it('is refused in one sentence', () => {
    const file = newFile();
    expect(() => openRecording(file)).toThrow(`${file} cannot be read (ENOENT)`);
    writeFileSync(file, '');
    expect(() => openRecording(file)).toThrow('(it is empty)');
    writeFileSync(file, 'time,current\n0,1\n0,1');
    expect(() => openRecording(file)).toThrow('(it begins with “time,cur”); expected a file that begins with “hi-trace”');
    const { file: good } = crashed(ppk2Format, 100, 100);
    truncateSync(good, 40);
    expect(() => openRecording(good)).toThrow(/is damaged \(its first chunk/);
    expect(existsSync(good)).toBe(true);
  });
});

describe('a disk that runs full', () => {
  const disk = smallDisk(join(tmpdir(), `hi-recording-full-${process.pid}`), '1m');
  afterAll(() => disk.remove());

  it.skipIf(!disk.mounted)(`ends the recording in one sentence, and every whole block stays${disk.mounted ? '' : ' (skipped: may not mount a small disk here)'}`, async () => {
    const file = join(disk.folder, 'full.hitrace');
    const recorder = start(file, ppk2Format);
    const one = (k: number): TraceBlock => ({ firstSample: k * 65_536, values: new Float32Array(65_536).fill(1e-3), voltage: null, digital: new Uint8Array(65_536), hostMs: 0 });
    expect(() => { for (let k = 0; k < 20; k++) recorder.append(one(k)); }).toThrow(/^The disk that holds .* is full; what was measured is kept/);
    expect(() => recorder.append(one(20))).toThrow(/is closed and takes no more samples/);
    await recorder.close();
    const recording = openRecording(file);
    expect([recording.closed, recording.trace.end, selectionStatistics(recording.trace, 0, 1e9).lost]).toEqual([false, 3 * 65_536, 0]);
    recording.close();
  });
});
