/** The logistic regression taught again by the fit samples that reach the end, once exit thresholds are chosen (algorithms 5.1, second reading). */
import type { ExperimentProfile } from '../contract/profiles';
import { composeSamples, composeSummary } from '../core/compose';
import { fitBinaryLr } from '../core/decision';
import { withMargin } from '../core/exits';
import type { Costs, ExitOutputs, Outcomes, Policy } from '../core/measurements';
import { lrText } from './decision-choice';
import { percent, requirementOf } from './exit-choice';
import type { ChosenPolicy } from './policy-choice';

/** The policy as it is, or the one with the new regression and, for comparison alone, the one it replaces. The requirement is checked again. */
export function refitted(chosen: ChosenPolicy, { decision, choose, dataset }: ExperimentProfile, fit: Outcomes, costs: Costs, target: number | null): ChosenPolicy[] {
  if (decision.kind !== 'binary-lr' || decision.fit_on !== 'reaching-end' || chosen.policy.decision === null) return [chosen];
  const branches = fit.exits.length - 1;
  const before = composeSamples(fit, costs, chosen.policy);
  const reaching = [...before.exit.keys()].filter((i) => before.exit[i] === branches);
  const { module, constant } = fitBinaryLr(pick(fit.exits[branches], reaching), Uint16Array.from(reaching, (i) => fit.truth[i]), {
    classWeight: decision.class_weight, probability: decision.threshold, fittedOn: `${reaching.length} fit samples of ${dataset.use} that reach the end`,
  });
  if (constant !== null) return [{ ...chosen, decisionText: `${chosen.decisionText}; not fitted again, for ${reaching.length === 0 ? 'no fit sample reaches the end' : `the ${reaching.length} fit samples that reach the end are all right or all wrong`}` }];
  const policy: Policy = { ...chosen.policy, decision: module };
  const [was, is] = [composeSummary(fit, chosen.policy, before), composeSummary(fit, policy, composeSamples(fit, costs, policy))];
  const { accuracy, lpiMs, epiMj } = requirementOf({ choose, accuracy: target }, is.epiMj !== null);
  const holds = (accuracy === null || is.accuracy >= withMargin(accuracy, fit.samples, choose.margin_z)) && (lpiMs === null || is.lpiMs <= lpiMs) && (epiMj === null || (is.epiMj ?? 0) <= epiMj);
  const effect = `on the fit set accuracy ${percent(was.accuracy)} → ${percent(is.accuracy)}, offloaded ${percent(was.offloadShare)} → ${percent(is.offloadShare)}${chosen.feasibleOnFit === true && !holds ? ', which no longer keeps what was asked' : ''}`;
  const weighting = decision.class_weight === 'balanced' ? ', classes balanced' : '';
  return [
    { ...chosen, policy, decisionText: `${lrText(module)}; logistic regression on the ${reaching.length} of ${fit.samples} fit samples of ${dataset.use} that reach the end${weighting}; ${effect}`, feasibleOnFit: chosen.feasibleOnFit === null ? null : chosen.feasibleOnFit && holds },
    { ...chosen, variant: 'fitted-on-all' },
  ];
}

function pick({ prediction, top, width, entropy }: ExitOutputs, samples: readonly number[]): ExitOutputs {
  const kept = new Float32Array(samples.length * width);
  samples.forEach((i, at) => kept.set(top.subarray(i * width, (i + 1) * width), at * width));
  return { prediction: Uint16Array.from(samples, (i) => prediction[i]), top: kept, width, entropy: Float32Array.from(samples, (i) => entropy[i]) };
}
