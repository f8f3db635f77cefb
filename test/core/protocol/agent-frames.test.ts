/** The agent's frames: whatever the network does to the bytes, the same frames come out, and nonsense is named. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameDecoder, framePrefix, greetingLimits, type Frame } from '../../../src-main/core/protocol/agent-frames';

const limits = { header: 100, payload: 1000 };
const bytes = (max: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength: max });

function encode(frames: readonly Frame[]): Uint8Array {
  return Uint8Array.from(frames.flatMap(({ header, payload }) => [...framePrefix(header.length, payload.length), ...header, ...payload]));
}

/** Cuts at the given places (any order, any number) and feeds the pieces one by one. */
function feed(decoder: FrameDecoder, stream: Uint8Array, cuts: readonly number[]): { frames: Frame[]; failure: unknown } {
  const edges = [...new Set([0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length])].sort((a, b) => a - b);
  const frames: Frame[] = [];
  let failure: unknown = null;
  for (let i = 1; i < edges.length; i++) {
    const step = decoder.push(stream.slice(edges[i - 1], edges[i]));
    frames.push(...step.frames);
    failure = step.failure;
  }
  return { frames, failure };
}

describe('frames of the agent protocol', () => {
  it('open with HIA1 and two little-endian lengths', () => {
    expect([...framePrefix(258, 3)]).toEqual([0x48, 0x49, 0x41, 0x31, 2, 1, 0, 0, 3, 0, 0, 0]);
  });

  it('come out as they went in, wherever the network cuts the stream', () => {
    fc.assert(fc.property(fc.array(fc.record({ header: bytes(100), payload: bytes(1000) }), { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 30 }), (sent, cuts) => {
      const { frames, failure } = feed(new FrameDecoder(limits), encode(sent), cuts);
      expect(failure).toBeNull();
      expect(frames.map((f) => [[...f.header], [...f.payload]])).toEqual(sent.map((f) => [[...f.header], [...f.payload]]));
    }));
  });

  it('survive any bytes at all: frames or one lasting failure, never an exception', () => {
    fc.assert(fc.property(bytes(3000), fc.array(fc.nat(), { maxLength: 10 }), fc.boolean(), (noise, cuts, prefixed) => {
      const stream = prefixed ? Uint8Array.from([...framePrefix(3, 4), ...noise]) : noise;
      const decoder = new FrameDecoder(limits);
      const { failure } = feed(decoder, stream, cuts);
      if (failure === null) return;
      expect(decoder.push(framePrefix(0, 0))).toEqual({ frames: [], failure });
    }));
  });

  it('are refused by their announced length, before a byte of them is kept', () => {
    expect(new FrameDecoder(limits).push(framePrefix(101, 0)).failure).toEqual({ kind: 'too-long', part: 'header', bytes: 101, limit: 100 });
    expect(new FrameDecoder(limits).push(framePrefix(1, 2 ** 32 - 1)).failure).toEqual({ kind: 'too-long', part: 'payload', bytes: 2 ** 32 - 1, limit: 1000 });
    expect(new FrameDecoder(greetingLimits).push(framePrefix(10, 1)).failure).toMatchObject({ part: 'payload', limit: 0 });
  });

  it('end at the first bytes of another protocol', () => {
    expect(new FrameDecoder(limits).push(new TextEncoder().encode('GET / HTTP/1.1\r\n')).failure).toEqual({ kind: 'not-an-agent' });
  });

  it('may grow once the other side is trusted', () => {
    const decoder = new FrameDecoder({ header: 2, payload: 0 });
    expect(decoder.push(encode([{ header: new Uint8Array(2), payload: new Uint8Array(0) }])).frames).toHaveLength(1);
    decoder.limits = limits;
    expect(decoder.push(encode([{ header: new Uint8Array(90), payload: new Uint8Array(900) }]))).toMatchObject({ failure: null, frames: [{}] });
  });
});
