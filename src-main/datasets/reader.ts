/** What a dataset reader is: a description of the files it takes, and a way to open them. */
import type { DatasetProfile } from '../contract/profiles';
import type { Dataset, ImageShape } from '../engine/ports';

export interface ExpectedFile {
  /** Usual names, the likeliest first; a profile's `files` replaces them. */
  readonly names: readonly string[];
  /** What the file holds, for people: "images", "images with labels". */
  readonly holds: string;
}

/** Wizard card, command-line help and the README's table follow from this description. */
export interface DatasetReader {
  /** The value of `reader` in a profile. */
  readonly name: string;
  readonly title: string;
  /** What it reads, in a sentence. */
  readonly summary: string;
  /** Files in the order of the profile's `files`; none where the samples are generated. */
  readonly files: readonly ExpectedFile[];
  /** Sub-folders of the data folder in which the files usually lie. */
  readonly folders: readonly string[];
  /** Names of the packed downloads, so that a forgotten "unpack" is recognised. */
  readonly archives: readonly string[];
  readonly shape: ImageShape;
  /** Class names in label order where the profile lists none. */
  readonly labels: readonly string[];
  /** Fields of the profile that it heeds beside `id` and `name`. */
  readonly heeds: readonly ('files' | 'labels' | 'seed' | 'size')[];
  /** Files with the images that models of this dataset are trained on; a profile's `training_files` replaces them. Left out: none are usual. */
  readonly trainingFiles?: readonly string[];
  /** Where training samples are generated. */
  openTraining?(profile: DatasetProfile): Promise<Dataset>;
  /** Opens and checks everything that can be checked before a run. `folder` is the data folder. Errors: dataset.* */
  open(profile: DatasetProfile, folder: string | null): Promise<Dataset>;
}
