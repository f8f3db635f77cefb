/** Early offload's exact programmes for 10 000 samples, and the threshold tables for three branches. */
import { actionsOf, cheapestThresholds, gridOf, pricedRule, rightFor, type Actions } from '../../src-main/core/early-offload';
import { thresholdGrid, thresholdTables } from '../../src-main/core/exits';
import type { DecisionModule } from '../../src-main/core/measurements';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';

const samples = 10_000;
const decision: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'bench' };

/** Median and slowest of `rounds`, in ms; the first call is among them. */
function time(rounds: number, work: () => unknown): { median: number; slowest: number } {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { median: times[Math.floor(rounds / 2)], slowest: times[rounds - 1] };
}

function actions(branches: number): Actions {
  const found = actionsOf(syntheticOutcomes(1, samples, branches), syntheticCosts(branches), { measure: 'max-softmax', decision, minimise: 'latency' });
  if (found === null) throw new Error('latencies are known');
  return found;
}

export async function bench(): Promise<{ title: string; rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }> {
  const rows = [[1, 20, 15], [2, 500, 7], [3, null, 3], [4, null, 3]] as const;
  const early = rows.flatMap(([branches, limit, rounds]) => {
    const prepared = actions(branches);
    const { median, slowest } = time(rounds, () => cheapestThresholds(prepared, { accuracy: 0.78, lowestExit: 0.5, mayOffload: true }));
    const note = branches === 1 ? 'every distinct confidence' : 'grid, then polished';
    return [
      { name: `two thresholds, K = ${branches}, ${note}, median of ${rounds}`, value: median, unit: 'ms', ...(limit === null ? {} : { limit: `< ${limit} ms`, ok: median < limit }) },
      { name: `two thresholds, K = ${branches}, slowest`, value: slowest, unit: 'ms' },
    ];
  });
  const two = actions(2);
  const bound = time(3, () => pricedRule(two, two.confidence.map((sure) => gridOf(sure, 15, 0.5)), rightFor(0.78, samples)));
  const outcomes = syntheticOutcomes(1, samples, 3);
  const tables = time(5, () => thresholdTables(outcomes, syntheticCosts(3), { strategy: 'ee-hi', measure: 'max-softmax', decision, grid: thresholdGrid(0.5, 50, 3) }));
  return {
    title: `Early offload: N = ${samples}`,
    rows: [
      ...early,
      { name: 'lower bound, K = 2, 15 bins a branch, median of 3', value: bound.median, unit: 'ms' },
      { name: 'threshold tables of EE-HI, K = 3, G = 51, median of 5', value: tables.median, unit: 'ms', limit: '< 1000 ms', ok: tables.median < 1000 },
    ],
  };
}
