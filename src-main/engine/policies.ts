/** Stage 4: decision modules fitted and thresholds chosen on the fit set; the report set is not looked at. */
import type { ExperimentProfile, ModelCard } from '../contract/profiles';
import { rightAt, scoreAll, thresholdForAccuracy, type LrFit } from '../core/decision';
import { withMargin } from '../core/exits';
import { composeSamples, composeSummary } from '../core/compose';
import type { Costs, DecisionModule, Outcomes, Policy, Strategy } from '../core/measurements';
import { accuracyTarget } from '../core/qos';
import { costsForChoice } from './choice-costs';
import { chooseDecision, type ChosenDecision } from './decision-choice';
import { chooseEarlyOffload } from './early-offload-choice';
import { chooseExits, percent } from './exit-choice';
import { FIT, type Job } from './job';
import { withDecisionCost } from './measure/decision-cost';
import type { BoardModelCosts } from './measure/timing';
import { startStage } from './progress';
import { refitted } from './refit';
import { trainedWeights } from './trained-weights';

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

const ARTEFACT = 'policies';

export async function choosePolicies(job: Job): Promise<ChosenPolicy[]> {
  const { record, resolved, boards, placed, drivers, tell } = job;
  // A resumed run keeps the policies its loop already ran with.
  const kept = (await record.getArtefact(ARTEFACT)) as ChosenPolicy[] | null;
  if (kept !== null) return kept;
  const progress = startStage('policies', 'Choosing thresholds', boards.length * resolved.locals.length, 0, drivers.clock, tell);
  const all: ChosenPolicy[] = [];
  const { decision } = resolved.experiment;
  // A limit is held against what was measured, not against a rounded figure.
  const { lpi_at_most_ms: lpi, epi_at_most_mj: epi } = resolved.experiment.choose;
  const limited = lpi !== undefined || epi !== undefined;
  let done = 0;
  for (const [b, board] of boards.entries()) {
    for (const { key, model } of placed[b]) {
      await job.control.gate();
      const fit = await record.outcomes({ model: key, remote: resolved.remote.card.id, set: FIT, classes: resolved.dataset.labels.length, wanted: job.plan.sets.fit });
      const target = accuracyAsked(resolved, fit);
      const timed = (await record.costs(board.profile.id, model.card.id)) as BoardModelCosts;
      const decided = chooseDecision(decision, { card: model.card, experiment: resolved.experiment, fit, costs: timed, target, weights: await trainedWeights(job, key, decision, fit) });
      const costs = await withDecisionCost(job, b, model.facts.plainMacs, timed, decided.module, fit);
      if (costs !== timed) await record.saveCosts(board.profile.id, model.card.id, costs);
      all.push(...policiesFor(board.profile.id, model.card, resolved.experiment, fit, limited ? costs : costsForChoice(costs, model.facts.exits), target, decided));
      progress.to(++done, `${board.profile.name}, ${model.card.name}`);
    }
  }
  await record.putArtefact(ARTEFACT, all);
  progress.finish();
  return all;
}

/** What thresholds must reach, without a margin: as given, else the first accuracy target, the paper's with the remote model's accuracy where no SOTA is known. Null: nothing is asked. */
export function accuracyAsked({ experiment: { choose, targets }, datasetProfile }: Pick<Job['resolved'], 'experiment' | 'datasetProfile'>, fit: Outcomes): number | null {
  if (choose.accuracy !== undefined) return choose.accuracy;
  for (const target of targets) {
    if (target.kind === 'accuracy') return target.at_least;
    if (target.kind === 'paper' && target.quantity === 'accuracy') return Math.max(0, accuracyTarget(datasetProfile.sota_accuracy ?? remoteAccuracy(fit)));
  }
  return null;
}

export function remoteAccuracy({ remote, truth }: Outcomes): number {
  return remote === null || truth.length === 0 ? 1 : rightAt(remote, truth).reduce((sum, right) => sum + right, 0) / truth.length;
}

/** Pure: every strategy of the experiment for one board and model. `target` null: nothing is asked of accuracy. */
export function policiesFor(
  board: string, card: ModelCard, experiment: ExperimentProfile, fit: Outcomes, costs: Costs, target: number | null,
  decided: ChosenDecision = chooseDecision(experiment.decision, { card, experiment, fit, costs, target }),
): ChosenPolicy[] {
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
