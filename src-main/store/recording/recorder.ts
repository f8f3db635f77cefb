/** Writes a recording while it is measured: every full block at once, so that a crash loses at most the one being filled. */
import { closeSync, fdatasync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StudioError } from '../../core/errors';
import { BlockBuilder, blockSamplesAt, type FilledBlock } from '../../core/trace/block-builder';
import { BlockTrace } from '../../core/trace/block-trace';
import { summariseBlock } from '../../core/trace/memory-trace';
import type { TraceBlock, TraceEvent } from '../../core/trace/trace';
import { fileFailure } from '../store-failure';
import { packBody, packHead } from './block-code';
import { endOf, magic, padded, writeChunk, type Chunk, type Tag } from './chunks';
import { packColumns } from './columns';
import { FileBlocks, keptChannels } from './file-blocks';
import { packIndex } from './index-code';
import { recordingVersion, type RecordingMeta } from './meta';

const nothing = new Uint8Array(0);
/** Blocks of slow instruments take minutes: what has come is written this often, again when the block is full. */
const TAIL_S = 1;

/** One capture being written. `trace` answers windows and statistics meanwhile, the block being filled included. */
export class Recorder {
  readonly file: string;
  readonly meta: RecordingMeta;
  readonly trace: BlockTrace;
  readonly #fd: number;
  readonly #blocks: FileBlocks;
  readonly #builder: BlockBuilder;
  readonly #index: Chunk[] = [];
  readonly #eventPlaces: number[] = [];
  #events: TraceEvent[] = [];
  #at = magic.length;
  /** Samples up to here are in the file, in a block or a tail. */
  #safe = 0;
  #open = true;
  #fileOpen = true;
  #syncing: Promise<unknown> = Promise.resolve();
  #unsynced = 0;

  /** Errors: recording.exists, store.disk-full, store.not-writable */
  constructor(file: string, meta: Omit<RecordingMeta, 'version' | 'blockSamples'>) {
    this.file = file;
    this.meta = { version: recordingVersion, blockSamples: blockSamplesAt(meta.format.rateHz), ...meta };
    try {
      this.#fd = openSync(file, 'wx+');
    } catch (cause) {
      throw (cause as NodeJS.ErrnoException).code === 'EEXIST' ? new StudioError('recording.exists', { file }, { cause }) : fileFailure(cause, dirname(file));
    }
    this.#blocks = new FileBlocks(this.#fd, meta.format);
    this.trace = new BlockTrace(meta.format, this.meta.blockSamples, this.#blocks);
    this.#builder = new BlockBuilder(meta.format, this.meta.blockSamples, (block) => this.#keep(block));
    this.trace.follow(this.#builder);
    this.#guard(() => writeSync(this.#fd, magic, 0, magic.length, 0));
    this.#write('META', nothing, json(this.meta));
  }

  /** Samples that came twice and were left out. */
  get repeated(): number {
    return this.#builder.repeated;
  }

  /** Errors: recording.jump, recording.block-shape, recording.closed, store.disk-full, store.not-writable */
  append(block: TraceBlock): void {
    if (!this.#open) throw new StudioError('recording.closed', { file: this.file });
    this.#builder.append(block);
    if (this.#builder.end - this.#safe >= TAIL_S * this.meta.format.rateHz && this.meta.blockSamples > 2 * TAIL_S * this.meta.format.rateHz) this.#keepTail();
  }

  /** Remembers an event; it is written with the samples around it. Errors: recording.closed */
  mark(event: TraceEvent): void {
    if (!this.#open) throw new StudioError('recording.closed', { file: this.file });
    this.#events.push(event);
    if (this.#events.length >= 256) this.#keepEvents();
  }

  /** Writes what is left and the index. Safe to call twice. Errors: store.disk-full, store.not-writable */
  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    try {
      this.#builder.finish();
      this.trace.follow(null);
      this.#keepEvents();
      const index = this.#write('INDX', nothing, packIndex(this.trace, this.#index, this.#eventPlaces));
      this.#write('DONE', nothing, packColumns([Float64Array.of(index.at)]));
      await this.#syncing;
      await promisify(fdatasync)(this.#fd).catch((cause: unknown) => { throw fileFailure(cause, dirname(this.file)); });
    } finally {
      await this.#syncing;
      this.#closeFile();
    }
  }

  #closeFile(): void {
    if (this.#fileOpen) closeSync(this.#fd);
    this.#fileOpen = false;
  }

  #keep(block: FilledBlock): void {
    const summary = summariseBlock(block);
    const chunk = this.#write('BLOK', packHead(summary.fine, summary.bins), packBody(block, keptChannels(this.meta.format)), block.index, block.filled);
    this.#blocks.chunks[block.index] = chunk;
    this.#index.push(chunk);
    this.trace.add(summary);
    this.#safe = block.index * this.meta.blockSamples + block.filled;
    if (this.#events.length > 0) this.#keepEvents();
  }

  #keepTail(): void {
    const { index, filled, channels, digital } = this.#builder;
    const from = Math.max(0, this.#safe - index * this.meta.blockSamples);
    const kept = channels.slice(0, keptChannels(this.meta.format)).map((values) => values.subarray(from, filled));
    this.#write('TAIL', packColumns([Float64Array.of(index * this.meta.blockSamples + from, filled - from)]), packColumns([...kept, ...(digital === null ? [] : [digital.subarray(from, filled)])]));
    this.#safe = this.#builder.end;
    if (this.#events.length > 0) this.#keepEvents();
  }

  #keepEvents(): void {
    if (this.#events.length === 0) return;
    this.#eventPlaces.push(this.#write('EVTS', nothing, json(this.#events)).at);
    this.#events = [];
  }

  #write(tag: Tag, head: Uint8Array, body: Uint8Array, block = 0, filled = 0): Chunk {
    const chunk = this.#guard(() => writeChunk(this.#fd, this.#at, tag, head, body, block, filled));
    this.#at = endOf(chunk);
    this.#syncNowAndThen(this.#at);
    return chunk;
  }

  /** A write that fails ends the recording; what was written before stays readable. */
  #guard<T>(write: () => T): T {
    try {
      return write();
    } catch (cause) {
      this.#open = false;
      try {
        ftruncateSync(this.#fd, this.#at);
      } finally {
        void this.#syncing.finally(() => this.#closeFile());
      }
      throw fileFailure(cause, dirname(this.file));
    }
  }

  /** Hands the disk what is due, beside the measurement and never two at a time: a power cut then loses few blocks. */
  #syncNowAndThen(written: number): void {
    if (this.#unsynced < 0) return;
    if (written - this.#unsynced < 1 << 20) return;
    this.#unsynced = -1;
    this.#syncing = promisify(fdatasync)(this.#fd).then(() => { this.#unsynced = written; }, () => { this.#unsynced = written; });
  }
}

/** Text padded with spaces, which JSON ignores, to whole eights. */
function json(value: unknown): Uint8Array {
  const text = Buffer.from(JSON.stringify(value));
  return Buffer.concat([text, Buffer.alloc(padded(text.length) - text.length, ' ')]);
}
