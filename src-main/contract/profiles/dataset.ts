/** Datasets as profiles: which reader, which files. */
import { z } from 'zod';
import { identifier, title } from './shared';

export const datasetProfile = z.strictObject({
  kind: z.literal('dataset'),
  id: identifier, name: title,
  reader: z.string().min(1).describe('Name of a reader, such as cifar10 or mnist-idx; opening the dataset checks it against the registry'),
  files: z.array(z.string().min(1)).optional().describe('Files below the data folder, in order; the reader’s usual names when left out'),
  training_files: z.array(z.string().min(1)).optional().describe('Files with training images, for exits that are trained here; the reader’s usual names when left out'),
  download: z.array(z.strictObject({
    url: z.url({ protocol: /^https$/ }).describe('Public address'), bytes: z.int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits'),
    unpack: z.boolean().default(false).describe('A .tar.gz with the files inside'),
  })).min(1).optional().describe('Where the studio may fetch the files when a person asks for it'),
  seed: z.int().optional().describe('Generated datasets only'),
  size: z.int().positive().optional().describe('Generated datasets: how many held-out samples the pool has'),
  labels: z.array(z.string().min(1)).min(2).optional().describe('Class names in label order; the reader’s own when left out'),
  sota_accuracy: z.number().min(0).max(1).optional().describe('State of the art, for the paper’s accuracy target (SOTA - 10 points)'),
  sota_source: z.string().optional(),
  summary: z.string().optional(), licence: z.string().optional(),
});
export type DatasetProfile = z.infer<typeof datasetProfile>;
