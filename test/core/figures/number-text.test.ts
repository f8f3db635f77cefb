/** Numbers as they stand in reports; the expected texts are written by hand after the rule "3 digits, 1 decimal for percent". */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBounds, formatCount, formatInterval, formatNumber, formatQuantity } from '../../../src-main/core/figures/number-text';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers in reports', () => {
  it('prints milliseconds and millijoules with three significant digits', () => {
    expect([0.01234, 0.1, 1.823, 9.996, 18.25, 182.4, 1824.2, 0].map((value) => formatNumber(value))).toEqual(['0.0123', '0.100', '1.82', '10.0', '18.3', '182', '1824', '0']);
  });
  it('prints percentages with one decimal, their unit and their interval', () => {
    expect(plain(formatInterval({ value: 0.912, low: 0.9028, high: 0.9213 }, 'percent'))).toBe('91.2 % [90.3, 92.1]');
    expect(plain(formatInterval({ value: 1.8234, low: 1.7911, high: 1.8551 }, 'ms'))).toBe('1.82 ms [1.79, 1.86]');
    expect(plain(formatQuantity(-0.0365, 'points'))).toBe('−3.6 points');
  });
  it('adds decimals where both ends of an interval would read the same', () => {
    expect(formatBounds({ value: 603, low: 602.81, high: 603.24 })).toBe('[602.8, 603.2]');
  });
  it('shows a dash for what is unknown, and no interval where there is none', () => {
    expect(formatInterval(null, 'mJ')).toBe('–');
    expect(formatNumber(Number.NaN)).toBe('–');
    expect(plain(formatInterval({ value: 2, low: null, high: null }, 'ms'))).toBe('2.00 ms');
    expect(plain(formatInterval({ value: 0, low: 0, high: 0 }, 'percent'))).toBe('0.0 %');
  });
  it('never prints a minus before a zero', () => {
    expect(formatNumber(-0.0001, 'percent')).toBe('0.0');
  });
  it('groups large counts', () => {
    expect(plain(formatCount(1234567))).toBe('1 234 567');
  });
  it('keeps every number within half a unit of its last digit', () => {
    fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (value) => {
      const printed = Number(formatNumber(value).replaceAll('−', '-'));
      expect(Math.abs(printed - value) / value).toBeLessThanOrEqual(0.0051);
    }));
  });
});
