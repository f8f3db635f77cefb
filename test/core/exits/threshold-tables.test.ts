/** The fast tables against composing every combination one by one, ties included (algorithms 5.2). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeSamples, composeSummary } from '../../../src-main/core/compose';
import { exactGrid, gridRanks, neverExit, tablePoint, thresholdGrid, thresholdTables } from '../../../src-main/core/exits';
import type { ConfidenceMeasure, DecisionModule, Policy } from '../../../src-main/core/measurements';
import { syntheticCosts, syntheticOutcomes } from '../synthetic-outcomes';

const lr: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'test' };

/** Every index of the tables, composed on its own. */
function compareAll(seed: number, samples: number, branches: number, options: { levels: number; strategy: 'ee' | 'ee-hi'; measure: ConfidenceMeasure; timed: boolean; grid: Float64Array }): void {
  const outcomes = syntheticOutcomes(seed, samples, branches, { levels: options.levels, offloadMs: options.timed });
  const costs = syntheticCosts(branches, { measured: options.timed });
  const { strategy, measure, grid } = options;
  const decision = strategy === 'ee-hi' ? lr : null;
  const tables = thresholdTables(outcomes, costs, { strategy, measure, decision, grid });
  expect(tables.accuracy.length).toBe(grid.length ** branches);
  for (let index = 0; index < tables.accuracy.length; index++) {
    const point = tablePoint(tables, index);
    const policy: Policy = { strategy, measure, thresholds: point.thresholds, decision };
    const one = composeSummary(outcomes, policy, composeSamples(outcomes, costs, policy));
    expect(point.accuracy).toBe(one.accuracy);
    expect(point.offloadShare).toBe(one.offloadShare);
    expect(point.lpiMs).toBeCloseTo(one.lpiMs, 9);
    expect(point.epiMj).toBeCloseTo(one.epiMj ?? NaN, 9);
  }
}

describe('threshold tables', () => {
  it('equal one-by-one evaluation for one branch', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 80 }), fc.integer({ min: 2, max: 40 }), fc.boolean(), (seed, n, levels, timed) => {
      compareAll(seed, n, 1, { levels, strategy: 'ee-hi', measure: 'max-softmax', timed, grid: thresholdGrid(0.2, 21) });
    }), { numRuns: 25 });
  });

  it('equal one-by-one evaluation for two branches', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), fc.constantFrom('ee' as const, 'ee-hi' as const), fc.constantFrom('max-softmax' as const, 'margin' as const, 'entropy' as const), (seed, n, strategy, measure) => {
      compareAll(seed, n, 2, { levels: 9, strategy, measure, timed: false, grid: thresholdGrid(0.2, 9) });
    }), { numRuns: 15 });
  });

  it('equal one-by-one evaluation for none, three and four branches', () => {
    compareAll(1, 50, 0, { levels: 5, strategy: 'ee-hi', measure: 'max-softmax', timed: true, grid: thresholdGrid(0.2, 5) });
    compareAll(2, 50, 3, { levels: 5, strategy: 'ee-hi', measure: 'max-softmax', timed: true, grid: thresholdGrid(0.2, 5) });
    compareAll(3, 40, 4, { levels: 4, strategy: 'ee', measure: 'margin', timed: false, grid: thresholdGrid(0.1, 3) });
  });

  it('are exact over every distinct confidence of one branch', () => {
    const outcomes = syntheticOutcomes(5, 120, 1, { levels: 50 });
    const grid = exactGrid(outcomes.exits[0].top.filter((_, i) => i % 2 === 0));
    compareAll(5, 120, 1, { levels: 50, strategy: 'ee-hi', measure: 'max-softmax', timed: false, grid });
    // No threshold between two distinct values does anything else.
    const tables = thresholdTables(outcomes, syntheticCosts(1), { strategy: 'ee-hi', measure: 'max-softmax', decision: lr, grid });
    const fine = thresholdTables(outcomes, syntheticCosts(1), { strategy: 'ee-hi', measure: 'max-softmax', decision: lr, grid: thresholdGrid(0, 1001) });
    const found = new Set(Array.from(tables.accuracy, (a, i) => `${a} ${tables.offloadShare[i]}`));
    fine.accuracy.forEach((a, i) => expect(found.has(`${a} ${fine.offloadShare[i]}`)).toBe(true));
  });

  it('do not depend on the order of samples', () => {
    const outcomes = syntheticOutcomes(9, 200, 2, { levels: 11 });
    const turned = { ...outcomes, truth: outcomes.truth.slice().reverse(), remote: outcomes.remote?.slice().reverse() ?? null, exits: outcomes.exits.map((e) => ({
      ...e, prediction: e.prediction.slice().reverse(), entropy: e.entropy.slice().reverse(), top: Float32Array.from(e.top, (_, i) => e.top[2 * (199 - (i >> 1)) + (i & 1)]),
    })) };
    const request = { strategy: 'ee-hi', measure: 'max-softmax', decision: lr, grid: thresholdGrid(0.2, 11) } as const;
    expect(thresholdTables(turned, syntheticCosts(2), request)).toEqual(thresholdTables(outcomes, syntheticCosts(2), request));
  });

  it('leave the energy unknown when one part has none', () => {
    const outcomes = syntheticOutcomes(4, 30, 1);
    const costs = { ...syntheticCosts(1), decision: syntheticCosts(1, { energy: false }).decision };
    const grid = thresholdGrid(0.5, 5);
    expect(thresholdTables(outcomes, costs, { strategy: 'ee-hi', measure: 'max-softmax', decision: lr, grid }).epiMj).toBeNull();
    expect(thresholdTables(outcomes, costs, { strategy: 'ee', measure: 'max-softmax', decision: null, grid }).epiMj).not.toBeNull();
  });
});

describe('grids', () => {
  it('start where asked, have even steps, and end above 1', () => {
    const grid = thresholdGrid(0.5, 101);
    expect(grid.length).toBe(102);
    expect([grid[0], grid[1], grid[100], grid[101]]).toEqual([0.5, 0.505, 1, neverExit]);
    expect(thresholdGrid(0.5, 401, 3).length).toBeLessThan(160);
  });

  it('lets a confidence of exactly 1 leave at threshold 1 but not above', () => {
    expect([...gridRanks(Float32Array.of(1, 0.5, 0.49), thresholdGrid(0.5, 2))]).toEqual([2, 1, 0]);
  });
});
