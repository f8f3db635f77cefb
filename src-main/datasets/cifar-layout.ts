/** The binary layout that CIFAR-10 and CIFAR-100 share: records of label bytes, then the red, green and blue plane. */
import { createHash } from 'node:crypto';
import type { DatasetProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import type { Dataset, ImageShape } from '../engine/ports';
import { closeAll, hashSource, openAll, openFile, type ByteSource } from './byte-source';
import { locateFiles } from './locate';
import type { DatasetReader } from './reader';
import { checkIndices, checkLabels, columnOf, gatherPixels, type RecordFile, type RecordLayout } from './records';

// record = | labels, 1 or 2 bytes | red 1024 | green 1024 | blue 1024 |
const pixelBytes = 3 * 32 * 32;

export const cifarShape: ImageShape = { channels: 3, height: 32, width: 32 };

/** Which of the leading label bytes counts, and the class names it points into. */
export interface CifarLabels {
  readonly bytes: 1 | 2;
  readonly use: 0 | 1;
  readonly names: readonly string[];
}

/** Opens the files one after the other as one pool and checks every label. Errors: dataset.* */
export async function openCifarLayout(reader: DatasetReader, profile: DatasetProfile, folder: string | null, labels: CifarLabels): Promise<Dataset> {
  const layout: RecordLayout = { bytes: labels.bytes + pixelBytes, pixels: pixelBytes };
  const paths = await locateFiles(reader, profile, folder);
  const sources = await openAll(paths.map((path) => () => openFile(path)));
  try {
    const files: RecordFile[] = [];
    const columns: Uint8Array[] = [];
    for (const source of sources) {
      await checkSize(source, layout, reader.title);
      const file = { source, start: 0, records: source.size / layout.bytes };
      const column = await columnOf(file, layout, labels.use);
      checkLabels(source.path, column, labels.names.length);
      files.push(file);
      columns.push(column);
    }
    return poolOf(profile, files, layout, Buffer.concat(columns), labels.names);
  } catch (error) {
    await closeAll(sources);
    throw error;
  }
}

function poolOf(profile: DatasetProfile, files: readonly RecordFile[], layout: RecordLayout, truth: Uint8Array, labels: readonly string[]): Dataset {
  return {
    id: profile.id, name: profile.name, labels, shape: cifarShape, size: truth.length,
    async read(indices) {
      checkIndices(profile.name, indices, truth.length);
      const pixels = await gatherPixels(files, layout, indices);
      return { count: indices.length, bytes: pixelBytes, pixels, labels: Uint16Array.from(indices, (index) => truth[index]) };
    },
    // Over the files' bytes in order, so that `cat FILES | sha256sum` gives the same.
    async fingerprint() {
      const hash = createHash('sha256');
      for (const { source } of files) await hashSource(source, hash);
      return hash.digest('hex');
    },
    close: () => closeAll(files.map(({ source }) => source)),
  };
}

async function checkSize(source: ByteSource, layout: RecordLayout, title: string): Promise<void> {
  const { path: file, size: bytes } = source;
  if (bytes === 0) throw new StudioError('dataset.empty', { file, unit: 'records' });
  if (bytes % layout.bytes === 0) return;
  const head = new Uint8Array(Math.min(2, bytes));
  await source.read(head, 0);
  throw new StudioError('dataset.record-size', { file, bytes, record: layout.bytes, layout: title, hint: likelyMistake(head, bytes, layout.bytes) });
}

function likelyMistake(head: Uint8Array, bytes: number, record: number): string | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'it is packed, so unpack it with "tar -xf"';
  // 0x80 and a protocol number open every Python pickle since protocol 2.
  if (head[0] === 0x80 && head[1] >= 2 && head[1] <= 5) return 'it is the Python version of the dataset, so download the binary version';
  const other = record === 1 + pixelBytes ? 2 + pixelBytes : 1 + pixelBytes;
  if (bytes % other === 0) return `its size fits the ${other}-byte records of ${other === 2 + pixelBytes ? 'CIFAR-100' : 'CIFAR-10'}, so use that reader`;
  return null;
}
