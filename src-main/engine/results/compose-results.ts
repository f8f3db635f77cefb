/** Turns what a run measured into its results document: compose, compare, choose, judge. */
import type { DecisionComparison } from '../../contract/decision-results';
import type { EarlyOffloadComparison } from '../../contract/early-offload-results';
import type { Results } from '../../contract/results';
import { composeSamples, composeSummary } from '../../core/compose';
import { rightAt } from '../../core/decision';
import { withMargin } from '../../core/exits';
import type { Estimate, Outcomes, Policy } from '../../core/measurements';
import { standardError, wilson } from '../../core/stats';
import { bootstrapInWorker, earlyOffloadPairsInWorker } from '../calculation';
import { costsForChoice } from '../choice-costs';
import { boardEnergy } from '../energy/measure-energy';
import { FIT, LOST_OFFLOADS, REPORT, type Job } from '../job';
import { loopBoards } from '../measure/in-the-loop';
import { sampleBytes } from '../measure/remote';
import type { BoardModelCosts } from '../measure/timing';
import { accuracyAsked, remoteAccuracy } from '../policies';
import type { ChosenPolicy } from '../policy-choice';
import { composeCandidates, strategyResult, type Candidate } from './candidates';
import { thresholdCurves } from './curves';
import { compareDecisions } from './decisions';
import { earlyOffloadComparisons, type ComparisonContext } from './early-offload';
import { loopCheck } from './loops';
import { decisionScatter, perClass, riskCurve } from './pictures';
import { runVerdict } from './run-verdict';
import { bestStrategies } from './targets';

export async function composeResults(job: Job, policies: readonly ChosenPolicy[], seconds: number): Promise<Results> {
  const { record, resolved, plan, boards, placed, drivers, control } = job;
  const { experiment, dataset, datasetProfile } = resolved;
  const classes = dataset.labels.length;
  const outcomesOf = new Map<string, Outcomes>();
  for (const { key } of placed.flat()) {
    if (!outcomesOf.has(key)) outcomesOf.set(key, await record.outcomes({ model: key, remote: resolved.remote.card.id, set: REPORT, classes, wanted: plan.sets.report }));
  }

  const strategies: Results['strategies'] = [];
  const differences: Results['differences'] = [];
  const targets: Results['targets'] = [];
  const curves: Results['curves'] = [];
  const loops: Results['loops'] = [];
  const earlyOffload: EarlyOffloadComparison[] = [];
  const decisions: DecisionComparison[] = [];
  const boardRows: Results['boards'] = [];
  const energy: NonNullable<Results['energy']> = [];
  const pictures: { scatter: Results['scatter']; riskCoverage: Results['riskCoverage']; perClass: Results['perClass'] } = { scatter: [], riskCoverage: [], perClass: [] };
  const executes = new Set(loopBoards(job));
  const sota = datasetProfile.sota_accuracy ?? null;
  const first = outcomesOf.get(placed[0][0].key) as Outcomes;

  for (const [b, board] of boards.entries()) {
    const onBoard: Candidate[] = [];
    const costRows: Results['boards'][number]['costs'] = [];
    for (const { key, model } of placed[b]) {
      await control.gate();
      const outcomes = outcomesOf.get(key) as Outcomes;
      const costs = (await record.costs(board.profile.id, model.card.id)) as BoardModelCosts;
      const own = policies.filter((one) => one.board === board.profile.id && one.model === model.card.id);
      const composed = await composeCandidates(outcomes, costs, own, experiment.seed, experiment.bootstrap, (request) => bootstrapInWorker(request, control.signal));
      const reported = composed.candidates.filter(({ chosen }) => chosen.variant === null);
      onBoard.push(...reported);
      strategies.push(...reported.map(strategyResult));
      differences.push(...composed.differences);
      // One decision for all thresholds that are compared: not one that was fitted again for the chosen ones.
      const early = own.findLast(({ policy }) => policy.strategy === 'early-offload');
      const compares = (experiment.compare_decisions ?? []).length > 0;
      const fit = early?.policy.decision || compares ? await record.outcomes({ model: key, remote: resolved.remote.card.id, set: FIT, classes, wanted: plan.sets.fit }) : null;
      if (fit !== null && early?.policy.decision) {
        earlyOffload.push(...(await compareEarly(job, { board: board.profile.id, model: model.card.id, fit, report: outcomes, costs, choiceCosts: costsForChoice(costs, model.facts.exits), decision: early.policy.decision })));
      }
      if (fit !== null && compares) {
        decisions.push(...(await compareDecisions({ job, boardIndex: b, key, card: model.card, plainMacs: model.facts.plainMacs, fit, report: outcomes, costs, target: accuracyAsked(resolved, fit) })));
      }
      curves.push(...thresholdCurves(outcomes, costs, own, experiment.exits.from));
      costRows.push({ model: model.card.id, exits: costs.exits.map((cost) => ({ ...cost })), plain: costs.plain, decision: costs.decision, offload: costs.offload, rule: costs.rule } as Results['boards'][number]['costs'][number]);
      const measured = await boardEnergy(job, b, model);
      if (measured !== null) energy.push(measured);
      if (executes.has(b)) {
        for (const candidate of reported) {
          const rows = await record.loop(board.profile.id, model.card.id, candidate.chosen.policy.strategy);
          const check = loopCheck(candidate, outcomes, rows, meanError(costs, candidate), board.simulated ? 'modelled' : 'measured');
          if (check !== null) loops.push(check);
        }
      }
      if (b === 0) {
        const decided = own.find(({ policy, variant }) => policy.decision !== null && variant === null);
        if (decided?.policy.decision) pictures.scatter.push(decisionScatter(model.card.id, outcomes, decided.policy.decision, decided.decisionText, experiment.seed));
        pictures.riskCoverage.push(...riskCurve(model.card.id, outcomes));
        pictures.perClass.push(...perClass(model.card.id, dataset.labels, outcomes.truth, reported));
      }
    }
    const costs = (await record.costs(board.profile.id, placed[b][0].model.card.id)) as BoardModelCosts;
    targets.push(...bestStrategies(experiment.targets, onBoard, { board: board.profile.id, costs, sota: sota ?? remoteAccuracy(first), sotaText: sota === null ? 'the remote model’s accuracy' : 'SOTA' }));
    boardRows.push({ id: board.profile.id, name: board.profile.name, driver: board.simulated ? 'virtual' : board.profile.driver, link: resolved.links[b]?.name ?? null, summary: board.profile.summary ?? '', costs: costRows });
  }

  const overhead = (await record.getArtefact('overhead')) as Estimate | null;
  const finishedAt = drivers.clock.now().toISOString();
  const { manifest } = record;
  return {
    schema: 'hi-studio/results@1',
    run: { id: record.id, name: manifest.name, status: 'finished', startedAt: manifest.createdAt, finishedAt, seconds, seed: manifest.seed, planHash: manifest.planHash },
    experiment: { ...experiment }, environment: { ...manifest.environment }, hashes: manifest.hashes.map((hash) => ({ ...hash })),
    dataset: { id: dataset.id, name: dataset.name, labels: [...dataset.labels], fit: plan.sets.fit.length, report: plan.sets.report.length, sampleBytes: sampleBytes(job) },
    models: [
      ...resolved.locals.map(({ card, facts }, m) => modelSummary(card, facts, outcomesOf.get(placed[0][m].key) as Outcomes)),
      modelSummary(resolved.remote.card, resolved.remote.facts, null, first),
    ],
    boards: boardRows, strategies, differences, targets, curves, ...pictures, loops, ...(earlyOffload.length === 0 ? {} : { earlyOffload }), ...(decisions.length === 0 ? {} : { decisions }), ...(experiment.analyzer === undefined ? {} : { energy }),
    overheadMs: overhead as Results['overheadMs'],
    server: (await record.getArtefact('server')) as Results['server'],
    verdict: await runVerdict(job, {
      strategies, loops, energy, reportSamples: first.samples, hasRemote: first.remote !== null, lostOffloads: ((await record.getArtefact(LOST_OFFLOADS)) as number | null) ?? 0, overheadMs: overhead?.value ?? null,
      // Thresholds for the highest accuracy were asked for no accuracy.
      accuracyAsked: experiment.choose.minimise === 'error' ? null : accuracyAsked(resolved, first),
      policies: policies.filter(({ variant }) => variant === null).map(({ board, model, policy, feasibleOnFit, lrConstant }) => ({ board, model, strategy: policy.strategy, feasibleOnFit, lrConstant })),
    }),
  };
}

/** With the accuracies the comparison is made at: the target's, and HI's own on the fit set. */
function compareEarly({ resolved, control }: Job, parts: Omit<ComparisonContext, 'experiment' | 'target' | 'hi'>): Promise<EarlyOffloadComparison[]> {
  const { experiment } = resolved;
  const { fit, choiceCosts, decision } = parts;
  const target = accuracyAsked(resolved, fit);
  const hi: Policy = { strategy: 'hi', measure: experiment.exits.measure, thresholds: [], decision };
  return earlyOffloadComparisons({
    ...parts, experiment, target: target === null ? null : withMargin(target, fit.samples, experiment.choose.margin_z),
    hi: experiment.strategies.includes('hi') ? composeSummary(fit, hi, composeSamples(fit, choiceCosts, hi)).accuracy : null,
  }, { pairs: (question) => earlyOffloadPairsInWorker(question, control.signal), bootstrap: (request) => bootstrapInWorker(request, control.signal) });
}

/** Standard error of the mean costs that enter the composed latency. */
function meanError(costs: BoardModelCosts, { vectors, chosen }: Candidate): number {
  const { strategy } = chosen.policy;
  if (strategy === 'remote') return 0;
  if (strategy === 'hi' || strategy === 'on-device') return Math.hypot(standardError(costs.plain.latencyMs), standardError(costs.decision.latencyMs));
  const shares = costs.exits.map((_, k) => vectors.exit.reduce((count, exit) => count + (exit === k ? 1 : 0), 0) / vectors.samples);
  return Math.hypot(...costs.exits.map((cost, k) => shares[k] * standardError(cost.latencyMs)));
}

function modelSummary(card: Job['resolved']['remote']['card'], facts: Job['resolved']['remote']['facts'], local: Outcomes | null, forRemote: Outcomes | null = null): Results['models'][number] {
  const truth = (local ?? forRemote)?.truth ?? new Uint16Array(0);
  const accuracyOf = (prediction: Uint16Array | null | undefined): Results['models'][number]['exits'][number]['accuracy'] => {
    if (prediction === null || prediction === undefined) return null;
    const interval = wilson(rightAt(prediction, truth).reduce((sum, right) => sum + right, 0), truth.length);
    return interval === null ? null : { ...interval, provenance: 'measured' };
  };
  return {
    id: card.id, name: card.name, role: card.role, architecture: card.architecture, sha256: facts.sha256, bytes: facts.bytes, plainMacs: facts.plainMacs,
    exits: facts.exits.map((exit, k) => ({ ...exit, accuracy: accuracyOf(local === null ? forRemote?.remote : local.exits[k].prediction) })),
  };
}
