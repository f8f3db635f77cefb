/** Accuracy, LPI, EPI and offload share of EE and EE-HI for every combination of exit thresholds (algorithms 5.2). */
import { acceptAll, confidence, rightAt } from '../decision';
import { StudioError } from '../errors';
import { ownOffloadMs, type ConfidenceMeasure, type Costs, type DecisionModule, type Outcomes } from '../measurements';
import { gridRanks } from './grid';
import { addBroadcast, stageSums } from './stage-sums';

/** Each table has G^K values, row-major, the first branch slowest; means over the samples. */
export interface ThresholdTables {
  readonly branches: number;
  readonly samples: number;
  readonly grid: Float64Array;
  readonly accuracy: Float64Array;
  readonly lpiMs: Float64Array;
  readonly epiMj: Float64Array | null;
  readonly offloadShare: Float64Array;
}

export interface TableRequest {
  readonly strategy: 'ee' | 'ee-hi';
  readonly measure: ConfidenceMeasure;
  /** Fitted on the final output of all samples, so that it does not depend on the thresholds; null for `ee`. */
  readonly decision: DecisionModule | null;
  /** Rising; from `thresholdGrid`, or `exactGrid` for one branch. */
  readonly grid: Float64Array;
}

/**
 * O(N K log G + K G^K). K from 0 (one entry) to 4, as far as G^K fits in memory.
 * Errors: run.no-samples, run.remote-missing, run.decision-missing
 */
export function thresholdTables(outcomes: Outcomes, costs: Costs, request: TableRequest): ThresholdTables {
  const { samples: n, classes, truth, exits, remote } = outcomes;
  const { strategy, measure, decision, grid } = request;
  if (n === 0) throw new StudioError('run.no-samples', { what: 'threshold tables' });
  const branches = exits.length - 1;
  const size = grid.length;
  const ranks = exits.slice(0, branches).map((exit) => gridRanks(confidence(exit, measure, classes), grid));
  const table = (): Float64Array => new Float64Array(size ** branches);

  const offloads = strategy === 'ee-hi';
  if (offloads && remote === null) throw new StudioError('run.remote-missing', { strategy });
  if (offloads && decision === null) throw new StudioError('run.decision-missing', { strategy });
  const off = offloads && decision !== null ? acceptAll(decision, exits[branches], truth, classes).map((a) => 1 - a) : null;
  const last = rightAt(exits[branches].prediction, truth);
  if (off !== null && remote !== null) for (let i = 0; i < n; i++) if (off[i] === 1) last[i] = remote[i] === truth[i] ? 1 : 0;

  const energies = [...costs.exits, ...(offloads ? [costs.decision, costs.offload] : [])].map((stage) => stage.energyMj?.value ?? null);
  const accuracy = table();
  const lpiMs = table();
  const epiMj = energies.some((e) => e === null) ? null : table();
  const offloadShare = table();
  for (let stage = 0; stage <= branches; stage++) {
    const right = stage < branches ? rightAt(exits[stage].prediction, truth) : last;
    addBroadcast(accuracy, stageSums(ranks, size, stage, right, n), 1);
    const count = stageSums(ranks, size, stage, null, n);
    const decides = offloads && stage === branches;
    addBroadcast(lpiMs, count, costs.exits[stage].latencyMs.value + (decides ? costs.decision.latencyMs.value : 0));
    if (epiMj !== null) addBroadcast(epiMj, count, (costs.exits[stage].energyMj?.value ?? 0) + (decides ? costs.decision.energyMj?.value ?? 0 : 0));
  }
  if (off !== null) {
    addBroadcast(offloadShare, stageSums(ranks, size, branches, off, n), 1);
    const own = ownOffloadMs(outcomes, costs);
    const mean = costs.offload.latencyMs.value;
    if (own === null) addBroadcast(lpiMs, offloadShare, mean);
    else addBroadcast(lpiMs, stageSums(ranks, size, branches, Float64Array.from(off, (o, i) => (o === 0 ? 0 : Number.isFinite(own[i]) ? own[i] : mean)), n), 1);
    if (epiMj !== null) addBroadcast(epiMj, offloadShare, costs.offload.energyMj?.value ?? 0);
  }
  for (const sums of [accuracy, lpiMs, epiMj, offloadShare]) if (sums !== null) for (let t = 0; t < sums.length; t++) sums[t] /= n;
  return { branches, samples: n, grid, accuracy, lpiMs, epiMj, offloadShare };
}

/** One entry of the tables. */
export interface ThresholdPoint {
  readonly thresholds: readonly number[];
  readonly accuracy: number;
  readonly lpiMs: number;
  readonly epiMj: number | null;
  readonly offloadShare: number;
}

/** The entry at a flat index. */
export function tablePoint(tables: ThresholdTables, index: number): ThresholdPoint {
  const thresholds: number[] = [];
  for (let k = 0, rest = index; k < tables.branches; k++) {
    thresholds.unshift(tables.grid[rest % tables.grid.length]);
    rest = Math.floor(rest / tables.grid.length);
  }
  return { thresholds, accuracy: tables.accuracy[index], lpiMs: tables.lpiMs[index], epiMj: tables.epiMj?.[index] ?? null, offloadShare: tables.offloadShare[index] };
}
