/** What a decision module costs that is larger than the one boards time: measured on this computer, modelled from its multiply-accumulates elsewhere (algorithms 2.4). */
import { featureWidth, richMacs, scoreAll } from '../../core/decision';
import { KEPT_PROBABILITIES, type DecisionModule, type ExitOutputs, type Outcomes, type StageCost } from '../../core/measurements';
import { modelled, summarise } from '../../core/stats';
import type { Job } from '../job';
import type { BoardModelCosts } from './timing';

/** Of one decision; the binary LR's two are what boards time or know. */
export const decisionMacs = (module: DecisionModule): number => (module.kind === 'rich' ? richMacs(module) : module.kind === 'binary-lr' ? 2 : 0);
/** Float32 parameters, with the threshold. */
export const decisionBytes = (module: DecisionModule): number => 4 * (module.kind === 'rich' ? 2 * module.mean.length + module.weights.length + 1 : module.kind === 'binary-lr' ? 4 : module.kind === 'threshold' ? 1 : 0);

const LOOPS = 30;
/** Samples whose softmax values decisions go through, and how long a loop lasts at least. */
const SAMPLES = 256;
const LOOP_MS = 2;
/** Past this a clock that stands still seems to be the reason. */
const MOST_ROUNDS = 1024;

/** The costs with the module's own decision in the place of the binary LR's; the very same object where it is no larger. Idempotent. */
export async function withDecisionCost(job: Job, b: number, plainMacs: number, costs: BoardModelCosts, module: DecisionModule, outcomes: Outcomes): Promise<BoardModelCosts> {
  if (module.kind !== 'rich' || costs.lrDecision !== undefined) return costs;
  const decision = await costOfDecision(job, b, plainMacs, costs, module, outcomes);
  return { ...costs, decision, lrDecision: costs.decision, rule: `${costs.rule} The decision module: ${decision.latencyMs.source}.` };
}

/** Known of the binary LR, and more multiply-accumulates at the model's rate. */
export function costOfMacs(macs: number, plainMacs: number, { plain, decision }: Pick<BoardModelCosts, 'plain' | 'decision'>): StageCost {
  if (macs <= 2) return decision;
  const share = (macs - 2) / plainMacs;
  const source = `that of the binary LR and ${macs - 2} multiply-accumulates more, at the model’s rate`;
  return {
    latencyMs: modelled(decision.latencyMs.value + share * plain.latencyMs.value, source),
    energyMj: decision.energyMj === null || plain.energyMj === null ? null : modelled(decision.energyMj.value + share * plain.energyMj.value, source),
  };
}

/** Cost of one decision on board b; `costs.decision` is the binary LR's. */
export async function costOfDecision({ boards, drivers, control }: Pick<Job, 'boards' | 'drivers' | 'control'>, b: number, plainMacs: number, costs: Pick<BoardModelCosts, 'plain' | 'decision'>, module: DecisionModule, { exits, classes }: Outcomes): Promise<StageCost> {
  const macs = decisionMacs(module);
  if (module.kind !== 'rich' || boards[b].profile.driver !== 'computer') return costOfMacs(macs, plainMacs, costs);
  const { decision } = costs;
  const sample = firstOf(exits[exits.length - 1], SAMPLES);
  const n = sample.prediction.length;
  const once = (): number => (scoreAll(module, sample, classes) ?? new Float64Array(1))[0];
  const { clock } = drivers;
  let rounds = 1;
  for (let lasted = 0; lasted < LOOP_MS && rounds < MOST_ROUNDS; rounds *= 2) {
    const start = clock.ms();
    for (let r = 0; r < rounds * 2; r++) once();
    lasted = clock.ms() - start;
  }
  const ms = new Float64Array(LOOPS);
  for (let loop = 0; loop < LOOPS; loop++) {
    await control.gate();
    const start = clock.ms();
    for (let r = 0; r < rounds; r++) once();
    ms[loop] = (clock.ms() - start) / (rounds * n);
  }
  const latencyMs = summarise(ms, 'measured', `${LOOPS} loops of ${rounds * n} decisions of ${macs} multiply-accumulates; the ${featureWidth(module.features, sample.width, classes)} features are computed within, the ${Math.min(KEPT_PROBABILITIES, classes)} highest softmax values are already known`);
  const watts = decision.energyMj === null || !(decision.latencyMs.value > 0) ? null : decision.energyMj.value / decision.latencyMs.value;
  return { latencyMs, energyMj: watts === null ? null : modelled(watts * latencyMs.value, 'the binary LR’s mean power times the measured time') };
}

function firstOf({ prediction, top, width, entropy }: ExitOutputs, count: number): ExitOutputs {
  const n = Math.min(count, prediction.length);
  return { prediction: prediction.subarray(0, n), top: top.subarray(0, n * width), width, entropy: entropy.subarray(0, n) };
}
