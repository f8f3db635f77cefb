/** Opens a recording: by its index where it was closed, by walking through it where a crash left it open. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StudioError } from '../../core/errors';
import { BlockBuilder } from '../../core/trace/block-builder';
import { BlockTrace } from '../../core/trace/block-trace';
import { cellsOfCells } from '../../core/trace/cells';
import { BINS } from '../../core/trace/histogram';
import type { TraceEvent } from '../../core/trace/trace';
import { endOf, FRAME, magic, readFrame, readPart, type Chunk } from './chunks';
import { ColumnReader } from './columns';
import { FileBlocks, keptChannels } from './file-blocks';
import { unpackIndex } from './index-code';
import { recordingVersion, type RecordingMeta } from './meta';

/** An open recording; nothing of it is changed. */
export interface Recording {
  readonly file: string; readonly meta: RecordingMeta; readonly trace: BlockTrace;
  /** In the order of their samples. Read when asked for. Errors: recording.damaged */
  events(): TraceEvent[];
  /** False: the studio that wrote it did not come to close it; at most its last block is missing. */
  readonly closed: boolean;
  /** Blocks found damaged so far; they count as lost. */
  readonly damaged: ReadonlySet<number>;
  readonly bytes: number;
  close(): void;
}

/** Errors: recording.unreadable, recording.not-one, recording.other-version, recording.damaged */
export function openRecording(file: string): Recording {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (cause) {
    throw new StudioError('recording.unreadable', { file, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
  }
  try {
    return read(file, fd);
  } catch (cause) {
    closeSync(fd);
    throw cause instanceof StudioError ? cause : new StudioError('recording.damaged', { file, what: cause instanceof Error ? cause.message : String(cause) }, { cause });
  }
}

function read(file: string, fd: number): Recording {
  const bytes = fstatSync(fd).size;
  const meta = readMeta(file, fd, bytes);
  const blocks = new FileBlocks(fd, meta.format);
  const trace = new BlockTrace(meta.format, meta.blockSamples, blocks);
  const places = restoreFromIndex(fd, bytes, trace, blocks);
  const eventPlaces = places ?? walk(fd, bytes, meta, trace, blocks);
  let open = true;
  return {
    file, meta, trace, bytes, closed: places !== null, damaged: blocks.damaged,
    events: () => eventPlaces.flatMap((at) => readEvents(file, fd, at, bytes)).sort((a, b) => a.sample - b.sample),
    close: () => {
      if (open) closeSync(fd);
      open = false;
    },
  };
}

function readMeta(file: string, fd: number, bytes: number): RecordingMeta {
  const start = Buffer.alloc(magic.length);
  readSync(fd, start, 0, magic.length, 0);
  if (!start.equals(magic)) throw new StudioError('recording.not-one', { file, found: bytes === 0 ? 'it is empty' : `it begins with “${start.toString('latin1').replace(/[^\x20-\x7e]/g, '·').slice(0, 8)}”` });
  const chunk = readFrame(fd, magic.length, bytes);
  const text = chunk?.tag === 'META' ? readPart(fd, chunk, 'body') : null;
  if (text === null) throw new StudioError('recording.damaged', { file, what: 'its first chunk, which says what was measured, is not whole' });
  const meta = JSON.parse(Buffer.from(text).toString()) as RecordingMeta;
  if (meta.version !== recordingVersion) throw new StudioError('recording.other-version', { file, found: meta.version, known: recordingVersion });
  return meta;
}

/** Places of the events; null where there is no right index at the end. */
function restoreFromIndex(fd: number, bytes: number, trace: BlockTrace, blocks: FileBlocks): readonly number[] | null {
  const done = readFrame(fd, bytes - FRAME - 8, bytes);
  const place = done?.tag === 'DONE' ? readPart(fd, done, 'body') : null;
  if (place === null) return null;
  const chunk = readFrame(fd, new ColumnReader(place).f64(1)[0], bytes);
  const body = chunk?.tag === 'INDX' ? readPart(fd, chunk, 'body') : null;
  if (body === null) return null;
  const index = unpackIndex(body, trace.slots);
  for (const one of index.blocks) blocks.chunks[one.block] = one;
  trace.restore(index.coarse, index.groups, index.end);
  return index.events;
}

/** How many blocks from the end are checked whole: what a power cut can have left unwritten. */
const CHECKED = 32;

/** Rebuilds what the index would have said from the heads of the blocks, up to the first chunk that is not whole. */
function walk(fd: number, bytes: number, meta: RecordingMeta, trace: BlockTrace, blocks: FileBlocks): number[] {
  const found: Chunk[] = [];
  const events: number[] = [];
  let tails: Chunk[] = [];
  for (let at = magic.length, chunk = readFrame(fd, at, bytes); chunk !== null; at = endOf(chunk), chunk = readFrame(fd, at, bytes)) {
    if (chunk.tag === 'BLOK') {
      found.push(chunk);
      tails = [];
    } else if (chunk.tag === 'TAIL') tails.push(chunk);
    else if (chunk.tag === 'EVTS') events.push(chunk.at);
  }
  for (const chunk of found) blocks.chunks[chunk.block] = chunk;
  for (const { block } of found.slice(-CHECKED)) if (!blocks.isWhole(block)) blocks.chunks[block] = undefined;
  for (const { block, filled } of found) {
    const head = blocks.head(block);
    // Damaged: the block counts as lost.
    if (head === null) continue;
    const bins = head.bins.map(({ used, counts }) => {
      const dense = new Uint32Array(BINS);
      used.forEach((b, i) => { dense[b] = counts[i]; });
      return dense;
    });
    trace.add({ index: block, filled, coarse: head.fine.map(cellsOfCells), bins });
  }
  if (tails.length > 0) trace.follow(replay(fd, tails, meta));
  return events;
}

/** The block that a slow instrument was filling, put together again from its tails. */
function replay(fd: number, tails: readonly Chunk[], meta: RecordingMeta): BlockBuilder {
  const builder = new BlockBuilder(meta.format, meta.blockSamples, () => {});
  const kept = keptChannels(meta.format);
  for (const tail of tails) {
    const [head, body] = [readPart(fd, tail, 'head'), readPart(fd, tail, 'body')];
    if (head === null || body === null) break;
    const [firstSample, n] = new ColumnReader(head).f64(2);
    const reader = new ColumnReader(body);
    const [values, voltage] = Array.from({ length: kept }, () => reader.f32(n));
    builder.append({ firstSample, values, voltage: meta.format.measuresVoltage ? voltage : null, digital: meta.format.lines.length > 0 ? reader.u8(n) : null, hostMs: 0 });
  }
  return builder;
}

function readEvents(file: string, fd: number, at: number, bytes: number): TraceEvent[] {
  const chunk = readFrame(fd, at, bytes);
  const text = chunk === null ? null : readPart(fd, chunk, 'body');
  if (text === null) throw new StudioError('recording.damaged', { file, what: `the events at byte ${at}` });
  return JSON.parse(Buffer.from(text).toString()) as TraceEvent[];
}

