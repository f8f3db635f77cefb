/** The model card: a YAML file beside an ONNX classifier that says how to feed it and what is known of it. */
import { z } from 'zod';
import { fraction, identifier, positive, title } from './shared';

const accuracy = z.strictObject({
  set: z.string().min(1).describe('Which images, by name'),
  samples: z.int().positive(),
  exits: z.array(fraction).min(1).describe('Top-1 accuracy at each exit, in exit order'),
  standard_error: z.union([fraction, z.array(fraction)]).optional(),
});

/** Accept when bias + w1 p1 + w2 p2 >= 0 (HI 3.4.2; protocols: the authors' deployed weights use the same form). */
const lrWeights = z.strictObject({
  name: z.string().min(1),
  bias: z.number(), w1: z.number(), w2: z.number(),
  precision: z.enum(['fp32', 'int8']).optional(),
  fitted_on: z.string().min(1).describe('The set the weights were fitted on'),
});

export const modelCard = z.strictObject({
  kind: z.literal('model'),
  id: identifier, name: title,
  role: z.enum(['local', 'remote']).describe('Runs on the board, or on the server'),
  architecture: z.string().min(1).describe('resnet8, resnet56, alexnet …; published figures are looked up by it'),
  file: z.string().min(1).describe('The ONNX file, relative to the card'),
  dataset: z.string().min(1).describe('Id of the dataset it was trained for'),
  input: z.strictObject({
    layout: z.enum(['NCHW', 'NHWC']), height: z.int().positive(), width: z.int().positive(), channels: z.int().positive(),
    type: z.enum(['float32', 'uint8', 'int8']),
  }),
  preprocessing: z.strictObject({
    scale: positive.describe('Raw 0..255 values are divided by this'),
    mean: z.array(z.number()).min(1).describe('Subtracted per channel, after scaling'),
    std: z.array(positive).min(1).describe('Divided by, per channel'),
  }).describe('x = (raw / scale - mean) / std'),
  output: z.enum(['logits', 'softmax']),
  labels: z.array(z.string().min(1)).min(2),
  exits: z.array(z.strictObject({
    name: z.string().min(1), output: z.string().min(1).describe('Name of the ONNX output'), after: z.string().optional().describe('Where the branch sits'),
  })).min(1).describe('In order; the last is the model’s own output'),
  accuracy: accuracy.optional(), accuracy_lossless: accuracy.optional(),
  decision_weights: z.array(lrWeights).optional().describe('Binary LR weights that were deployed with this model'),
  pool_used: z.array(z.strictObject({
    dataset: z.string().min(1).describe('Dataset id'), pool: z.int().positive().describe('Samples of its held-out pool'), seed: z.int().describe('Of the shuffle: the first samples trained, the next calibrated'),
    trained: z.int().nonnegative(), calibrated: z.int().nonnegative(),
  })).optional().describe('Held-out samples that exits were trained or calibrated on; runs never report on them'),
  training: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))])).optional(),
  licence: z.string().min(1),
});
/** `directory` is where the card lies; the loader sets it. */
export type ModelCard = z.infer<typeof modelCard> & { readonly directory: string };
