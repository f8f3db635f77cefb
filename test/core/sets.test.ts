/** The three sets never overlap. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSets } from '../../src-main/core/sets';

describe('drawing the fit and report sets', () => {
  it('gives disjoint sorted sets of the wanted sizes from inside the pool', () => {
    fc.assert(fc.property(fc.integer(), fc.nat(60), fc.nat(60), fc.nat(60), (seed, fit, report, rest) => {
      const pool = fit + report + rest;
      const sets = drawSets(seed, pool, fit, report);
      const all = [...sets.fit, ...sets.report];
      expect(sets.fit.length).toBe(fit);
      expect(sets.report.length).toBe(report);
      expect(new Set(all).size).toBe(fit + report);
      expect(all.every((i) => i >= 0 && i < pool)).toBe(true);
      expect([...sets.fit]).toEqual([...sets.fit].sort((a, b) => a - b));
      expect([...sets.report]).toEqual([...sets.report].sort((a, b) => a - b));
    }));
  });

  it('repeats with its seed and differs with another', () => {
    expect(drawSets(7, 1000, 100, 200)).toEqual(drawSets(7, 1000, 100, 200));
    expect(drawSets(7, 1000, 100, 200).fit).not.toEqual(drawSets(8, 1000, 100, 200).fit);
  });

  it('draws every sample about equally often', () => {
    const hits = new Int32Array(10);
    for (let seed = 0; seed < 4000; seed++) for (const i of drawSets(seed, 10, 3, 3).fit) hits[i]++;
    // 1200 expected, deviation 29: five of them.
    for (const count of hits) expect(Math.abs(count - 1200)).toBeLessThan(145);
  });

  it('says which fields ask for more than the pool holds', () => {
    expect(() => drawSets(1, 100, 60, 50)).toThrow('dataset.fit = 60 and dataset.report = 50 samples, but the dataset has only 100');
  });
});
