/**
 * The results document: all that a report, the window and results.json show of one run. Versioned; JSON Schema derives from it.
 * Accuracy and shares are fractions 0..1; latency ms; energy mJ, board only. null means unknown, never zero.
 */
import { z } from 'zod';
import { decisionComparison } from './decision-results';
import { earlyOffloadComparison } from './early-offload-results';
import { boardEnergy } from './energy-results';
import { estimate } from './estimate';
import { interval } from './interval';

export { estimate } from './estimate';
export { interval } from './interval';

const strategy = z.enum(['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload']);
const num = z.number().nullable();

const stageCost = z.object({ latencyMs: estimate, energyMj: estimate.nullable() });

const modelSummary = z.object({
  id: z.string(), name: z.string(), role: z.enum(['local', 'remote']), architecture: z.string(), sha256: z.string(), bytes: z.number(),
  exits: z.array(z.object({ name: z.string(), after: z.string(), macs: z.number(), parameters: z.number(), accuracy: interval.nullable() })), plainMacs: z.number(),
});
const boardSummary = z.object({
  id: z.string(), name: z.string(), driver: z.string(), link: z.string().nullable(), summary: z.string(),
  costs: z.array(z.object({ model: z.string(), exits: z.array(stageCost), plain: stageCost, decision: stageCost, offload: stageCost, rule: z.string().describe('How costs that were not timed here came about') })),
});

/** What one strategy achieves with one local model on one board, over the report set. */
const strategyResult = z.object({
  board: z.string(), model: z.string(), strategy,
  policy: z.object({ measure: z.string(), thresholds: z.array(z.number()), offloadBelow: z.array(z.number()).optional().describe('Early offload alone: offload at a branch below this confidence'), decision: z.object({ kind: z.string(), text: z.string() }).nullable(), chosenBy: z.string() }),
  accuracy: interval, lpiMs: interval, epiMj: interval.nullable(), offloadShare: interval,
  exitShares: z.array(z.number()).describe('Share of samples answered at each exit, in order'),
  exitShareIntervals: z.array(interval).optional().describe('The same with Wilson 95 % intervals; documents of version 0.1 have none'),
  offloadedAt: z.array(interval).optional().describe('Share of samples offloaded from each exit, in order; they add up to offloadShare'),
  cells: z.object({ acceptedRight: z.number(), offloadedNeedlessly: z.number(), missed: z.number(), caught: z.number() }).nullable(),
  f1: z.object({ accept: num, offload: num, macro: num, weighted: num, micro: num }).nullable(),
  selectiveAccuracy: num,
  equation2: z.object({ printed: z.number(), exact: z.number(), gap: z.number() }).nullable().describe('HI equation (2) as printed beside its exact form'),
});
const difference = z.object({
  board: z.string(), model: z.string(), of: strategy, versus: strategy, quantity: z.enum(['accuracy', 'lpiMs', 'epiMj']),
  difference: interval, reduction: interval.nullable().describe('1 - of/versus; null for accuracy'),
  note: z.string().describe('At which accuracies the two are compared'),
});
const candidate = z.object({ model: z.string(), strategy, accuracy: z.number(), lpiMs: z.number(), epiMj: num });
const targetResult = z.object({
  board: z.string(), quantity: z.enum(['accuracy', 'latency', 'energy']), bound: num, text: z.string(), feasible: z.boolean(),
  bestLatency: candidate.nullable(), bestEnergy: candidate.nullable(), best: candidate.nullable(), fallback: candidate.nullable(), binds: z.string().nullable(),
  tied: z.object({ latency: z.array(candidate), energy: z.array(candidate) }).optional().describe('Those whose LPI (EPI) counts as equal to that of bestLatency (bestEnergy), it included; empty where it stands alone'),
});
const curve = z.object({
  board: z.string(), model: z.string(), strategy, grid: z.array(z.number()).describe('Threshold values along each axis'), branches: z.number(),
  points: z.array(z.object({ thresholds: z.array(z.number()), accuracy: z.number(), lpiMs: z.number(), epiMj: num, offloadShare: z.number() })).describe('K = 1: every grid value; K = 2: the Pareto front'),
  chosen: z.array(z.number()).nullable(),
});
const loopCheck = z.object({
  board: z.string(), model: z.string(), strategy, n: z.number(),
  decisionsAgree: z.number(), rows: z.array(z.object({ quantity: z.enum(['accuracy', 'lpiMs', 'epiMj', 'offloadShare']), inLoop: interval, composed: interval, difference: interval, explained: z.boolean() })), note: z.string(),
});
const reason = z.object({
  code: z.string(), severity: z.enum(['invalid', 'caution', 'note']), text: z.string(), advice: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).optional().describe('What the text is made of, so that it can be said in another language'),
});

export const resultsDocument = z.object({
  schema: z.literal('hi-studio/results@1'),
  run: z.object({ id: z.string(), name: z.string(), status: z.string(), startedAt: z.string(), finishedAt: z.string(), seconds: z.number(), seed: z.number(), planHash: z.string() }),
  experiment: z.record(z.string(), z.unknown()).describe('The experiment profile as it ran'),
  environment: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  hashes: z.array(z.object({ what: z.string(), sha256: z.string() })),
  dataset: z.object({ id: z.string(), name: z.string(), labels: z.array(z.string()), fit: z.number(), report: z.number(), sampleBytes: z.number() }),
  models: z.array(modelSummary), boards: z.array(boardSummary),
  strategies: z.array(strategyResult), differences: z.array(difference), targets: z.array(targetResult), curves: z.array(curve),
  scatter: z.array(z.object({ model: z.string(), points: z.array(z.tuple([z.number(), z.number(), z.boolean(), z.boolean()])).describe('p1, p2, locally right, accepted'), boundary: z.object({ bias: z.number(), w1: z.number(), w2: z.number(), threshold: z.number() }).nullable(), text: z.string() })),
  riskCoverage: z.array(z.object({ model: z.string(), score: z.string(), points: z.array(z.tuple([z.number(), z.number()])).describe('coverage, selective risk'), aurc: z.number(), eAurc: z.number(), ece: z.number() })),
  perClass: z.array(z.object({ label: z.string(), n: z.number(), model: z.string(), accuracy: z.record(z.string(), num).describe('By strategy, on the first board') })),
  loops: z.array(loopCheck),
  earlyOffload: z.array(earlyOffloadComparison).optional().describe('Early offload beside EE-HI at equal accuracy; left out where it was not among the strategies'),
  decisions: z.array(decisionComparison).optional().describe('HI with each decision module that the experiment compares, its own first; left out: it compares none'),
  energy: z.array(boardEnergy).optional().describe('What instruments measured, a board and model each; left out: no experiment with an analyzer'),
  overheadMs: estimate.nullable().describe('Null model: what the engine itself adds to an inference'),
  server: z.object({ requests: z.number(), receive: estimate, wait: estimate.optional().describe('In the queue behind other connections; older runs do not have it'), preprocess: estimate, infer: estimate, reply: estimate }).nullable(),
  verdict: z.object({ status: z.enum(['valid', 'caution', 'invalid']), reasons: z.array(reason) }),
});
export type Results = z.infer<typeof resultsDocument>;
export type Interval = z.infer<typeof interval>;
export type StrategyResult = Results['strategies'][number];
