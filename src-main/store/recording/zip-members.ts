/**
 * Reads members of a ZIP archive one after the other at constant memory. A tiny reader of its own: no ZIP library is among the
 * studio's packages, those in node_modules belong to other packages, and `node:zlib` has the one part that is hard.
 * Format: PKWARE APPNOTE 6.3.10, 4.3 (stored and deflated members, ZIP64; no encryption, no spanning).
 */
import { createReadStream, readSync } from 'node:fs';
import { createInflateRaw } from 'node:zlib';

export interface ZipMember { readonly name: string; readonly method: number; readonly packed: number; readonly size: number; readonly at: number }

const END = 0x06054b50, END64_PLACE = 0x07064b50, END64 = 0x06064b50, ENTRY = 0x02014b50, LOCAL = 0x04034b50;
const ALL = 0xffffffff;

/** The central directory; null where there is none. Throws RangeError where it is cut off. */
export function readZipDirectory(fd: number, bytes: number): ZipMember[] | null {
  // The end record has 22 bytes and a comment of at most 65 535.
  const tail = read(fd, Math.max(0, bytes - 22 - 65_535), bytes);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) return null;
  let [count, length, at] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (end >= 20 && tail.readUInt32LE(end - 20) === END64_PLACE) {
    const place = Number(tail.readBigUInt64LE(end - 20 + 8));
    const record = read(fd, place, place + 56);
    if (record.readUInt32LE(0) === END64) [count, length, at] = [32, 40, 48].map((offset) => Number(record.readBigUInt64LE(offset)));
  }
  const directory = read(fd, at, at + length);
  const members: ZipMember[] = [];
  for (let i = 0, p = 0; i < count; i++) {
    if (directory.readUInt32LE(p) !== ENTRY) throw new RangeError('its directory is damaged');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => directory.readUInt16LE(p + offset));
    const sizes = { size: directory.readUInt32LE(p + 24), packed: directory.readUInt32LE(p + 20), at: directory.readUInt32LE(p + 42) };
    const extra = directory.subarray(p + 46 + nameLength, p + 46 + nameLength + extraLength);
    members.push({ name: directory.toString('utf8', p + 46, p + 46 + nameLength), method: directory.readUInt16LE(p + 10), ...wide(sizes, extra) });
    p += 46 + nameLength + extraLength + commentLength;
  }
  return members;
}

/** The unpacked bytes of a member in pieces. Errors of the stream are thrown as they are. */
export async function* readZipMember(file: string, fd: number, member: ZipMember): AsyncGenerator<Buffer> {
  const local = read(fd, member.at, member.at + 30);
  if (local.readUInt32LE(0) !== LOCAL || (member.method !== 0 && member.method !== 8)) throw new RangeError(`its member ${member.name} is packed in a way that is not supported`);
  const start = member.at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (member.packed === 0) return;
  const source = createReadStream(file, { start, end: start + member.packed - 1, highWaterMark: 1 << 18 });
  if (member.method === 0) yield* source as AsyncIterable<Buffer>;
  else {
    const inflate = createInflateRaw({ chunkSize: 1 << 18 });
    source.on('error', (error) => inflate.destroy(error));
    yield* source.pipe(inflate) as AsyncIterable<Buffer>;
  }
}

/** Sizes above 4 GB stand in the extra field 1, in this order and only those that are all ones in the entry. */
function wide(of: { size: number; packed: number; at: number }, extra: Buffer): { size: number; packed: number; at: number } {
  const out = { ...of };
  for (let p = 0; p + 4 <= extra.length; p += 4 + extra.readUInt16LE(p + 2)) {
    if (extra.readUInt16LE(p) !== 1) continue;
    let q = p + 4;
    for (const name of ['size', 'packed', 'at'] as const) {
      if (of[name] !== ALL) continue;
      out[name] = Number(extra.readBigUInt64LE(q));
      q += 8;
    }
  }
  return out;
}

function read(fd: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  if (readSync(fd, bytes, 0, bytes.length, from) !== bytes.length) throw new RangeError('it is cut off');
  return bytes;
}
