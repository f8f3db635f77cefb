/** The choice among combinations: constraints, ties, the margin, and what comes nearest (algorithms 5.3). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseThresholds, paretoFront, thresholdGrid, thresholdTables, withMargin, type ThresholdRequirement, type ThresholdTables } from '../../../src-main/core/exits';
import { syntheticCosts, syntheticOutcomes } from '../synthetic-outcomes';

/** One branch, thresholds 0.5, 0.6, 0.7, 0.8. */
const tables = (accuracy: number[], lpiMs: number[], epiMj: number[] | null): ThresholdTables => ({
  branches: 1, samples: 10000, grid: Float64Array.of(0.5, 0.6, 0.7, 0.8), accuracy: Float64Array.from(accuracy), lpiMs: Float64Array.from(lpiMs),
  epiMj: epiMj && Float64Array.from(epiMj), offloadShare: new Float64Array(4),
});
const ask = (requirement: Partial<ThresholdRequirement>): ThresholdRequirement => ({ accuracy: null, lpiMs: null, epiMj: null, minimise: 'latency', marginZ: 0, ...requirement });

describe('choosing thresholds', () => {
  it('scans the whole table, since accuracy is not monotone', () => {
    const pick = chooseThresholds(tables([0.95, 0.8, 0.97, 0.85], [3, 1, 2, 4], [1, 1, 1, 1]), ask({ accuracy: 0.9 }));
    expect(pick).toMatchObject({ feasible: true, point: { thresholds: [0.7], lpiMs: 2 } });
  });

  it('breaks ties by lower EPI, then by the higher threshold', () => {
    expect(chooseThresholds(tables([1, 1, 1, 1], [2, 2, 2, 3], [5, 4, 4, 1]), ask({}))).toMatchObject({ point: { thresholds: [0.7] } });
    expect(chooseThresholds(tables([1, 1, 1, 1], [2, 2, 2, 2], [4, 5, 5, 5]), ask({}))).toMatchObject({ point: { thresholds: [0.5] } });
  });

  it('takes accuracy exactly at the target, and asks for more with a margin', () => {
    const t = tables([0.9, 0.904, 0.905, 0.92], [1, 2, 3, 4], null);
    expect(chooseThresholds(t, ask({ accuracy: 0.9 }))).toMatchObject({ point: { thresholds: [0.5] } });
    // 0.9 + 1.645 sqrt(0.09 / 10000) = 0.904935.
    expect(withMargin(0.9, 10000, 1.645)).toBeCloseTo(0.904935, 9);
    expect(chooseThresholds(t, ask({ accuracy: 0.9, marginZ: 1.645 }))).toMatchObject({ point: { thresholds: [0.7] } });
  });

  it('serves a latency limit with the highest accuracy, and a weighted sum', () => {
    const t = tables([0.9, 0.95, 0.95, 0.99], [1, 2, 2, 9], [9, 4, 3, 1]);
    expect(chooseThresholds(t, ask({ lpiMs: 2, minimise: 'accuracy' }))).toMatchObject({ point: { thresholds: [0.7] } });
    expect(chooseThresholds(t, ask({ minimise: 'energy' }))).toMatchObject({ point: { thresholds: [0.8] } });
    expect(chooseThresholds(t, ask({ minimise: { perMs: 1, perMj: 1 } }))).toMatchObject({ point: { thresholds: [0.7] } });
  });

  it('says which bound cannot be met and what comes nearest', () => {
    const t = tables([0.9, 0.95, 0.95, 0.99], [1, 2, 2, 9], [9, 4, 3, 2]);
    expect(chooseThresholds(t, ask({ accuracy: 0.995 }))).toMatchObject({ feasible: false, binds: 'accuracy', nearest: { accuracy: 0.99 } });
    expect(chooseThresholds(t, ask({ lpiMs: 0.5 }))).toMatchObject({ feasible: false, binds: 'latency', nearest: { lpiMs: 1 } });
    expect(chooseThresholds(t, ask({ epiMj: 1 }))).toMatchObject({ feasible: false, binds: 'energy', nearest: { epiMj: 2 } });
    expect(chooseThresholds(t, ask({ accuracy: 0.98, lpiMs: 2 }))).toMatchObject({ feasible: false, binds: 'combination', nearest: { accuracy: 0.95, thresholds: [0.7] } });
    expect(chooseThresholds(tables([1, 1, 1, 1], [4, 3, 2, 1], null), ask({ minimise: 'energy' }))).toMatchObject({ feasible: false, binds: 'energy-unknown', nearest: { lpiMs: 1 } });
  });

  it('never returns a combination that another one beats', () => {
    fc.assert(fc.property(fc.integer(), fc.double({ min: 0.3, max: 1, noNaN: true }), (seed, accuracy) => {
      const t = thresholdTables(syntheticOutcomes(seed, 60, 2, { levels: 8 }), syntheticCosts(2), { strategy: 'ee', measure: 'max-softmax', decision: null, grid: thresholdGrid(0.2, 8) });
      const pick = chooseThresholds(t, ask({ accuracy }));
      const meeting = [...t.lpiMs].filter((_, i) => t.accuracy[i] >= accuracy);
      expect(pick.feasible).toBe(meeting.length > 0);
      if (pick.feasible) expect(pick.point.lpiMs).toBe(Math.min(...meeting));
      else expect(pick.nearest.accuracy).toBe(Math.max(...t.accuracy));
    }), { numRuns: 30 });
  });
});

describe('the Pareto front', () => {
  it('holds exactly the combinations that nothing dominates', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 1, maxLength: 30 }), (rows) => {
      const front = paretoFront(Float64Array.from(rows, (r) => r[0]), Float64Array.from(rows, (r) => r[1]));
      const points = [...front].map((i) => rows[i].join());
      const undominated = rows.filter(([c, a]) => !rows.some(([d, b]) => (d < c && b >= a) || (d <= c && b > a))).map((r) => r.join());
      expect(new Set(points)).toEqual(new Set(undominated));
      expect(points.length).toBe(new Set(points).size);
    }));
  });
});
