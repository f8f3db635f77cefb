/** The weights of trained decision modules: learnt off the main thread, once for every model's outputs, and kept with the run. */
import type { ComparedDecision } from '../contract/profiles';
import type { Outcomes, RichWeights } from '../core/measurements';
import { trainInWorker } from './calculation';
import { isTrained, learnsGain, trainingOf } from './decision-choice';
import type { Job } from './job';

/** `key` of the model's outputs, `fit` what they are on the fit set. Undefined for modules that are not trained. Rejects when the run is cancelled. */
export async function trainedWeights({ record, resolved, control }: Pick<Job, 'record' | 'resolved' | 'control'>, key: string, decision: ComparedDecision, fit: Outcomes): Promise<RichWeights | undefined> {
  if (!isTrained(decision)) return undefined;
  // Boards, thresholds and coverages share them, and so do the stages of a resumed run.
  const artefact = ['decision-weights', decision.kind, learnsGain(decision) ? 'gain' : 'right', key].join(' ');
  const kept = (await record.getArtefact(artefact)) as RichWeights | null;
  if (kept !== null) return kept;
  const weights = await trainInWorker(trainingOf(decision, fit, resolved.experiment.seed), control.signal);
  await record.putArtefact(artefact, weights);
  return weights;
}
