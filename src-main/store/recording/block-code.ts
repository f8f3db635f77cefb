/**
 * A block as bytes. Head: what a chart and statistics need of it (level 1 and counts in bins, a slot after the other).
 * Body: the samples, then the digital levels as runs where that is shorter.
 */
import type { FilledBlock } from '../../core/trace/block-builder';
import { CELL_FACTOR, Cells } from '../../core/trace/cells';
import { BINS } from '../../core/trace/histogram';
import { ColumnReader, packColumns } from './columns';

/** In `packColumns` order, of each slot: sum, sumSq, min, max, count (u8) of every level-1 cell; then how many bins are not empty, which, and their counts. */
export function packHead(fine: readonly Cells[], bins: readonly Uint32Array[]): Uint8Array {
  return packColumns(fine.flatMap((cells, slot) => {
    const n = cells.length;
    const used: number[] = [];
    for (let b = 0; b < BINS; b++) if (bins[slot][b] > 0) used.push(b);
    return [
      cells.sum.subarray(0, n), cells.sumSq.subarray(0, n), cells.min.subarray(0, n), cells.max.subarray(0, n), new Uint8Array(cells.count.subarray(0, n)),
      Uint32Array.of(used.length), Uint16Array.from(used), Uint32Array.from(used, (b) => bins[slot][b]),
    ];
  }));
}

export interface BlockHead { readonly fine: readonly Cells[]; readonly bins: readonly { readonly used: Uint16Array; readonly counts: Uint32Array }[] }

export function unpackHead(bytes: Uint8Array, slots: number, filled: number): BlockHead {
  const reader = new ColumnReader(bytes);
  const n = Math.ceil(filled / CELL_FACTOR);
  const fine: Cells[] = [];
  const bins: { used: Uint16Array; counts: Uint32Array }[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const cells = new Cells(0);
    cells.length = n;
    [cells.sum, cells.sumSq] = [reader.f64(n), reader.f64(n)];
    [cells.min, cells.max] = [reader.f32(n), reader.f32(n)];
    cells.count = reader.u8(n);
    fine.push(cells);
    const [count] = reader.u32(1);
    bins.push({ used: reader.u16(count), counts: reader.u32(count) });
  }
  return { fine, bins };
}

/** Says instead of a number of runs that the levels follow as they are. */
const PLAIN = 0xffffffff;

/** Power that is current times measured voltage is left out: it is computed when the block is read. */
export function packBody(block: FilledBlock, kept: number): Uint8Array {
  const columns: (Float32Array | Uint32Array | Uint8Array)[] = block.channels.slice(0, kept).map((values) => values.subarray(0, block.filled));
  if (block.digital !== null) columns.push(...packLevels(block.digital.subarray(0, block.filled)));
  return packColumns(columns);
}

function packLevels(levels: Uint8Array): (Uint32Array | Uint8Array)[] {
  const starts: number[] = [];
  for (let i = 0; i < levels.length; i++) {
    if (i > 0 && levels[i] === levels[i - 1]) continue;
    if (starts.push(i) * 5 > levels.length) return [Uint32Array.of(PLAIN), levels];
  }
  return [Uint32Array.of(starts.length), Uint32Array.from(starts), Uint8Array.from(starts, (at) => levels[at])];
}

export interface BlockBody { readonly channels: readonly Float32Array[]; readonly digital: Uint8Array | null }

export function unpackBody(bytes: Uint8Array, filled: number, kept: number, withPower: boolean, withLines: boolean): BlockBody {
  const reader = new ColumnReader(bytes);
  const channels = Array.from({ length: kept }, () => reader.f32(filled));
  if (withPower) channels.push(Float32Array.from(channels[0], (v, i) => v * channels[1][i]));
  return { channels, digital: withLines ? unpackLevels(reader, filled) : null };
}

function unpackLevels(reader: ColumnReader, filled: number): Uint8Array {
  const [runs] = reader.u32(1);
  if (runs === PLAIN) return reader.u8(filled);
  const [starts, of] = [reader.u32(runs), reader.u8(runs)];
  const levels = new Uint8Array(filled);
  for (let r = 0; r < runs; r++) levels.fill(of[r], starts[r], r + 1 < runs ? starts[r + 1] : filled);
  return levels;
}
