/** Accuracy, latency and energy over the exit thresholds, on the report set (the paper's Fig. 7). */
import type { Results } from '../../contract/results';
import { paretoFront, tablePoint, thresholdGrid, thresholdTables } from '../../core/exits';
import type { Outcomes } from '../../core/measurements';
import type { BoardModelCosts } from '../measure/timing';
import type { ChosenPolicy } from '../policy-choice';

/** Enough for a smooth curve on a page; the choice itself is made on a finer grid. */
const CURVE_POINTS = 61;

export function thresholdCurves(outcomes: Outcomes, costs: BoardModelCosts, policies: readonly ChosenPolicy[], from: number): Results['curves'] {
  return policies.flatMap(({ board, model, policy, variant }): Results['curves'] => {
    const { strategy, measure, decision, thresholds } = policy;
    if (variant !== null || (strategy !== 'ee' && strategy !== 'ee-hi')) return [];
    const branches = outcomes.exits.length - 1;
    const grid = thresholdGrid(from, CURVE_POINTS, branches);
    const tables = thresholdTables(outcomes, costs, { strategy, measure, decision, grid });
    const shown = branches === 1 ? [...grid.keys()] : [...paretoFront(tables.lpiMs, tables.accuracy)];
    return [{
      board, model, strategy, grid: [...grid], branches, chosen: [...thresholds],
      points: shown.map((i) => {
        const point = tablePoint(tables, i);
        return { thresholds: [...point.thresholds], accuracy: point.accuracy, lpiMs: point.lpiMs, epiMj: point.epiMj, offloadShare: point.offloadShare };
      }),
    }];
  });
}
