/** A network as data for a drawing: stages, places to cut, exits, and what each costs in work and memory. */
import { z } from 'zod';
import { problem, profileId } from './base';

const parts = z.object({ macs: z.number(), parameters: z.number() });

/** A tensor that alone separates what comes before from what comes after. */
export const modelCut = z.object({
  tensor: z.string(), operator: z.string().describe('Kind of the operator that makes it'),
  layer: z.number().describe('Operators with weights before it'), dims: z.array(z.number()).describe('Of one sample'), type: z.string(), bytes: z.number(),
  before: parts, after: parts, share: z.number().describe('Of the multiply-accumulates, before it'),
  unfit: z.enum(['type', 'shape', 'no-work-before', 'no-work-after']).nullable().describe('Why no exit can be put here'),
  place: z.boolean().describe('The last of the tensors with this much work before them; the others differ by an activation or a pooling'),
  suggested: z.boolean(),
  head: z.object({ pool: z.enum(['grid', 'tokens', 'none']), features: z.number(), macs: z.number(), parameters: z.number() }).nullable(),
});
export type ModelCut = z.infer<typeof modelCut>;

/** Work from the exit before to this one, its head included. `handedOver`: bytes of one sample that the next stage needs. */
export const modelStage = z.object({
  exit: z.string(), after: z.string(), from: z.string().nullable().describe('The cut at which the head begins, where one separates it'), macs: z.number(), parameters: z.number(), handedOver: z.number(),
  share: z.number().describe('Of the whole model’s work, from the start through this exit'), accuracy: z.number().nullable(),
});

export const boardFit = z.object({ board: z.string(), name: z.string(), fits: z.boolean().nullable(), tooBig: z.array(z.enum(['weights', 'activations'])), flashShare: z.number().nullable(), ramShare: z.number().nullable(), fitsAsInt8: z.boolean().nullable().describe('The model with one byte a weight and value; null where it is so already or memory is unknown'), flash: z.number().nullable(), ram: z.number().nullable() });
export type BoardFit = z.infer<typeof boardFit>;

export const modelDrawing = z.object({
  name: z.string(), architecture: z.string(), input: z.object({ name: z.string(), bytes: z.number() }), total: parts,
  stages: z.array(modelStage), cuts: z.array(modelCut),
  memory: z.object({
    fileBytes: z.number(), weights: z.number(), activations: z.number().describe('Most bytes of intermediate results alive at once, one sample'),
    peakAt: z.string().describe('The operator at work then'), int8: z.object({ weights: z.number(), activations: z.number() }).nullable().describe('Modelled: one byte a weight and value; null where the weights take less than two bytes already'),
  }),
  operators: z.array(z.object({ operator: z.string(), count: z.number(), macs: z.number() })).describe('The most work first'),
});
export type ModelDrawing = z.infer<typeof modelDrawing>;

/** Exactly one of `drawing` and `problem` is set. */
export const modelDescription = z.object({ drawing: modelDrawing.nullable(), boards: z.array(boardFit), problem: problem.nullable() });
export type ModelDescription = z.infer<typeof modelDescription>;

/** Measured on this computer, one thread, ms an image. `sumMs` over the segments, heads included, beside `wholeMs`: every exit in one run. */
export const modelTimes = z.object({
  images: z.number(), loops: z.number(), wholeMs: z.number(), plainMs: z.number().describe('Without branch heads'), sumMs: z.number(),
  segments: z.array(z.object({ exit: z.string(), ms: z.number() })),
  operators: z.array(z.object({ operator: z.string(), count: z.number(), ms: z.number() })).describe('As the runtime merges them; the slowest kind first'),
});
export type ModelTimes = z.infer<typeof modelTimes>;

/** Exactly one of `times` and `problem` is set. */
export const timedModel = z.object({ times: modelTimes.nullable(), problem: problem.nullable() });
export type TimedModel = z.infer<typeof timedModel>;

/** A model that was given exits. `trained` is null for exits that it had before. */
export const attachedModel = z.object({
  id: z.string(), folder: z.string(), images: z.number(), samples: z.number().describe('Held-out images behind the accuracies'), cacheMs: z.number(), fitMs: z.number(),
  unchanged: z.boolean().describe('The last exit says the same to the bit as before'), difference: z.number().describe('Largest difference of its softmax values; 0 where unchanged'),
  exits: z.array(z.object({
    name: z.string(), after: z.string(), share: z.number().describe('Of the whole model’s work'), macs: z.number(), accuracy: z.number(), standardError: z.number(),
    trained: z.object({ steps: z.number(), ridge: z.number(), temperature: z.number(), trainAccuracy: z.number(), features: z.number() }).nullable(),
  })),
});
export type AttachedModel = z.infer<typeof attachedModel>;

/** What a window chooses for exits; the rest is as the terminal's defaults. `newId` null: the old id with -exits. */
export const exitsChoice = z.object({
  newId: profileId.nullable().default(null), tensors: z.array(z.string().min(1).max(1000)).min(1).max(12),
  images: z.int().min(10).max(50_000).default(10_000), fromPool: z.boolean().default(false).describe('Train on half of the held-out pool, for datasets without training images'),
});

/** `model` gets exits. `progress` is null before the first word of it; `made` is there once it is finished, `problem` once it failed. */
export const training = z.object({
  model: profileId, name: z.string(), chosen: exitsChoice, step: z.enum(['running', 'finished', 'stopped', 'failed']),
  progress: z.object({ phase: z.enum(['features', 'head', 'accuracy']), exit: z.string().nullable(), done: z.number(), total: z.number() }).nullable(),
  made: attachedModel.nullable(), problem: problem.nullable(),
});
export type Training = z.infer<typeof training>;
