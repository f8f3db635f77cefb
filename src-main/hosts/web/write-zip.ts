/**
 * Several files as one ZIP, stored and not packed: figures and Parquet are packed already, and nothing must keep this thread busy.
 *
 * | part              | signature  | then                                                                     |
 * |-------------------|------------|--------------------------------------------------------------------------|
 * | local header      | 0x04034b50 | version, flags, method, time, date, CRC-32, sizes, name length, 0, name  |
 * | file              |            | its bytes                                                                |
 * | central directory | 0x02014b50 | version twice, the same again, offset of the local header, name          |
 * | end               | 0x06054b50 | counts, size and offset of the central directory                         |
 *
 * APPNOTE.TXT 6.3.3; all numbers little-endian. Files and sum below 4 GiB, as reports are.
 */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Names are UTF-8. */
const UTF8_NAMES = 0x0800;
const VERSION = 20;

/** `files`: names relative to `folder`, which are also their names in the ZIP, with slashes. */
export async function writeZip(folder: string, files: readonly string[], target: string, when: Date): Promise<void> {
  const zip = await open(target, 'w');
  try {
    const directory: Buffer[] = [];
    let at = 0;
    for (const file of files) {
      const content = await readFile(join(folder, file));
      const name = Buffer.from(file.replaceAll('\\', '/'));
      const facts = factsOf(content, name, when);
      const local = Buffer.concat([numbers([4, 0x04034b50], [2, VERSION]), facts, name]);
      directory.push(numbers([4, 0x02014b50], [2, VERSION], [2, VERSION]), facts, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name);
      await zip.write(local);
      await zip.write(content);
      at += local.length + content.length;
    }
    const index = Buffer.concat(directory);
    await zip.write(Buffer.concat([index, numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, index.length], [4, at], [2, 0])]));
  } finally {
    await zip.close();
  }
}

/** What local header and directory have in common, from the flags to the lengths. */
function factsOf(content: Buffer, name: Buffer, when: Date): Buffer {
  const time = (when.getHours() << 11) | (when.getMinutes() << 5) | (when.getSeconds() >> 1);
  const date = ((when.getFullYear() - 1980) << 9) | ((when.getMonth() + 1) << 5) | when.getDate();
  return numbers([2, UTF8_NAMES], [2, 0], [2, time], [2, date], [4, crc32(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0]);
}

function numbers(...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) at = bytes === 2 ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value >>> 0, at);
  return buffer;
}
