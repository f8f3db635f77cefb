/** What every sample meets under a policy: its answer, its time and its energy, from modules that were measured apart (HI 3.4; algorithms 3, 4.1, 5.1). */
import { acceptAll, confidence } from '../decision';
import { StudioError } from '../errors';
import { decidesAtEnd, ownOffloadMs, usesExits, usesRemote, type Costs, type DecisionModule, type Outcomes, type Policy, type StageCost, type Strategy } from '../measurements';

/** Per-sample results of one policy over N samples. */
export interface SampleVectors {
  readonly samples: number;
  /** K + 1. */
  readonly exits: number;
  /** (N) class that is finally answered. */
  readonly prediction: Uint16Array;
  /** (N) 1 where that class is true: f. */
  readonly right: Uint8Array;
  /** (N) 1 where the local answer at the sample's exit is true, whether it was kept or not: l. */
  readonly localRight: Uint8Array;
  /** (N) ms. */
  readonly latencyMs: Float64Array;
  /** (N) mJ on the board; null where any part that the policy uses has no energy. */
  readonly energyMj: Float64Array | null;
  /** (N) 1 where the server answered. */
  readonly offloaded: Uint8Array;
  /** (N) the exit where the local model was left: 0..K; K for samples that ran through or, under `remote`, never ran. */
  readonly exit: Uint8Array;
  /** Whether each offload took its own measured time instead of the mean. */
  readonly offloadTimed: Uint8Array;
}

/**
 * on-device = plain; remote = offload; HI = plain + decision + off t_off; EE = T_k; EE-HI = T_k at a branch, else T_{K+1} + t_LR + off t_off;
 * early offload = EE-HI, or T_k + t_off where branch k is less sure than offloadBelow[k].
 * A sample's own measured t_off is used where there is one and the offload cost is itself measured, else the mean.
 * `acceptAtEnd` (N) 1 = accept: what stands for the decision module where it is no rule of one sample (a batch, a threshold that learns).
 * Errors: run.remote-missing, run.decision-missing, run.thresholds-mismatch
 */
export function composeSamples(outcomes: Outcomes, costs: Costs, policy: Policy, acceptAtEnd?: Uint8Array): SampleVectors {
  const { samples: n, classes, truth, exits, remote } = outcomes;
  const { strategy, measure, thresholds, decision } = policy;
  const offloadBelow = strategy === 'early-offload' ? (policy.offloadBelow ?? []) : null;
  const branches = exits.length - 1;
  if (usesRemote(strategy) && remote === null) throw new StudioError('run.remote-missing', { strategy });
  if (decidesAtEnd(strategy) && decision === null && acceptAtEnd === undefined) throw new StudioError('run.decision-missing', { strategy });
  if (usesExits(strategy) && thresholds.length !== branches) throw new StudioError('run.thresholds-mismatch', { thresholds: thresholds.length, branches });
  if (offloadBelow !== null && offloadBelow.length !== branches) throw new StudioError('run.thresholds-mismatch', { thresholds: offloadBelow.length, branches });

  const exit = new Uint8Array(n).fill(branches);
  const offloaded = new Uint8Array(n);
  if (usesExits(strategy)) {
    // From the last branch back, so that the first one that does not continue has the last word.
    for (let k = branches - 1; k >= 0; k--) {
      const sure = confidence(exits[k], measure, classes);
      for (let i = 0; i < n; i++) {
        const leaves = sure[i] >= thresholds[k];
        if (!leaves && !(offloadBelow !== null && sure[i] < offloadBelow[k])) continue;
        exit[i] = k;
        offloaded[i] = leaves ? 0 : 1;
      }
    }
  }
  if (strategy === 'remote') offloaded.fill(1);
  else if (decidesAtEnd(strategy)) {
    const accept = acceptAtEnd ?? acceptAll(decision as DecisionModule, exits[branches], truth, classes);
    for (let i = 0; i < n; i++) if (exit[i] === branches) offloaded[i] = 1 - accept[i];
  }

  const stages = stageCosts(costs, strategy, branches);
  const hasEnergy = stages.every((stage) => stage === null || stage.energyMj !== null) && (!usesRemote(strategy) || costs.offload.energyMj !== null);
  const ms = stages.map((stage) => stage?.latencyMs ?? 0);
  const mj = stages.map((stage) => stage?.energyMj ?? 0);
  const latencyMs = new Float64Array(n);
  const energyMj = hasEnergy ? new Float64Array(n) : null;
  const prediction = new Uint16Array(n);
  const right = new Uint8Array(n);
  const localRight = new Uint8Array(n);
  const offloadTimed = new Uint8Array(n);
  const own = ownOffloadMs(outcomes, costs);
  const meanOffloadMs = costs.offload.latencyMs.value;
  const offloadMj = costs.offload.energyMj?.value ?? 0;
  for (let i = 0; i < n; i++) {
    const k = exit[i];
    const local = exits[k].prediction[i];
    const off = offloaded[i] === 1;
    const timed = off && own !== null && Number.isFinite(own[i]);
    latencyMs[i] = ms[k] + (off ? (timed && own !== null ? own[i] : meanOffloadMs) : 0);
    if (energyMj !== null) energyMj[i] = mj[k] + (off ? offloadMj : 0);
    prediction[i] = off && remote !== null ? remote[i] : local;
    right[i] = prediction[i] === truth[i] ? 1 : 0;
    localRight[i] = local === truth[i] ? 1 : 0;
    offloadTimed[i] = timed ? 1 : 0;
  }
  return { samples: n, exits: branches + 1, prediction, right, localRight, latencyMs, energyMj, offloaded, exit, offloadTimed };
}

/** Board cost of a sample that leaves at exit k, without its offload; null where the board does nothing. */
function stageCosts(costs: Costs, strategy: Strategy, branches: number): ({ readonly latencyMs: number; readonly energyMj: number | null } | null)[] {
  return Array.from({ length: branches + 1 }, (_, k) => {
    if (strategy === 'remote') return null;
    const stage = usesExits(strategy) ? costs.exits[k] : costs.plain;
    const parts: StageCost[] = decidesAtEnd(strategy) && k === branches ? [stage, costs.decision] : [stage];
    const energies = parts.map((part) => part.energyMj);
    return {
      latencyMs: parts.reduce((sum, part) => sum + part.latencyMs.value, 0),
      energyMj: energies.some((e) => e === null) ? null : energies.reduce((sum, e) => sum + (e?.value ?? 0), 0),
    };
  });
}
