/** Quantities, sizes and axes of traces as people read them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundStep, steadyRange, timeAxis, valueAxis } from '../../src-renderer/chart/stream/axis-ticks';
import { intervalsOf, markLetter } from '../../src-renderer/chart/stream/marks';
import { coverageText, lengthText, momentText, quantityText, spanTexts } from '../../src-renderer/chart/stream/quantity';
import { bytesText } from '../../src-renderer/features/capture/bytes-text';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('units that scale', () => {
  it.each([[0.008213, 'A', '8.213 mA'], [0.0000021, 'A', '2.100 µA'], [2e-10, 'A', '0.2000 nA'], [0.02048, 'C', '20.48 mC'], [0.000067, 'J', '67.00 µJ'], [12.5, 'J', '12.50 J'], [-0.0035, 'W', '−3.500 mW'], [0, 'A', '0 A'], [0.00099996, 'A', '1.000 mA'], [100_000, 'Hz', '100.0 kHz']] as const)('%d %s reads %s', (value, unit, text) => {
    expect(plain(quantityText(value, unit))).toBe(text);
  });

  it('say a dash where nothing is known, never zero', () => {
    expect([quantityText(null, 'A'), quantityText(Number.NaN, 'J')]).toEqual(['–', '–']);
  });

  it('mean what they say: number times prefix is the value to four digits', () => {
    const factors: Readonly<Record<string, number>> = { n: 1e-9, µ: 1e-6, m: 1e-3, '': 1, k: 1e3 };
    fc.assert(fc.property(fc.double({ min: 1e-9, max: 1e5, noNaN: true }), (value) => {
      const [, number, prefix] = /^([\d.]+) ([nµmk]?)A$/.exec(plain(quantityText(value, 'A'))) ?? [];
      expect(Math.abs(Number(number) * factors[prefix] / value - 1)).toBeLessThan(1e-3);
      expect(Number(number)).toBeLessThan(1000.5);
    }));
  });

  it('never call a trace complete that is not, nor empty that is not', () => {
    expect([1, 0.99999999, 0.9998, 0.5, 1e-9, 0].map((share) => plain(coverageText(share)))).toEqual(['100 %', '99.9999 %', '99.98 %', '50.0 %', '0.0001 %', '0 %']);
    fc.assert(fc.property(fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }), (share) => {
      const percent = Number.parseFloat(coverageText(share));
      expect(percent > 0 && percent < 100).toBe(true);
    }));
  });

  it('give moments to the sample and lengths to the eye', () => {
    expect([momentText(3.00214, 100_000), lengthText(0.06), lengthText(125), lengthText(4800)].map(plain)).toEqual(['3.00214 s', '60.00 ms', '2 min 05 s', '1 h 20 min']);
    expect(spanTexts({ from: 186.6771, to: 187.944 })).toEqual({ from: '186.68', to: '187.94\u00a0s' });
    expect([812, 85_300_000, 999_600].map((bytes) => plain(bytesText(bytes)))).toEqual(['812 B', '85.3 MB', '1.0 MB']);
  });
});

describe('axes', () => {
  it('have round steps: 1, 2 or 5 times a power of ten, and not too many', () => {
    fc.assert(fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), fc.integer({ min: 1, max: 20 }), (width, most) => {
      const step = roundStep(width, most);
      expect([1, 2, 5].map((digit) => Math.log10(step / digit)).some((power) => Math.abs(power - Math.round(power)) < 1e-9)).toBe(true);
      expect(width / step).toBeLessThanOrEqual(most * (1 + 1e-9));
    }));
  });

  it('tell neighbouring moments apart at every zoom, also an hour into a recording', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 100_000, noNaN: true }), fc.double({ min: -4, max: 5, noNaN: true }), (from, power) => {
      const { ticks } = timeAxis(from, from + 10 ** power, 8);
      expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      for (const { at } of ticks) expect(at).toSatisfy((t: number) => t >= from - 1e-6 * (1 + 10 ** power) && t <= from + (1 + 1e-6) * 10 ** power + 1e-6);
    }));
    expect(timeAxis(3600.00012, 3600.00022, 5)).toMatchObject({ base: '3600.0000\u00a0s +' });
  });

  it('have one unit for all ticks of a linear axis and a decade each on a logarithmic one', () => {
    const axis = valueAxis(0, 0.13, 'A', 6);
    expect([axis.scale.unit, axis.ticks.map(({ label }) => label).join(' ')]).toEqual(['mA', '0 50 100']);
    expect(valueAxis(1e-6, 1, 'A', 6, true).ticks.map(({ label }) => plain(label))).toEqual(['1 µA', '10 µA', '100 µA', '1 mA', '10 mA', '100 mA', '1 A']);
  });

  it('do not tremble: a range that still fits is kept, one that does not is left', () => {
    const first = steadyRange(0, 0.1, null);
    expect(steadyRange(0, 0.09, first)).toBe(first);
    expect(steadyRange(0, 0.02, first).high).toBeLessThan(0.05);
    expect(steadyRange(0, 0.2, first).high).toBeGreaterThan(0.2);
    fc.assert(fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), fc.boolean(), (least, size, fromZero) => {
      const { low, high } = steadyRange(least, least + size, null, false, fromZero);
      expect(low <= least && high >= least + size && high > low).toBe(true);
    }));
  });
});

describe('markers', () => {
  const mark = (id: string, from: number, to: number | null = null) => ({ id, from, to, text: '', colour: null });
  it('are named in the order of time, beyond Z too', () => {
    expect([0, 1, 25, 26, 51, 52].map(markLetter)).toEqual(['A', 'B', 'Z', 'AA', 'AZ', 'BA']);
  });

  it('have an integral between neighbours and one over all', () => {
    expect(intervalsOf([mark('x', 900), mark('y', 100), mark('n', 50, 60)])).toEqual([{ name: 'A–B', from: 100, to: 900 }]);
    expect(intervalsOf([mark('x', 900), mark('y', 100), mark('z', 400)]).map(({ name, from, to }) => [name, from, to])).toEqual([['A–B', 100, 400], ['B–C', 400, 900], ['A–C', 100, 900]]);
    expect(intervalsOf([mark('x', 900)])).toEqual([]);
  });
});
