/** Every strategy of an experiment with its thresholds and decision module, chosen on the fit set. */
import type { ExperimentProfile, ModelCard } from '../contract/profiles';
import { composeSamples, composeSummary } from '../core/compose';
import { rightAt, scoreAll, thresholdForAccuracy, type LrFit } from '../core/decision';
import { withMargin } from '../core/exits';
import type { Costs, DecisionModule, Outcomes, Policy, Strategy } from '../core/measurements';
import type { ChosenDecision } from './decision-choice';
import { chooseEarlyOffload } from './early-offload-choice';
import { chooseExits, percent } from './exit-choice';
import { refitted } from './refit';

/** A policy with how it came about. `variant` is null for the strategies of the report; others exist only to compare like with like. */
export interface ChosenPolicy {
  readonly board: string;
  readonly model: string;
  readonly policy: Policy;
  readonly variant: null | 'ee-hi-at-hi-accuracy' | 'hi-at-target' | 'hi-at-ee-hi-accuracy' | 'fitted-on-all';
  readonly decisionText: string;
  readonly chosenBy: string;
  /** Whether the accuracy asked for was reached on the fit set; null where nothing was asked. */
  readonly feasibleOnFit: boolean | null;
  readonly lrConstant: LrFit['constant'];
}

/** `target` null: nothing is asked of accuracy. All of it is plain data. */
export interface PolicyQuestion { readonly board: string; readonly card: ModelCard; readonly experiment: ExperimentProfile; readonly fit: Outcomes; readonly costs: Costs; readonly target: number | null; readonly decided: ChosenDecision }

/** Pure: the policies of one board and model. */
export function policiesFor({ board, card, experiment, fit, costs, target, decided }: PolicyQuestion): ChosenPolicy[] {
  const { module, text, constant } = decided;
  const { measure } = experiment.exits;
  const entry = (strategy: Strategy, thresholds: readonly number[], decision: DecisionModule | null, chosenBy: string, feasibleOnFit: boolean | null, variant: ChosenPolicy['variant'] = null): ChosenPolicy => ({
    board, model: card.id, policy: { strategy, measure, thresholds, decision }, variant, decisionText: decision === null ? '' : text, chosenBy, feasibleOnFit, lrConstant: decision === null ? null : constant,
  });
  const chosen: ChosenPolicy[] = [];
  /** With the LR taught again by the samples that reach the end, where the experiment asks for it; the first one stays for comparison. */
  const push = (policy: ChosenPolicy): void => void chosen.push(...refitted(policy, experiment, fit, costs, target));
  for (const strategy of experiment.strategies) {
    if (strategy === 'ee' || strategy === 'ee-hi') {
      const decision = strategy === 'ee' ? null : module;
      const { thresholds, chosenBy, feasible } = chooseExits(strategy, experiment, fit, costs, decision, target);
      push(entry(strategy, thresholds, decision, chosenBy, feasible));
    } else if (strategy === 'early-offload') {
      const { thresholds, offloadBelow, chosenBy, feasible } = chooseEarlyOffload(experiment, fit, costs, module, target);
      const plain = entry(strategy, thresholds, module, chosenBy, feasible);
      push({ ...plain, policy: { ...plain.policy, offloadBelow } });
    } else {
      chosen.push(entry(strategy, [], strategy === 'hi' ? module : null, strategy === 'hi' ? decisionChoiceText(experiment) : 'nothing to choose', null));
    }
  }
  if (experiment.strategies.includes('hi') && experiment.strategies.includes('ee-hi')) chosen.push(...likeWithLike(experiment, fit, costs, target, decided, chosen, entry));
  return chosen;
}

/** EE-HI at HI’s accuracy, HI at EE-HI’s and at the target’s (algorithms 5.3). */
function likeWithLike(
  experiment: ExperimentProfile, fit: Outcomes, costs: Costs, target: number | null, { module }: ChosenDecision, chosen: readonly ChosenPolicy[],
  entry: (strategy: Strategy, thresholds: readonly number[], decision: DecisionModule, chosenBy: string, feasibleOnFit: boolean | null, variant: ChosenPolicy['variant']) => ChosenPolicy,
): ChosenPolicy[] {
  const like: ChosenPolicy[] = [];
  const accuracyOf = (policy: Policy): number => composeSummary(fit, policy, composeSamples(fit, costs, policy)).accuracy;
  const hiAccuracy = accuracyOf({ strategy: 'hi', measure: experiment.exits.measure, thresholds: [], decision: module });
  // At an accuracy that is given nothing else may bind, and what is least is a cost.
  const { minimise, margin_z, weights } = experiment.choose;
  const atAccuracy = { exits: { ...experiment.exits, thresholds: undefined }, choose: { minimise: minimise === 'error' ? ('latency' as const) : minimise, margin_z, ...(weights === undefined ? {} : { weights }) } };
  const same = chooseExits('ee-hi', atAccuracy, fit, costs, module, hiAccuracy, 0);
  like.push(entry('ee-hi', same.thresholds, module, same.chosenBy, same.feasible, 'ee-hi-at-hi-accuracy'));
  const eeHi = chosen.find(({ policy, variant }) => policy.strategy === 'ee-hi' && variant === null);
  const eeHiAccuracy = eeHi === undefined ? 1 : accuracyOf(eeHi.policy);
  const equal = hiAtTarget(module, fit, eeHiAccuracy);
  if (equal !== null) like.push(entry('hi', [], equal, `the fewest offloads that reach the ${percent(eeHiAccuracy)} of EE-HI on the fit set`, true, 'hi-at-ee-hi-accuracy'));
  const cheapest = target === null ? null : hiAtTarget(module, fit, withMargin(target, fit.samples, margin_z));
  if (cheapest !== null) like.push(entry('hi', [], cheapest, `the fewest offloads that reach ${percent(target as number)} with the margin on the fit set`, true, 'hi-at-target'));
  return like;
}

function decisionChoiceText({ decision }: ExperimentProfile): string {
  if (decision.kind === 'binary-lr') return `accepted from probability ${decision.threshold} on, as the experiment says`;
  return decision.kind === 'card' ? 'as deployed with the model' : 'see the decision module';
}

/** HI with the same score and the threshold that offloads least at this accuracy; null where none reaches it or the score has no threshold. */
function hiAtTarget(module: DecisionModule, fit: Outcomes, accuracy: number): DecisionModule | null {
  const last = fit.exits[fit.exits.length - 1];
  const score = scoreAll(module, last, fit.classes);
  if (score === null || module.kind === 'oracle' || fit.remote === null) return null;
  const choice = thresholdForAccuracy({ score, local: rightAt(last.prediction, fit.truth), server: rightAt(fit.remote, fit.truth) }, accuracy);
  return choice.feasible ? { ...module, threshold: choice.theta } : null;
}
