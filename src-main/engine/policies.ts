/** Stage 4: decision modules fitted and thresholds chosen on the fit set; the report set is not looked at. */
import type { ExperimentProfile, ModelCard } from '../contract/profiles';
import { confidence, fitBinaryLr, rightAt, scoreOf, thresholdForAccuracy, thresholdWithGuarantee, type LrFit } from '../core/decision';
import { gridOf } from '../core/early-offload';
import { chooseThresholds, exactGrid, neverExit, thresholdGrid, thresholdTables, withMargin, type ThresholdPick } from '../core/exits';
import { composeSamples, composeSummary } from '../core/compose';
import type { Costs, DecisionModule, Outcomes, Policy, Strategy } from '../core/measurements';
import { costsForChoice } from './choice-costs';
import { chooseEarlyOffload } from './early-offload-choice';
import { FIT, type Job } from './job';
import type { BoardModelCosts } from './measure/timing';
import { startStage } from './progress';

/** A policy with how it came about. `variant` is null for the strategies of the report; others exist only to compare like with like. */
export interface ChosenPolicy {
  readonly board: string;
  readonly model: string;
  readonly policy: Policy;
  readonly variant: null | 'ee-hi-at-hi-accuracy' | 'hi-at-target' | 'hi-at-ee-hi-accuracy';
  readonly decisionText: string;
  readonly chosenBy: string;
  /** Whether the accuracy asked for was reached on the fit set; null where nothing was asked. */
  readonly feasibleOnFit: boolean | null;
  readonly lrConstant: LrFit['constant'];
}

const ARTEFACT = 'policies';
/** Thresholds a guarantee walks down; they may depend on scores, not on labels. */
const GUARANTEE_GRID = 200;
const percent = (fraction: number): string => `${(fraction * 100).toFixed(1)} %`;

export async function choosePolicies(job: Job): Promise<ChosenPolicy[]> {
  const { record, resolved, boards, placed, drivers, tell } = job;
  // A resumed run keeps the policies its loop already ran with.
  const kept = (await record.getArtefact(ARTEFACT)) as ChosenPolicy[] | null;
  if (kept !== null) return kept;
  const progress = startStage('policies', 'Choosing thresholds', boards.length * resolved.locals.length, 0, drivers.clock, tell);
  const all: ChosenPolicy[] = [];
  let done = 0;
  for (const [b, board] of boards.entries()) {
    for (const { key, model } of placed[b]) {
      await job.control.gate();
      const fit = await record.outcomes({ model: key, remote: resolved.remote.card.id, set: FIT, classes: resolved.dataset.labels.length, wanted: job.plan.sets.fit });
      const costs = costsForChoice((await record.costs(board.profile.id, model.card.id)) as BoardModelCosts, model.facts.exits);
      const target = resolved.experiment.choose.accuracy ?? accuracyTarget(resolved.experiment, resolved.datasetProfile.sota_accuracy ?? null, fit);
      all.push(...policiesFor(board.profile.id, model.card, resolved.experiment, fit, costs, target));
      progress.to(++done, `${board.profile.name}, ${model.card.name}`);
    }
  }
  await record.putArtefact(ARTEFACT, all);
  progress.finish();
  return all;
}

/** The first accuracy target; the paper's rule is SOTA - 10 points, with the remote model's accuracy where no SOTA is known. */
export function accuracyTarget({ targets }: ExperimentProfile, sota: number | null, fit: Outcomes): number | null {
  for (const target of targets) {
    if (target.kind === 'accuracy') return target.at_least;
    if (target.kind === 'paper' && target.quantity === 'accuracy') return Math.max(0, (sota ?? remoteAccuracy(fit)) - 0.1);
  }
  return null;
}

export function remoteAccuracy({ remote, truth }: Outcomes): number {
  return remote === null || truth.length === 0 ? 1 : rightAt(remote, truth).reduce((sum, right) => sum + right, 0) / truth.length;
}

/** Pure: every strategy of the experiment for one board and model. `target` null: nothing is asked of accuracy. */
export function policiesFor(board: string, card: ModelCard, experiment: ExperimentProfile, fit: Outcomes, costs: Costs, target: number | null): ChosenPolicy[] {
  const { module, text, constant } = decisionFor(card, experiment, fit, target);
  const { measure } = experiment.exits;
  const entry = (strategy: Strategy, thresholds: readonly number[], decision: DecisionModule | null, chosenBy: string, feasibleOnFit: boolean | null, variant: ChosenPolicy['variant'] = null, decisionText = text): ChosenPolicy => ({
    board, model: card.id, policy: { strategy, measure, thresholds, decision }, variant, decisionText: decision === null ? '' : decisionText, chosenBy, feasibleOnFit, lrConstant: decision === null ? null : constant,
  });
  const chosen: ChosenPolicy[] = [];
  for (const strategy of experiment.strategies) {
    if (strategy === 'ee' || strategy === 'ee-hi') {
      const decision = strategy === 'ee' ? null : module;
      const { thresholds, chosenBy, feasible } = thresholdsFor(strategy, experiment, fit, costs, decision, target);
      chosen.push(entry(strategy, thresholds, decision, chosenBy, feasible));
    } else if (strategy === 'early-offload') {
      const { thresholds, offloadBelow, chosenBy, feasible } = chooseEarlyOffload(experiment, fit, costs, module, target);
      const plain = entry(strategy, thresholds, module, chosenBy, feasible);
      chosen.push({ ...plain, policy: { ...plain.policy, offloadBelow } });
    } else {
      chosen.push(entry(strategy, [], strategy === 'hi' ? module : null, strategy === 'hi' ? decisionChoiceText(experiment) : 'nothing to choose', null));
    }
  }
  if (experiment.strategies.includes('hi') && experiment.strategies.includes('ee-hi')) {
    const hi = hiPolicy(module, measure);
    const hiAccuracy = composeSummary(fit, hi, composeSamples(fit, costs, hi)).accuracy;
    const same = thresholdsFor('ee-hi', { ...experiment, exits: { ...experiment.exits, thresholds: undefined } }, fit, costs, module, hiAccuracy, 0);
    chosen.push(entry('ee-hi', same.thresholds, module, same.chosenBy, same.feasible, 'ee-hi-at-hi-accuracy'));
    const eeHi = chosen.find(({ policy }) => policy.strategy === 'ee-hi');
    const eeHiAccuracy = eeHi === undefined ? 1 : composeSummary(fit, eeHi.policy, composeSamples(fit, costs, eeHi.policy)).accuracy;
    const equal = hiAtTarget(module, fit, eeHiAccuracy);
    if (equal !== null) chosen.push(entry('hi', [], equal, `the fewest offloads that reach the ${percent(eeHiAccuracy)} of EE-HI on the fit set`, true, 'hi-at-ee-hi-accuracy'));
    const cheapest = target === null ? null : hiAtTarget(module, fit, withMargin(target, fit.samples, experiment.choose.margin_z));
    if (cheapest !== null) chosen.push(entry('hi', [], cheapest, `the fewest offloads that reach ${percent(target as number)} with the margin on the fit set`, true, 'hi-at-target'));
  }
  return chosen;
}

function decisionChoiceText({ decision }: ExperimentProfile): string {
  if (decision.kind === 'binary-lr') return `accepted from probability ${decision.threshold} on, as the experiment says`;
  return decision.kind === 'card' ? 'as deployed with the model' : 'see the decision module';
}

const hiPolicy = (decision: DecisionModule, measure: Policy['measure']): Policy => ({ strategy: 'hi', measure, thresholds: [], decision });

function thresholdsFor(strategy: 'ee' | 'ee-hi', experiment: ExperimentProfile, fit: Outcomes, costs: Costs, decision: DecisionModule | null, target: number | null, marginZ = experiment.choose.margin_z): { thresholds: number[]; chosenBy: string; feasible: boolean | null } {
  if (experiment.exits.thresholds !== undefined) return { thresholds: experiment.exits.thresholds, chosenBy: 'given in the experiment', feasible: null };
  const { measure, from, grid } = experiment.exits;
  const branches = fit.exits.length - 1;
  const values = branches === 1 ? exactFrom(exactGrid(confidence(fit.exits[0], measure, fit.classes)), from) : thresholdGrid(from, grid, branches);
  const tables = thresholdTables(fit, costs, { strategy, measure, decision, grid: values });
  // Without an energy to minimise, latency stands in; the sentence below says which was used.
  const minimise = experiment.choose.minimise === 'energy' && tables.epiMj === null ? 'latency' : experiment.choose.minimise;
  const pick = chooseThresholds(tables, { accuracy: target, lpiMs: null, epiMj: null, minimise: target === null ? 'accuracy' : minimise, marginZ });
  return { thresholds: [...(pick.feasible ? pick.point : pick.nearest).thresholds], chosenBy: sentence(pick, target, minimise, fit.samples, branches === 1), feasible: target === null ? null : pick.feasible };
}

/** The paper sweeps thresholds from 0.5 up; `from` keeps that, exact values above it. */
function exactFrom(values: Float64Array, from: number): Float64Array {
  return Float64Array.from([from, ...values.filter((value) => value > from)]);
}

function sentence(pick: ThresholdPick, target: number | null, minimise: string, samples: number, exact: boolean): string {
  const over = `${exact ? 'every distinct confidence' : 'the threshold grid'} of ${samples} fit samples`;
  if (target === null || pick.asked === null) return `highest accuracy over ${over}`;
  const asked = pick.asked > target ? `${percent(target)} (with the safety margin ${percent(pick.asked)})` : percent(target);
  return pick.feasible ? `least ${minimise} with accuracy ≥ ${asked} over ${over}` : `no thresholds reach accuracy ≥ ${asked} over ${over}; the most accurate stands in`;
}

/** The decision module of the experiment, fitted where it has to be. */
function decisionFor(card: ModelCard, experiment: ExperimentProfile, fit: Outcomes, target: number | null): { module: DecisionModule; text: string; constant: LrFit['constant'] } {
  const last = fit.exits[fit.exits.length - 1];
  const { decision } = experiment;
  const where = `${fit.samples} fit samples of ${experiment.dataset.use}`;
  if (decision.kind === 'oracle') return { module: { kind: 'oracle' }, text: 'oracle: accepts exactly the locally right samples; a bound that no device can reach', constant: null };
  if (decision.kind === 'card') {
    const weights = (card.decision_weights ?? []).find(({ name }) => name === decision.name);
    if (weights === undefined) throw new Error(`decision weights ${decision.name} passed the plan but are not in the card`);
    const module: DecisionModule = { kind: 'binary-lr', bias: weights.bias, w1: weights.w1, w2: weights.w2, threshold: 0, fittedOn: weights.fitted_on };
    return { module, text: `${lrText(module)}; weights “${weights.name}” of the model card, fitted on ${weights.fitted_on}`, constant: null };
  }
  if (decision.kind === 'binary-lr') {
    const { module, constant } = fitBinaryLr(last, fit.truth, { classWeight: decision.class_weight, probability: decision.threshold, fittedOn: where });
    const weighting = decision.class_weight === 'balanced' ? ', classes balanced' : '';
    return { module, text: `${lrText(module)}; logistic regression on ${where}${weighting}`, constant };
  }
  const { measure } = decision;
  const score = confidence(last, measure, fit.classes);
  const set = { score, local: rightAt(last.prediction, fit.truth), server: fit.remote === null ? null : rightAt(fit.remote, fit.truth) };
  if (decision.guarantee !== undefined && decision.threshold === undefined) {
    const { wrong_at_most: wrong, risk } = decision.guarantee;
    const { theta, accepted } = thresholdWithGuarantee(score, set.local, [...gridOf(score, GUARANTEE_GRID, 0)], wrong, risk);
    const held = `at most ${percent(wrong)} of the accepted are wrong, with ${percent(1 - risk)} certainty, from ${where}`;
    const text = theta === null ? `offload everything: no threshold could be shown to keep that ${held}` : `accept when ${measure} ≥ ${theta.toFixed(4)}; ${held} (${accepted} accepted)`;
    return { module: { kind: 'threshold', measure, threshold: theta ?? neverExit }, text, constant: null };
  }
  const asked = withMargin(target ?? 1, fit.samples, experiment.choose.margin_z);
  const choice = decision.threshold === undefined ? thresholdForAccuracy(set, asked) : null;
  const threshold = choice === null ? (decision.threshold as number) : choice.feasible ? choice.theta : (choice.nearest?.theta ?? 1);
  const how = choice === null ? 'given in the experiment' : choice.feasible ? `fewest offloads with accuracy ≥ ${percent(asked)} on ${where}` : `most accurate on ${where}`;
  return { module: { kind: 'threshold', measure, threshold }, text: `accept when ${measure} ≥ ${threshold.toFixed(4)}; ${how}`, constant: null };
}

function lrText({ bias, w1, w2, threshold }: Extract<DecisionModule, { kind: 'binary-lr' }>): string {
  const number = (value: number): string => value.toFixed(3).replace('-', '−');
  const term = (weight: number, name: string): string => ` ${weight < 0 ? '−' : '+'} ${number(Math.abs(weight))} ${name}`;
  return `accept when ${number(bias)}${term(w1, 'p1')}${term(w2, 'p2')} ≥ ${number(threshold)}`;
}

/** HI with the same score and the threshold that offloads least at this accuracy; null where none reaches it or the score has no threshold. */
function hiAtTarget(module: DecisionModule, fit: Outcomes, accuracy: number): DecisionModule | null {
  if (module.kind === 'oracle' || fit.remote === null) return null;
  const last = fit.exits[fit.exits.length - 1];
  const score = Float64Array.from(last.prediction, (_, i) => scoreOf(module, last.top[i * last.width], last.width > 1 ? last.top[i * last.width + 1] : 0, last.entropy[i], fit.classes) ?? 0);
  const choice = thresholdForAccuracy({ score, local: rightAt(last.prediction, fit.truth), server: rightAt(fit.remote, fit.truth) }, accuracy);
  return choice.feasible ? { ...module, threshold: choice.theta } : null;
}
