/** The decision module of an experiment, fitted on the fit set where it has to be (algorithms 2). */
import type { ComparedDecision, DecisionChoice, ExperimentProfile, ModelCard } from '../contract/profiles';
import { confidence, fitBinaryLr, largestShare, rightAt, routerCut, routerLabels, scoreAll, thresholdForAccuracy, thresholdForCost, thresholdForShare, thresholdOnZ, thresholdWithGuarantee, trainRich, type LrFit, type RichTraining } from '../core/decision';
import { gridOf } from '../core/early-offload';
import { neverExit, withMargin } from '../core/exits';
import { formatNumber } from '../core/figures/number-text';
import type { Costs, DecisionModule, Outcomes, RichWeights } from '../core/measurements';
import { percent } from './exit-choice';

export interface ChosenDecision { readonly module: DecisionModule; readonly text: string; readonly constant: LrFit['constant'] }
export interface DecisionContext {
  readonly card: ModelCard;
  readonly experiment: ExperimentProfile;
  readonly fit: Outcomes;
  readonly costs: Costs;
  /** Accuracy asked for, without its margin; null: none. */
  readonly target: number | null;
  /** Of a trained module, from `trainedWeights`; left out: trained here, which takes seconds. */
  readonly weights?: RichWeights;
}
type Of<K extends DecisionChoice['kind']> = Extract<DecisionChoice, { kind: K }>;
type Rich = Extract<DecisionModule, { kind: 'rich' }>;
type TrainedChoice = Of<'rich-lr'> | Of<'rich-mlp'> | Of<'router'>;

/** Thresholds a guarantee walks down; they may depend on scores, not on labels. */
const GUARANTEE_GRID = 200;

export function chooseDecision(decision: DecisionChoice, context: DecisionContext): ChosenDecision {
  switch (decision.kind) {
    case 'oracle': return { module: { kind: 'oracle' }, text: 'oracle: accepts exactly the locally right samples; a bound that no device can reach', constant: null };
    case 'card': return ofCard(decision, context.card);
    case 'binary-lr': {
      const { module, constant } = fitBinaryLr(context.fit.exits[context.fit.exits.length - 1], context.fit.truth, { classWeight: decision.class_weight, probability: decision.threshold, fittedOn: whereOf(context) });
      return { module, text: `${lrText(module)}; logistic regression on ${whereOf(context)}${decision.class_weight === 'balanced' ? ', classes balanced' : ''}`, constant };
    }
    case 'threshold': return ofThreshold(decision, context);
    case 'rich-lr': case 'rich-mlp': case 'router': return ofRich(decision, context);
  }
}

const whereOf = ({ fit, experiment }: Pick<DecisionContext, 'fit' | 'experiment'>): string => `${fit.samples} fit samples of ${experiment.dataset.use}`;

function ofCard({ name }: Of<'card'>, card: ModelCard): ChosenDecision {
  const weights = (card.decision_weights ?? []).find((one) => one.name === name);
  if (weights === undefined) throw new Error(`decision weights ${name} passed the plan but are not in the card`);
  const module: DecisionModule = { kind: 'binary-lr', bias: weights.bias, w1: weights.w1, w2: weights.w2, threshold: 0, fittedOn: weights.fitted_on };
  return { module, text: `${lrText(module)}; weights “${weights.name}” of the model card, fitted on ${weights.fitted_on}`, constant: null };
}

function ofThreshold(decision: Of<'threshold'>, context: DecisionContext): ChosenDecision {
  const { fit, costs } = context;
  const { measure } = decision;
  const where = whereOf(context);
  const last = fit.exits[fit.exits.length - 1];
  const score = confidence(last, measure, fit.classes);
  const set = { score, local: rightAt(last.prediction, fit.truth), server: fit.remote === null ? null : rightAt(fit.remote, fit.truth) };
  const at = (threshold: number, how: string): ChosenDecision => ({ module: { kind: 'threshold', measure, threshold }, text: `accept when ${measure} ≥ ${threshold.toFixed(4)}; ${how}`, constant: null });
  if (decision.threshold !== undefined) return at(decision.threshold, 'given in the experiment');
  if (decision.guarantee !== undefined) {
    const { wrong_at_most: wrong, risk } = decision.guarantee;
    const { theta, accepted } = thresholdWithGuarantee(score, set.local, [...gridOf(score, GUARANTEE_GRID, 0)], wrong, risk);
    const held = `at most ${percent(wrong)} of the accepted are wrong, with ${percent(1 - risk)} certainty, from ${where}`;
    if (theta !== null) return at(theta, `${held} (${accepted} accepted)`);
    return { module: { kind: 'threshold', measure, threshold: neverExit }, text: `offload everything: no threshold could be shown to keep that ${held}`, constant: null };
  }
  if (decision.offload_cost !== undefined) {
    return at(thresholdForCost(set, decision.offload_cost)?.theta ?? neverExit, `least cost on ${where}, where an offload costs ${decision.offload_cost} and a wrong answer 1`);
  }
  const limits = [...limit(decision.lpi_at_most_ms, 'latencyMs', costs), ...limit(decision.epi_at_most_mj, 'energyMj', costs)];
  if (limits.length > 0) {
    const share = Math.min(...limits.map((one) => one.share));
    const choice = thresholdForShare(set, Math.max(0, share));
    const theta = choice.feasible ? choice.theta : (choice.nearest?.theta ?? 0);
    const text = limits.map((one) => one.text).join(' and ');
    return at(theta, share < 0 ? `${text} cannot be kept even without offloads, so that nothing is offloaded` : `highest accuracy with HI’s ${text}, which at most ${percent(share)} of offloads keep, on ${where}`);
  }
  const { threshold, how } = cutFor(set, context);
  return at(threshold, how + (decision.epi_at_most_mj === undefined ? '' : `; EPI ≤ ${formatNumber(decision.epi_at_most_mj)} mJ could not be checked, for the energy of this board is unknown`));
}

/** The share of offloads that a limit on HI allows; empty where there is no limit, or no energy to hold it against. */
function limit(bound: number | undefined, figure: 'latencyMs' | 'energyMj', { plain, decision, offload }: Costs): { share: number; text: string }[] {
  if (bound === undefined) return [];
  const [local, deciding, sending] = [plain[figure], decision[figure], offload[figure]];
  if (local === null || deciding === null || sending === null) return [];
  return [{ share: largestShare(bound, local.value, deciding.value, sending.value), text: figure === 'latencyMs' ? `LPI ≤ ${formatNumber(bound)} ms` : `EPI ≤ ${formatNumber(bound)} mJ` }];
}

/** The fewest offloads that reach the accuracy asked for, margin included; else the most accurate cut. */
function cutFor(set: Parameters<typeof thresholdForAccuracy>[0], context: DecisionContext): { threshold: number; how: string } {
  const { target, fit, experiment } = context;
  const asked = withMargin(target ?? 1, fit.samples, experiment.choose.margin_z);
  const choice = thresholdForAccuracy(set, asked);
  if (choice.feasible) return { threshold: choice.theta, how: `fewest offloads with accuracy ≥ ${percent(asked)} on ${whereOf(context)}` };
  return { threshold: choice.nearest?.theta ?? 1, how: `most accurate on ${whereOf(context)}` };
}

const richNames = { 'rich-lr': 'logistic regression on the five highest softmax values, entropy, margin and class', 'rich-mlp': 'one hidden layer on the five highest softmax values, entropy, margin and class', router: 'hybrid router: one hidden layer on entropy and differences of softmax values' } as const;

export const isTrained = (decision: ComparedDecision): decision is TrainedChoice => decision.kind === 'rich-lr' || decision.kind === 'rich-mlp' || decision.kind === 'router';

/** The router's label o marks what to query; its complement is the gain [l >= s], so that a high score stays here too. */
export const learnsGain = (decision: TrainedChoice): boolean => decision.kind === 'router' || decision.target === 'gain';

/** What a trained module learns from. Neither costs nor a threshold are in it: those come after. */
export function trainingOf(decision: TrainedChoice, { exits, truth, remote, classes }: Outcomes, seed: number): RichTraining {
  const outputs = exits[exits.length - 1];
  const local = rightAt(outputs.prediction, truth);
  const wanted = learnsGain(decision) ? routerLabels(local, remote === null ? null : rightAt(remote, truth)).map((query) => 1 - query) : local;
  return { features: decision.kind === 'router' ? 'differences' : 'top-five', hidden: decision.kind !== 'rich-lr', outputs, classes, wanted, seed };
}

function ofRich(decision: TrainedChoice, context: DecisionContext): ChosenDecision {
  const { fit, experiment } = context;
  const where = whereOf(context);
  const training = trainingOf(decision, fit, experiment.seed);
  const { outputs, wanted, features } = training;
  const module: Rich = { kind: 'rich', features, ...(context.weights ?? trainRich(training)), threshold: 0, fittedOn: where };
  const set = { score: scoreAll(module, outputs, fit.classes) ?? new Float64Array(fit.samples), local: rightAt(outputs.prediction, fit.truth), server: fit.remote === null ? null : rightAt(fit.remote, fit.truth) };
  const constant = fit.samples === 0 ? 'no-samples' : wanted.every((one) => one === 1) ? 'all-right' : wanted.every((one) => one === 0) ? 'all-wrong' : null;
  const { threshold, how } = richCut(decision, set, context);
  const learnt = learnsGain(decision) ? 'where only the server is right' : 'where the local answer is right';
  return { module: { ...module, threshold }, text: `${richNames[decision.kind]}, ${learnt}, fitted on ${where}; ${how}`, constant };
}

function richCut(decision: TrainedChoice, set: Parameters<typeof thresholdForAccuracy>[0], context: DecisionContext): { threshold: number; how: string } {
  if (decision.kind === 'router') {
    if (decision.coverage === undefined) return cutFor(set, context);
    // The router queries where its score, -z, is high: z above the cut stays, so that the boundary lies just above it.
    const { theta, coverage } = routerCut(Float64Array.from(set.score, (z) => -z), decision.coverage);
    return { threshold: theta === Number.MAX_VALUE ? -Number.MAX_VALUE : justAbove(-theta, set.score), how: `${percent(coverage)} of ${whereOf(context)} stay on the device` };
  }
  return decision.threshold === undefined ? cutFor(set, context) : { threshold: thresholdOnZ(decision.threshold), how: `accepted from probability ${decision.threshold} on, as the experiment says` };
}

/** The lowest score above `z`: accepting from it on keeps everything above z and nothing at it. */
function justAbove(z: number, score: ArrayLike<number>): number {
  let lowest = Number.MAX_VALUE;
  for (let i = 0; i < score.length; i++) if (score[i] > z && score[i] < lowest) lowest = score[i];
  return lowest;
}

export function lrText({ bias, w1, w2, threshold }: Extract<DecisionModule, { kind: 'binary-lr' }>): string {
  const number = (value: number): string => value.toFixed(3).replace('-', '−');
  const term = (weight: number, name: string): string => ` ${weight < 0 ? '−' : '+'} ${number(Math.abs(weight))} ${name}`;
  return `accept when ${number(bias)}${term(w1, 'p1')}${term(w2, 'p2')} ≥ ${number(threshold)}`;
}
