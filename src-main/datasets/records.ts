/** Fixed-size records in files: gathers any samples by reading blocks of at most 1 MiB. */
import { StudioError } from '../core/errors';
import { blockBytes, type ByteSource } from './byte-source';

/** The records of one file; `start` is where the first one begins. */
export interface RecordFile {
  readonly source: ByteSource;
  readonly start: number;
  readonly records: number;
}

/** A record is `bytes` long and its pixels are its last `pixels` bytes. */
export interface RecordLayout {
  readonly bytes: number;
  readonly pixels: number;
}

/** Errors: dataset.index-outside */
export function checkIndices(dataset: string, indices: Int32Array, size: number): void {
  for (const index of indices) {
    if (index < 0 || index >= size) throw new StudioError('dataset.index-outside', { dataset, index, size });
  }
}

/**
 * Pixels of the records `indices` (counted over all files), in their order: (indices, layout.pixels) uint8.
 * Reads in the order of the files, whatever the order of the indices, so that a shuffled draw costs no more than a sweep.
 */
export async function gatherPixels(files: readonly RecordFile[], layout: RecordLayout, indices: Int32Array): Promise<Uint8Array> {
  const pixels = new Uint8Array(indices.length * layout.pixels);
  const order = Uint32Array.from(indices.keys()).sort((a, b) => indices[a] - indices[b]);
  const recordsPerBlock = Math.max(1, Math.floor(blockBytes / layout.bytes));
  let block = new Uint8Array(0);
  let next = 0;
  let firstOfFile = 0;
  for (const { source, start, records } of files) {
    const endOfFile = firstOfFile + records;
    while (next < order.length && indices[order[next]] < endOfFile) {
      const first = indices[order[next]];
      const limit = Math.min(first + recordsPerBlock, endOfFile);
      let end = next;
      while (end < order.length && indices[order[end]] < limit) end++;
      const size = (indices[order[end - 1]] - first + 1) * layout.bytes;
      if (block.length < size) block = new Uint8Array(size);
      await source.read(block.subarray(0, size), start + (first - firstOfFile) * layout.bytes);
      for (; next < end; next++) {
        const recordEnd = (indices[order[next]] - first + 1) * layout.bytes;
        pixels.set(block.subarray(recordEnd - layout.pixels, recordEnd), order[next] * layout.pixels);
      }
    }
    firstOfFile = endOfFile;
  }
  return pixels;
}

/** The byte at `offset` of every record of one file. */
export async function columnOf({ source, start, records }: RecordFile, layout: RecordLayout, offset: number): Promise<Uint8Array> {
  const column = new Uint8Array(records);
  const recordsPerBlock = Math.max(1, Math.floor(blockBytes / layout.bytes));
  const block = new Uint8Array(Math.min(records, recordsPerBlock) * layout.bytes);
  for (let first = 0; first < records; first += recordsPerBlock) {
    const count = Math.min(recordsPerBlock, records - first);
    await source.read(block.subarray(0, count * layout.bytes), start + first * layout.bytes);
    for (let i = 0; i < count; i++) column[first + i] = block[i * layout.bytes + offset];
  }
  return column;
}

/** Errors: dataset.label-outside, naming the first record that breaks the range. */
export function checkLabels(file: string, labels: Uint8Array, classes: number): void {
  const record = labels.findIndex((label) => label >= classes);
  if (record >= 0) throw new StudioError('dataset.label-outside', { file, record, label: labels[record], classes });
}
