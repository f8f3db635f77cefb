/** The blocks of a recording, read from its file when they are asked for. */
import type { BlockReader } from '../../core/trace/block-trace';
import type { Cells } from '../../core/trace/cells';
import { storedChannels, type TraceFormat } from '../../core/trace/trace';
import { unpackBody, unpackHead, type BlockBody, type BlockHead } from './block-code';
import { readPart, type Chunk } from './chunks';

/** Channels that are in the file: power beside measured voltage is their product. */
export const keptChannels = (format: TraceFormat): number => Math.min(2, storedChannels(format).length);

/** Heads are 27 KB a block and slot, bodies 260 KB: what a chart asks for again while it is moved. */
const HEADS = 128;
const BODIES = 4;

/** A part in memory, and the buffer it lies in. */
interface Held<T> { readonly found: T | null; readonly buffer: ArrayBufferLike }
const none = new ArrayBuffer(0);

/** What it returns is good until the next call: the memory of what was read longest ago is used again. */
export class FileBlocks implements BlockReader {
  /** Where each block begins; a hole: nothing of it was measured. */
  readonly chunks: (Chunk | undefined)[] = [];
  /** Blocks whose samples are not what was written; they count as lost. */
  readonly damaged = new Set<number>();
  readonly #fd: number;
  readonly #format: TraceFormat;
  readonly #heads = new Map<number, Held<BlockHead>>();
  readonly #bodies = new Map<number, Held<BlockBody>>();

  constructor(fd: number, format: TraceFormat) {
    this.#fd = fd;
    this.#format = format;
  }

  samples(block: number, slot: number): Float32Array | null {
    return this.#body(block)?.channels[slot] ?? null;
  }

  digital(block: number): Uint8Array | null {
    return this.#body(block)?.digital ?? null;
  }

  cells(block: number, slot: number): Cells | null {
    return this.head(block)?.fine[slot] ?? null;
  }

  addBins(block: number, slot: number, bins: Uint32Array | Float64Array): void {
    const found = this.head(block)?.bins[slot];
    if (found !== undefined) for (let i = 0; i < found.used.length; i++) bins[found.used[i]] += found.counts[i];
  }

  head(block: number): BlockHead | null {
    return this.#read(block, this.#heads, HEADS, 'head', (bytes, { filled }) => unpackHead(bytes, storedChannels(this.#format).length, filled));
  }

  /** Whether the samples of a block are what was written. */
  isWhole(block: number): boolean {
    const chunk = this.chunks[block];
    return chunk !== undefined && readPart(this.#fd, chunk, 'body') !== null;
  }

  #body(block: number): BlockBody | null {
    const { lines } = this.#format;
    const kept = keptChannels(this.#format);
    return this.#read(block, this.#bodies, BODIES, 'body', (bytes, { filled }) => unpackBody(bytes, filled, kept, storedChannels(this.#format).length > kept, lines.length > 0));
  }

  #read<T>(block: number, cache: Map<number, Held<T>>, size: number, part: 'head' | 'body', unpack: (bytes: Uint8Array, chunk: Chunk) => T): T | null {
    const known = cache.get(block);
    if (known !== undefined) return known.found;
    const chunk = this.chunks[block];
    if (chunk === undefined) return null;
    let buffer: ArrayBufferLike = none;
    if (cache.size >= size) {
      // A map keeps the order of its keys: the first is the oldest.
      const oldest = cache.keys().next().value as number;
      buffer = cache.get(oldest)?.buffer ?? none;
      cache.delete(oldest);
    }
    const bytes = readPart(this.#fd, chunk, part, buffer);
    if (bytes === null) this.damaged.add(block);
    const found = bytes === null ? null : unpack(bytes, chunk);
    cache.set(block, { found, buffer: bytes?.buffer ?? buffer });
    return found;
  }
}
