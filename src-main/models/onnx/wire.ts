/** Protobuf messages field by field, so that one field can change and every other byte stays as it is. */

// field = | key varint: number << 3 | type | value: 0 varint, 1 eight bytes, 2 length varint and as many bytes, 5 four bytes |
const BYTES = 2;

/** `change` gets the content of each length-delimited field and returns it, or what takes its place. Errors: RangeError where the message is cut off. */
export function mapFields(message: Uint8Array, change: (field: number, content: Uint8Array) => Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (at >= message.length) throw new RangeError('the message ends within a number');
      const byte = message[at++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const key = varint();
    const type = key % 8;
    if (type === 0) varint();
    else if (type === 1) at += 8;
    else if (type === 5) at += 4;
    else if (type === BYTES) {
      const length = varint();
      const content = message.subarray(at, at + length);
      at += length;
      const changed = change(Math.floor(key / 8), content);
      if (changed !== content) {
        parts.push(field(Math.floor(key / 8), changed));
        continue;
      }
    } else throw new RangeError(`field type ${type} is unknown`);
    if (at > message.length) throw new RangeError('the message ends within a field');
    parts.push(message.subarray(start, at));
  }
  return joined(parts);
}

/** A length-delimited field. */
function field(number: number, content: Uint8Array): Uint8Array {
  return joined([encodeVarint(number * 8 + BYTES), encodeVarint(content.length), content]);
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Uint8Array.from([...bytes, value]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
