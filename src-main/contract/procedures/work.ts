/** Long work beside runs and captures: exits that are trained and datasets that are fetched. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { problem, procedure, profileId } from './base';
import { training } from './drawing';

/** `interrupted`: the studio ended meanwhile, and what came lies on the disk. Bytes are null where nobody counted them in this session. */
export const knownDownload = z.object({ dataset: profileId, name: z.string(), step: z.enum(['running', 'failed', 'cancelled', 'interrupted']), bytes: z.number().nullable(), total: z.number(), problem: problem.nullable() });
export type KnownDownload = z.infer<typeof knownDownload>;

/** The whole with every message, at most two a second. */
export const studioWork = z.object({ kind: z.literal('work.changed'), sequence: z.number(), trainings: z.array(training), downloads: z.array(knownDownload) });
export type StudioWork = z.infer<typeof studioWork>;

export const workProcedures = {
  /** The first message comes at once. Of what has ended, only trainings are in it whose end nobody has seen. */
  changes: procedure.output(eventIterator(studioWork)),
  /** Nothing is written. Without effect where none goes on. */
  stopTraining: procedure.input(z.object({ model: profileId })).output(z.void()),
  /** A person has seen how the training ended. Without effect where one goes on. */
  trainingSeen: procedure.input(z.object({ model: profileId })).output(z.void()),
};
