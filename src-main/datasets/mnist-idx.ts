/**
 * MNIST and its relatives (Fashion-MNIST, EMNIST, KMNIST) as a pair of IDX files, plain or gzip.
 *
 *   images | 2051 | count | rows | columns | count x rows x columns bytes |     all numbers 32 bit, big-endian
 *   labels | 2049 | count | count bytes |
 *
 * Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database", section "File formats".
 */
import { createHash } from 'node:crypto';
import { StudioError } from '../core/errors';
import type { ImageShape } from '../engine/ports';
import { closeAll, hashSource, inMemory, openAll, openFile, type ByteSource } from './byte-source';
import { gunzipAtMost } from './gunzip';
import { locateFiles } from './locate';
import type { DatasetReader } from './reader';
import { checkIndices, checkLabels, columnOf, gatherPixels } from './records';

const shape: ImageShape = { channels: 1, height: 28, width: 28 };
const pixelBytes = 28 * 28;

interface IdxKind { readonly holds: 'images' | 'labels'; readonly magic: number; readonly headerBytes: number; readonly itemBytes: number }
const images: IdxKind = { holds: 'images', magic: 2051, headerBytes: 16, itemBytes: pixelBytes };
const labels: IdxKind = { holds: 'labels', magic: 2049, headerBytes: 8, itemBytes: 1 };

/** Gzip files are unpacked in memory; MNIST's 60000 training images take 47 MB. */
const mostUnpacked = 1e9;

export const mnistIdx: DatasetReader = {
  name: 'mnist-idx',
  title: 'MNIST IDX',
  summary: '28 x 28 grey images as a pair of IDX files, images and labels, plain or .gz.',
  files: [
    { names: ['t10k-images-idx3-ubyte', 't10k-images-idx3-ubyte.gz', 't10k-images.idx3-ubyte'], holds: 'test images' },
    { names: ['t10k-labels-idx1-ubyte', 't10k-labels-idx1-ubyte.gz', 't10k-labels.idx1-ubyte'], holds: 'test labels' },
  ],
  trainingFiles: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  folders: ['mnist', 'MNIST/raw'],
  archives: [],
  shape,
  labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  heeds: ['files', 'labels'],

  async open(profile, folder) {
    if (profile.files !== undefined && profile.files.length !== 2) {
      throw new StudioError('dataset.files-listed', { profile: profile.id, listed: profile.files.length, expected: 'two, images before labels' });
    }
    const names = profile.labels ?? mnistIdx.labels;
    const [imagePath, labelPath] = await locateFiles(mnistIdx, profile, folder);
    const sources = await openAll([() => openIdx(imagePath, images), () => openIdx(labelPath, labels)]);
    const [pixelSource, labelSource] = sources;
    try {
      const size = (pixelSource.size - images.headerBytes) / pixelBytes;
      const labelCount = labelSource.size - labels.headerBytes;
      if (labelCount !== size) throw new StudioError('dataset.counts-differ', { images: imagePath, imageCount: size, labels: labelPath, labelCount });
      const truth = await columnOf({ source: labelSource, start: labels.headerBytes, records: size }, { bytes: 1, pixels: 0 }, 0);
      checkLabels(labelPath, truth, names.length);
      const files = [{ source: pixelSource, start: images.headerBytes, records: size }];
      return {
        id: profile.id, name: profile.name, labels: names, shape, size,
        async read(indices) {
          checkIndices(profile.name, indices, size);
          const pixels = await gatherPixels(files, { bytes: pixelBytes, pixels: pixelBytes }, indices);
          return { count: indices.length, bytes: pixelBytes, pixels, labels: Uint16Array.from(indices, (index) => truth[index]) };
        },
        // Over the unpacked bytes, images before labels: packed and plain files of one set have one fingerprint.
        async fingerprint() {
          const hash = createHash('sha256');
          for (const source of sources) await hashSource(source, hash);
          return hash.digest('hex');
        },
        close: () => closeAll(sources),
      };
    } catch (error) {
      await closeAll(sources);
      throw error;
    }
  },
};

/** Opens one IDX file whose header and length are right; a gzip file is told by its content, not by its name. */
async function openIdx(path: string, kind: IdxKind): Promise<ByteSource> {
  const file = await openFile(path);
  try {
    const start = new Uint8Array(Math.min(2, file.size));
    await file.read(start, 0);
    if (start[0] !== 0x1f || start[1] !== 0x8b) {
      const head = new Uint8Array(Math.min(kind.headerBytes, file.size));
      await file.read(head, 0);
      checkLength(path, kind, checkHeader(path, kind, head), file.size, false);
      return file;
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  const expected = checkHeader(path, kind, await gunzipAtMost(path, kind.headerBytes));
  if (expected.bytes > mostUnpacked) throw new StudioError('dataset.gzip-too-large', { file: path, bytes: expected.bytes, most: mostUnpacked });
  // One byte more than promised, so that a longer file is noticed and a right one is read to its checksum.
  const unpacked = await gunzipAtMost(path, expected.bytes + 1);
  checkLength(path, kind, expected, unpacked.length, unpacked.length > expected.bytes);
  return inMemory(path, unpacked);
}

interface Promised { readonly count: number; readonly bytes: number }

/** What the header promises: items, and bytes of the whole file. */
function checkHeader(path: string, kind: IdxKind, head: Uint8Array): Promised {
  if (head.length === 0) throw new StudioError('dataset.empty', { file: path, unit: 'bytes' });
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 4 || view.getUint32(0) !== kind.magic) {
    throw new StudioError('dataset.wrong-magic', { file: path, holds: kind.holds, expected: kind.magic, found: describeStart(head) });
  }
  if (head.length < kind.headerBytes) {
    throw new StudioError('dataset.file-size', { file: path, bytes: head.length, atLeast: false, expected: kind.headerBytes, content: 'the numbers of a whole header' });
  }
  if (kind === images && (view.getUint32(8) !== shape.height || view.getUint32(12) !== shape.width)) {
    throw new StudioError('dataset.image-size', { file: path, found: `${view.getUint32(8)} x ${view.getUint32(12)}`, expected: `${shape.height} x ${shape.width}` });
  }
  const count = view.getUint32(4);
  if (count === 0) throw new StudioError('dataset.empty', { file: path, unit: kind.holds });
  return { count, bytes: kind.headerBytes + count * kind.itemBytes };
}

function checkLength(path: string, kind: IdxKind, promised: Promised, bytes: number, atLeast: boolean): void {
  if (bytes === promised.bytes) return;
  throw new StudioError('dataset.file-size', { file: path, bytes, atLeast, expected: promised.bytes, content: `${promised.count} ${kind.holds}` });
}

function describeStart(head: Uint8Array): string {
  const first = head.subarray(0, 4);
  if (first.every((byte) => byte >= 0x20 && byte < 0x7f)) return `the text “${String.fromCharCode(...first)}”`;
  if (first.length < 4) return `only ${first.length} bytes`;
  const magic = new DataView(first.buffer, first.byteOffset, 4).getUint32(0);
  if (magic === images.magic) return `${magic}, the number of IDX images`;
  if (magic === labels.magic) return `${magic}, the number of IDX labels`;
  return `${magic}`;
}
