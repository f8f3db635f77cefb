/** Datasets and models as the wizard's cards show them. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { dataFolder, problem, procedure, profileId } from './base';
import { exitsChoice, modelDescription, timedModel, training } from './drawing';

/** `png` is a data URL; the image has the dataset's own size, or 96 pixels on its longer side. */
export const thumbnail = z.object({ index: z.number(), label: z.number(), png: z.string() });
export const thumbnails = z.object({ width: z.number(), height: z.number(), labels: z.array(z.string()), thumbnails: z.array(thumbnail).max(100) });
export type Thumbnails = z.infer<typeof thumbnails>;
/** Positions in the dataset's pool of held-out samples. */
export const sampleIndices = z.array(z.int().min(0)).max(100);

const shape = z.object({ channels: z.number(), height: z.number(), width: z.number() });

/** `bytesPerSecond`: of what came since it was started; null at the beginning. `folder`: where the files land. */
export const downloadState = z.object({
  step: z.enum(['running', 'finished', 'cancelled', 'failed']), doing: z.enum(['download', 'check', 'unpack']), file: z.string(),
  bytes: z.number(), total: z.number(), bytesPerSecond: z.number().nullable(), folder: z.string(), problem: problem.nullable(),
});
export type DownloadState = z.infer<typeof downloadState>;

export const datasetProcedures = {
  /** Fetches the files from the address in the profile; goes on where an earlier one stopped. */
  download: procedure.input(z.object({ id: profileId })).output(downloadState),
  /** The whole state with every message, until it is over; nothing where none was started. */
  downloadState: procedure.input(z.object({ id: profileId })).output(eventIterator(downloadState)),
  /** What came is kept. */
  cancelDownload: procedure.input(z.object({ id: profileId })).output(z.object({})),
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
  /** A drawing of the network with every place for an exit, what each part costs, and whether it fits into the boards. */
  describe: procedure.input(z.object({ id: profileId, boards: z.array(profileId).max(20).default([]) })).output(modelDescription),
  /** Measures on this computer, some seconds long; leaving the call stops it. */
  times: procedure.input(z.object({ id: profileId })).output(timedModel),
  /** Trains exits at the chosen places and saves a new model among the person's own; the model itself is only read. Goes on while windows come and go; without effect where this model's training goes on already. */
  attachExits: procedure.input(exitsChoice.extend({ id: profileId, dataset: profileId, dataFolder })).output(training),
  /** The whole state with every message, until it is over; nothing where none was started, or its end has been seen. */
  training: procedure.input(z.object({ id: profileId })).output(eventIterator(training)),
  /** One part of a file, in order; `upload` null begins a new one. At most 64 MiB in all. */
  upload: procedure.input(z.object({ upload: z.string().max(100).nullable(), base64: z.string().max(1_400_000) })).output(z.object({ upload: z.string(), received: z.number() })),
  /** The uploaded ONNX file with its card becomes a model of the person's own. `problems` are of the card or the file; nothing is saved then. */
  import: procedure.input(z.object({ upload: z.string().max(100), card: z.record(z.string(), z.unknown()) })).output(z.object({ id: z.string().nullable(), problems: z.array(problem) })),
};
