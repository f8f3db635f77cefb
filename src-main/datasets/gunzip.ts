/** Unpacks the beginning of a gzip file into memory, never more than was asked for. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { StudioError } from '../core/errors';
import { unreadable } from './byte-source';

/**
 * The first `most` unpacked bytes, or all where there are fewer. A file's own claims about its size are not believed:
 * memory grows with what really comes out. Errors: dataset.gzip-corrupt, dataset.unreadable
 */
export async function gunzipAtMost(path: string, most: number): Promise<Uint8Array> {
  const packed = createReadStream(path);
  const unpacked = createGunzip();
  let fileFailure: Error | null = null;
  packed.on('error', (error) => unpacked.destroy((fileFailure = error)));
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of packed.pipe(unpacked) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= most) break;
    }
  } catch (error) {
    if (fileFailure !== null) throw unreadable(path, fileFailure);
    throw new StudioError('dataset.gzip-corrupt', { file: path, reason: (error as Error).message }, { cause: error });
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
  return Buffer.concat(chunks).subarray(0, most);
}
