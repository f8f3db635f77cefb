/** Writes `glyphs` as files in the layout of the CIFAR-10 binaries, so that any training code for CIFAR-10 can read it. */

import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glyphClasses } from './glyph-classes';
import { glyphBytes, renderGlyph, type GlyphSplit } from './render-glyph';

// record = | label, 1 byte | red 1024 | green 1024 | blue 1024 |
const recordBytes = 1 + glyphBytes;
const recordsPerWrite = 500;

/** How many images to write, and which. */
export interface CifarLayoutOptions {
  seed: number;
  /** Images of the split `train`, over data_batch_1.bin .. data_batch_5.bin. */
  train: number;
  /** Images of the split `report`, in test_batch.bin. */
  test: number;
  /** Called after every piece with the number of images written so far and in all. */
  onProgress?: (done: number, total: number) => void;
  /** Stops between two pieces; files written so far stay. */
  signal?: AbortSignal;
}

/** Writes the files into `folder`, which is made where missing; memory stays at one piece of 500 images. */
export async function writeCifarLayout(folder: string, options: CifarLayoutOptions): Promise<void> {
  const { seed, train, test, onProgress, signal } = options;
  const piece = new Uint8Array(recordBytes * recordsPerWrite);
  let done = 0;

  const writeFileOf = async (name: string, split: GlyphSplit, first: number, count: number): Promise<void> => {
    const file = await open(join(folder, name), 'w');
    try {
      for (let start = 0; start < count; start += recordsPerWrite) {
        signal?.throwIfAborted();
        const size = Math.min(recordsPerWrite, count - start);
        for (let i = 0; i < size; i++) {
          const at = i * recordBytes;
          const image = piece.subarray(at + 1, at + recordBytes);
          piece[at] = renderGlyph(seed, split, first + start + i, image).label;
        }
        await file.writeFile(piece.subarray(0, size * recordBytes));
        done += size;
        onProgress?.(done, train + test);
      }
    } finally {
      await file.close();
    }
  };

  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'batches.meta.txt'), glyphClasses.join('\n') + '\n');
  for (let batch = 0; batch < 5; batch++) {
    const first = Math.floor((train * batch) / 5);
    await writeFileOf(`data_batch_${batch + 1}.bin`, 'train', first, Math.floor((train * (batch + 1)) / 5) - first);
  }
  await writeFileOf('test_batch.bin', 'report', 0, test);
}
