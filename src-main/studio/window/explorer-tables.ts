/** The threshold explorer's sums: small enough to send once, complete enough that dragging asks nothing more. */
import type { ExplorerTables } from '../../contract/procedures';
import { acceptAll, confidence, rightAt, scoreAll } from '../../core/decision';
import { gridRanks, neverExit, policySums, thresholdGrid, type SampleActions } from '../../core/exits';
import { StudioError } from '../../core/errors';
import { ownOffloadMs, type DecisionModule, type Policy, type StageCost } from '../../core/measurements';
import type { Measurements } from './run-reader';

/** Even values along each axis; "never" and what the run chose come to them. */
const GRID = 100;
const MOST_BRANCHES = 2;

export interface TablesRequest { readonly id: string; readonly board: string; readonly model: string; readonly strategy: ExplorerTables['strategy'] }
type Parts = Pick<ExplorerTables, 'measure' | 'grid' | 'chosen'> & { readonly actions: Pick<SampleActions, 'places' | 'end' | 'serverRight'>; readonly costs: Pick<ExplorerTables['costs'], 'places' | 'end'> };

/** `from`: lowest exit threshold of EE and EE-HI. Errors: explore.too-many-exits, run.sample-unknown */
export function explorerTables(measurements: Measurements, { id, board, model, strategy }: TablesRequest, from: number): ExplorerTables {
  const { outcomes, costs, policies } = measurements;
  const policy = policies.find((one) => one.policy.strategy === strategy)?.policy;
  if (policy === undefined || (strategy === 'hi' && policy.decision?.kind === 'oracle')) throw new StudioError('run.sample-unknown', { id, field: 'strategy', value: strategy });
  const branches = strategy === 'hi' ? 1 : outcomes.exits.length - 1;
  if (branches < 1 || branches > MOST_BRANCHES) throw new StudioError('explore.too-many-exits', { model, branches });
  const { actions, costs: charged, ...parts } = strategy === 'hi' && policy.decision !== null && policy.decision.kind !== 'oracle' ? decisionParts(measurements, policy.decision) : exitParts(measurements, policy, strategy === 'early-offload' ? 0 : from);
  const own = strategy === 'ee' ? null : ownOffloadMs(outcomes, costs);
  const mean = costs.offload.latencyMs.value;
  const sums = policySums({ ...actions, samples: outcomes.samples, offloadMs: own?.map((ms) => (Number.isFinite(ms) ? ms : mean)) ?? null }, parts.grid.length);
  return {
    board, model, strategy, branches, samples: outcomes.samples, ...parts,
    sums: {
      samples: sums.samples, side: sums.side, places: sums.places.map((place) => ({ count: list(place.count), right: list(place.right), serverRight: place.serverRight && list(place.serverRight), offloadMs: place.offloadMs && list(place.offloadMs) })),
      end: { count: list(sums.end.count), right: list(sums.end.right), offloaded: list(sums.end.offloaded), offloadMs: sums.end.offloadMs && list(sums.end.offloadMs) },
    },
    costs: { ...charged, offload: means([costs.offload]) },
  };
}

function exitParts({ outcomes, costs }: Measurements, { strategy, measure, thresholds, offloadBelow, decision }: Policy, from: number): Parts {
  const { classes, truth, exits, remote, samples } = outcomes;
  const branches = exits.length - 1;
  const grid = withChosen(thresholdGrid(from, GRID + 1, branches), [...thresholds, ...(offloadBelow ?? [])]);
  const local = rightAt(exits[branches].prediction, truth);
  const serverRight = strategy === 'ee' || remote === null ? null : rightAt(remote, truth);
  const offloaded = decision === null || serverRight === null ? new Uint8Array(samples) : acceptAll(decision, exits[branches], truth, classes).map((accepted) => 1 - accepted);
  return {
    measure, grid: [...grid], chosen: { exitFrom: [...thresholds], offloadBelow: offloadBelow === undefined ? null : [...offloadBelow] },
    actions: {
      serverRight, end: { offloaded, right: serverRight === null ? local : local.map((right, i) => (offloaded[i] === 1 ? serverRight[i] : right)) },
      places: exits.slice(0, branches).map((exit) => ({ rank: gridRanks(confidence(exit, measure, classes), grid), right: rightAt(exit.prediction, truth) })),
    },
    costs: { places: costs.exits.slice(0, branches).map((cost) => means([cost])), end: means(strategy === 'ee' ? [costs.exits[branches]] : [costs.exits[branches], costs.decision]) },
  };
}

/** HI: the decision at the end of the whole model, which accepts or offloads; nothing goes on from there. */
function decisionParts({ outcomes, costs }: Measurements, decision: Exclude<DecisionModule, { kind: 'oracle' }>): Parts {
  const { classes, truth, exits, remote, samples } = outcomes;
  const last = exits[exits.length - 1];
  // A logit is moved along its probability, 1 / (1 + e^-z), in which even steps are of a kind.
  const shown = (score: number): number => (decision.kind !== 'threshold' ? 1 / (1 + Math.exp(-score)) : score);
  const grid = withChosen(thresholdGrid(0, GRID + 1), [shown(decision.threshold)]);
  const score = (scoreAll(decision, last, classes) ?? new Float64Array(samples)).map(shown);
  const cost = means([costs.plain, costs.decision]);
  return {
    measure: decision.kind === 'threshold' ? decision.measure : 'probability', grid: [...grid], chosen: { exitFrom: [shown(decision.threshold)], offloadBelow: null },
    actions: {
      serverRight: remote === null ? null : rightAt(remote, truth), end: { offloaded: new Uint8Array(samples), right: new Uint8Array(samples) },
      places: [{ rank: gridRanks(score, grid), right: rightAt(last.prediction, truth) }],
    },
    costs: { places: [cost], end: cost },
  };
}

/** The run's own thresholds stand on the grid as they are, so that its choice is shown exactly; above 1 they are "never". */
function withChosen(grid: Float64Array, chosen: readonly number[]): Float64Array {
  return Float64Array.from(new Set([...grid, ...chosen.map((value) => (value > 1 ? neverExit : value))])).sort();
}

const means = (stages: readonly StageCost[]): { latencyMs: number; energyMj: number | null } => ({
  latencyMs: stages.reduce((sum, { latencyMs }) => sum + latencyMs.value, 0),
  energyMj: stages.reduce<number | null>((sum, { energyMj }) => (sum === null || energyMj === null ? null : sum + energyMj.value), 0),
});
/** Nine figures: counts stay whole, and times far below what a sample more or less changes. */
const list = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Number(value.toPrecision(9)));
