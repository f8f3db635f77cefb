/** Tables that let the window move thresholds, link and server without asking again. */
import { z } from 'zod';
import { procedure, runId } from './base';

const numbers = z.custom<number[]>((value) => Array.isArray(value));
const cost = z.object({ latencyMs: z.number(), energyMj: z.number().nullable() });

/**
 * G grid values, K branches. Every table has G^K numbers, row-major, the first branch slowest; means over the report set.
 * lpiMs = sum_k exitShares[k] costs.exits[k] + (exitShares[K] costs.decision + offloadShare costs.offload, under ee-hi), and so for epiMj.
 */
export const explorerTables = z.object({
  board: z.string(), model: z.string(), strategy: z.enum(['ee', 'ee-hi']), branches: z.number(), samples: z.number(), measure: z.string(),
  grid: numbers, accuracy: numbers, lpiMs: numbers, epiMj: numbers.nullable(), offloadShare: numbers,
  exitShares: z.array(numbers).describe('K + 1 tables: share of samples that leave the local model at exit k; offloaded ones leave at the last'),
  costs: z.object({ exits: z.array(cost), decision: cost, offload: cost }),
  chosen: z.array(z.number()).nullable().describe('The thresholds of the run'),
});
export type ExplorerTables = z.infer<typeof explorerTables>;

export const exploreProcedures = {
  /** K is 1 or 2. Errors: run.not-finished */
  tables: procedure.input(z.object({ id: runId, board: z.string(), model: z.string(), strategy: z.enum(['ee', 'ee-hi']) })).output(explorerTables),
};
