/** What an experiment would do and how long it would take, or everything that stands in its way. */
import type { ExperimentPlan } from '../../contract/procedures';
import { makePlan, planProblems } from '../../engine/plan';
import type { ModelRuntime } from '../../engine/ports';
import { DRAFT, type ProfileShelf } from '../../store/profile-shelf';
import type { ProfileLibrary } from '../../store/profiles';
import { resolveExperiment } from '../resolve';
import { windowProblems } from './problems';

export async function planExperiment(profile: Readonly<Record<string, unknown>>, dataFolder: string | null, { profiles, shelf, runtime }: { profiles: ProfileLibrary; shelf: ProfileShelf; runtime: ModelRuntime }): Promise<ExperimentPlan> {
  const nothing: ExperimentPlan = { problems: [], stages: [], seconds: null, datasetSize: null, sets: null };
  try {
    const resolved = await resolveExperiment(shelf.check('experiment', profile), profiles, runtime, dataFolder);
    try {
      const datasetSize = resolved.dataset.size;
      const problems = planProblems(resolved).flatMap((problem) => windowProblems(problem));
      if (problems.length > 0) return { ...nothing, problems, datasetSize };
      const { stages, seconds, sets } = makePlan(resolved);
      return { problems, stages: stages.map((stage) => ({ ...stage })), seconds, datasetSize, sets: { fit: sets.fit.length, report: sets.report.length } };
    } finally {
      await resolved.dataset.close();
    }
  } catch (error) {
    return { ...nothing, problems: windowProblems(error, DRAFT) };
  }
}
