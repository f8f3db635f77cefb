/** The recordings that a run's instrument made, looked at as captures are: only read, and whichever windows their energy came from. */
import { z } from 'zod';
import type { SelectionStatistics } from '../../core/trace/statistics';
import { procedure, runId } from './base';
import { traceChannel, traceFormat, traceWindow } from './captures';

/** `trace`: as in the results, relative to the folder of the run. */
const oneTrace = z.object({ run: runId, trace: z.string().max(300).regex(/^traces\/[A-Za-z0-9][\w.-]*\.hitrace$/) });

/** Errors of all: run.unknown, run.trace-missing, recording.* */
export const runTraceProcedures = {
  open: procedure.input(oneTrace).output(z.object({ source: z.string(), simulated: z.boolean(), closed: z.boolean(), bytes: z.number(), format: traceFormat, end: z.number() })),
  /** As `captures.window`. */
  window: procedure.input(oneTrace.extend({ from: z.number().min(0), to: z.number().min(0), points: z.int().min(1).max(8192), channels: z.array(traceChannel).min(1).default(['current', 'voltage', 'power']) })).output(traceWindow.extend({ id: z.string() })),
  overview: procedure.input(oneTrace.extend({ points: z.int().min(1).max(4096) })).output(traceWindow.extend({ id: z.string() })),
  statistics: procedure.input(oneTrace.extend({ from: z.number().min(0), to: z.number().min(0) })).output(z.custom<SelectionStatistics>((value) => typeof value === 'object' && value !== null)),
};
