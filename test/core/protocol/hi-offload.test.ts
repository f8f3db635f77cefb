/** Framing of the raw offload protocol: bytes come as the network likes, requests go out whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRequestFramer, decodeReply, encodeReply, planarFromInterleaved } from '../../../src-main/core/protocol/hi-offload';

/** `bytes` cut into segments of the given lengths, again and again; a length of 0 is an empty segment. */
function cut(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const segments: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length];
    segments.push(bytes.subarray(at, at + length));
    at += length;
  }
  return segments;
}

describe('requests in a stream of bytes', () => {
  it('finds the same images however the network splits or joins them', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(150), { minLength: 1 }).filter((lengths) => lengths.some((n) => n > 0)), (sampleBytes, stream, lengths) => {
      const framer = createRequestFramer(sampleBytes);
      const requests = cut(stream, lengths).flatMap((segment) => framer.push(segment));
      const whole = Math.floor(stream.length / sampleBytes);
      expect(requests).toHaveLength(whole);
      expect(Buffer.concat(requests)).toEqual(Buffer.from(stream.subarray(0, whole * sampleBytes)));
      expect(framer.pending).toBe(stream.length % sampleBytes);
    }), { numRuns: 500 });
  });

  it('keeps an image as it was when the network reuses its buffer', () => {
    const buffer = Uint8Array.of(1, 2, 3);
    const [image] = createRequestFramer(3).push(buffer);
    buffer.fill(9);
    expect([...image]).toEqual([1, 2, 3]);
  });

  it('refuses images of no size', () => {
    for (const size of [0, -1, 1.5, NaN]) expect(() => createRequestFramer(size)).toThrow(RangeError);
  });
});

describe('replies', () => {
  it('are little-endian: class 513 is the bytes 1 and 2', () => {
    expect([...encodeReply(513, 2)]).toEqual([1, 2]);
    expect([...encodeReply(7, 1)]).toEqual([7]);
  });

  it('come back as the class they were made from, at either width', () => {
    fc.assert(fc.property(fc.nat(0xffff), (index) => decodeReply(encodeReply(index, 2)) === index));
    fc.assert(fc.property(fc.nat(0xff), (index) => decodeReply(encodeReply(index, 1)) === index));
  });

  it('are never made from what is no class', () => {
    for (const [index, width] of [[256, 1], [65536, 2], [-1, 2], [0.5, 2], [NaN, 2]] as const) expect(() => encodeReply(index, width)).toThrow(RangeError);
    for (const length of [0, 3]) expect(() => decodeReply(new Uint8Array(length))).toThrow(RangeError);
  });
});

describe('pixels that come interleaved', () => {
  it('become planes: RGB RGB to RR GG BB', () => {
    expect([...planarFromInterleaved(Uint8Array.of(1, 2, 3, 4, 5, 6), 3)]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(() => planarFromInterleaved(new Uint8Array(4), 3)).toThrow('4 bytes are not divisible into 3 channels');
  });
});
