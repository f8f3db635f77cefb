/** Typed arrays on their way to a window and back. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedArraySerializers } from '../../src-main/contract/typed-arrays';

const [serializer] = typedArraySerializers;
const there = (value: ArrayBufferView): unknown => serializer.deserialize(JSON.parse(JSON.stringify(serializer.serialize(value))) as ReturnType<typeof serializer.serialize>);

describe('typed arrays', () => {
  it('arrive as they left, NaN and parts of larger buffers included', () => {
    fc.assert(fc.property(fc.oneof(fc.float32Array(), fc.float64Array(), fc.uint8Array({ maxLength: 20_000 }), fc.uint32Array()), fc.nat(10), (array, skip) => {
      const part = array.subarray(skip);
      expect(serializer.condition(part)).toBe(true);
      expect(there(part)).toEqual(part);
    }));
  });

  it('are the only values that are changed', () => {
    for (const value of ['text', 1, null, undefined, [1, 2], { a: 1 }, new Date(), new Map()]) expect(serializer.condition(value)).toBe(false);
  });
});
