/** The best exit thresholds by the method that suits the number of branches (algorithms 5.2, 5.3). */
import { confidence } from '../decision';
import type { Costs, Outcomes } from '../measurements';
import { chooseThresholds, type ThresholdPick, type ThresholdRequirement } from './choose-thresholds';
import { exactGrid, neverExit, thresholdGrid } from './grid';
import { mixedTables } from './mixed-tables';
import { thresholdTables, type TableRequest, type ThresholdTables } from './threshold-tables';

export interface ThresholdSearch extends Omit<TableRequest, 'grid'> {
  /** Lowest threshold allowed. */
  readonly from: number;
  /** Values of the grid where there is one. */
  readonly grid: number;
}

/** `exact`: every distinct confidence. `mixed`: a grid at the first branch, every distinct confidence at the second. `refined`: a grid, then finer ones around its best. */
export type SearchMethod = 'exact' | 'mixed' | 'grid' | 'refined';

/** Four branches and more: grid values a branch, and how often the grid is drawn finer around the best. */
const COARSE = 11;
const ROUNDS = 4;
/** Largest table of each round, in entries: all rounds together then take well under a second. */
const MOST_REFINED = 250_000;
/** Largest table of two branches, in entries; beyond it the second branch's confidences are thinned evenly. */
const MOST_ENTRIES = 4_000_000;

/**
 * K = 1: exact. K = 2: mixed. K = 3: grid. K >= 4: a grid of 11 values, fewer from six branches on, refined: no longer exact, never worse than the grid's best.
 * `requirementFor`: what is asked, given whether the energies it needs are known; it comes back as `requirement`. Errors: run.no-samples, run.remote-missing, run.decision-missing
 */
export function searchThresholds(outcomes: Outcomes, costs: Costs, search: ThresholdSearch, requirementFor: (energyKnown: boolean) => ThresholdRequirement): { readonly pick: ThresholdPick; readonly method: SearchMethod; readonly requirement: ThresholdRequirement } {
  const { from, grid } = search;
  const branches = outcomes.exits.length - 1;
  const energies = [...costs.exits, ...(search.strategy === 'ee' ? [] : [costs.decision, costs.offload])].map(({ energyMj }) => energyMj);
  const requirement = requirementFor(!energies.includes(null));
  const choose = (tables: ThresholdTables): ThresholdPick => chooseThresholds(tables, requirement);
  const distinct = (k: number): Float64Array => exactFrom(exactGrid(confidence(outcomes.exits[k], search.measure, outcomes.classes)), from);
  if (branches === 1) return { pick: choose(thresholdTables(outcomes, costs, { ...search, grid: distinct(0) })), method: 'exact', requirement };
  if (branches === 2) {
    const first = thresholdGrid(from, grid, branches);
    return { pick: choose(mixedTables(outcomes, costs, search, first, thinned(distinct(1), Math.floor(MOST_ENTRIES / first.length)))), method: 'mixed', requirement };
  }
  if (branches < 4) return { pick: choose(thresholdTables(outcomes, costs, { ...search, grid: thresholdGrid(from, grid, branches) })), method: 'grid', requirement };
  const even = Math.min(COARSE, Math.max(2, Math.floor(MOST_REFINED ** (1 / branches)) - 1));
  const coarse = thresholdGrid(from, even, branches);
  let pick = choose(thresholdTables(outcomes, costs, { ...search, grid: coarse }));
  for (let round = 0, step = (1 - from) / (even - 1); round < ROUNDS; round++, step *= 2 / Math.max(4, even - 1)) {
    const { thresholds } = pick.feasible ? pick.point : pick.nearest;
    pick = choose(thresholdTables(outcomes, costs, { ...search, grid: thresholds.map((best) => around(Math.min(best, 1), step, from, even)) }));
  }
  return { pick, method: 'refined', requirement };
}

/** `count` rising values within a step of `centre`, evenly, `centre` itself among them, and never. */
function around(centre: number, step: number, from: number, count: number): Float64Array {
  const low = Math.max(from, centre - step);
  const high = Math.min(1, centre + step);
  const values = Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
  // The nearest even value gives way to the best so far, so that a finer grid never loses it.
  const nearest = values.reduce((found, value, i) => (Math.abs(value - centre) < Math.abs(values[found] - centre) ? i : found), 0);
  values[nearest] = centre;
  return Float64Array.from([...values, neverExit]);
}

/** The paper sweeps thresholds from 0.5 up; `from` keeps that, exact values above it. */
function exactFrom(values: Float64Array, from: number): Float64Array {
  return Float64Array.from([from, ...values.filter((value) => value > from)]);
}

function thinned(values: Float64Array, most: number): Float64Array {
  if (values.length <= most) return values;
  return Float64Array.from({ length: most }, (_, i) => values[Math.round((i * (values.length - 1)) / (most - 1))]);
}
