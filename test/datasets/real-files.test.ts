/** The readers on the real files of the shared data folder, where it is there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../src-main/datasets/registry';
import type { Dataset } from '../../src-main/engine/ports';
import { profileFor } from '../corpus/dataset-files';

const shared = join(import.meta.dirname, '../../../shared/data');
const skipped = existsSync(shared) ? '' : ' (skipped: no ../shared/data)';

async function classCounts(dataset: Dataset): Promise<number[]> {
  const counts = dataset.labels.map(() => 0);
  const { labels } = await dataset.read(Int32Array.from({ length: dataset.size }, (_, i) => i));
  for (const label of labels) counts[label]++;
  return counts;
}

describe('real files', () => {
  // Counts, first labels: ../shared/data/README.md, checked there against the published files.
  it.skipIf(skipped !== '')(`MNIST has the published numbers of digits${skipped}`, async () => {
    const dataset = await openDataset(profileFor('mnist-idx'), shared);
    expect(dataset.size).toBe(10_000);
    expect(await classCounts(dataset)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    expect([...(await dataset.read(Int32Array.of(0, 1, 2, 3, 4))).labels]).toEqual([7, 2, 1, 0, 4]);
    await dataset.close();
  });

  it.skipIf(skipped !== '')(`the lossless CIFAR-10 images have the published checksum as fingerprint${skipped}`, async () => {
    const dataset = await openDataset(profileFor('cifar10', { id: 'cifar10-lossless', files: ['test_batch_first1000.bin'] }), shared);
    expect(dataset.size).toBe(1000);
    expect(await dataset.fingerprint()).toBe('8314c96d7cd65618193bab23acdd5d4c4af15bf6dd00a1781d55beedf3be1ef5');
    expect(await classCounts(dataset)).toHaveLength(10);
    await dataset.close();
  });
});
