/** Datasets and models as the wizard's cards show them. */
import { z } from 'zod';
import { dataFolder, problem, procedure, profileId } from './base';

/** `png` is a data URL; the image has the dataset's own size, or 96 pixels on its longer side. */
export const thumbnail = z.object({ index: z.number(), label: z.number(), png: z.string() });
export const thumbnails = z.object({ width: z.number(), height: z.number(), labels: z.array(z.string()), thumbnails: z.array(thumbnail).max(100) });
export type Thumbnails = z.infer<typeof thumbnails>;
/** Positions in the dataset's pool of held-out samples. */
export const sampleIndices = z.array(z.int().min(0)).max(100);

const shape = z.object({ channels: z.number(), height: z.number(), width: z.number() });

export const datasetProcedures = {
  /** Opens the dataset; exactly one of `facts` and `problem` is set. */
  facts: procedure.input(z.object({ id: profileId, dataFolder })).output(z.object({
    facts: z.object({ name: z.string(), size: z.number(), labels: z.array(z.string()), shape, sampleBytes: z.number() }).nullable(), problem: problem.nullable(),
  })),
  /** Chosen ones, or `count` spread evenly over the pool. */
  thumbnails: procedure.input(z.object({ id: profileId, dataFolder, indices: sampleIndices.optional(), count: z.int().min(1).max(100).default(12) })).output(thumbnails),
};

/** MACs and parameters through exit k include the heads before it. */
export const modelFacts = z.object({
  sha256: z.string(), bytes: z.number(), classes: z.number(), shape, layout: z.enum(['NCHW', 'NHWC']),
  exits: z.array(z.object({ name: z.string(), after: z.string(), macs: z.number(), parameters: z.number() })),
  plainMacs: z.number(), plainParameters: z.number(), operators: z.record(z.string(), z.number()),
});

export const modelProcedures = {
  /** What is in the ONNX file; the card itself comes with `profile.get`. Exactly one of `facts` and `problem` is set. */
  facts: procedure.input(z.object({ id: profileId })).output(z.object({ facts: modelFacts.nullable(), problem: problem.nullable() })),
  /** One part of a file, in order; `upload` null begins a new one. At most 64 MiB in all. */
  upload: procedure.input(z.object({ upload: z.string().max(100).nullable(), base64: z.string().max(1_400_000) })).output(z.object({ upload: z.string(), received: z.number() })),
  /** The uploaded ONNX file with its card becomes a model of the person's own. `problems` are of the card or the file; nothing is saved then. */
  import: procedure.input(z.object({ upload: z.string().max(100), card: z.record(z.string(), z.unknown()) })).output(z.object({ id: z.string().nullable(), problems: z.array(problem) })),
};
