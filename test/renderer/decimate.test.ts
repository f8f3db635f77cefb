/** Lines with fewer points that look the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimate } from '../../src-renderer/chart/stream/decimate';

const steps = (n: number, y: (i: number) => number): [Float64Array, Float64Array] => [Float64Array.from({ length: n }, (_, i) => i), Float64Array.from({ length: n }, (_, i) => y(i))];

describe('decimation', () => {
  it('keeps a single spike among a million samples', () => {
    const [x, y] = steps(1_000_000, (i) => (i === 654_321 ? 9 : 0));
    const kept = decimate(x, y, 0, 999_999, 800);
    expect(kept.length).toBeLessThanOrEqual(4 * 802);
    expect([...kept]).toContain(654_321);
  });

  it('keeps the least and the greatest value of every pixel, in order, never more than four points a pixel', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 3000 }), fc.integer({ min: 1, max: 120 }), (values, pixels) => {
      const [x, y] = steps(values.length, (i) => values[i]);
      const kept = [...decimate(x, y, 0, values.length - 1, pixels)];
      expect(kept.length).toBeLessThanOrEqual(Math.max(values.length, 4 * (pixels + 2)));
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      // Oracle: every column by a plain filter.
      for (let column = 0; column <= pixels; column++) {
        const inside = values.map((_, i) => i).filter((i) => Math.floor((i / (values.length - 1)) * pixels) === column);
        const shown = kept.filter((i) => inside.includes(i)).map((i) => values[i]);
        if (inside.length > 0) expect([Math.min(...shown), Math.max(...shown)]).toEqual([Math.min(...inside.map((i) => values[i])), Math.max(...inside.map((i) => values[i]))]);
      }
    }), { numRuns: 60 });
  });

  it('gives only what is in view, with one neighbour on either side so that the line reaches the edge', () => {
    const [x, y] = steps(100, (i) => i);
    expect([...decimate(x, y, 10, 12, 50)]).toEqual([9, 10, 11, 12]);
    expect([...decimate(new Float64Array(0), new Float64Array(0), 0, 1, 50)]).toEqual([]);
  });
});
