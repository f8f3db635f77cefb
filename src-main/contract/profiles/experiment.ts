/** The experiment: everything one run needs, in one file that can be saved, shared and run headless. */
import { z } from 'zod';
import { analyzerChoice } from './analyzer-choice';
import { fraction, identifier, positive, title } from './shared';

const measure = z.enum(['max-softmax', 'margin', 'entropy']);
const open = z.number().gt(0).lt(1);
const strategy = z.enum(['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload']);

export const decisionChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('binary-lr'), class_weight: z.enum(['none', 'balanced']).default('balanced'), threshold: fraction.default(0.5).describe('Probability from which a sample is accepted') }),
  z.strictObject({
    kind: z.literal('threshold'), measure: measure.default('max-softmax'), threshold: fraction.optional().describe('Left out: chosen on the fit set for the accuracy target'),
    guarantee: z.strictObject({ wrong_at_most: open, risk: open.default(0.1) }).optional().describe('Instead of the accuracy target: among accepted samples at most this share is wrong, but for a risk that it does not hold (Clopper-Pearson, algorithms 2.9)'),
  }),
  z.strictObject({ kind: z.literal('card'), name: z.string().describe('Name of decision weights in the model card') }),
  z.strictObject({ kind: z.literal('oracle') }),
]);
export type DecisionChoice = z.infer<typeof decisionChoice>;

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
    minimise: z.enum(['latency', 'energy']).default('latency'),
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
