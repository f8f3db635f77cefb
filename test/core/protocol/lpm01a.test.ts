/** The LPM01A's acknowledgements and its two sample formats, against the worked numbers of the fact sheet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lpm01aRate, lpm01aVolts, takeLpm01aReply } from '../../../src-main/core/protocol/lpm01a';
import { createBinaryDecoder, createTextDecoder, type Lpm01aPart } from '../../../src-main/core/protocol/lpm01a-stream';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const values = (parts: readonly Lpm01aPart[]): number[] => parts.flatMap((part) => (part.kind === 'samples' ? [...part.values] : []));

describe('an acknowledgement of the LPM01A', () => {
  it('is found behind samples of an old stream, and holds what was asked for', () => {
    expect(takeLpm01aReply('powershield')(bytes('33930-08\r\nPowerShield > ack powershield 540619864-1110659081-4784204\r\n'))).toMatchObject({ value: { ok: true, text: '540619864-1110659081-4784204' } });
    expect(takeLpm01aReply('version')(bytes('PowerShield > ack version: 1.0.0\r\n'))).toMatchObject({ value: { ok: true, text: '1.0.0' } });
    expect(takeLpm01aReply('htc')(bytes('PowerShield > ack htc'))).toBeNull();
    expect(takeLpm01aReply('volt 3000m')(bytes('PowerShield > ack htc\r\n'))).toBeNull();
  });
  it('or a refusal with its detail, by either word', () => {
    expect(takeLpm01aReply('volt 9')(bytes('PowerShield > error volt 9\r\nError detail: out of range\r\n'))).toMatchObject({ value: { ok: false, detail: 'out of range' } });
    expect(takeLpm01aReply('volt 9')(bytes('PowerShield > err volt 9\r\nPowerShield > '))).toMatchObject({ value: { ok: false, detail: 'no detail' } });
    expect(takeLpm01aReply('volt 9')(bytes('PowerShield > error volt 9\r\n'))).toBeNull();
  });
  it('answers commands written as the manual does', () => {
    expect([lpm01aRate(100_000), lpm01aRate(500), lpm01aVolts(1.8)]).toEqual(['100k', '500', '1800m']);
  });
});

describe('samples of the LPM01A as text', () => {
  it('are 640.9 µA for 6409-07, with marks between them', () => {
    const parts = createTextDecoder().push(bytes('6409-07\r\n\r\nTimeStamp: 001s 250ms, buff 03%\r\n\0' + '1200-06\r\nevent 3 ris\r\nend\r\n'));
    expect(parts.map(({ kind }) => kind)).toEqual(['samples', 'time-stamp', 'samples', 'event', 'end']);
    expect(values(parts)[0]).toBeCloseTo(640.9e-6, 10);
    expect(parts[1]).toEqual({ kind: 'time-stamp', ms: 1250, bufferPercent: 3 });
  });
  it('are not known where bytes were lost, and no zero', () => {
    expect(values(createTextDecoder().push(bytes('6409-07\r\n649-07\r\n6409-076409-07\r\n09-07\r\n6409-07\r\n'))).map(Number.isNaN)).toEqual([false, true, true, true, false]);
  });
  it('come out the same however they are cut', () => {
    const all = bytes('6409-07\r\n\r\nTimestamp:<002s 000ms, buff 1%\r\n6410-07\r\nerror over-current\r\n');
    fc.assert(fc.property(fc.nat(all.length), (cut) => {
      const decoder = createTextDecoder();
      const parts = [...decoder.push(all.subarray(0, cut)), ...decoder.push(all.subarray(cut))];
      expect(parts.filter(({ kind }) => kind !== 'samples')).toEqual([{ kind: 'time-stamp', ms: 2000, bufferPercent: 1 }, { kind: 'fault', text: 'over-current' }]);
      expect(values(parts).length).toBe(2);
    }));
  });
});

const stamp = (ms: number): number[] => [0xf0, 0xf3, ms >> 24, (ms >> 16) & 255, (ms >> 8) & 255, ms & 255, 2, 0xff, 0xff];

describe('samples of the LPM01A in binary', () => {
  it('are 640.9 µA for 52A0 and 79.35 mA for 3145 (fact sheet, section 5)', () => {
    const decoder = createBinaryDecoder();
    const found = values([...decoder.push(Uint8Array.of(0x52, 0xa0, 0x31, 0x45)), ...decoder.flush()]);
    expect(found[0] * 1e6).toBeCloseTo(640.9, 1);
    expect(found[1] * 1e3).toBeCloseTo(79.35, 2);
  });
  it('are lost as a stretch where one byte was lost, and right after the next time stamp', () => {
    const word = [0x52, 0xa0];
    const stretch = (count: number): number[] => Array.from({ length: count }, () => word).flat();
    const all = [...stamp(0), ...stretch(1000), ...stamp(10), ...stretch(999), word[0], ...stamp(20), ...stretch(1000), ...stamp(30)];
    const parts = createBinaryDecoder().push(Uint8Array.from(all));
    expect(parts.map((part) => (part.kind === 'time-stamp' ? part.ms : part.kind === 'samples' ? `${part.values.length} samples` : part.kind))).toEqual([0, '1000 samples', 10, 20, '1000 samples', 30]);
  });
  it('come out the same however they are cut, whatever the payload of a record', () => {
    const all = Uint8Array.from([...stamp(0xffff), 0x52, 0xa0, 0xf0, 0xf7, 0x0c, 0xe4, 0xff, 0xff, 0x31, 0x45, 0xf0, 0xf1, 0x6f, 0x68, 0x0d, 0x0a, 0xff, 0xff, 0x52, 0xa0, 0xf0, 0xf4, 0xff, 0xff]);
    fc.assert(fc.property(fc.nat(all.length), (cut) => {
      const decoder = createBinaryDecoder();
      const parts = [...decoder.push(all.subarray(0, cut)), ...decoder.push(all.subarray(cut))];
      expect(values(parts).length).toBe(3);
      expect(parts.filter(({ kind }) => kind !== 'samples')).toEqual([{ kind: 'time-stamp', ms: 65535, bufferPercent: 2 }, { kind: 'fault', text: 'oh' }, { kind: 'end' }]);
    }));
  });
  it('never break the decoder, whatever comes', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
      const decoder = createBinaryDecoder();
      for (const chunk of chunks) for (const value of values(decoder.push(chunk))) expect(value).toBeGreaterThanOrEqual(0);
    }));
  });
});
