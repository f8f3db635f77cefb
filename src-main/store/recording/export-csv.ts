/** A recording, or a part of it, as CSV: one row a sample, at constant memory, faster than any spreadsheet can take it. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import type { BlockTrace } from '../../core/trace/block-trace';
import { fileFailure } from '../store-failure';
import { keptChannels } from './file-blocks';
import { storedChannels } from '../../core/trace/trace';

export interface ExportOptions {
  /** Samples [from, to); left out: all. */
  readonly from?: number; readonly to?: number;
  readonly onProgress?: (rows: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Longest row: time 20, three numbers of 24, eight levels of 2, line end. */
const ROW_BYTES = 128;
const ROWS = 16_384;
const DOT = 46, COMMA = 44, MINUS = 45, ZERO = 48, NEWLINE = 10;

/**
 * Columns: time_s, then current_ua or power_uw (six decimals: 1 pA), voltage_v where measured (six decimals), one column a line (0, 1).
 * A lost sample is a row with empty values. Returns the number of rows. Errors: store.disk-full, store.not-writable
 */
export async function exportCsv(trace: BlockTrace, file: string, options: ExportOptions = {}): Promise<number> {
  const { format } = trace;
  const from = Math.max(0, options.from ?? 0);
  const to = Math.min(trace.end, options.to ?? trace.end);
  const kept = keptChannels(format);
  const head = ['time_s', format.quantity === 'power' ? 'power_uw' : 'current_ua', ...(kept > 1 ? ['voltage_v'] : []), ...format.lines];
  const buffer = Buffer.alloc(ROWS * ROW_BYTES);
  // Whole microseconds where every sample falls on one, nanoseconds where not.
  const ticks = 1e6 % format.rateHz === 0 ? 1e6 : 1e9;
  const digits = ticks === 1e6 ? 6 : 9;
  let fd: number | null = null;
  try {
    fd = openSync(file, 'w');
    writeSync(fd, `${head.map((name) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(',')}\n`);
    for (let begin = from; begin < to; begin += ROWS) {
      options.signal?.throwIfAborted();
      const end = Math.min(to, begin + ROWS);
      const columns = storedChannels(format).slice(0, kept).map((_, slot) => trace.samples(slot, begin, end));
      const digital = trace.digital(begin, end);
      let at = 0;
      for (let i = 0; i < end - begin; i++) {
        const tick = Math.round(((begin + i) / format.rateHz) * ticks);
        const seconds = Math.floor(tick / ticks);
        at = fixed(buffer, at, seconds, tick - seconds * ticks, digits);
        for (let c = 0; c < columns.length; c++) {
          buffer[at++] = COMMA;
          const v = columns[c][i];
          if (v === v) at = micro(buffer, at, v * (c === 0 ? 1e6 : 1));
        }
        if (digital !== null) {
          const lost = columns[0][i] !== columns[0][i];
          for (let line = 0; line < format.lines.length; line++) {
            buffer[at++] = COMMA;
            if (!lost) buffer[at++] = ZERO + ((digital[i] >>> line) & 1);
          }
        }
        buffer[at++] = NEWLINE;
      }
      for (let written = 0; written < at;) written += writeSync(fd, buffer, written, at - written);
      options.onProgress?.(end - from, to - from);
      // Others want the thread too.
      if ((begin / ROWS) % 16 < 1) await breathe();
    }
  } catch (cause) {
    if (fd !== null) rmSync(file, { force: true });
    throw options.signal?.aborted === true ? cause : fileFailure(cause, file);
  } finally {
    if (fd !== null) closeSync(fd);
  }
  return Math.max(0, to - from);
}

/** A number with six decimals. |v| < 9e9. */
function micro(buffer: Buffer, start: number, v: number): number {
  let at = start;
  let scaled = Math.round(v * 1e6);
  if (scaled < 0) {
    buffer[at++] = MINUS;
    scaled = -scaled;
  }
  const whole = Math.floor(scaled / 1e6);
  return fixed(buffer, at, whole, scaled - whole * 1e6, 6);
}

/** `whole`.`part` with `digits` decimals; part < 10^digits. */
function fixed(buffer: Buffer, start: number, whole: number, part: number, digits: number): number {
  let at = start;
  let length = 1;
  for (let limit = 10; whole >= limit; limit *= 10) length++;
  at += length;
  let rest = whole;
  for (let p = at - 1; p >= start; p--) {
    const tenth = rest < 0x7fffffff ? (rest / 10) | 0 : Math.floor(rest / 10);
    buffer[p] = ZERO + (rest - tenth * 10);
    rest = tenth;
  }
  buffer[at] = DOT;
  let small = part | 0;
  for (let p = at + digits; p > at; p--) {
    const tenth = (small / 10) | 0;
    buffer[p] = ZERO + (small - tenth * 10);
    small = tenth;
  }
  return at + digits + 1;
}
