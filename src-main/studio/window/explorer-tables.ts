/** The threshold explorer's tables: small enough to send once, complete enough that dragging asks nothing more. */
import type { ExplorerTables } from '../../contract/procedures';
import { exitShareTables, thresholdGrid, thresholdTables } from '../../core/exits';
import { StudioError } from '../../core/errors';
import type { StageCost } from '../../core/measurements';
import type { Measurements } from './run-reader';

/** With "never" this is 101 values along each axis. */
const GRID = 100;
const MOST_BRANCHES = 2;

export interface TablesRequest { readonly id: string; readonly board: string; readonly model: string; readonly strategy: 'ee' | 'ee-hi' }

/** `from`: lowest threshold of the grid. Errors: explore.too-many-exits, run.sample-unknown */
export function explorerTables({ outcomes, costs, policies }: Measurements, { id, board, model, strategy }: TablesRequest, from: number): ExplorerTables {
  const branches = outcomes.exits.length - 1;
  if (branches < 1 || branches > MOST_BRANCHES) throw new StudioError('explore.too-many-exits', { model, branches });
  const policy = policies.find((one) => one.policy.strategy === strategy)?.policy;
  if (policy === undefined) throw new StudioError('run.sample-unknown', { id, field: 'strategy', value: strategy });
  const grid = thresholdGrid(from, GRID, branches);
  const tables = thresholdTables(outcomes, costs, { strategy, measure: policy.measure, decision: policy.decision, grid });
  return {
    board, model, strategy, branches, samples: tables.samples, measure: policy.measure, grid: [...grid],
    accuracy: short(tables.accuracy), lpiMs: short(tables.lpiMs), epiMj: tables.epiMj === null ? null : short(tables.epiMj), offloadShare: short(tables.offloadShare),
    exitShares: exitShareTables(outcomes, policy.measure, grid).map(short),
    costs: { exits: costs.exits.map(means), decision: means(costs.decision), offload: means(costs.offload) },
    chosen: [...policy.thresholds],
  };
}

const means = ({ latencyMs, energyMj }: StageCost): { latencyMs: number; energyMj: number | null } => ({ latencyMs: latencyMs.value, energyMj: energyMj?.value ?? null });
/** Seven figures: a third of the text, far below what a sample more or less changes. */
const short = (values: Float64Array): number[] => Array.from(values, (value) => Number(value.toPrecision(7)));
