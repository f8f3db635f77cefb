/** SCPI replies, numbers, errors, headers: against the examples of IEEE 488.2 and the fact sheet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOverRange, latin1, matchesScpiHeader, parseScpiError, parseScpiIdentity, scpiBlock, scpiFloats, scpiNumbers, splitScpiLine, takeScpiReply } from '../../../src-main/core/protocol/scpi';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

describe('a SCPI reply', () => {
  it('ends at a line feed, with or without a carriage return', () => {
    expect(takeScpiReply(bytes('1.25\n'))).toEqual({ value: { kind: 'text', text: '1.25' }, used: 5 });
    expect(takeScpiReply(bytes('\n1.25\r\n2'))).toEqual({ value: { kind: 'text', text: '1.25' }, used: 7 });
    expect(takeScpiReply(bytes('1.25'))).toBeNull();
  });
  it('may be a block with line feeds and number signs in it', () => {
    expect(takeScpiReply(bytes('#15a\n#b\n\n'))).toEqual({ value: { kind: 'block', bytes: bytes('a\n#b\n') }, used: 8 });
    expect(takeScpiReply(bytes('#9000000003abc'))).toMatchObject({ value: { bytes: bytes('abc') } });
    expect(takeScpiReply(bytes('#(3)abc'))).toMatchObject({ value: { bytes: bytes('abc') } });
    expect(takeScpiReply(bytes('#15a\n#'))).toBeNull();
  });
  it('is a block whatever bytes it holds and however it is cut', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(310), (data, cut) => {
      const whole = scpiBlock(data);
      const early = takeScpiReply(whole.subarray(0, Math.min(cut, whole.length - 2)));
      expect(early).toBeNull();
      expect(takeScpiReply(whole)).toMatchObject({ value: { kind: 'block', bytes: data } });
    }));
  });
  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.uint8Array(), (data) => void takeScpiReply(data)));
  });
});

describe('SCPI values', () => {
  it('are numbers of the forms NR1, NR2 and NR3, and nothing beyond the range', () => {
    expect(scpiNumbers('42, 3.30,+1.234560E-03')).toEqual([42, 3.3, 1.23456e-3]);
    expect(scpiNumbers('9.91E37,9.9E37,-9.9E37,,oops')).toEqual([NaN, NaN, NaN, NaN, NaN]);
    expect([isOverRange('+9.9E37'), isOverRange('-9.90000E+37'), isOverRange('9.91E37'), isOverRange('5')]).toEqual([true, true, false, false]);
  });
  it('come in blocks big-endian or little-endian', () => {
    // IEEE 754: 1.5 is 3F C0 00 00.
    expect([...scpiFloats(Uint8Array.of(0x3f, 0xc0, 0, 0), false)]).toEqual([1.5]);
    expect([...scpiFloats(Uint8Array.of(0, 0, 0xc0, 0x3f, 9), true)]).toEqual([1.5]);
  });
  it('name errors and instruments', () => {
    expect(parseScpiError('-113,"Undefined header;""FOO""?"')).toEqual({ code: -113, text: 'Undefined header;"FOO"?' });
    expect(parseScpiError('+0,"No error"')).toEqual({ code: 0, text: 'No error' });
    expect(parseScpiError('1.25')).toBeNull();
    expect(parseScpiIdentity('Keysight Technologies,N6705C,MY1234,E.02.07')).toEqual({ maker: 'Keysight Technologies', model: 'N6705C', serial: 'MY1234', firmware: 'E.02.07' });
    expect(parseScpiIdentity('hello')).toBeNull();
  });
});

describe('SCPI headers', () => {
  it('have a short and a long form and nothing in between', () => {
    const matches = ['MEAS:POW?', 'measure:power?', ':MEAS:POWer:REAL?', 'MEASURE:POW:REAL?', 'MEASU:POW?', 'MEAS:POW', 'MEAS?'].map((header) => matchesScpiHeader('MEASure:POWer[:REAL]?', header));
    expect(matches).toEqual([true, true, true, true, false, false, false]);
    expect(matchesScpiHeader('*IDN?', '*idn?')).toBe(true);
  });
  it('keep their path after a semicolon, unless a colon begins at the root or a common command stands between', () => {
    expect(splitScpiLine('SENS:CURR:RANG 0.1;RANG:AUTO ON;*CLS;RANG?;:VOLT 3.3,(@1)')).toEqual([
      { header: 'SENS:CURR:RANG', args: ['0.1'] }, { header: 'SENS:CURR:RANG:AUTO', args: ['ON'] }, { header: '*CLS', args: [] },
      { header: 'SENS:CURR:RANG:RANG?', args: [] }, { header: 'VOLT', args: ['3.3', '(@1)'] },
    ]);
    expect(splitScpiLine('DISP "a;b, c"')).toEqual([{ header: 'DISP', args: ['"a;b, c"'] }]);
    expect(latin1(Uint8Array.of(0xb5, 65))).toBe('µA');
  });
});
