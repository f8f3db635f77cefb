/** An experiment looked at before it runs: what it will do, how long it takes, and what stands in its way. */
import { z } from 'zod';
import { stageId } from '../events';
import { dataFolder, problem, procedure } from './base';

export const plannedStage = z.object({ id: stageId, title: z.string(), total: z.number(), seconds: z.number() });

export const experimentPlan = z.object({
  problems: z.array(problem), stages: z.array(plannedStage).describe('Empty while there are problems'), seconds: z.number().nullable(),
  datasetSize: z.number().nullable(), sets: z.object({ fit: z.number(), report: z.number() }).nullable(),
});
export type ExperimentPlan = z.infer<typeof experimentPlan>;

export const experimentProcedures = {
  /** Nothing is saved and nothing runs. */
  plan: procedure.input(z.object({ profile: z.record(z.string(), z.unknown()), dataFolder })).output(experimentPlan),
};
