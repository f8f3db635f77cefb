/** The MNIST IDX reader on small files. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../../src-main/datasets/registry';
import { idxImages, idxLabels, pixelAt, profileFor, temporaryFolder, type TemporaryFolder } from '../corpus/dataset-files';

let folder: TemporaryFolder;
beforeEach(() => { folder = temporaryFolder(); });
afterEach(() => folder.remove());

describe('reading MNIST IDX files', () => {
  it('gives the same samples and fingerprint packed and plain', async () => {
    const images = idxImages(3);
    const labels = idxLabels([5, 0, 9]);
    folder.put('plain/t10k-images-idx3-ubyte', images);
    folder.put('plain/t10k-labels-idx1-ubyte', labels);
    folder.put('packed/mnist/t10k-images-idx3-ubyte.gz', gzipSync(images));
    folder.put('packed/mnist/t10k-labels-idx1-ubyte.gz', gzipSync(labels));
    const sum = createHash('sha256').update(images).update(labels).digest('hex');
    for (const place of ['plain', 'packed']) {
      const dataset = await openDataset(profileFor('mnist-idx'), `${folder.path}/${place}`);
      expect(dataset).toMatchObject({ size: 3, shape: { channels: 1, height: 28, width: 28 } });
      const batch = await dataset.read(Int32Array.of(2, 1));
      expect([...batch.labels]).toEqual([9, 0]);
      expect([...batch.pixels]).toEqual([2, 1].flatMap((i) => Array.from({ length: 784 }, (_, p) => pixelAt(i, p))));
      expect(await dataset.fingerprint()).toBe(sum);
      await dataset.close();
    }
  });

  it('tells a packed file by its content, because browsers unpack and keep the name', async () => {
    folder.put('t10k-images-idx3-ubyte', gzipSync(idxImages(1)));
    folder.put('t10k-labels-idx1-ubyte.gz', idxLabels([4]));
    const dataset = await openDataset(profileFor('mnist-idx'), folder.path);
    expect(dataset.size).toBe(1);
    await dataset.close();
  });
});
