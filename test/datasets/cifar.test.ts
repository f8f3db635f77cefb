/** The CIFAR-10 and CIFAR-100 readers on small files. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../../src-main/datasets/registry';
import { cifarFile, pixelAt, profileFor, temporaryFolder, type TemporaryFolder } from '../corpus/dataset-files';

let folder: TemporaryFolder;
beforeEach(() => { folder = temporaryFolder(); });
afterEach(() => folder.remove());

describe('reading CIFAR-10 binaries', () => {
  it('gives samples in the order in which they are asked for, over several files', async () => {
    const first = cifarFile([[3], [8], [0]]);
    const second = cifarFile([[9], [1]]);
    folder.put('a.bin', first);
    folder.put('b.bin', second);
    const dataset = await openDataset(profileFor('cifar10', { files: ['a.bin', 'b.bin'] }), folder.path);
    expect(dataset).toMatchObject({ id: 'tiny', name: 'Tiny set', size: 5, shape: { channels: 3, height: 32, width: 32 } });
    expect(dataset.labels[9]).toBe('truck');

    const batch = await dataset.read(Int32Array.of(4, 0, 3, 4));
    expect(batch).toMatchObject({ count: 4, bytes: 3072 });
    expect([...batch.labels]).toEqual([1, 3, 9, 1]);
    const imageInFile = [1, 0, 0, 1];
    const expected = imageInFile.flatMap((i) => Array.from({ length: 3072 }, (_, p) => pixelAt(i, p)));
    expect([...batch.pixels]).toEqual(expected);

    expect((await dataset.read(new Int32Array(0))).count).toBe(0);
    expect(await dataset.fingerprint()).toBe(createHash('sha256').update(first).update(second).digest('hex'));
    await dataset.close();
  });

  it('gathers any draw of samples the same as one by one, over blocks and files', async () => {
    // 700 records are two blocks of 1 MiB.
    const labels = Array.from({ length: 700 }, (_, i) => [i % 10]);
    folder.put('a.bin', cifarFile(labels));
    folder.put('b.bin', cifarFile(labels.slice(0, 50)));
    const dataset = await openDataset(profileFor('cifar10', { files: ['a.bin', 'b.bin'] }), folder.path);
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(749), { maxLength: 60 }), async (indices) => {
      const batch = await dataset.read(Int32Array.from(indices));
      indices.forEach((index, i) => {
        const inFile = index < 700 ? index : index - 700;
        expect(batch.labels[i]).toBe(inFile % 10);
        for (const p of [0, 1023, 3071]) expect(batch.pixels[i * 3072 + p]).toBe(pixelAt(inFile, p));
      });
    }), { numRuns: 30 });
    await dataset.close();
  });

  it.each(['', 'cifar-10-batches-bin/', 'tiny/', 'cifar10/cifar-10-batches-bin/'])('finds the files in the usual layout DATA/%s', async (place) => {
    folder.put(`${place}test_batch.bin`, cifarFile([[2]]));
    const dataset = await openDataset(profileFor('cifar10'), folder.path);
    expect(dataset.size).toBe(1);
    await dataset.close();
  });

  it('takes the folder named as the dataset before one that several sets share', async () => {
    folder.put('cifar10/test_batch.bin', cifarFile([[2]]));
    folder.put('tiny/test_batch.bin', cifarFile([[2], [3]]));
    const dataset = await openDataset(profileFor('cifar10'), folder.path);
    expect(dataset.size).toBe(2);
    await dataset.close();
  });

  it('needs no data folder when the profile names files by their full path', async () => {
    const file = folder.put('mine.bin', cifarFile([[7]]));
    const dataset = await openDataset(profileFor('cifar10', { files: [file] }), null);
    expect([...(await dataset.read(Int32Array.of(0))).labels]).toEqual([7]);
    await dataset.close();
  });

  it('takes another set of classes from the profile', async () => {
    folder.put('test_batch.bin', cifarFile([[11]]));
    const labels = Array.from({ length: 12 }, (_, i) => `kind ${i}`);
    const dataset = await openDataset(profileFor('cifar10', { labels }), folder.path);
    expect(dataset.labels).toEqual(labels);
    await dataset.close();
  });
});

describe('reading CIFAR-100 binaries', () => {
  it('takes the fine label, or the coarse one when the profile lists 20 classes', async () => {
    folder.put('cifar-100-binary/test.bin', cifarFile([[4, 99], [19, 0]]));
    const fine = await openDataset(profileFor('cifar100'), folder.path);
    const batch = await fine.read(Int32Array.of(0, 1));
    expect([...batch.labels].map((label) => fine.labels[label])).toEqual(['worm', 'apple']);
    expect(batch.pixels[3072]).toBe(pixelAt(1, 0));
    expect(fine.labels).toHaveLength(100);
    expect(new Set(fine.labels).size).toBe(100);
    await fine.close();

    const coarse = await openDataset(profileFor('cifar100', { labels: Array.from({ length: 20 }, (_, i) => `group ${i}`) }), folder.path);
    expect([...(await coarse.read(Int32Array.of(0, 1))).labels]).toEqual([4, 19]);
    await coarse.close();
  });
});
