/** Whatever bytes the files hold, a reader reads them or refuses with a sentence of the catalogue. */
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetProfile } from '../../src-main/contract/profiles';
import { StudioError } from '../../src-main/core/errors';
import { decodeJpeg } from '../../src-main/datasets/jpeg';
import { openDataset } from '../../src-main/datasets/registry';
import { cifarFile, idxHeader, idxImages, idxLabels, jpegFile, profileFor, temporaryFolder, type TemporaryFolder } from '../corpus/dataset-files';

let folder: TemporaryFolder;
beforeAll(() => { folder = temporaryFolder(); });
afterAll(() => folder.remove());

/** Opens and reads it all; passes when it works or when a dataset.* sentence says why not. */
async function readOrRefuse(profile: DatasetProfile): Promise<void> {
  try {
    const dataset = await openDataset(profile, folder.path);
    try {
      const batch = await dataset.read(Int32Array.from({ length: dataset.size }, (_, i) => i));
      expect(batch.pixels.length).toBe(dataset.size * batch.bytes);
      expect(batch.labels.every((label) => label < dataset.labels.length)).toBe(true);
    } finally {
      await dataset.close();
    }
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    expect(error.code).toMatch(/^dataset\./);
    expect(error.message).toMatch(/^[^\n]{30,}\.$/);
  }
}

/** A sound file that was cut, overwritten in places, or lengthened; or nothing but noise. */
function damaged(sound: Buffer): fc.Arbitrary<Buffer> {
  const patch = fc.record({ at: fc.nat(Math.min(sound.length - 1, 400)), bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }) });
  return fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.record({ keep: fc.nat(sound.length), patches: fc.array(patch, { maxLength: 4 }), tail: fc.uint8Array({ maxLength: 20 }) }).map(({ keep, patches, tail }) => {
      const bytes = Buffer.from(sound);
      for (const patch of patches) bytes.set(patch.bytes.subarray(0, bytes.length - patch.at), patch.at);
      return keep % 3 === 0 ? bytes : Buffer.concat([bytes.subarray(0, keep), tail]);
    }),
  );
}

const number = fc.oneof(fc.nat(5), fc.constantFrom(28, 2049, 2051, 0x7fffffff, 0xffffffff), fc.nat(0xffffffff));

describe('readers given any bytes', () => {
  it('CIFAR-10 and CIFAR-100', async () => {
    const sound = cifarFile([[1, 2], [3, 4]]);
    await fc.assert(fc.asyncProperty(damaged(sound), fc.boolean(), async (bytes, hundred) => {
      folder.put('fuzz.bin', bytes);
      await readOrRefuse(profileFor(hundred ? 'cifar100' : 'cifar10', { files: ['fuzz.bin'] }));
    }), { numRuns: 150 });
  });

  it('MNIST IDX, plain and packed, with headers that claim anything', async () => {
    const headers = fc.tuple(number, number, number, number).map((numbers) => Buffer.concat([idxHeader(...numbers), Buffer.alloc(50)]));
    const images = fc.oneof(damaged(idxImages(2)), headers, headers.map((bytes) => gzipSync(bytes)), damaged(gzipSync(idxImages(2))), damaged(idxImages(2)).map((bytes) => gzipSync(bytes)));
    const labels = fc.oneof(damaged(idxLabels([1, 2])), fc.constant(idxLabels([1, 2])), damaged(gzipSync(idxLabels([1, 2]))));
    await fc.assert(fc.asyncProperty(images, labels, async (imageBytes, labelBytes) => {
      folder.put('images', imageBytes);
      folder.put('labels', labelBytes);
      await readOrRefuse(profileFor('mnist-idx', { files: ['images', 'labels'] }));
    }), { numRuns: 300 });
  });

  it('ImageNet label files', async () => {
    folder.put('photos/a.JPEG', await jpegFile(20, 10, 'olive'));
    const line = fc.oneof(fc.constantFrom('a.JPEG 1', '../photos/a.JPEG 2', ' ', 'a.JPEG', '. 1', '.. 2', '\0 3'), fc.string({ unit: 'binary', maxLength: 30 }));
    await fc.assert(fc.asyncProperty(fc.array(line, { maxLength: 5 }), async (lines) => {
      folder.put('fuzz.txt', lines.join('\n'));
      await readOrRefuse(profileFor('imagenet-folder', { files: ['fuzz.txt', 'photos'] }));
    }), { numRuns: 200 });
  });

  it('JPEG files', async () => {
    const sound = await jpegFile(24, 16, 'purple');
    await fc.assert(fc.asyncProperty(damaged(sound), async (bytes) => {
      try {
        const { width, height, rgba } = await decodeJpeg('fuzz.JPEG', bytes);
        expect(rgba.length).toBe(width * height * 4);
      } catch (error) {
        expect(error).toBeInstanceOf(StudioError);
      }
    }), { numRuns: 500 });
  });

  it('file names from a profile', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom('cifar10', 'cifar100', 'mnist-idx', 'imagenet-folder'), fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 3 }), async (reader, files) => {
      await readOrRefuse(profileFor(reader, { files }));
    }), { numRuns: 150 });
  });
});
