/** The search by number of branches against plain enumeration on few samples (algorithms 5.2, 5.3). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeSamples, composeSummary, type PolicySummary } from '../../../src-main/core/compose';
import { chooseThresholds, exactGrid, mixedTables, neverExit, searchThresholds, tablePoint, thresholdGrid, thresholdTables, type ThresholdRequirement } from '../../../src-main/core/exits';
import type { Costs, DecisionModule, Outcomes } from '../../../src-main/core/measurements';
import { syntheticCosts, syntheticOutcomes } from '../synthetic-outcomes';

const lr: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'test' };
const how = { strategy: 'ee-hi' as const, measure: 'max-softmax' as const, decision: lr };
const evaluate = (outcomes: Outcomes, costs: Costs, thresholds: readonly number[]): PolicySummary => {
  const policy = { ...how, thresholds };
  return composeSummary(outcomes, policy, composeSamples(outcomes, costs, policy));
};
const ask = (change: Partial<ThresholdRequirement>): ThresholdRequirement => ({ accuracy: null, lpiMs: null, epiMj: null, minimise: 'latency', marginZ: 0, ...change });
/** Every distinct confidence of a branch from 0.5 on, 0.5 itself and never. */
const values = (outcomes: Outcomes, k: number): number[] => [0.5, ...new Set([...exactGrid(outcomes.exits[k].top.filter((_, i) => i % 2 === 0))].filter((value) => value > 0.5))];

describe('tables of two branches without a grid on the second', () => {
  it('equal composing every combination one by one, ties and own offload times included', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2, max: 12 }), fc.boolean(), fc.constantFrom('ee' as const, 'ee-hi' as const), (seed, n, levels, timed, strategy) => {
      const outcomes = syntheticOutcomes(seed, n, 2, { levels, offloadMs: timed });
      const costs = syntheticCosts(2, { measured: timed });
      const request = { ...how, strategy, decision: strategy === 'ee' ? null : lr };
      const tables = mixedTables(outcomes, costs, request, thresholdGrid(0.3, 5), Float64Array.from(values(outcomes, 1)));
      for (let index = 0; index < tables.accuracy.length; index++) {
        const point = tablePoint(tables, index);
        const policy = { ...request, thresholds: point.thresholds };
        const one = composeSummary(outcomes, policy, composeSamples(outcomes, costs, policy));
        expect([point.accuracy, point.offloadShare]).toEqual([one.accuracy, one.offloadShare]);
        expect(point.lpiMs).toBeCloseTo(one.lpiMs, 9);
        expect(point.epiMj).toBeCloseTo(one.epiMj ?? NaN, 9);
      }
    }), { numRuns: 20 });
  });
});

describe('the search', () => {
  const criteria: readonly Partial<ThresholdRequirement>[] = [
    { accuracy: 0.75 }, { accuracy: 0.75, minimise: 'energy' }, { accuracy: 0.75, minimise: { perMs: 1, perMj: 0.5 } }, { minimise: 'accuracy', lpiMs: 6 }, { minimise: 'accuracy', epiMj: 15 }, { minimise: 'accuracy', lpiMs: 6, epiMj: 17 },
  ];

  it.each([1, 2])('finds what trying every combination finds, for each criterion (branches: %i)', (branches) => {
    fc.assert(fc.property(fc.integer(), fc.constantFrom(...criteria), (seed, change) => {
      const outcomes = syntheticOutcomes(seed, 25, branches, { levels: 30 });
      const costs = syntheticCosts(branches);
      const requirement = ask(change);
      const { pick, method } = searchThresholds(outcomes, costs, { ...how, from: 0.5, grid: 11 }, () => requirement);
      expect(method).toBe(branches === 1 ? 'exact' : 'mixed');
      const first = branches === 1 ? values(outcomes, 0) : [...thresholdGrid(0.5, 11, 2)];
      const all = first.flatMap((a) => (branches === 1 ? [[a]] : values(outcomes, 1).map((b) => [a, b]))).map((thresholds) => evaluate(outcomes, costs, thresholds));
      const cost = ({ accuracy, lpiMs, epiMj }: PolicySummary): number => (requirement.minimise === 'accuracy' ? -accuracy : requirement.minimise === 'latency' ? lpiMs : requirement.minimise === 'energy' ? (epiMj ?? 0) : requirement.minimise.perMs * lpiMs + requirement.minimise.perMj * (epiMj ?? 0));
      const slack = 1e-9;
      const kept = all.filter((one) => one.accuracy >= (requirement.accuracy ?? 0) - slack && one.lpiMs <= (requirement.lpiMs ?? Infinity) + slack && (one.epiMj ?? 0) <= (requirement.epiMj ?? Infinity) + slack);
      expect(pick.feasible).toBe(kept.length > 0);
      if (pick.feasible) expect(cost(evaluate(outcomes, costs, pick.point.thresholds))).toBeCloseTo(Math.min(...kept.map(cost)), 9);
    }), { numRuns: 30 });
  });

  it('draws the grid of four branches finer around its best, and never ends worse than the coarse one', () => {
    for (const seed of [1, 2, 3]) {
      const outcomes = syntheticOutcomes(seed, 300, 4);
      const costs = syntheticCosts(4);
      const requirement = ask({ accuracy: 0.8 });
      const coarse = chooseThresholds(thresholdTables(outcomes, costs, { ...how, grid: thresholdGrid(0.5, 11, 4) }), requirement);
      const { pick, method } = searchThresholds(outcomes, costs, { ...how, from: 0.5, grid: 101 }, () => requirement);
      if (!pick.feasible || !coarse.feasible) throw new Error('both reach 80 %');
      expect([method, pick.point.thresholds.length]).toEqual(['refined', 4]);
      expect(pick.point.lpiMs).toBeLessThan(coarse.point.lpiMs);
      // What it says of its choice is what composing it gives.
      const composed = evaluate(outcomes, costs, pick.point.thresholds);
      expect([pick.point.accuracy, pick.point.offloadShare]).toEqual([composed.accuracy, composed.offloadShare]);
      expect(pick.point.lpiMs).toBeCloseTo(composed.lpiMs, 9);
      expect(pick.point.thresholds.every((theta) => theta >= 0.5 && theta <= neverExit)).toBe(true);
    }
  });

  it('takes smaller grids for many branches, so that no table outgrows memory', () => {
    // Eight exits before the end, as FLEET has: twelve values a branch would be 430 million entries.
    const outcomes = syntheticOutcomes(1, 60, 8);
    const costs = syntheticCosts(8);
    const { pick, method } = searchThresholds(outcomes, costs, { ...how, strategy: 'ee', decision: null, from: 0.5, grid: 101 }, () => ask({ minimise: 'accuracy' }));
    if (!pick.feasible) throw new Error('nothing is asked');
    expect([method, pick.point.thresholds.length]).toEqual(['refined', 8]);
    const policy = { ...how, strategy: 'ee' as const, decision: null, thresholds: pick.point.thresholds };
    expect(pick.point.accuracy).toBe(composeSummary(outcomes, policy, composeSamples(outcomes, costs, policy)).accuracy);
  });

  it('names two limits that can be kept apart but not together, and comes nearest to the energy', () => {
    const tables = { branches: 1, samples: 100, grid: Float64Array.of(0.5, 0.6, 0.7), accuracy: Float64Array.of(0.9, 0.9, 0.9), lpiMs: Float64Array.of(1, 2, 9), epiMj: Float64Array.of(9, 6, 1), offloadShare: new Float64Array(3) };
    expect(chooseThresholds(tables, ask({ minimise: 'accuracy', lpiMs: 3, epiMj: 3 }))).toMatchObject({ feasible: false, binds: 'limits', nearest: { thresholds: [0.6] } });
  });
});
