/** Sums that let the window move thresholds, link and server without asking again. */
import { z } from 'zod';
import { procedure, runId } from './base';

const numbers = z.custom<number[]>((value) => Array.isArray(value));
const cost = z.object({ latencyMs: z.number(), energyMj: z.number().nullable() });
const strategy = z.enum(['hi', 'ee', 'ee-hi', 'early-offload']);
const place = z.object({ count: numbers, right: numbers, serverRight: numbers.nullable(), offloadMs: numbers.nullable() });

/**
 * Sums over the report set at K places with thresholds, as core/exits/policy-sums.ts reads them: the branches, or under `hi` the one
 * decision of the whole model, which offloads whatever it does not accept.
 */
export const explorerTables = z.object({
  board: z.string(), model: z.string(), strategy, branches: z.number().describe('K'), samples: z.number(),
  measure: z.enum(['max-softmax', 'margin', 'entropy', 'probability']).describe('What the thresholds are compared with; probability: that of a logistic decision module'),
  grid: numbers.describe('Rising; the last is above every confidence'),
  sums: z.object({ samples: z.number(), side: z.number(), places: z.array(place), end: z.object({ count: numbers, right: numbers, offloaded: numbers, offloadMs: numbers.nullable() }) }),
  costs: z.object({ places: z.array(cost), end: cost, offload: cost }),
  chosen: z.object({ exitFrom: z.array(z.number()), offloadBelow: z.array(z.number()).nullable() }).describe('The thresholds of the run, which are on the grid'),
});
export type ExplorerTables = z.infer<typeof explorerTables>;

export const exploreProcedures = {
  /** K is 1 or 2. Errors: run.not-finished, explore.too-many-exits */
  tables: procedure.input(z.object({ id: runId, board: z.string(), model: z.string(), strategy })).output(explorerTables),
};
