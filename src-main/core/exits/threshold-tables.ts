/** Accuracy, LPI, EPI and offload share of EE and EE-HI for every combination of exit thresholds (algorithms 5.2). */
import { acceptAll, confidence, rightAt } from '../decision';
import { StudioError } from '../errors';
import { ownOffloadMs, type ConfidenceMeasure, type Costs, type DecisionModule, type Outcomes } from '../measurements';
import { gridRanks } from './grid';
import { addBroadcast, stageSums } from './stage-sums';

/** Each table has the product of the grids' sizes, row-major, the first branch slowest; means over the samples. */
export interface ThresholdTables {
  readonly branches: number;
  readonly samples: number;
  /** Of every branch, or of the first where `grids` differ. */
  readonly grid: Float64Array;
  /** One a branch; left out: all have `grid`. */
  readonly grids?: readonly Float64Array[];
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
  /** Rising; from `thresholdGrid`, or `exactGrid` for one branch. One for all branches, or one each, all of one size. */
  readonly grid: Float64Array | readonly Float64Array[];
}

/** What leaving at each of the K + 1 stages means for every sample. */
export interface StageParts {
  /** K arrays (N). */
  readonly confidence: readonly Float32Array[];
  /** K + 1 arrays (N): the answer of a sample that leaves there is right, an offload at the end included. */
  readonly right: readonly Uint8Array[];
  /** (N) the end offloads the sample; null: nothing is offloaded. */
  readonly off: Uint8Array | null;
  /** (K + 1) on the board, the decision at the end included. */
  readonly ms: readonly number[];
  readonly mj: readonly number[] | null;
  /** (N) t_off of each offload, 0 for the others; null: `meanOffMs` stands for all. */
  readonly offMs: Float64Array | null;
  readonly meanOffMs: number;
  readonly offMj: number;
}

/** Errors: run.no-samples, run.remote-missing, run.decision-missing */
export function stageParts(outcomes: Outcomes, costs: Costs, { strategy, measure, decision }: Omit<TableRequest, 'grid'>): StageParts {
  const { samples: n, classes, truth, exits, remote } = outcomes;
  if (n === 0) throw new StudioError('run.no-samples', { what: 'threshold tables' });
  const branches = exits.length - 1;
  const offloads = strategy === 'ee-hi';
  if (offloads && remote === null) throw new StudioError('run.remote-missing', { strategy });
  if (offloads && decision === null) throw new StudioError('run.decision-missing', { strategy });
  const off = offloads && decision !== null ? acceptAll(decision, exits[branches], truth, classes).map((a) => 1 - a) : null;
  const right = exits.map((exit) => rightAt(exit.prediction, truth));
  if (off !== null && remote !== null) for (let i = 0; i < n; i++) if (off[i] === 1) right[branches][i] = remote[i] === truth[i] ? 1 : 0;
  const energies = [...costs.exits, ...(offloads ? [costs.decision, costs.offload] : [])].map((stage) => stage.energyMj?.value ?? null);
  const own = off === null ? null : ownOffloadMs(outcomes, costs);
  const meanOffMs = costs.offload.latencyMs.value;
  const atEnd = (k: number, figure: number): number => (offloads && k === branches ? figure : 0);
  return {
    confidence: exits.slice(0, branches).map((exit) => confidence(exit, measure, classes)), right, off, meanOffMs,
    ms: costs.exits.map(({ latencyMs }, k) => latencyMs.value + atEnd(k, costs.decision.latencyMs.value)),
    mj: energies.some((e) => e === null) ? null : costs.exits.map(({ energyMj }, k) => (energyMj?.value ?? 0) + atEnd(k, costs.decision.energyMj?.value ?? 0)),
    offMs: off === null || own === null ? null : Float64Array.from(off, (o, i) => (o === 0 ? 0 : Number.isFinite(own[i]) ? own[i] : meanOffMs)),
    offMj: costs.offload.energyMj?.value ?? 0,
  };
}

/**
 * O(N K log G + K G^K). K from 0 (one entry) to 4, as far as G^K fits in memory.
 * Errors: run.no-samples, run.remote-missing, run.decision-missing
 */
export function thresholdTables(outcomes: Outcomes, costs: Costs, request: TableRequest): ThresholdTables {
  const n = outcomes.samples;
  const parts = stageParts(outcomes, costs, request);
  const branches = parts.confidence.length;
  const shared = request.grid instanceof Float64Array ? request.grid : null;
  const grids = shared === null ? (request.grid as readonly Float64Array[]) : parts.confidence.map(() => shared);
  const grid = shared ?? grids[0];
  const size = grid.length;
  const ranks = parts.confidence.map((sure, k) => gridRanks(sure, grids[k]));
  const table = (): Float64Array => new Float64Array(size ** branches);

  const accuracy = table();
  const lpiMs = table();
  const epiMj = parts.mj === null ? null : table();
  const offloadShare = table();
  for (let stage = 0; stage <= branches; stage++) {
    addBroadcast(accuracy, stageSums(ranks, size, stage, parts.right[stage], n), 1);
    const count = stageSums(ranks, size, stage, null, n);
    addBroadcast(lpiMs, count, parts.ms[stage]);
    if (epiMj !== null && parts.mj !== null) addBroadcast(epiMj, count, parts.mj[stage]);
  }
  if (parts.off !== null) {
    addBroadcast(offloadShare, stageSums(ranks, size, branches, parts.off, n), 1);
    if (parts.offMs === null) addBroadcast(lpiMs, offloadShare, parts.meanOffMs);
    else addBroadcast(lpiMs, stageSums(ranks, size, branches, parts.offMs, n), 1);
    if (epiMj !== null) addBroadcast(epiMj, offloadShare, parts.offMj);
  }
  for (const sums of [accuracy, lpiMs, epiMj, offloadShare]) if (sums !== null) for (let t = 0; t < sums.length; t++) sums[t] /= n;
  return { branches, samples: n, grid, ...(shared === null ? { grids } : {}), accuracy, lpiMs, epiMj, offloadShare };
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
  for (let k = tables.branches - 1, rest = index; k >= 0; k--) {
    const values = tables.grids?.[k] ?? tables.grid;
    thresholds.unshift(values[rest % values.length]);
    rest = Math.floor(rest / values.length);
  }
  return { thresholds, accuracy: tables.accuracy[index], lpiMs: tables.lpiMs[index], epiMj: tables.epiMj?.[index] ?? null, offloadShare: tables.offloadShare[index] };
}
