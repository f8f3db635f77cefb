/** What exit, offload and continue would cost every sample, and whether each would be right: the ground the early-offload programmes stand on (algorithms 6). */
import { acceptAll, confidence, rightAt } from '../decision';
import { StudioError } from '../errors';
import type { ConfidenceMeasure, Costs, DecisionModule, Outcomes, StageCost } from '../measurements';

/** N samples, K branches. Costs are means in ms or mJ: a sample's own offload time is chance, and a choice must not hang on it. */
export interface Actions {
  readonly samples: number;
  /** K arrays (N): what the thresholds of a branch are compared with. */
  readonly confidence: readonly Float32Array[];
  /** K arrays (N): branch k's answer is right. */
  readonly exitRight: readonly Uint8Array[];
  /** (N) the server's answer is right, wherever the sample is offloaded. */
  readonly serverRight: Uint8Array;
  /** (N) what the end does with the sample: its decision module offloads it, and the answer that follows is right. */
  readonly offAtEnd: Uint8Array;
  readonly endRight: Uint8Array;
  /** (K) T_k; an offload at branch k costs T_k + `offload`. */
  readonly exit: readonly number[];
  /** T_{K+1} + t_LR, without the offload that may follow. */
  readonly end: number;
  readonly offload: number;
}

export interface ActionRequest {
  readonly measure: ConfidenceMeasure;
  /** At the end of the model; fitted on the final output of all samples, so that it does not depend on the thresholds. */
  readonly decision: DecisionModule;
  /** What costs are: ms, mJ, or perMs * ms + perMj * mJ. */
  readonly minimise: 'latency' | 'energy' | { readonly perMs: number; readonly perMj: number };
}

/** Null where an energy is asked for that the costs do not have. Errors: run.no-samples, run.remote-missing */
export function actionsOf(outcomes: Outcomes, costs: Costs, { measure, decision, minimise }: ActionRequest): Actions | null {
  const { samples, classes, truth, exits, remote } = outcomes;
  if (samples === 0) throw new StudioError('run.no-samples', { what: 'early offload' });
  if (remote === null) throw new StudioError('run.remote-missing', { strategy: 'early-offload' });
  const figure = ({ latencyMs, energyMj }: StageCost): number | null => {
    if (minimise === 'latency') return latencyMs.value;
    if (energyMj === null) return null;
    return minimise === 'energy' ? energyMj.value : minimise.perMs * latencyMs.value + minimise.perMj * energyMj.value;
  };
  const figures = [...costs.exits, costs.decision, costs.offload].map(figure);
  if (figures.some((one) => one === null)) return null;
  const values = figures.map((one) => one ?? 0);
  const branches = exits.length - 1;
  const serverRight = rightAt(remote, truth);
  const localRight = rightAt(exits[branches].prediction, truth);
  const offAtEnd = acceptAll(decision, exits[branches], truth, classes).map((accepted) => 1 - accepted);
  return {
    samples, serverRight, offAtEnd,
    confidence: exits.slice(0, branches).map((exit) => confidence(exit, measure, classes)),
    exitRight: exits.slice(0, branches).map((exit) => rightAt(exit.prediction, truth)),
    endRight: localRight.map((right, i) => (offAtEnd[i] === 1 ? serverRight[i] : right)),
    exit: values.slice(0, branches), end: values[branches] + values[branches + 1], offload: values[branches + 2],
  };
}

/** Mean cost (ms or mJ) and accuracy (0..1) of two thresholds a branch: exit where confidence >= exitFrom[k], else offload where < offloadBelow[k], else go on. */
export function costOf(actions: Actions, exitFrom: readonly number[], offloadBelow: readonly number[]): { readonly cost: number; readonly accuracy: number } {
  const { samples, confidence: sure, exitRight, serverRight, offAtEnd, endRight, exit, end, offload } = actions;
  const branches = sure.length;
  const [left, sent] = [new Float64Array(branches + 1), new Float64Array(branches + 1)];
  let right = 0;
  for (let i = 0; i < samples; i++) {
    let k = 0;
    while (k < branches && sure[k][i] < exitFrom[k] && sure[k][i] >= offloadBelow[k]) k++;
    left[k]++;
    const off = k === branches ? offAtEnd[i] === 1 : sure[k][i] < exitFrom[k];
    if (off) sent[k]++;
    right += off ? serverRight[i] : k === branches ? endRight[i] : exitRight[k][i];
  }
  // Whole counts times constants: the sum then depends on nothing but the counts.
  let cost = 0;
  for (let k = 0; k <= branches; k++) cost += left[k] * (k === branches ? end : exit[k]) + sent[k] * offload;
  return { cost: cost / samples, accuracy: right / samples };
}
