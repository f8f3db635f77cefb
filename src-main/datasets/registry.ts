/** Every dataset reader; a new one is a file beside this and a line here. */
import type { DatasetProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import type { Dataset } from '../engine/ports';
import { cifar10 } from './cifar10';
import { cifar100 } from './cifar100';
import { glyphs } from './glyphs';
import { imagenetFolder } from './imagenet-folder';
import { mnistIdx } from './mnist-idx';
import type { DatasetReader } from './reader';

export const datasetReaders: readonly DatasetReader[] = [
  glyphs,
  mnistIdx,
  cifar10,
  cifar100,
  imagenetFolder,
];

/** The reader that a profile names. Errors: dataset.reader-unknown */
export function readerOf(profile: DatasetProfile): DatasetReader {
  const reader = datasetReaders.find(({ name }) => name === profile.reader);
  if (reader === undefined) {
    const known = datasetReaders.map(({ name }) => name);
    throw new StudioError('dataset.reader-unknown', { profile: profile.id, reader: profile.reader, known });
  }
  return reader;
}

/** Opens a dataset below `folder` (the data folder; null where none was given). Errors: dataset.* */
export async function openDataset(profile: DatasetProfile, folder: string | null): Promise<Dataset> {
  return await readerOf(profile).open(profile, folder);
}

/** The images that models of this dataset are trained on, apart from the pool; null where the reader knows none. Errors: dataset.* */
export async function openTraining(profile: DatasetProfile, folder: string | null): Promise<Dataset | null> {
  const reader = readerOf(profile);
  if (reader.openTraining !== undefined) return await reader.openTraining(profile);
  const files = profile.training_files ?? reader.trainingFiles;
  return files === undefined ? null : await reader.open({ ...profile, files: [...files] }, folder);
}
