/** Early offload's exact programmes against trying everything (the oracle: plain enumeration over the samples, written without the code's sums). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeSamples, composeSummary } from '../../../src-main/core/compose';
import { actionsOf, bestCuts, cheapestBinRule, cheapestThresholds, costOf, emptyCells, gridOf, hullBinRule, mostAccurateThresholds, pricedRule, rightFor, type Actions, type CellSums } from '../../../src-main/core/early-offload';
import { exactGrid, gridRanks, neverExit, thresholdTables } from '../../../src-main/core/exits';
import type { DecisionModule, Policy } from '../../../src-main/core/measurements';
import { createRandom } from '../../../src-main/core/random';
import { syntheticCosts, syntheticOutcomes } from '../synthetic-outcomes';

const decision: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'test' };
const actionsFrom = (seed: number, samples: number, branches: number, levels = 6): Actions => {
  const found = actionsOf(syntheticOutcomes(seed, samples, branches, { levels }), syntheticCosts(branches), { measure: 'max-softmax', decision, minimise: 'latency' });
  if (found === null) throw new Error('latencies are known');
  // Costs in any proportion, rising or not.
  const random = createRandom(seed + 1);
  return { ...found, exit: found.exit.map(() => random.between(0.5, 5)), end: random.between(0.5, 9), offload: random.between(0.1, 12) };
};

/** Every pair of thresholds a branch out of `values`, with exit >= offload. */
function everyRule(values: readonly (readonly number[])[]): { exitFrom: number[]; offloadBelow: number[] }[] {
  return values.reduce<{ exitFrom: number[]; offloadBelow: number[] }[]>((rules, here) => rules.flatMap(({ exitFrom, offloadBelow }) =>
    here.flatMap((low) => here.filter((high) => high >= low).map((high) => ({ exitFrom: [...exitFrom, high], offloadBelow: [...offloadBelow, low] })))), [{ exitFrom: [], offloadBelow: [] }]);
}
const valuesOf = (sure: Float32Array): number[] => [...new Set([0, ...sure, neverExit])].sort((a, b) => a - b);
const leastCost = (actions: Actions, rules: ReturnType<typeof everyRule>, accuracy: number): number =>
  Math.min(...rules.map(({ exitFrom, offloadBelow }) => costOf(actions, exitFrom, offloadBelow)).filter((one) => one.accuracy >= accuracy - 1e-12).map(({ cost }) => cost));

describe('two thresholds a branch', () => {
  it('with one branch are the cheapest of every pair of distinct confidences', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, samples, levels, accuracy) => {
      const actions = actionsFrom(seed, samples, 1, levels);
      const wanted = rightFor(accuracy, samples) / samples;
      const expected = leastCost(actions, everyRule([valuesOf(actions.confidence[0])]), wanted);
      const found = cheapestThresholds(actions, { accuracy, lowestExit: 0, mayOffload: true });
      if (found === null) return void expect(expected).toBe(Infinity);
      expect(found.accuracy).toBeGreaterThanOrEqual(wanted);
      expect(found.cost).toBeCloseTo(expected, 9);
    }), { numRuns: 300 });
  });

  it('with two and three branches are the cheapest of every combination on the same grid', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 2, max: 3 }), fc.double({ min: 0.2, max: 1, noNaN: true }), fc.boolean(), (seed, branches, accuracy, mayOffload) => {
      const actions = actionsFrom(seed, 40, branches, branches === 2 ? 6 : 3);
      const edges = actions.confidence.map((sure) => gridOf(sure, Infinity, 0.3));
      const right = rightFor(accuracy, 40);
      const cuts = bestCuts(actions, actions.confidence.map((sure, k) => gridRanks(sure, edges[k])), edges.map(({ length }) => length + 1), { right, firstExit: edges.map((values) => values.indexOf(0.3) + 1), mayOffload });
      const rules = everyRule(actions.confidence.map((sure) => [...new Set([...valuesOf(sure), 0.3])])).filter(({ exitFrom, offloadBelow }) => exitFrom.every((value) => value >= 0.3) && (mayOffload || offloadBelow.every((value) => value === 0)));
      const expected = leastCost(actions, rules, right / 40);
      if (cuts === null) return void expect(expected).toBe(Infinity);
      const value = (k: number, cut: number): number => (cut === 0 ? 0 : (edges[k][cut - 1] ?? neverExit));
      const found = costOf(actions, cuts.map(({ high }, k) => value(k, high)), cuts.map(({ low }, k) => value(k, low)));
      expect(found.accuracy).toBeGreaterThanOrEqual(right / 40);
      expect(found.cost).toBeCloseTo(expected, 9);
    }), { numRuns: 60 });
  });

  it('polished over all distinct confidences are never dearer than where polishing started, and keep the accuracy', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 2, max: 4 }), fc.double({ min: 0.3, max: 0.9, noNaN: true }), (seed, branches, accuracy) => {
      const actions = actionsFrom(seed, 150, branches, 1000);
      const without = cheapestThresholds(actions, { accuracy, lowestExit: 0.5, mayOffload: false });
      const found = cheapestThresholds(actions, { accuracy, lowestExit: 0.5, mayOffload: true, ...(without === null ? {} : { start: without }) });
      if (without === null) return;
      expect(without.offloadBelow.every((value) => value === 0)).toBe(true);
      expect(found?.cost).toBeLessThanOrEqual(without.cost);
      expect(found?.accuracy).toBeGreaterThanOrEqual(rightFor(accuracy, 150) / 150);
      expect(found?.exitFrom.every((value, k) => value >= 0.5 && value >= found.offloadBelow[k])).toBe(true);
    }), { numRuns: 25 });
  });

  it('that may not offload at a branch are EE-HI’s own: the threshold tables find the same cost', () => {
    const outcomes = syntheticOutcomes(5, 800, 1);
    const costs = syntheticCosts(1);
    const actions = actionsOf(outcomes, costs, { measure: 'max-softmax', decision, minimise: 'energy' });
    const tables = thresholdTables(outcomes, costs, { strategy: 'ee-hi', measure: 'max-softmax', decision, grid: exactGrid(actions!.confidence[0]) });
    for (const accuracy of [0.6, 0.7, 0.75, 0.8]) {
      const feasible = [...tables.epiMj!].filter((_, g) => tables.accuracy[g] >= accuracy);
      expect(cheapestThresholds(actions!, { accuracy, lowestExit: 0, mayOffload: false })?.cost ?? Infinity).toBeCloseTo(Math.min(...feasible), 9);
    }
  });

  it('mean on the samples what composing the policy gives', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 3 }), (seed, branches) => {
      const outcomes = syntheticOutcomes(seed, 200, branches);
      const costs = syntheticCosts(branches);
      for (const minimise of ['latency', 'energy'] as const) {
        const found = cheapestThresholds(actionsOf(outcomes, costs, { measure: 'margin', decision, minimise })!, { accuracy: 0.7, lowestExit: 0.4, mayOffload: true });
        if (found === null) continue;
        const policy: Policy = { strategy: 'early-offload', measure: 'margin', thresholds: found.exitFrom, offloadBelow: found.offloadBelow, decision };
        const summary = composeSummary(outcomes, policy, composeSamples(outcomes, costs, policy));
        expect(minimise === 'latency' ? summary.lpiMs : summary.epiMj).toBeCloseTo(found.cost, 9);
        expect(summary.accuracy).toBeCloseTo(found.accuracy, 12);
        expect([...summary.exitShares, ...summary.offloadedAt].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }
    }), { numRuns: 20 });
  });

  it('that cannot reach an accuracy give way to the most accurate, and the cheapest of those', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const actions = actionsFrom(seed, 40, 1, 8);
      const all = everyRule([valuesOf(actions.confidence[0])]).map(({ exitFrom, offloadBelow }) => costOf(actions, exitFrom, offloadBelow));
      const most = Math.max(...all.map(({ accuracy }) => accuracy));
      const found = mostAccurateThresholds(actions, { lowestExit: 0, mayOffload: true });
      expect(found.accuracy).toBe(most);
      expect(found.cost).toBeCloseTo(Math.min(...all.filter(({ accuracy }) => accuracy === most).map(({ cost }) => cost)), 9);
      expect(cheapestThresholds(actions, { accuracy: most + 1 / 40, lowestExit: 0, mayOffload: true })).toBeNull();
    }
  });

  it('need a remote model, samples, and an energy where energy is asked for', () => {
    const costs = syntheticCosts(1, { energy: false });
    const request = { measure: 'max-softmax', decision, minimise: 'energy' } as const;
    expect(actionsOf(syntheticOutcomes(1, 10, 1), costs, request)).toBeNull();
    expect(() => actionsOf(syntheticOutcomes(1, 10, 1, { remote: false }), costs, request)).toThrow('Strategy early-offload needs the remote model’s answers');
    expect(() => actionsOf(syntheticOutcomes(1, 0, 1), costs, request)).toThrow(/early offload/);
  });
});

describe('any action a bin', () => {
  const randomCells = (seed: number, bins: number): CellSums => {
    const random = createRandom(seed);
    const cells = emptyCells(bins);
    for (const [name, values] of Object.entries(cells)) for (let b = 0; b < bins; b++) values[b] = name.endsWith('Right') ? random.integer(6) : random.between(0, 5);
    return cells;
  };
  /** All 3^B rules. */
  const everyBinRule = (cells: CellSums): { cost: number; right: number }[] => Array.from({ length: 3 ** cells.exitCost.length }, (_, code) => {
    let [cost, right] = [0, 0];
    for (let b = 0, rest = code; b < cells.exitCost.length; b++, rest = Math.floor(rest / 3)) {
      cost += [cells.exitCost, cells.offloadCost, cells.goOnCost][rest % 3][b];
      right += [cells.exitRight, cells.offloadRight, cells.goOnRight][rest % 3][b];
    }
    return { cost, right };
  });

  it('is solved exactly by the table, and bounded by the hull, against all 729 rules of six bins', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 0, max: 30 }), (seed, right) => {
      const cells = randomCells(seed, 6);
      const expected = Math.min(...everyBinRule(cells).filter((rule) => rule.right >= right).map(({ cost }) => cost));
      const exact = cheapestBinRule(cells, right);
      const hull = hullBinRule(cells, right);
      if (expected === Infinity) return void expect([exact, hull]).toEqual([null, null]);
      expect(exact?.cost).toBeCloseTo(expected, 9);
      expect(exact?.right).toBeGreaterThanOrEqual(right);
      expect(hull?.bound).toBeLessThanOrEqual(expected + 1e-9);
      expect(hull?.rule.cost).toBeGreaterThanOrEqual(expected - 1e-9);
      expect(hull?.rule.right).toBeGreaterThanOrEqual(right);
    }), { numRuns: 200 });
  });

  it('over several branches is bounded from below by the priced programme, whose own rule is feasible (all 729 rules of two bins, two branches)', () => {
    fc.assert(fc.property(fc.integer(), fc.double({ min: 0.2, max: 0.95, noNaN: true }), (seed, accuracy) => {
      const actions = actionsFrom(seed, 60, 2, 9);
      const edges = actions.confidence.map(() => Float64Array.of(0.6));
      const bins = actions.confidence.map((sure) => Uint8Array.from(sure, (c) => (c >= 0.6 ? 1 : 0)));
      const right = rightFor(accuracy, 60);
      let expected = Infinity;
      // Two first actions, and where they go on four second ones that know both bins.
      for (let code = 0; code < 3 ** 6; code++) {
        const action = (place: number): number => Math.floor(code / 3 ** place) % 3;
        let [cost, gained] = [0, 0];
        for (let i = 0; i < 60; i++) {
          const first = action(bins[0][i]);
          const k = first < 2 ? 0 : 1;
          const x = k === 0 ? first : action(2 + 2 * bins[0][i] + bins[1][i]);
          cost += x === 0 ? actions.exit[k] : x === 1 ? actions.exit[k] + actions.offload : actions.end + actions.offAtEnd[i] * actions.offload;
          gained += x === 0 ? actions.exitRight[k][i] : x === 1 ? actions.serverRight[i] : actions.endRight[i];
        }
        if (gained >= right) expected = Math.min(expected, cost / 60);
      }
      const found = pricedRule(actions, edges, right);
      if (found === null) return void expect(expected).toBe(Infinity);
      expect(found.bound).toBeLessThanOrEqual(expected + 1e-9);
      expect(found.cost).toBeGreaterThanOrEqual(expected - 1e-9);
      expect(found.accuracy).toBeGreaterThanOrEqual(right / 60 - 1e-12);
    }), { numRuns: 40 });
  });

  it('with one branch has the same bound by hull and by price', () => {
    const actions = actionsFrom(11, 500, 1, 400);
    const edges = [gridOf(actions.confidence[0], 20, 0.5)];
    const ranks = gridRanks(actions.confidence[0], edges[0]);
    const cells = emptyCells(edges[0].length + 1);
    for (let i = 0; i < 500; i++) {
      const b = ranks[i];
      cells.exitCost[b] += actions.exit[0]; cells.exitRight[b] += actions.exitRight[0][i];
      cells.offloadCost[b] += actions.exit[0] + actions.offload; cells.offloadRight[b] += actions.serverRight[i];
      cells.goOnCost[b] += actions.end + actions.offAtEnd[i] * actions.offload; cells.goOnRight[b] += actions.endRight[i];
    }
    for (const accuracy of [0.6, 0.7, 0.8]) {
      const right = rightFor(accuracy, 500);
      expect(pricedRule(actions, edges, right)?.bound).toBeCloseTo((hullBinRule(cells, right)?.bound ?? NaN) / 500, 6);
    }
  });
});
