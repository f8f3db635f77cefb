/** The experiment: everything one run needs, in one file that can be saved, shared and run headless. */
import { z } from 'zod';
import { analyzerChoice } from './analyzer-choice';
import { fraction, identifier, positive, title } from './shared';

const measure = z.enum(['max-softmax', 'margin', 'entropy']);
const open = z.number().gt(0).lt(1);
const strategy = z.enum(['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload']);

const wanted = z.enum(['right', 'gain']).optional().describe('What is learnt: right (default), whether the local answer is; gain, whether the server’s is no better');
const cut = fraction.optional().describe('Probability from which a sample is accepted; left out: chosen on the fit set for the accuracy target');
const offloadCost = z.number().min(0).max(1).describe('Cost of an offload where a wrong answer costs 1 (the β of algorithms 2.7)');

export const decisionChoice = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('binary-lr'), class_weight: z.enum(['none', 'balanced']).default('balanced'), threshold: fraction.default(0.5).describe('Probability from which a sample is accepted'),
    fit_on: z.enum(['all', 'reaching-end']).optional().describe('Fit samples that teach it: all (default), or for EE-HI and early offload again those that no branch answers, once thresholds are chosen'),
  }),
  z.strictObject({
    kind: z.literal('threshold'), measure: measure.default('max-softmax'), threshold: fraction.optional().describe('Left out: chosen on the fit set for the accuracy target'),
    guarantee: z.strictObject({ wrong_at_most: open, risk: open.default(0.1) }).optional().describe('Instead of the accuracy target: among accepted samples at most this share is wrong, but for a risk that it does not hold (Clopper-Pearson, algorithms 2.9)'),
    offload_cost: offloadCost.optional().describe('Instead of the accuracy target: least cost, where an offload costs this and a wrong answer 1 (algorithms 2.7)'),
    lpi_at_most_ms: positive.optional().describe('Instead of the accuracy target: highest accuracy of HI within this latency (algorithms 2.8)'),
    epi_at_most_mj: positive.optional().describe('Likewise within this energy'),
  }),
  z.strictObject({ kind: z.literal('rich-lr'), target: wanted, threshold: cut }).describe('Logistic regression on the five highest softmax values, entropy, margin and class (algorithms 2.4)'),
  z.strictObject({ kind: z.literal('rich-mlp'), target: wanted, threshold: cut }).describe('The same features through one hidden layer of 32 (algorithms 2.4)'),
  z.strictObject({ kind: z.literal('router'), coverage: fraction.optional().describe('Share of fit samples that stay on the device; left out: chosen for the accuracy target') }).describe('Hybrid router: learns where the server is right and the local model is not, from entropy and differences of softmax values (algorithms 2.6)'),
  z.strictObject({ kind: z.literal('card'), name: z.string().describe('Name of decision weights in the model card') }),
  z.strictObject({ kind: z.literal('oracle') }),
]);
export type DecisionChoice = z.infer<typeof decisionChoice>;

/** What HI may be compared with beside the experiment's own decision: also rules that look at a whole batch, or learn while they work. */
export const comparedDecision = z.discriminatedUnion('kind', [
  ...decisionChoice.options,
  z.strictObject({ kind: z.literal('conformal'), measure: measure.default('max-softmax'), wrong_at_most: open.default(0.1).describe('Expected share of wrong answers among the accepted') }).describe('Conformal selection over the whole report set as one batch (algorithms 2.9)'),
  z.strictObject({ kind: z.literal('online-experts'), measure: measure.default('max-softmax'), offload_cost: offloadCost.default(0.2), experts: z.int().min(2).max(512).default(50) }).describe('A threshold learnt while it works, by exponential weights (algorithms 2.10)'),
  z.strictObject({ kind: z.literal('online-bounds'), measure: measure.default('max-softmax'), offload_cost: offloadCost.default(0.2), bins: z.int().min(2).max(200).default(20) }).describe('A threshold learnt while it works, by confidence bounds (algorithms 2.11)'),
  z.strictObject({ kind: z.literal('reference'), router: z.enum(['oracle', 'agreement']).describe('oracle: offloads where only the server is right; agreement: where the two differ') }).describe('Bounds that need the server’s answer (algorithms 2.6)'),
]);
export type ComparedDecision = z.infer<typeof comparedDecision>;

export const targetChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accuracy'), at_least: fraction }),
  z.strictObject({ kind: z.literal('latency'), at_most_ms: positive }),
  z.strictObject({ kind: z.literal('energy'), at_most_mj: positive }),
  z.strictObject({ kind: z.literal('paper'), quantity: z.enum(['accuracy', 'latency', 'energy']) }).describe('The HI paper’s rule: SOTA - 10 points; half of the offload'),
]);
export type TargetChoice = z.infer<typeof targetChoice>;

export const experimentProfile = z.strictObject({
  kind: z.literal('experiment'),
  id: identifier, name: title,
  summary: z.string().optional(),
  seed: z.int().min(0).max(2 ** 31 - 1).default(1),
  dataset: z.strictObject({
    use: z.string().min(1).describe('Dataset id'), fit: z.int().min(50).describe('Samples for fitting decisions and thresholds'), report: z.int().min(50).describe('Samples the report is about'),
  }),
  models: z.array(z.string().min(1)).min(1).max(6).describe('Local model ids, smallest first'),
  remote: z.string().min(1).describe('Remote model id'),
  server: z.string().default('this-computer').describe('Server id; this-computer starts one here'),
  boards: z.array(z.string().min(1)).min(1).max(12),
  link: z.string().optional().describe('Link id for every board; each board’s own when left out'),
  strategies: z.array(strategy).min(1).default(['on-device', 'remote', 'hi', 'ee', 'ee-hi']),
  decision: decisionChoice.default({ kind: 'binary-lr', class_weight: 'balanced', threshold: 0.5 }),
  compare_decisions: z.array(comparedDecision).max(12).optional().describe('HI with each of these decision modules too, beside its own'),
  exits: z.strictObject({
    measure: measure.default('max-softmax'),
    thresholds: z.array(z.number().min(0).max(2)).optional().describe('One a branch; left out: chosen on the fit set'),
    offload_below: z.array(z.number().min(0).max(2)).optional().describe('Early offload with thresholds given: one a branch, offload there below it; left out: 0, never'),
    grid: z.int().min(11).max(401).default(101),
    from: fraction.default(0.5).describe('Lowest threshold of the grid; the paper sweeps 0.5 to 1'),
  }).default({ measure: 'max-softmax', grid: 101, from: 0.5 }),
  targets: z.array(targetChoice).min(1).default([{ kind: 'paper', quantity: 'accuracy' }, { kind: 'paper', quantity: 'latency' }, { kind: 'paper', quantity: 'energy' }]),
  choose: z.strictObject({
    accuracy: fraction.optional().describe('Accuracy the EE and EE-HI thresholds must reach; left out: the accuracy target'),
    minimise: z.enum(['latency', 'energy', 'weighted-sum', 'error']).default('latency').describe('Exit thresholds: least LPI, EPI or their weighted sum at the accuracy asked for; error: highest accuracy within the limits below (algorithms 5.3)'),
    weights: z.strictObject({ per_ms: z.number().min(0).max(1e6), per_mj: z.number().min(0).max(1e6) }).optional().describe('Of the weighted sum: per_ms × LPI + per_mj × EPI; left out: 1 and 1'),
    lpi_at_most_ms: positive.optional().describe('Latency that the thresholds must keep on every board'),
    epi_at_most_mj: positive.optional().describe('Energy that the thresholds must keep on every board'),
    margin_z: z.number().min(0).max(4).default(1.645).describe('Safety margin in standard errors, so that the target holds on unseen samples (algorithms 5.3)'),
  }).default({ minimise: 'latency', margin_z: 1.645 }),
  timing: z.strictObject({
    warm_up: z.int().min(0).max(10000).default(50), loops: z.int().min(5).max(10000).default(60), min_loop_ms: z.number().min(0).max(5000).default(10).describe('Inferences are repeated until a loop lasts this long, then timed as a whole'),
  }).default({ warm_up: 50, loops: 60, min_loop_ms: 10 }),
  in_the_loop: z.strictObject({
    samples: z.int().min(0).default(500), strategies: z.array(strategy).default(['hi', 'ee-hi']),
  }).default({ samples: 500, strategies: ['hi', 'ee-hi'] }),
  analyzer: analyzerChoice.optional().describe('Measures the energy of the boards; left out: energy comes from counters and profiles'),
  bootstrap: z.int().min(200).max(20000).default(2000).describe('Resamples behind every 95 % interval'),
});
export type ExperimentProfile = z.infer<typeof experimentProfile>;
