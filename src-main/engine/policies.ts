/** Stage 4: decision modules fitted and thresholds chosen on the fit set; the report set is not looked at. */
import { rightAt } from '../core/decision';
import type { Outcomes } from '../core/measurements';
import { accuracyTarget } from '../core/qos';
import { policiesInWorker } from './calculation';
import { costsForChoice } from './choice-costs';
import { chooseDecision } from './decision-choice';
import { FIT, type Job } from './job';
import { withDecisionCost } from './measure/decision-cost';
import type { BoardModelCosts } from './measure/timing';
import type { ChosenPolicy } from './policy-choice';
import { startStage } from './progress';
import { trainedWeights } from './trained-weights';

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
      const choiceCosts = limited ? costs : costsForChoice(costs, model.facts.exits);
      all.push(...(await policiesInWorker({ board: board.profile.id, card: model.card, experiment: resolved.experiment, fit, costs: choiceCosts, target, decided }, job.control.signal)));
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
