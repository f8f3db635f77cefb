/** Recordings as Nordic's Power Profiler app writes them, made by hand. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Member { readonly name: string; readonly data: Buffer; readonly deflate: boolean }

/** A ZIP archive by PKWARE's note, 4.3: local headers, then the directory; members deflated or stored. */
export function zip(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, data, deflate } of members) {
    const packed = deflate ? deflateRawSync(data) : data;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(deflate ? 8 : 0, 4);
    [crc32(data), packed.length, data.length].forEach((v, i) => fields.writeUInt32LE(v, 10 + 4 * i));
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields.subarray(0, 24), Buffer.alloc(16), Buffer.from(name)]);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(0, 30);
    entry.writeUInt32LE(at, 42);
    locals.push(local);
    entries.push(entry);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** Frames as protocols/ppk2.md 9 describes them. */
export function session(samples: readonly (readonly [microamps: number, bits: number])[]): Buffer {
  const raw = Buffer.alloc(samples.length * 6);
  samples.forEach(([microamps, bits], i) => {
    raw.writeFloatLE(microamps, i * 6);
    raw.writeUInt16BE(bits, i * 6 + 4);
  });
  return raw;
}
export const metadata = (text = '{"metadata":{"samplesPerSecond":100000,"startSystemTime":1767323045000},"formatVersion":2}'): Member => ({ name: 'metadata.json', data: Buffer.from(text), deflate: true });
