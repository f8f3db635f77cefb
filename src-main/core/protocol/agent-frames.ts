/**
 * Frames between a studio and an agent (a machine that serves as a board over TCP); the pipe to a Joulescope has the same with other first letters.
 *
 * | bytes | field                                        |
 * |-------|----------------------------------------------|
 * | 4     | "HIA1" for an agent, see `Magic`             |
 * | 4     | H, length of the header, uint32 little-endian|
 * | 4     | P, length of the payload, uint32 little-endian|
 * | H     | header: one JSON object in UTF-8             |
 * | P     | payload: raw bytes, what they are the header says |
 */

export interface Frame { readonly header: Uint8Array; readonly payload: Uint8Array }

/** The longest header and payload that are taken, bytes; checked before anything is kept. */
export interface FrameLimits { readonly header: number; readonly payload: number }

/** Before the token was checked: a greeting and nothing else. */
export const greetingLimits: FrameLimits = { header: 4096, payload: 0 };
/** A model or a batch of samples; headers hold up to some ten thousand numbers. */
export const sessionLimits: FrameLimits = { header: 8 * 2 ** 20, payload: 512 * 2 ** 20 };

/** Why a stream of bytes is no stream of frames; nothing after it can be trusted. */
export type FrameFailure =
  | { readonly kind: 'not-an-agent' }
  | { readonly kind: 'too-long'; readonly part: 'header' | 'payload'; readonly bytes: number; readonly limit: number };

/** The four letters that every frame of a kind begins with. */
export type Magic = readonly [number, number, number, number];
const agentMagic: Magic = [0x48, 0x49, 0x41, 0x31];
const prefixBytes = 12;

/** The first 12 bytes of a frame; header and payload follow as they are. */
export function framePrefix(headerBytes: number, payloadBytes: number, magic: Magic = agentMagic): Uint8Array {
  const prefix = new Uint8Array(prefixBytes);
  prefix.set(magic);
  const view = new DataView(prefix.buffer);
  view.setUint32(4, headerBytes, true);
  view.setUint32(8, payloadBytes, true);
  return prefix;
}

/** Bytes in, in any portions; frames out. Holds at most one frame that is not whole yet. */
export class FrameDecoder {
  /** May be raised once the other side has shown its token; applies to frames that start afterwards. */
  limits: FrameLimits;
  readonly #magic: Magic;
  #chunks: Uint8Array[] = [];
  #held = 0;
  #failure: FrameFailure | null = null;
  /** Lengths of the frame whose prefix has been read. */
  #next: { readonly header: number; readonly payload: number } | null = null;

  constructor(limits: FrameLimits, magic: Magic = agentMagic) {
    this.limits = limits;
    this.#magic = magic;
  }

  /** The frames that `chunk` completes. After a failure every further call gives the same failure and no frame. */
  push(chunk: Uint8Array): { readonly frames: Frame[]; readonly failure: FrameFailure | null } {
    const frames: Frame[] = [];
    if (this.#failure === null && chunk.length > 0) {
      this.#chunks.push(chunk);
      this.#held += chunk.length;
      for (let frame = this.#take(); frame !== null; frame = this.#take()) frames.push(frame);
    }
    return { frames, failure: this.#failure };
  }

  #take(): Frame | null {
    if (this.#next === null) {
      if (this.#held < prefixBytes) return null;
      const prefix = this.#read(prefixBytes);
      const view = new DataView(prefix.buffer, prefix.byteOffset);
      const next = { header: view.getUint32(4, true), payload: view.getUint32(8, true) };
      if (this.#magic.some((byte, i) => prefix[i] !== byte)) return this.#fail({ kind: 'not-an-agent' });
      for (const part of ['header', 'payload'] as const) {
        if (next[part] > this.limits[part]) return this.#fail({ kind: 'too-long', part, bytes: next[part], limit: this.limits[part] });
      }
      this.#next = next;
    }
    const { header, payload } = this.#next;
    if (this.#held < header + payload) return null;
    this.#next = null;
    return { header: this.#read(header), payload: this.#read(payload) };
  }

  #fail(failure: FrameFailure): null {
    this.#failure = failure;
    this.#chunks = [];
    this.#held = 0;
    return null;
  }

  /** The next `count` held bytes; copied only where they lie in several chunks. */
  #read(count: number): Uint8Array {
    if (count === 0) return new Uint8Array(0);
    this.#held -= count;
    const first = this.#chunks[0];
    if (first.length >= count) {
      if (first.length === count) this.#chunks.shift();
      else this.#chunks[0] = first.subarray(count);
      return first.subarray(0, count);
    }
    const whole = new Uint8Array(count);
    let filled = 0;
    let used = 0;
    while (filled < count) {
      const chunk = this.#chunks[used];
      const taken = chunk.subarray(0, count - filled);
      whole.set(taken, filled);
      filled += taken.length;
      if (taken.length < chunk.length) this.#chunks[used] = chunk.subarray(taken.length);
      else used++;
    }
    this.#chunks.splice(0, used);
    return whole;
  }
}
