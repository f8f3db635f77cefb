/** The explorer's numbers against composing every sample anew at the same thresholds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explorerTables as schema, type ExplorerTables } from '../../src-main/contract/procedures/explore';
import { composeSamples, composeSummary, type PolicySummary } from '../../src-main/core/compose';
import { thresholdGrid } from '../../src-main/core/exits';
import type { Costs, DecisionModule, Policy } from '../../src-main/core/measurements';
import type { ChosenPolicy } from '../../src-main/engine/policy-choice';
import { explorerTables } from '../../src-main/studio/window/explorer-tables';
import { cheapestWith, handlesOf, moved, nearestIndex, pairTables, pointAt, startIndices, typedIndex } from '../../src-renderer/features/results/explore-point';
import { explorerFigure, type ExplorerWords } from '../../src-renderer/features/results/explorer-figure';
import { heatFigure } from '../../src-renderer/features/results/heat-figure';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';

const lr: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0.3, fittedOn: 'test' };
const margin: DecisionModule = { kind: 'threshold', measure: 'margin', threshold: 0.45 };
type Adjustable = ExplorerTables['strategy'];
type Options = { readonly decision?: DecisionModule; readonly samples?: number; readonly timed?: boolean; readonly energy?: boolean };

/** What the studio sends, and an oracle that walks every sample. */
function tablesOf(seed: number, branches: number, strategy: Adjustable, { decision = lr, samples = 150, timed = false, energy = true }: Options = {}): { tables: ExplorerTables; compose(at: readonly number[]): PolicySummary } {
  const outcomes = syntheticOutcomes(seed, samples, branches, { offloadMs: timed });
  const made = syntheticCosts(branches, { measured: timed, energy });
  const costs: Costs = { ...made, offload: { ...made.offload, latencyMs: { ...made.offload.latencyMs } } };
  const policy: Policy = {
    strategy, measure: 'max-softmax', thresholds: strategy === 'hi' ? [] : Array.from({ length: branches }, (_, k) => 0.8123 + k / 40), decision: strategy === 'ee' ? null : decision,
    ...(strategy === 'early-offload' ? { offloadBelow: Array.from({ length: branches }, (_, k) => 0.3077 + k / 50) } : {}),
  };
  const chosen: ChosenPolicy = { board: 'b', model: 'm', policy, variant: null, decisionText: '', chosenBy: '', feasibleOnFit: null, lrConstant: null };
  const tables = explorerTables({ outcomes, costs: { ...costs, rule: '' } as never, policies: [chosen] }, { id: 'r', board: 'b', model: 'm', strategy }, 0.5);
  // As it reaches the window: through the schema, as JSON.
  const sent = schema.parse(JSON.parse(JSON.stringify(tables)));
  return {
    tables: sent,
    compose(at) {
      const { grid } = sent;
      const handles = handlesOf(sent);
      const values = (kind: 'exit' | 'below'): number[] => handles.flatMap((handle, h) => (handle.kind === kind ? [grid[at[h]]] : []));
      const moving: Policy = strategy === 'hi'
        ? { ...policy, decision: { ...decision, threshold: decision.kind === 'binary-lr' ? logit(values('exit')[0]) : values('exit')[0] } as DecisionModule }
        : { ...policy, thresholds: values('exit'), ...(strategy === 'early-offload' ? { offloadBelow: values('below') } : {}) };
      return composeSummary(outcomes, moving, composeSamples(outcomes, costs, moving));
    },
  };
}
/** The z of a probability; below and above every z for 0 and "never". */
const logit = (p: number): number => (p <= 0 ? -Infinity : p >= 1 ? Infinity : Math.log(p / (1 - p)));

const cases: readonly (readonly [branches: number, strategy: Adjustable, options: Options, what: string])[] = [
  [1, 'ee', {}, ''], [2, 'ee', { energy: false }, ' without energies'], [1, 'ee-hi', {}, ''], [2, 'ee-hi', { timed: true }, ' with offloads timed one by one'], [2, 'ee-hi', { decision: margin }, ' and a threshold at the end'],
  [0, 'hi', {}, ' of a model without exits'], [1, 'hi', { decision: margin, timed: true }, ' by a threshold'], [1, 'early-offload', {}, ''], [1, 'early-offload', { timed: true }, ' with offloads timed one by one'], [2, 'early-offload', { timed: true }, ' with offloads timed one by one'], [2, 'early-offload', { energy: false }, ' without energies'],
];
const words: ExplorerWords = { title: 't', caption: 'c', accuracy: 'a', lpi: 'l', epi: 'e', offload: 'o', theta: 'θ', now: 'n', chosen: 'ch', target: 'ta', never: 'never', lines: { exit: 'exit line', below: 'below line' }, moves: 'moves', places: ['exit 1', 'model'], handle: ({ kind, place }) => `${kind} ${place + 1}` };

describe('the threshold explorer', () => {
  it.each(cases)('shows with %i exits under %s what composing every sample gives%4$s', (branches, strategy, options) => {
    const { tables, compose } = tablesOf(7, branches, strategy, options);
    const count = handlesOf(tables).length;
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: tables.grid.length - 1 }), { minLength: count, maxLength: count }), (at) => {
      const shown = pointAt(tables, at);
      const oracle = compose(at);
      expect(shown.accuracy).toBeCloseTo(oracle.accuracy, 12);
      expect(shown.lpiMs).toBeCloseTo(oracle.lpiMs, 6);
      if (oracle.epiMj === null) expect(shown.epiMj).toBeNull();
      else expect(shown.epiMj).toBeCloseTo(oracle.epiMj, 6);
      expect(shown.offloadShare).toBeCloseTo(oracle.offloadShare, 12);
      const last = strategy === 'hi' ? oracle.exitShares.length - 1 : 0;
      shown.exitShares.forEach((share, k) => expect(share).toBeCloseTo(oracle.exitShares[last + k], 12));
      shown.offloadedAt.forEach((share, k) => expect(share).toBeCloseTo(oracle.offloadedAt[last + k], 12));
      expect([...shown.exitShares, ...shown.offloadedAt].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }), { numRuns: 60 });
  });

  it.each(cases)('starts with %i exits under %s exactly at what the run chose%4$s', (branches, strategy, options) => {
    const { tables, compose } = tablesOf(3, branches, strategy, options);
    const at = startIndices(tables);
    const { exitFrom, offloadBelow } = tables.chosen;
    handlesOf(tables).forEach(({ kind, place }, h) => expect(tables.grid[at[h]]).toBe((kind === 'exit' ? exitFrom : offloadBelow!)[place]));
    expect(pointAt(tables, at).accuracy).toBeCloseTo(compose(at).accuracy, 12);
  });

  it('finds the grid value nearest to where the pointer is', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 2, noNaN: true }), (theta) => {
      const grid = [...thresholdGrid(0.5, 21)];
      const distance = Math.min(...grid.map((value) => Math.abs(value - theta)));
      expect(Math.abs(grid[nearestIndex(grid, theta)] - theta)).toBeCloseTo(distance, 12);
    }));
  });

  it('takes a threshold that is typed, and nothing that is no number', () => {
    const grid = [0, 0.5, 0.6, 1, 1.5];
    expect(['0.52', '0,58', '1', '1.01', '7', '-3'].map((text) => typedIndex(grid, text))).toEqual([1, 2, 3, 4, 4, 0]);
    expect(typedIndex([0, 0.5, 1], '7')).toBe(2);
    expect(['', ' ', 'never', 'NaN'].map((text) => typedIndex(grid, text))).toEqual([null, null, null, null]);
  });

  it('pushes the other threshold of an exit along, and no other, so that no exit offloads what it answers', () => {
    const { tables } = tablesOf(4, 2, 'early-offload');
    const index = fc.integer({ min: 0, max: tables.grid.length - 1 });
    fc.assert(fc.property(fc.array(index, { minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 3 }), index, (raw, handle, to) => {
      const at = [Math.max(raw[0], raw[1]), Math.min(raw[0], raw[1]), Math.max(raw[2], raw[3]), Math.min(raw[2], raw[3])];
      const next = moved(tables, at, handle, to);
      expect(next[handle]).toBe(to);
      expect(next[1] <= next[0] && next[3] <= next[2]).toBe(true);
      const other = handle < 2 ? [2, 3] : [0, 1];
      for (const h of other) expect(next[h]).toBe(at[h]);
    }));
  });

  it.each(['ee-hi', 'early-offload'] as const)('finds the cheapest setting of %s that keeps an accuracy, or says that none does', (strategy) => {
    const { tables, compose } = tablesOf(5, strategy === 'ee-hi' ? 2 : 1, strategy, { samples: 60 });
    const size = tables.grid.length;
    const all = Array.from({ length: size * size }, (_, i) => [Math.floor(i / size), i % size]).filter(([x, y]) => strategy === 'ee-hi' || y <= x).map((at) => pointAt(tables, at));
    const asked = all.map(({ accuracy }) => accuracy).sort((a, b) => a - b)[all.length >> 1];
    const best = cheapestWith(tables, asked, 'lpiMs')!;
    expect(compose(best).accuracy).toBeGreaterThanOrEqual(asked - 1e-12);
    expect(compose(best).lpiMs).toBeCloseTo(Math.min(...all.filter(({ accuracy }) => accuracy >= asked).map(({ lpiMs }) => lpiMs)), 6);
    expect(cheapestWith(tables, 1.01, 'lpiMs')).toBeNull();
  });

  it('draws a table twin with the very numbers of the curves', () => {
    const { tables } = tablesOf(2, 1, 'ee-hi');
    const figure = explorerFigure(tables, 0, [3], [5], 0.7, words);
    expect(figure.panels.map((panel) => panel.title)).toEqual(['a', 'l', 'e', 'o']);
    expect(figure.table.columns).toEqual(['exit 1', 'a', 'l', 'e', 'o', 'exit 1 (%)', 'model (%)']);
    figure.table.rows.forEach((row, i) => {
      const { accuracy, lpiMs, epiMj } = pointAt(tables, [i]);
      expect(row.slice(1, 4)).toEqual([Number((accuracy * 100).toPrecision(12)), lpiMs, epiMj]);
    });
    expect(figure.table.rows.at(-1)?.[0]).toBe('never');
  });

  it('draws two lines under early offload that meet at the setting that is shown, one for each threshold', () => {
    const { tables } = tablesOf(2, 1, 'early-offload');
    const now = [60, 25];
    const figure = explorerFigure(tables, 0, now, startIndices(tables), null, words);
    expect(figure.table.columns.slice(0, 3)).toEqual(['moves', 'exit 1', 'below 1']);
    expect(figure.table.rows).toHaveLength(2 * tables.grid.length);
    const here = pointAt(tables, now);
    for (const row of [figure.table.rows[60], figure.table.rows[tables.grid.length + 25]]) expect(row.slice(3, 5)).toEqual([Number((here.accuracy * 100).toPrecision(12)), here.lpiMs]);
  });

  it('maps every pair of the two thresholds of an exit, the others held, and leaves blank what is none', () => {
    const { tables, compose } = tablesOf(6, 2, 'early-offload');
    const at = [70, 30, 80, 40];
    const pairs = pairTables(tables, at, 3, 2);
    const size = tables.grid.length;
    fc.assert(fc.property(fc.integer({ min: 0, max: size - 1 }), fc.integer({ min: 0, max: size - 1 }), (below, exit) => {
      const flat = below * size + exit;
      if (below > exit) expect(pairs.accuracy[flat]).toBeNaN();
      else expect([pairs.accuracy[flat], pairs.offloadShare[flat]].map((value) => Number(value.toFixed(9)))).toEqual((({ accuracy, offloadShare }) => [accuracy, offloadShare])(compose([70, 30, exit, below])).map((value) => Number(value.toFixed(9))));
    }), { numRuns: 60 });
    const figure = heatFigure(tables.grid, pairs, 'accuracy', [40, 80], null, { title: 't', caption: 'c', accuracy: 'a', lpi: 'l', epi: 'e', offload: 'o', x: 'x', y: 'y', neverX: 'all', neverY: 'never', now: 'n', chosen: 'ch' });
    expect(figure.table.rows).toHaveLength((size * (size + 1)) / 2);
    expect(figure.table.rows.every((row) => row.every((value) => value !== null && !Number.isNaN(value)))).toBe(true);
  });
});
