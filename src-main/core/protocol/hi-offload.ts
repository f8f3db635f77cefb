/**
 * Raw offload over TCP, the HI paper's own: one connection a board, TCP_NODELAY on both sides, strictly request then reply.
 *
 * | direction       | bytes                      | meaning                                                                     |
 * |-----------------|----------------------------|-----------------------------------------------------------------------------|
 * | board to server | sampleBytes                | the raw pixels and nothing else: no header, no length, no checksum          |
 * |                 | 3072 for CIFAR-10          | uint8, planar: 1024 R, 1024 G, 1024 B, rows from the top (CHW)              |
 * |                 | 150528 for ImageNet        | uint8, 224 x 224 x 3, resized and cropped on the board                      |
 * | server to board | 2 (1 for some older boards) | class index, unsigned, little-endian                                       |
 * | either          | end of stream              | over; a half-received image is dropped. The protocol has no error message   |
 *
 * TCP keeps no borders: segments may be split or joined anywhere, so the receiver counts to sampleBytes.
 * Source: repository JoseGaDel/DIME, clients and servers of the paper.
 */

export const defaultOffloadPort = 12345;

/** Width of a reply on the wire. The C and C++ boards wait for 2 bytes, the authors' CIFAR-10 server sends 1. */
export type ReplyBytes = 1 | 2;

/** Bytes in, complete requests out. Holds at most one unfinished request, whatever arrives. */
export interface RequestFramer {
  /** Complete requests (sampleBytes each, copies) that `segment` finishes, in order; none while one is unfinished. */
  push(segment: Uint8Array): Uint8Array[];
  /** Bytes of the unfinished request, 0..sampleBytes - 1. */
  readonly pending: number;
}

/** `sampleBytes`: whole number of at least 1, else RangeError. */
export function createRequestFramer(sampleBytes: number): RequestFramer {
  if (!Number.isInteger(sampleBytes) || sampleBytes < 1) throw new RangeError(`sampleBytes must be a whole number of at least 1, not ${sampleBytes}`);
  let unfinished: Uint8Array | null = null;
  let filled = 0;
  return {
    push(segment) {
      const complete: Uint8Array[] = [];
      for (let at = 0; at < segment.length;) {
        unfinished ??= new Uint8Array(sampleBytes);
        const taken = Math.min(sampleBytes - filled, segment.length - at);
        unfinished.set(segment.subarray(at, at + taken), filled);
        at += taken;
        filled += taken;
        if (filled === sampleBytes) {
          complete.push(unfinished);
          unfinished = null;
          filled = 0;
        }
      }
      return complete;
    },
    get pending() { return filled; },
  };
}

/** Classes that a reply of this width can name: 256 or 65536. */
export function nameableClasses(replyBytes: ReplyBytes): number {
  return replyBytes === 1 ? 0x100 : 0x10000;
}

/** The reply for a class index; RangeError where it is no class that the width can name, so that none is ever invented by wrapping. */
export function encodeReply(classIndex: number, replyBytes: ReplyBytes): Uint8Array {
  if (!Number.isInteger(classIndex) || classIndex < 0 || classIndex >= nameableClasses(replyBytes)) {
    throw new RangeError(`class ${classIndex} does not fit into a reply of ${replyBytes} byte${replyBytes === 1 ? '' : 's'}`);
  }
  return replyBytes === 1 ? Uint8Array.of(classIndex) : Uint8Array.of(classIndex & 0xff, classIndex >> 8);
}

/** The class index of a whole reply; its width is its length (1 or 2, else RangeError). */
export function decodeReply(reply: Uint8Array): number {
  if (reply.length !== 1 && reply.length !== 2) throw new RangeError(`a reply has 1 or 2 bytes, not ${reply.length}`);
  return reply.length === 1 ? reply[0] : reply[0] | (reply[1] << 8);
}

/** Interleaved pixels (HWC: RGB RGB ...) as planes (CHW: all R, all G, all B), for boards that send them so. Same length. */
export function planarFromInterleaved(pixels: Uint8Array, channels: number): Uint8Array {
  const area = pixels.length / channels;
  if (!Number.isInteger(area)) throw new RangeError(`${pixels.length} bytes are not divisible into ${channels} channels`);
  const planar = new Uint8Array(pixels.length);
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < area; i++) planar[channel * area + i] = pixels[i * channels + channel];
  }
  return planar;
}
