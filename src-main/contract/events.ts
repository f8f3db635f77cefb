/** What a run tells while it goes on; window and terminal show the same. */
import { z } from 'zod';

export const stageId = z.enum(['outputs', 'remote', 'timing', 'policies', 'in-the-loop', 'compose']);
export type StageId = z.infer<typeof stageId>;

export const runEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run.started'), run: z.string(), name: z.string(), stages: z.array(z.object({ id: stageId, title: z.string(), total: z.number(), seconds: z.number().describe('Estimate before anything ran') })), resumed: z.boolean() }),
  z.object({ kind: z.literal('stage.started'), stage: stageId, title: z.string(), detail: z.string(), total: z.number() }),
  z.object({ kind: z.literal('stage.progressed'), stage: stageId, detail: z.string(), done: z.number(), total: z.number(), ratePerSecond: z.number().nullable(), secondsLeft: z.number().nullable() }),
  z.object({ kind: z.literal('stage.finished'), stage: stageId, seconds: z.number() }),
  z.object({ kind: z.literal('run.paused') }),
  z.object({ kind: z.literal('run.continued') }),
  z.object({ kind: z.literal('run.noted'), level: z.enum(['info', 'warning', 'error']), text: z.string() }),
  z.object({ kind: z.literal('run.finished'), run: z.string(), headline: z.string(), verdict: z.enum(['valid', 'caution', 'invalid']), seconds: z.number() }),
]);
export type RunEvent = z.infer<typeof runEvent>;
