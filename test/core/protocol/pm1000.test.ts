/** Lines of the Voltech PM1000+: every end of line that clients have met, and values that are none. */
import { describe, expect, it } from 'vitest';
import { parsePm1000Identity, pm1000Labels, pm1000Values, takePm1000Answer, takePm1000Line } from '../../../src-main/core/protocol/pm1000';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

describe('a line of the PM1000+', () => {
  it.each(['\r', '\n', '\r\n'])('ends in %j and may be empty', (end) => {
    expect(takePm1000Line(bytes(`${end}7`))).toEqual({ value: '', used: end.length });
    expect(takePm1000Answer(bytes(`${end}12.345, 230.12${end}`))).toEqual({ value: '12.345, 230.12', used: 14 + 2 * end.length });
    expect(takePm1000Line(bytes('12.3'))).toBeNull();
  });
  it('with an answer is not the late line feed of the one before', () => {
    expect(takePm1000Answer(bytes('\n'))).toBeNull();
    expect(takePm1000Answer(bytes('\n0\r'))).toEqual({ value: '0', used: 3 });
  });
  it('holds values, or dashes where a reading is beyond the range', () => {
    expect(pm1000Values('12.345, 230.12, 0.10123, 0.5301')).toEqual([12.345, 230.12, 0.10123, 0.5301]);
    expect(pm1000Values('-----, 1e-3, , OVER')).toEqual([NaN, 0.001, NaN, NaN]);
  });
  it('names what is selected, on a PA1000 after two fields of its own', () => {
    expect(pm1000Labels('Watt, Vrms, Arms', 3)).toEqual(['Watt', 'Vrms', 'Arms']);
    expect(pm1000Labels('2, 0, Watt, Vrms, Arms', 3)).toEqual(['Watt', 'Vrms', 'Arms']);
  });
  it('says who it is', () => {
    expect(parsePm1000Identity('Tektronix, PA1000, 1234, 1.0')).toEqual({ maker: 'Tektronix', model: 'PA1000', serial: '1234', firmware: '1.0' });
    expect(parsePm1000Identity('Voltech,PM1000+,1,1.2')).toMatchObject({ model: 'PM1000+' });
    expect(parsePm1000Identity('Keysight,N6705C,1,1')).toBeNull();
  });
});
