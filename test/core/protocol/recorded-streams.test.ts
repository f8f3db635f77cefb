/** Recorded byte streams through the decoders; expected figures come from a Python script that knows only the documents' formulas (test/corpus/streams/README.md). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBinaryDecoder, createTextDecoder, type Lpm01aDecoder } from '../../../src-main/core/protocol/lpm01a-stream';
import { parsePpk2Metadata } from '../../../src-main/core/protocol/ppk2';
import { Ppk2Decoder, type Ppk2Loss } from '../../../src-main/core/protocol/ppk2-samples';

const recorded = (name: string): Buffer => readFileSync(new URL(`../../corpus/streams/${name}`, import.meta.url));
const end = 'END\n';
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

interface Decoded { readonly current: number[]; readonly highs: number; readonly losses: Ppk2Loss[] }
function decodePpk2(words: Uint8Array, portion: number): Decoded {
  const metadata = parsePpk2Metadata(recorded('ppk2.bin').toString('latin1').split(end)[0] + end)!;
  const decoder = new Ppk2Decoder(metadata.calibration, 3.3);
  const current: number[] = [];
  const losses: Ppk2Loss[] = [];
  let highs = 0;
  for (let at = 0; at < words.length; at += portion) {
    const found = decoder.push(words.subarray(at, at + portion));
    losses.push(...found.losses.map((loss) => ({ ...loss, at: loss.at + current.length })));
    current.push(...found.current.subarray(0, found.count));
    highs += found.logic.subarray(0, found.count).reduce((count, lines) => count + (lines & 1), 0);
  }
  return { current, highs, losses };
}
const words = (): Uint8Array => {
  const all = recorded('ppk2.bin');
  return new Uint8Array(all.subarray(all.indexOf(end) + end.length));
};

describe('50 ms of a PPK2', () => {
  it.each([1 << 20, 4096, 61, 3])('are 5000 samples with the sum, extremes and edges of the formula, in portions of %i bytes', (portion) => {
    const { current, highs, losses } = decodePpk2(words(), portion);
    expect([current.length, highs, losses]).toEqual([5000, 3500, []]);
    expect(sum(current)).toBeCloseTo(83.87545459572287, 4);
    expect(Math.min(...current)).toBeCloseTo(0.001787882731412223, 9);
    expect(Math.max(...current)).toBeCloseTo(0.02133537297661458, 8);
  });

  it('lose exactly the ten samples that are cut out, and no more than those hit by garbage', () => {
    const whole = words();
    const cut = Uint8Array.from([...whole.subarray(0, 4000), ...whole.subarray(4040)]);
    const { current, losses } = decodePpk2(cut, 512);
    expect(current).toHaveLength(4990);
    expect(losses).toMatchObject([{ at: 1000, missing: 10, corruptBytes: 0 }]);
    const dirty = Uint8Array.from([...whole.subarray(0, 8000), 0x55, 0xaa, 0x13, ...whole.subarray(8000)]);
    const after = decodePpk2(dirty, 512);
    expect(after.current).toHaveLength(5000);
    expect(after.losses).toMatchObject([{ at: 2000, missing: 0, corruptBytes: 3 }]);
  });
});

function decodeLpm01a(decoder: Lpm01aDecoder, bytes: Uint8Array, portion: number): { values: number[]; stamps: number; events: number; ended: boolean } {
  const parts = [];
  for (let at = 0; at < bytes.length; at += portion) parts.push(...decoder.push(bytes.subarray(at, at + portion)));
  parts.push(...decoder.flush());
  return { values: parts.flatMap((part) => (part.kind === 'samples' ? [...part.values] : [])), stamps: parts.filter(({ kind }) => kind === 'time-stamp').length, events: parts.filter(({ kind }) => kind === 'event').length, ended: parts.some(({ kind }) => kind === 'end') };
}

describe('a session of an LPM01A', () => {
  it.each([1 << 20, 100, 1])('in text is 1570 samples, a time stamp and 12 edges, in portions of %i bytes', (portion) => {
    const { values, stamps, events, ended } = decodeLpm01a(createTextDecoder(), recorded('lpm01a-text.txt'), portion);
    expect([values.length, stamps, events, ended]).toEqual([1570, 1, 12, true]);
    expect(sum(values)).toBeCloseTo(12.298867, 5);
    expect(Math.max(...values)).toBeCloseTo(0.1183, 7);
  });

  it.each([1 << 20, 100, 1])('in binary is the same samples within the format’s steps, in portions of %i bytes', (portion) => {
    const all = recorded('lpm01a-binary.bin');
    const started = all.indexOf('ack start');
    const stream = all.subarray(all.indexOf('\n', started) + 1);
    const { values, stamps, ended } = decodeLpm01a(createBinaryDecoder(), stream, portion);
    expect([values.length, stamps, ended]).toEqual([1570, 2, true]);
    expect(sum(values)).toBeCloseTo(12.298600196838379, 5);
    expect(Math.max(...values)).toBeCloseTo(0.1181640625, 7);
  });
});
