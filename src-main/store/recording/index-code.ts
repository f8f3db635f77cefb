/** The index at the end of a closed recording: where everything is, and what a whole hour looks like, without reading the hour. */
import { COARSE_LEVEL, type BlockTrace } from '../../core/trace/block-trace';
import { Cells } from '../../core/trace/cells';
import { BINS } from '../../core/trace/histogram';
import type { Chunk } from './chunks';
import { ColumnReader, packColumns } from './columns';

export interface RecordingIndex {
  readonly blocks: readonly Chunk[];
  /** Where chunks of events begin. */
  readonly events: readonly number[];
  /** Number of the sample after the last. */
  readonly end: number;
  readonly coarse: readonly Cells[];
  readonly groups: readonly (Uint32Array | undefined)[][];
}

/**
 * In `packColumns` order: (blocks, chunks of events, end, level-2 cells, groups) as f64; of the blocks number, filled, bytes and CRCs of
 * head and body (u32), place (f64); places of events (f64); a slot after the other level 2 (sum, sumSq f64, min, max f32, count u32)
 * and of each group how many bins are not empty, which (u16), and their counts (u32).
 */
export function packIndex(trace: BlockTrace, blocks: readonly Chunk[], events: readonly number[]): Uint8Array {
  const cells = trace.coarse(0, COARSE_LEVEL).length;
  const groups = trace.groups[0].length;
  const numbers = (read: (chunk: Chunk) => number): Uint32Array => Uint32Array.from(blocks, read);
  return packColumns([
    Float64Array.of(blocks.length, events.length, trace.end, cells, groups),
    ...([(c) => c.block, (c) => c.filled, (c) => c.headBytes, (c) => c.bodyBytes, (c) => c.headCrc, (c) => c.bodyCrc] as ((c: Chunk) => number)[]).map(numbers),
    Float64Array.from(blocks, (chunk) => chunk.at), Float64Array.from(events),
    ...Array.from({ length: trace.slots }, (_, slot) => {
      const level = trace.coarse(slot, COARSE_LEVEL);
      const columns = [level.sum.subarray(0, cells), level.sumSq.subarray(0, cells), level.min.subarray(0, cells), level.max.subarray(0, cells), new Uint32Array(level.count.subarray(0, cells))];
      const bins = Array.from({ length: groups }, (__, g) => {
        const counts = trace.groups[slot][g] ?? new Uint32Array(BINS);
        const used = [...counts.keys()].filter((b) => counts[b] > 0);
        return [Uint32Array.of(used.length), Uint16Array.from(used), Uint32Array.from(used, (b) => counts[b])];
      });
      return [...columns, ...bins.flat()];
    }).flat(),
  ]);
}

/** Throws RangeError where the bytes are not an index of `slots` channels. */
export function unpackIndex(bytes: Uint8Array, slots: number): RecordingIndex {
  const reader = new ColumnReader(bytes);
  const [blockCount, eventCount, end, cells, groupCount] = reader.f64(5);
  const [block, filled, headBytes, bodyBytes, headCrc, bodyCrc] = Array.from({ length: 6 }, () => reader.u32(blockCount));
  const at = reader.f64(blockCount);
  const blocks = Array.from({ length: blockCount }, (_, i): Chunk => ({ tag: 'BLOK', at: at[i], headBytes: headBytes[i], bodyBytes: bodyBytes[i], headCrc: headCrc[i], bodyCrc: bodyCrc[i], block: block[i], filled: filled[i] }));
  const events = [...reader.f64(eventCount)];
  const coarse: Cells[] = [];
  const groups: (Uint32Array | undefined)[][] = [];
  for (let slot = 0; slot < slots; slot++) {
    const level = new Cells(0);
    level.length = cells;
    [level.sum, level.sumSq] = [reader.f64(cells), reader.f64(cells)];
    [level.min, level.max] = [reader.f32(cells), reader.f32(cells)];
    level.count = reader.u32(cells);
    coarse.push(level);
    groups.push(Array.from({ length: groupCount }, () => {
      const [n] = reader.u32(1);
      const [used, counts] = [reader.u16(n), reader.u32(n)];
      if (n === 0) return undefined;
      const dense = new Uint32Array(BINS);
      for (let i = 0; i < n; i++) dense[used[i]] = counts[i];
      return dense;
    }));
  }
  return { blocks, events, end, coarse, groups };
}
