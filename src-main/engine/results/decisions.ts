/** HI with each decision module that the experiment compares: fitted on the fit set, judged on the report set, beside its own (algorithms 2). */
import type { DecisionComparison } from '../../contract/decision-results';
import type { ComparedDecision, DecisionChoice, ExperimentProfile, ModelCard } from '../../contract/profiles';
import { compareContenders, composed, composeSamples, composeSummary, policyProvenance } from '../../core/compose';
import { acceptAll, acceptBatch, acceptByBounds, confidence, conformalPValues, decideByExperts, expertRates, learnFromOffload, learnFromRound, referenceRouters, riskCoverage, rightAt, routingCurve, scoreAll, startBounds, startExperts } from '../../core/decision';
import type { Costs, DecisionModule, Estimate, Outcomes, Policy, RichWeights, StageCost } from '../../core/measurements';
import { createRandom } from '../../core/random';
import { modelled } from '../../core/stats';
import { bootstrapInWorker } from '../calculation';
import { chooseDecision } from '../decision-choice';
import { percent } from '../exit-choice';
import type { Job } from '../job';
import { costOfDecision, costOfMacs, decisionBytes, decisionMacs } from '../measure/decision-cost';
import type { BoardModelCosts } from '../measure/timing';
import { trainedWeights } from '../trained-weights';
import { toInterval } from './candidates';

export interface DecisionComparisonContext {
  readonly job: Job;
  readonly boardIndex: number;
  /** Of the outputs; boards with the same key share what was trained on them. */
  readonly key: string;
  readonly card: ModelCard;
  readonly plainMacs: number;
  readonly fit: Outcomes;
  readonly report: Outcomes;
  readonly costs: BoardModelCosts;
  readonly target: number | null;
}

/** What a module does with the report set: (N) 1 = accept, its score (N) where it has one, and what it takes. */
export interface Decided { readonly module: DecisionModule | null; readonly accept: Uint8Array; readonly score: Float64Array | Float32Array | null; readonly text: string; readonly macs: number; readonly bytes: number }

/** The experiment's own first. Empty where it compares none. */
export async function compareDecisions(context: DecisionComparisonContext): Promise<DecisionComparison[]> {
  const { job, boardIndex, key, card, plainMacs, fit, report } = context;
  const { experiment } = job.resolved;
  const own = JSON.stringify(experiment.decision);
  const choices: ComparedDecision[] = [experiment.decision, ...(experiment.compare_decisions ?? []).filter((one) => JSON.stringify(one) !== own)];
  const lr = { ...context.costs, decision: context.costs.lrDecision ?? context.costs.decision };
  const rows = [];
  for (const [c, choice] of choices.entries()) {
    await job.control.gate();
    const decided = decide(choice, { ...context, experiment, costs: lr, weights: await trainedWeights(job, key, choice, fit) });
    const cost = c === 0 ? context.costs.decision : isTimed(decided.module) ? await costOfDecision(job, boardIndex, plainMacs, lr, decided.module, report) : standIn(costOfMacs(decided.macs, plainMacs, lr));
    const policy: Policy = { strategy: 'hi', measure: experiment.exits.measure, thresholds: [], decision: decided.module };
    const costs = { ...context.costs, decision: cost };
    rows.push({ choice, decided, cost, policy, costs, vectors: composeSamples(report, costs, policy, decided.accept) });
  }
  const { request, read } = compareContenders(rows.map(({ vectors, costs, policy }) => composed(vectors, costs, policy)), rows.slice(1).map((_, r) => ({ of: r + 1, versus: 0 })), experiment.seed, experiment.bootstrap);
  const found = await bootstrapInWorker(request, job.control.signal);
  if (found === null) return [];
  const { contenders, pairs } = read(found);
  const last = report.exits[report.exits.length - 1];
  const local = rightAt(last.prediction, report.truth);
  const n = report.samples;
  return rows.map(({ choice, decided, cost, policy, costs, vectors }, r): DecisionComparison => {
    const { cells, f1, selectiveAccuracy } = composeSummary(report, policy, vectors);
    const { latency, energy } = policyProvenance(costs, policy);
    const { accuracy, lpiMs, epiMj, offloadShare } = contenders[r];
    const pair = r === 0 ? null : pairs[r - 1];
    const { score } = decided;
    return {
      board: job.boards[boardIndex].profile.id, model: card.id, kind: choice.kind, own: r === 0, text: decided.text,
      accuracy: toInterval(accuracy, n, 'measured'), lpiMs: toInterval(lpiMs, n, latency), epiMj: epiMj === null ? null : toInterval(epiMj, n, energy ?? 'modelled'), offloadShare: toInterval(offloadShare, n, 'measured'),
      cells: cells ?? { acceptedRight: 0, offloadedNeedlessly: 0, missed: 0, caught: 0 }, f1Weighted: f1?.weighted ?? null, selectiveAccuracy,
      routingGain: score === null || report.remote === null ? null : (routingCurve(score, local, rightAt(report.remote, report.truth))?.gain ?? null), aurc: score === null ? null : (riskCoverage(score, local)?.aurc ?? null),
      accuracyDifference: pair === null ? null : toInterval(pair.accuracy.difference, n, 'measured'), lpiReduction: pair === null || pair.lpiMs.reduction === null ? null : toInterval(pair.lpiMs.reduction, n, latency),
      cost: cost as DecisionComparison['cost'], macs: decided.macs, bytes: decided.bytes, deploys: decided.module === null || decided.module.kind === 'oracle' ? 'studio' : 'c',
    };
  });
}

const isTimed = (module: DecisionModule | null): module is DecisionModule => module?.kind === 'binary-lr' || module?.kind === 'rich';

/** No board has timed any other rule: what is known of the binary LR is a model of it. */
function standIn({ latencyMs, energyMj }: StageCost): StageCost {
  const source = 'that of the binary LR stands in';
  const modelOf = (estimate: Estimate): Estimate => (estimate.provenance === 'modelled' ? estimate : modelled(estimate.value, source));
  return { latencyMs: modelOf(latencyMs), energyMj: energyMj === null ? null : modelOf(energyMj) };
}

type Asking = Pick<DecisionComparisonContext, 'card' | 'fit' | 'report' | 'target'> & { readonly experiment: ExperimentProfile; readonly costs: Costs; readonly weights?: RichWeights };

/** One module, fitted on the fit set where it is, over the report set. */
export function decide(choice: ComparedDecision, asking: Asking): Decided {
  const { fit, report } = asking;
  const last = report.exits[report.exits.length - 1];
  switch (choice.kind) {
    case 'conformal': {
      const [known, fresh] = [fit, report].map((set) => confidence(set.exits[set.exits.length - 1], choice.measure, set.classes));
      const right = rightAt(fit.exits[fit.exits.length - 1].prediction, fit.truth);
      const accept = acceptBatch(conformalPValues(known, right, fresh), choice.wrong_at_most);
      const text = `conformal selection by ${choice.measure}: of the accepted at most ${percent(choice.wrong_at_most)} are expected to be wrong; calibrated on ${fit.samples} fit samples, the report set decided as one batch`;
      return { module: null, accept, score: fresh, text, macs: 0, bytes: 4 * right.reduce((sum, one) => sum + 1 - one, 0) };
    }
    case 'online-experts': case 'online-bounds': return online(choice, report, asking.experiment.seed);
    case 'reference': {
      const server = report.remote ?? new Uint16Array(report.samples);
      const query = choice.router === 'agreement' ? referenceRouters.agreement(last.prediction, server) : referenceRouters.oracle(rightAt(last.prediction, report.truth), rightAt(server, report.truth));
      const text = choice.router === 'agreement' ? 'agreement: offloads where the two models differ; a bound that needs the server’s answer' : 'router oracle: offloads exactly where the server is right and the local model is not; a bound that no device can reach';
      return { module: null, accept: Uint8Array.from(query, (one) => 1 - one), score: null, text, macs: 0, bytes: 0 };
    }
    default: return fixed(choice, asking);
  }
}

function fixed(choice: DecisionChoice, { report, ...context }: Asking): Decided {
  const { module, text } = chooseDecision(choice, context);
  const last = report.exits[report.exits.length - 1];
  return { module, accept: acceptAll(module, last, report.truth, report.classes), score: scoreAll(module, last, report.classes), text, macs: decisionMacs(module), bytes: decisionBytes(module) };
}

/** Through the report set in its order, from nothing; an error is known only of offloaded samples, by the server's word. */
function online(choice: Extract<ComparedDecision, { kind: 'online-experts' | 'online-bounds' }>, report: Outcomes, seed: number): Decided {
  const last = report.exits[report.exits.length - 1];
  const score = confidence(last, choice.measure, report.classes);
  const accept = new Uint8Array(report.samples);
  const disagrees = (i: number): boolean => report.remote !== null && report.remote[i] !== last.prediction[i];
  const beta = choice.offload_cost;
  const at = `${choice.measure}, learnt while it works through the report set, an offload at ${beta} of a wrong answer`;
  if (choice.kind === 'online-experts') {
    const experts = startExperts(choice.experts);
    const options = { beta, ...expertRates(choice.experts, report.samples, beta) };
    const random = createRandom(seed);
    for (let i = 0; i < report.samples; i++) {
      const decided = decideByExperts(experts, score[i], options, random);
      accept[i] = decided.offload ? 0 : 1;
      learnFromRound(experts, score[i], decided, disagrees(i), options);
    }
    return { module: null, accept, score, text: `threshold on ${at}, by ${choice.experts} weighted experts`, macs: choice.experts, bytes: 8 * choice.experts };
  }
  const state = startBounds(choice.bins);
  for (let i = 0; i < report.samples; i++) {
    const bin = Math.min(choice.bins - 1, Math.floor(score[i] * choice.bins));
    accept[i] = acceptByBounds(state, bin, beta, true) ? 1 : 0;
    if (accept[i] === 0) learnFromOffload(state, bin, !disagrees(i));
  }
  return { module: null, accept, score, text: `threshold on ${at}, by confidence bounds over ${choice.bins} bins`, macs: choice.bins, bytes: 8 * choice.bins };
}
