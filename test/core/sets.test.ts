/** The three sets never overlap. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSets, shufflePool } from '../../src-main/core/sets';

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

  it('never reports on samples that calibrated an exit, and draws none that trained one', () => {
    const parts = fc.record({ seed: fc.integer(), trained: fc.nat(20), calibrated: fc.nat(20), clean: fc.integer({ min: 10, max: 60 }), share: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(fc.property(parts, ({ seed, trained, calibrated, clean, share }) => {
      const size = trained + calibrated + clean;
      const order = shufflePool(3, size);
      const seen = { trained: new Set(order.subarray(0, trained)), calibrated: new Set(order.subarray(trained, trained + calibrated)) };
      const report = Math.round(share * clean);
      const fit = size - trained - report;
      const sets = drawSets(seed, size, fit, report, seen);
      expect([sets.fit.length, sets.report.length, new Set([...sets.fit, ...sets.report]).size]).toEqual([fit, report, fit + report]);
      expect([...sets.report].some((i) => seen.trained.has(i) || seen.calibrated.has(i))).toBe(false);
      expect([...sets.fit].some((i) => seen.trained.has(i))).toBe(false);
      // With room left, calibration images are in neither set.
      const roomy = drawSets(seed, size, clean - report, report, seen);
      expect([...roomy.fit].some((i) => seen.calibrated.has(i))).toBe(false);
      expect(() => drawSets(seed, size, 0, clean + 1, seen)).toThrow('lower one of them');
    }));
  });

  it('says which fields ask for more than the pool holds', () => {
    expect(() => drawSets(1, 100, 60, 50)).toThrow('dataset.fit = 60 and dataset.report = 50 samples, but the dataset has only 100');
  });
});
