/** The part of the results document that sets early offload beside the paper's EE-HI: same outputs, same costs, equal accuracy. */
import { z } from 'zod';
import { interval } from './interval';

const side = z.object({
  thresholds: z.array(z.number()).describe('Exit from this confidence on, one a branch'),
  offloadBelow: z.array(z.number()).describe('Offload below this confidence, one a branch; 0 is never'),
  accuracy: interval, lpiMs: interval, epiMj: interval.nullable(), offloadShare: interval,
}).describe('On the report set');

export const earlyOffloadComparison = z.object({
  board: z.string(), model: z.string(), minimise: z.enum(['latency', 'energy']).describe('What both were chosen for'),
  level: z.enum(['target', 'hi', 'sweep']).describe('Where the accuracy comes from: the target with its margin, HI’s own, or a sweep over what EE-HI can reach'),
  asked: z.number().describe('Accuracy that EE-HI had to reach on the fit set; early offload had to reach what EE-HI then reached'),
  eeHi: side, earlyOffload: side,
  accuracyDifference: interval.describe('Early offload − EE-HI on the report set, paired'),
  lpiReduction: interval.nullable().describe('1 − early offload / EE-HI'), epiReduction: interval.nullable(),
  onFit: z.object({
    accuracy: z.number().describe('What EE-HI reached there, asked of early offload'), eeHi: z.number(), earlyOffload: z.number(),
    anyRule: z.number().nullable().describe('The cheapest rule found that gives every bin of confidence an action of its own'),
    bound: z.number().nullable().describe('No rule over those bins is cheaper'),
    bins: z.number().describe('Bins of each branch’s confidence, at most'),
  }).describe('Mean cost on the fit set, ms or mJ, as the choice saw it'),
});
export type EarlyOffloadComparison = z.infer<typeof earlyOffloadComparison>;
