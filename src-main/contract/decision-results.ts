/** The part of the results document that sets decision modules side by side: HI with each of them, on the same outputs and the same report set. */
import { z } from 'zod';
import { estimate } from './estimate';
import { interval } from './interval';

const num = z.number().nullable();

export const decisionComparison = z.object({
  board: z.string(), model: z.string(),
  kind: z.string().describe('As in the experiment: binary-lr, threshold, rich-lr, online-experts …'), own: z.boolean().describe('The experiment’s own decision, which its strategies use'), text: z.string(),
  accuracy: interval, lpiMs: interval, epiMj: interval.nullable(), offloadShare: interval,
  cells: z.object({ acceptedRight: z.number(), offloadedNeedlessly: z.number(), missed: z.number(), caught: z.number() }), f1Weighted: num, selectiveAccuracy: num,
  routingGain: num.describe('Of its score: 1 is perfect routing, 0 no better than chance; null where it has no score'), aurc: num,
  accuracyDifference: interval.nullable().describe('This − the experiment’s own, paired; null for that itself'), lpiReduction: interval.nullable().describe('1 − this / the experiment’s own'),
  cost: z.object({ latencyMs: estimate, energyMj: estimate.nullable() }).describe('One decision, the offload left out'), macs: z.number(), bytes: z.number().describe('Parameters or state, as float32'),
  deploys: z.enum(['c', 'studio']).describe('c: as a C header or a policy file; studio: a bound, a whole batch or a rule that learns, compared here alone'),
});
export type DecisionComparison = z.infer<typeof decisionComparison>;
