/** The most accurate rule of early offload within a cost, against every pair of thresholds (algorithms 5.3, 6.1). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionsOf, costOf, mostAccurateWithin, type Actions } from '../../../src-main/core/early-offload';
import { neverExit } from '../../../src-main/core/exits';
import type { DecisionModule } from '../../../src-main/core/measurements';
import { syntheticCosts, syntheticOutcomes } from '../synthetic-outcomes';

const decision: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'test' };
const example = (seed: number, minimise: Parameters<typeof actionsOf>[2]['minimise']): Actions => actionsOf(syntheticOutcomes(seed, 30, 1, { levels: 25 }), syntheticCosts(1), { measure: 'max-softmax', decision, minimise }) as Actions;

describe('early offload within a cost', () => {
  it('is as accurate as the best of all pairs of thresholds that keep it, or says that none does', () => {
    fc.assert(fc.property(fc.integer(), fc.double({ min: 0.5, max: 12, noNaN: true }), (seed, most) => {
      const actions = example(seed, 'latency');
      const edges = [0, ...new Set([...actions.confidence[0]].sort((a, b) => a - b)), neverExit];
      const all = edges.flatMap((low) => edges.filter((high) => high >= low && high >= 0.5).map((high) => costOf(actions, [high], [low])));
      const kept = all.filter(({ cost }) => cost <= most);
      const found = mostAccurateWithin(actions, most, { lowestExit: 0.5, mayOffload: true });
      if (kept.length === 0) expect(found).toBeNull();
      else {
        expect(found?.cost).toBeLessThanOrEqual(most);
        expect(found?.accuracy).toBe(Math.max(...kept.map(({ accuracy }) => accuracy)));
      }
    }), { numRuns: 60 });
  });

  it('weighs time and energy together where a weighted sum is asked for', () => {
    const [ms, mj, both] = [example(3, 'latency'), example(3, 'energy'), example(3, { perMs: 2, perMj: 0.5 })].map((actions) => costOf(actions, [0.7], [0.3]));
    expect(both.cost).toBeCloseTo(2 * ms.cost + 0.5 * mj.cost, 9);
    expect(both.accuracy).toBe(ms.accuracy);
  });
});
