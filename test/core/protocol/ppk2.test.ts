/** The PPK2's commands, calibration and sample words, against the worked numbers of the fact sheet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePpk2Metadata, ppk2Command, ppk2Defaults } from '../../../src-main/core/protocol/ppk2';
import { Ppk2Decoder, type Ppk2Loss } from '../../../src-main/core/protocol/ppk2-samples';

/** Words as the device sends them: counter from `first`, every ADC value its own. */
function words(count: number, first = 0): Uint8Array {
  const bytes = new Uint8Array(count * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) view.setUint32(i * 4, ((((first + i) * 7) & 0x3fff) | (((first + i) & 63) << 18)) >>> 0, true);
  return bytes;
}
const adc = (count: number, first = 0): number[] => Array.from({ length: count }, (_, i) => ((first + i) * 7) & 0x3fff);
/** Scaled so that a current of 1 A is one ADC count: x = 4 ADC k / R with R = 4 k, and no quadratic term to speak of. */
const counts = { ...ppk2Defaults, r: ppk2Defaults.r.map(() => (4 * 1.8) / 163840), gs: [0, 0, 0, 0, 0] };

function decode(portions: readonly Uint8Array[]): { values: number[]; losses: Ppk2Loss[] } {
  const decoder = new Ppk2Decoder(counts, 3.3);
  const values: number[] = [];
  const losses: Ppk2Loss[] = [];
  for (const portion of portions) {
    const { count, current, losses: found } = decoder.push(portion);
    for (const loss of found) losses.push({ ...loss, at: loss.at + values.length });
    values.push(...[...current.subarray(0, count)].map((value) => Math.round(value)));
  }
  return { values, losses };
}
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const without = (bytes: Uint8Array, from: number, to: number): Uint8Array => joined(bytes.subarray(0, from), bytes.subarray(to));

describe('commands of the PPK2', () => {
  it('set 3300, 800 and 5000 mV with the bytes of the fact sheet (section 2)', () => {
    expect([3300, 800, 5000].map((mv) => [...(ppk2Command.voltage(mv) ?? [])])).toEqual([[0x0d, 0x0c, 0xe4], [0x0d, 0x03, 0x20], [0x0d, 0x13, 0x88]]);
  });
  it('do not exist for voltages that the device does not have', () => {
    expect([799, 5001, 3300.5, Number.NaN].map(ppk2Command.voltage)).toEqual([null, null, null, null]);
  });
});

describe('the calibration text of the PPK2', () => {
  const text = 'Calibrated: 0\nR0: 1031.6400\nr1: 101.6500\nR2: 0\nR3: -nan\nGI0: 1.0040\nUG4: 1.00\nVDD: 3300\nHW: 9173\nmode: 2\nIA: 56\nEND\n';
  it('is known only when its last line has come', () => {
    expect(parsePpk2Metadata(text.slice(0, -5))).toBeNull();
    expect(parsePpk2Metadata(text)).toMatchObject({ vddMv: 3300, mode: 'source', hardware: 9173, calibrated: false });
  });
  it('keeps the default where a value is missing, zero or not a number', () => {
    const { calibration, defaulted } = parsePpk2Metadata(text) ?? { calibration: ppk2Defaults, defaulted: [] };
    expect(calibration.r).toEqual([1031.64, 101.65, 10.15, 0.94, 0.043]);
    expect(calibration.gi[0]).toBe(1.004);
    expect(defaulted).toContain('R2');
    expect(defaulted).toContain('R3');
    expect(defaulted).not.toContain('R0');
  });
});

describe('samples of the PPK2', () => {
  it('are 12.396 µA with line D0 high for the bytes 23 01 48 01 (fact sheet, sections 4 and 5)', () => {
    const { count, current, logic } = new Ppk2Decoder(ppk2Defaults, 3.3).push(Uint8Array.of(0x23, 0x01, 0x48, 0x01));
    expect([count, logic[0]]).toEqual([1, 1]);
    // adc 1164, x = 1164 × 1.8 / 163840 / 1031.64 = 1.23958e-5; x (x + 1) = 1.23959e-5.
    expect(current[0] * 1e6).toBeCloseTo(12.396, 3);
  });
  it('keep line D7 apart from a sign', () => {
    expect(new Ppk2Decoder(ppk2Defaults, 3.3).push(Uint8Array.of(0, 0, 0, 0x80)).logic[0]).toBe(128);
  });
  it('take the offset that grows with the supply voltage', () => {
    const calibration = { ...ppk2Defaults, s: [1e-6, 0, 0, 0, 0], i: [2e-6, 0, 0, 0, 0], ug: [1.5, 1, 1, 1, 1] };
    expect(new Ppk2Decoder(calibration, 3).push(Uint8Array.of(0, 0, 0, 0)).current[0]).toBeCloseTo(1.5 * 5e-6, 12);
  });
  it('come out the same however the bytes are cut', () => {
    const bytes = words(300);
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }), (cuts) => {
      const portions: Uint8Array[] = [];
      let at = 0;
      for (const cut of cuts) portions.push(bytes.subarray(at, (at = Math.min(bytes.length, at + cut))));
      portions.push(bytes.subarray(at));
      const { values, losses } = decode(portions);
      expect(losses).toEqual([]);
      expect(values).toEqual(adc(300));
    }), { numRuns: 50 });
  });
  it('come out the same from pieces of a larger buffer, as Node hands them over', () => {
    const all = Buffer.concat([Buffer.from([1, 2, 3]), words(300), Buffer.from([9, 9])]);
    const { values, losses } = decode([all.subarray(3, 3 + 401), all.subarray(3 + 401, 3 + 1200)]);
    expect([values, losses]).toEqual([adc(300), []]);
  });
  it.each([1, 2, 31, 62, 63])('miss %i when that many were lost', (lost) => {
    const { values, losses } = decode([words(100), words(100, 100 + lost)]);
    expect(losses).toEqual([{ at: 100, missing: lost, corruptBytes: 0, duplicates: 0 }]);
    expect(values).toEqual([...adc(100), ...adc(100, 100 + lost)]);
  });
  it.each([1, 2, 3, 5, 6, 7])('go on with the right bytes after %i bytes were lost', (lost) => {
    const { values, losses } = decode([without(words(200), 400, 400 + lost)]);
    // The words that the lost bytes belonged to are missing; nothing is made up.
    const missing = Math.ceil(lost / 4);
    expect(losses.map((loss) => loss.missing)).toEqual([missing]);
    expect(values).toEqual([...adc(100), ...adc(100 - missing, 100 + missing)]);
  });
  it('lose one sample and no time when one word is corrupt', () => {
    const bytes = words(200);
    bytes[402] ^= 0x40;
    const { values, losses } = decode([bytes]);
    expect(losses).toEqual([{ at: 100, missing: 1, corruptBytes: 4, duplicates: 0 }]);
    expect(values).toEqual([...adc(100), ...adc(99, 101)]);
  });
  it('drop a sample that comes twice instead of counting 63 as lost', () => {
    const bytes = words(200);
    const { values, losses } = decode([joined(bytes.subarray(0, 400), bytes.subarray(396))]);
    expect(losses).toEqual([{ at: 100, missing: 0, corruptBytes: 0, duplicates: 1 }]);
    expect(values).toEqual(adc(200));
  });
  it('leave out garbage in the middle, whatever it is, and lose no more than stands beside it', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (garbage) => {
      const bytes = words(400);
      const { values } = decode([joined(bytes.subarray(0, 400), garbage, bytes.subarray(400))]);
      expect(values.slice(0, 100)).toEqual(adc(100));
      expect(values.slice(-200)).toEqual(adc(200, 200));
      // Garbage may happen to look like a sample or to begin like one; it never makes more than itself.
      expect(values.length).toBeLessThanOrEqual(400 + garbage.length / 4);
      expect(values.length).toBeGreaterThanOrEqual(390);
    }), { numRuns: 100 });
  });
});
