/** The explorer's numbers against composing every sample anew at the same thresholds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExplorerTables } from '../../src-main/contract/procedures';
import { composeSamples, composeSummary } from '../../src-main/core/compose';
import { thresholdGrid, thresholdTables } from '../../src-main/core/exits';
import type { DecisionModule } from '../../src-main/core/measurements';
import { cheapestWith, flatIndex, nearestIndex, pointAt, startIndices } from '../../src-renderer/features/results/explore-point';
import { explorerFigure } from '../../src-renderer/features/results/explorer-figure';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';

const lr: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'test' };

/** What the studio sends, with the exit shares counted sample by sample. */
function tablesOf(seed: number, branches: number, strategy: 'ee' | 'ee-hi', size: number): { tables: ExplorerTables; compose: (thresholds: readonly number[]) => ReturnType<typeof composeSummary> } {
  const outcomes = syntheticOutcomes(seed, 150, branches);
  const costs = syntheticCosts(branches);
  const decision = strategy === 'ee' ? null : lr;
  const grid = thresholdGrid(0.5, size, branches);
  const found = thresholdTables(outcomes, costs, { strategy, measure: 'max-softmax', decision, grid });
  const compose = (thresholds: readonly number[]): ReturnType<typeof composeSummary> => {
    const policy = { strategy, measure: 'max-softmax' as const, thresholds, decision };
    return composeSummary(outcomes, policy, composeSamples(outcomes, costs, policy));
  };
  const all = Array.from({ length: grid.length ** branches }, (_, i) => compose(Array.from({ length: branches }, (_b, k) => grid[Math.floor(i / grid.length ** (branches - 1 - k)) % grid.length])));
  const cost = (stage: (typeof costs)['plain']): { latencyMs: number; energyMj: number | null } => ({ latencyMs: stage.latencyMs.value, energyMj: stage.energyMj?.value ?? null });
  return {
    compose,
    tables: {
      board: 'b', model: 'm', strategy, branches, samples: 150, measure: 'max-softmax', grid: [...grid], accuracy: [...found.accuracy], lpiMs: [...found.lpiMs], epiMj: found.epiMj === null ? null : [...found.epiMj], offloadShare: [...found.offloadShare],
      exitShares: Array.from({ length: branches + 1 }, (_, k) => all.map((one) => one.exitShares[k] + (k === branches ? one.offloadShare : 0))),
      costs: { exits: costs.exits.map(cost), decision: cost(costs.decision), offload: cost(costs.offload) }, chosen: Array.from({ length: branches }, () => 0.8),
    },
  };
}

describe('the threshold explorer', () => {
  it.each([[1, 'ee'], [1, 'ee-hi'], [2, 'ee'], [2, 'ee-hi']] as const)('shows with %i branches under %s what composing every sample gives', (branches, strategy) => {
    const { tables, compose } = tablesOf(7, branches, strategy, 9);
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: tables.grid.length - 1 }), { minLength: branches, maxLength: branches }), (at) => {
      const shown = pointAt(tables, at);
      const oracle = compose(shown.thresholds);
      expect(shown.accuracy).toBeCloseTo(oracle.accuracy, 12);
      expect(shown.lpiMs).toBeCloseTo(oracle.lpiMs, 9);
      expect(shown.epiMj).toBeCloseTo(oracle.epiMj!, 9);
      expect(shown.offloadShare).toBeCloseTo(oracle.offloadShare, 12);
      shown.exitShares.forEach((share, k) => expect(share).toBeCloseTo(oracle.exitShares[k], 12));
      expect(shown.exitShares.reduce((sum, share) => sum + share, shown.offloadShare)).toBeCloseTo(1, 9);
    }), { numRuns: 40 });
  });

  it('starts at the thresholds the run chose', () => {
    const { tables } = tablesOf(3, 2, 'ee', 11);
    expect(startIndices(tables).map((i) => tables.grid[i])).toEqual([0.8, 0.8]);
    expect(flatIndex(tables, [2, 3])).toBe(2 * tables.grid.length + 3);
  });

  it('finds the grid value nearest to where the pointer is', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 2, noNaN: true }), (theta) => {
      const grid = [...thresholdGrid(0.5, 21)];
      const distance = Math.min(...grid.map((value) => Math.abs(value - theta)));
      expect(Math.abs(grid[nearestIndex(grid, theta)] - theta)).toBeCloseTo(distance, 12);
    }));
  });

  it('finds the cheapest setting that keeps an accuracy, or says that none does', () => {
    const { tables } = tablesOf(5, 2, 'ee-hi', 9);
    const asked = [...tables.accuracy].sort((a, b) => a - b)[40];
    const best = cheapestWith(tables, asked, 'lpiMs');
    const allowed = tables.lpiMs.filter((_, i) => tables.accuracy[i] >= asked);
    expect(tables.lpiMs[flatIndex(tables, best!)]).toBe(Math.min(...allowed));
    expect(cheapestWith(tables, 1.01, 'lpiMs')).toBeNull();
  });

  it('draws a table twin with the very numbers of the curves', () => {
    const { tables } = tablesOf(2, 1, 'ee-hi', 9);
    const figure = explorerFigure(tables, 3, 5, 0.7, null, { title: 't', caption: 'c', accuracy: 'a', lpi: 'l', epi: 'e', offload: 'o', theta: 'θ', now: 'n', chosen: 'ch', target: 'ta', never: 'never' });
    expect(figure.panels.map((panel) => panel.title)).toEqual(['a', 'l', 'e', 'o']);
    figure.table.rows.forEach((row, i) => expect(row.slice(1, 4)).toEqual([Number((tables.accuracy[i] * 100).toPrecision(12)), tables.lpiMs[i], tables.epiMj![i]]));
    expect(figure.table.rows.at(-1)?.[0]).toBe('never');
  });
});
