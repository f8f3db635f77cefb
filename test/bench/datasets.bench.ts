/** How long ten thousand CIFAR images take to open and read, beside a bare read of the same bytes. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetProfile } from '../../src-main/contract/profiles';
import { openDataset } from '../../src-main/datasets/registry';

const images = 10_000;
const recordBytes = 3073;
const rounds = 7;

const profile: DatasetProfile = { kind: 'dataset', id: 'bench', name: 'Bench', reader: 'cifar10' };

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Reads everything in `indices` and closes again. */
async function load(folder: string, indices: Int32Array): Promise<void> {
  const dataset = await openDataset(profile, folder);
  await dataset.read(indices);
  await dataset.close();
}

export async function bench(): Promise<{ title: string; rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'hi-bench-datasets-'));
  try {
    const file = join(folder, 'test_batch.bin');
    const bytes = new Uint8Array(images * recordBytes);
    for (let i = 0; i < bytes.length; i++) bytes[i] = i % recordBytes === 0 ? (i / recordBytes) % 10 : (i * 7) % 256;
    await writeFile(file, bytes);
    const inOrder = Int32Array.from({ length: images }, (_, i) => i);
    const shuffled = inOrder.map((i) => (i * 7919) % images); // 7919 is prime to 10000: every image once

    const bare: number[] = [], ordered: number[] = [], drawn: number[] = [];
    for (let round = 0; round < rounds; round++) {
      bare.push(await timed(() => readFile(file)));
      ordered.push(await timed(() => load(folder, inOrder)));
      drawn.push(await timed(() => load(folder, shuffled)));
    }
    const row = (name: string, times: number[], limitMs: number) => ({ name, value: median(times), unit: 'ms', limit: `< ${limitMs} ms`, ok: median(times) < limitMs });
    return {
      title: `Datasets: ${images} CIFAR images, open, check and read (median of ${rounds}, file in the page cache)`,
      rows: [
        { name: 'bare readFile of the same bytes', value: median(bare), unit: 'ms' },
        row('opened and read in order', ordered, 300),
        row('opened and read in a shuffled order', drawn, 300),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
