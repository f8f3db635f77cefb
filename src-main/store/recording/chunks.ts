/**
 * The frame around everything in a recording: it says what follows, how long it is and whether it is whole.
 *
 *     0     4            8            12        16        20      24      28          32
 *     ├─────┼────────────┼────────────┼─────────┼─────────┼───────┼───────┼───────────┼──────────┬──────────┐
 *     │ tag │ head bytes │ body bytes │ CRC head│ CRC body│ block │ filled│ CRC 0..27 │ head …   │ body …   │
 *     └─────┴────────────┴────────────┴─────────┴─────────┴───────┴───────┴───────────┴──────────┴──────────┘
 *
 * Numbers are little-endian u32, CRCs are CRC-32 (zlib); head and body each end on a multiple of 8, padded with zeros that their
 * lengths and CRCs include.
 */
import { readSync, writevSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** 16 bytes at the start of a file; the line ends show a transfer in text mode. */
export const magic = Buffer.from('hi-trace 1\r\n\x1a\n\0\0', 'latin1');
export const FRAME = 32;

/** META what was measured, BLOK a full block, TAIL samples of a block that is not full yet, EVTS events, INDX and DONE how to find it all. */
export type Tag = 'META' | 'BLOK' | 'TAIL' | 'EVTS' | 'INDX' | 'DONE';

/** `at`: where the frame begins in the file. `block`, `filled`: of BLOK, 0 elsewhere. */
export interface Chunk { readonly tag: Tag; readonly at: number; readonly headBytes: number; readonly bodyBytes: number; readonly headCrc: number; readonly bodyCrc: number; readonly block: number; readonly filled: number }

/** Bytes rounded up to whole eights. */
export const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;
export const endOf = (chunk: Chunk): number => chunk.at + FRAME + chunk.headBytes + chunk.bodyBytes;

/** Writes one chunk with one call, so that a crash cuts it at one place. Returns what was written. Errors: those of the file system. */
export function writeChunk(fd: number, at: number, tag: Tag, head: Uint8Array, body: Uint8Array, block = 0, filled = 0): Chunk {
  const frame = Buffer.alloc(FRAME);
  frame.write(tag, 'latin1');
  const chunk: Chunk = { tag, at, headBytes: head.length, bodyBytes: body.length, headCrc: crc32(head), bodyCrc: crc32(body), block, filled };
  [chunk.headBytes, chunk.bodyBytes, chunk.headCrc, chunk.bodyCrc, block, filled].forEach((value, i) => frame.writeUInt32LE(value, 4 + 4 * i));
  frame.writeUInt32LE(crc32(frame.subarray(0, 28)), 28);
  const wanted = FRAME + head.length + body.length;
  let written = writevSync(fd, [frame, head, body], at);
  // A disk that fills up takes a part and refuses the rest at the next call.
  const all = written < wanted ? Buffer.concat([frame, head, body]) : frame;
  while (written < wanted) written += writevSync(fd, [all.subarray(written)], at + written);
  return chunk;
}

/** The frame at `at`, or null where no whole and right one is: the end, a torn write, damage. */
export function readFrame(fd: number, at: number, fileBytes: number): Chunk | null {
  if (at < 0 || at + FRAME > fileBytes) return null;
  const frame = Buffer.alloc(FRAME);
  if (readSync(fd, frame, 0, FRAME, at) !== FRAME || crc32(frame.subarray(0, 28)) !== frame.readUInt32LE(28)) return null;
  const [headBytes, bodyBytes, headCrc, bodyCrc, block, filled] = [4, 8, 12, 16, 20, 24].map((offset) => frame.readUInt32LE(offset));
  const chunk: Chunk = { tag: frame.toString('latin1', 0, 4) as Tag, at, headBytes, bodyBytes, headCrc, bodyCrc, block, filled };
  return endOf(chunk) > fileBytes ? null : chunk;
}

/** Memory that will be used again has room for a part that is a little longer. */
const roomy = (length: number): number => Math.ceil(length / 16_384) * 16_384;

/**
 * Bytes of the head or the body at the beginning of a buffer, 8-byte aligned; null where they are not what was written.
 * `into` is written over where it is large enough: new memory for every part would keep the garbage collector busier than the reading.
 */
export function readPart(fd: number, chunk: Chunk, part: 'head' | 'body', into?: ArrayBufferLike): Uint8Array | null {
  const length = part === 'head' ? chunk.headBytes : chunk.bodyBytes;
  const bytes = new Uint8Array(into !== undefined && into.byteLength >= length ? into : new ArrayBuffer(into === undefined ? length : roomy(length)), 0, length);
  const at = chunk.at + FRAME + (part === 'head' ? 0 : chunk.headBytes);
  if (length > 0 && readSync(fd, bytes, 0, length, at) !== length) return null;
  return crc32(bytes) === (part === 'head' ? chunk.headCrc : chunk.bodyCrc) ? bytes : null;
}
