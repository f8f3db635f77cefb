/** Where samples were lost: found by descending into cells that are not full. */
import type { BlockTrace } from './block-trace';
import { CELL_FACTOR, cellSize } from './cells';

/** Samples [from, to) were lost. */
export interface Gap { readonly from: number; readonly to: number }

/** The first `limit` gaps that touch [from, to), in order, cut to it. Reads only where something is missing. */
export function gapsIn(trace: BlockTrace, from: number, to: number, limit = 10_000): Gap[] {
  const gaps: { from: number; to: number }[] = [];
  let full = false;
  const lost = (a: number, b: number): void => {
    const last = gaps[gaps.length - 1];
    if (last?.to === a) last.to = b;
    else if (gaps.length < limit) gaps.push({ from: a, to: b });
    else full = true;
  };
  /** Cells [a, b) of `level`; samples at level 0. */
  const walk = (level: number, a: number, b: number): void => {
    if (a >= b || full) return;
    if (level === 0) {
      const values = trace.samples(0, a, b);
      for (let i = 0; i < values.length && !full; i++) if (values[i] !== values[i]) lost(a + i, a + i + 1);
      return;
    }
    const size = cellSize(level);
    const { cells, offset } = trace.cells(0, level, a, b);
    for (let c = a; c < b && !full; c++) {
      const count = cells.count[offset + c - a];
      if (count === 0) lost(c * size, (c + 1) * size);
      else if (count < size) walk(level - 1, c * CELL_FACTOR, (c + 1) * CELL_FACTOR);
    }
  };
  let top = 1;
  while (trace.finished(0, top + 1) > 0) top++;
  const climb = (level: number, a: number, b: number): void => {
    const upperA = Math.ceil(a / CELL_FACTOR);
    const upperB = level === top ? 0 : Math.min(Math.floor(b / CELL_FACTOR), trace.finished(0, level + 1));
    if (upperA >= upperB) return walk(level, a, b);
    walk(level, a, upperA * CELL_FACTOR);
    climb(level + 1, upperA, upperB);
    walk(level, upperB * CELL_FACTOR, b);
  };
  climb(0, Math.min(Math.max(0, Math.floor(from)), trace.end), Math.min(Math.ceil(to), trace.end));
  return gaps;
}
