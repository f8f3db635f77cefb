/** ImageNet's validation images: JPEG files with a label file, or one folder a class; resized and cropped to 224 x 224. */
import { createHash } from 'node:crypto';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { DatasetProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import type { ImageShape, SampleBatch } from '../engine/ports';
import { hashSource, openFile } from './byte-source';
import { decodeJpeg } from './jpeg';
import { fromClassFolders, fromLabelFile, type LabelledImages } from './labelled-images';
import { dataFolders, exists } from './locate';
import type { DatasetReader } from './reader';
import { checkIndices } from './records';
import { resizeAndCrop } from './resize';

const shorterSide = 256;
const side = 224;
const shape: ImageShape = { channels: 3, height: side, width: side };
const pixelBytes = 3 * side * side;

/** Images decoded at once: enough to keep the decoder's threads busy, at about 6 MB each. */
const decodersAtOnce = 4;
const mostImageBytes = 100e6;

const labelFileName = 'val.txt';
const imageFolders = ['val', 'ILSVRC2012_img_val', 'images'];

export const imagenetFolder: DatasetReader = {
  name: 'imagenet-folder',
  title: 'ImageNet validation folder',
  summary: 'JPEG files with a label file of lines "ILSVRC2012_val_00000001.JPEG 65", or one folder a class; shorter side to 256, centre 224 x 224.',
  files: [{ names: [labelFileName], holds: 'image names with class numbers' }],
  folders: ['val', 'imagenet', 'imagenet/val'],
  archives: [],
  shape,
  labels: Array.from({ length: 1000 }, (_, label) => `class ${label}`),
  heeds: ['files', 'labels'],

  async open(profile, folder) {
    const images = await findImages(profile, folder);
    const { paths, labels: truth } = images;
    return {
      id: profile.id, name: profile.name, labels: profile.labels ?? images.classFolders ?? imagenetFolder.labels, shape, size: paths.length,
      read: (indices) => readImages(profile.name, images, indices),
      // Over labels and file contents in the order of the pool; names and places of the files do not count.
      async fingerprint() {
        const hash = createHash('sha256').update(truth);
        for (const path of paths) {
          const source = await openFile(path);
          try {
            await hashSource(source, hash.update(`${source.size};`));
          } finally {
            await source.close();
          }
        }
        return hash.digest('hex');
      },
      close: async () => undefined,
    };
  },
};

/** A label file goes before class folders, because only it is certain to mean what it says. */
async function findImages(profile: DatasetProfile, folder: string | null): Promise<LabelledImages> {
  const classes = (profile.labels ?? imagenetFolder.labels).length;
  const listed = profile.files ?? [labelFileName];
  if (listed.length > 2) {
    const expected = 'a label file and, where it lies elsewhere, the folder of the images';
    throw new StudioError('dataset.files-listed', { profile: profile.id, listed: listed.length, expected });
  }
  const bases = listed.every((name) => isAbsolute(name)) ? [dirname(listed[0])] : await dataFolders(imagenetFolder, profile, folder);
  for (const base of bases) {
    const labelFile = resolve(base, listed[0]);
    if (!(await exists(labelFile))) continue;
    const homes = listed.length === 2 ? [resolve(base, listed[1])] : [base, ...imageFolders.map((name) => join(base, name))];
    return await fromLabelFile(labelFile, homes, classes);
  }
  if (profile.files !== undefined) {
    throw new StudioError('dataset.file-missing', { dataset: profile.name, file: listed[0], folder: bases[0], folders: imagenetFolder.folders, archive: null });
  }
  // The data folder itself comes last: it may hold train/ and val/, which are no classes.
  for (const base of [...bases.slice(1), bases[0]]) {
    const images = await fromClassFolders(base);
    if (images === null) continue;
    const folders = images.classFolders!.length;
    if (profile.labels !== undefined && folders !== classes) {
      throw new StudioError('dataset.class-folders', { folder: base, folders, labels: classes });
    }
    return images;
  }
  throw new StudioError('dataset.images-not-found', { dataset: profile.name, folder: bases[0] });
}

async function readImages(name: string, images: LabelledImages, indices: Int32Array): Promise<SampleBatch> {
  checkIndices(name, indices, images.paths.length);
  const pixels = new Uint8Array(indices.length * pixelBytes);
  let next = 0;
  let failed = false;
  const decodeSome = async (): Promise<void> => {
    while (next < indices.length && !failed) {
      const at = next++;
      try {
        pixels.set(await readImage(images.paths[indices[at]]), at * pixelBytes);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: decodersAtOnce }, decodeSome));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return { count: indices.length, bytes: pixelBytes, pixels, labels: Uint16Array.from(indices, (index) => images.labels[index]) };
}

/** One image as (3, 224, 224) uint8. */
async function readImage(path: string): Promise<Uint8Array> {
  const source = await openFile(path);
  let bytes: Uint8Array;
  try {
    if (source.size > mostImageBytes) throw new StudioError('dataset.image-broken', { file: path, reason: `a file of ${source.size} bytes is no photograph` });
    bytes = new Uint8Array(source.size);
    await source.read(bytes, 0);
  } finally {
    await source.close();
  }
  const { rgba, width, height } = await decodeJpeg(path, bytes);
  return resizeAndCrop(rgba, width, height, shorterSide, side);
}
