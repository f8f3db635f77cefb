/**
 * What an LPM01A sends while it measures, in its two formats.
 *
 * | text line                                | meaning                                          |
 * |------------------------------------------|--------------------------------------------------|
 * | `6409-07` CR LF                          | a sample: 6409 × 10^-7 A                         |
 * | `TimeStamp: 001s 000ms, buff 03%`        | after each 1000 samples; elapsed time            |
 * | `event 3 ris`                            | an edge on D7                                    |
 * | `end`, `error …`, `pwr on`               | end, fault, supply                               |
 *
 * | binary                                   | meaning                                          |
 * |------------------------------------------|--------------------------------------------------|
 * | `nvvv` (uint16 big-endian), n = 0…14     | a sample: vvv / 16^n A                           |
 * | `F0 F3` ms (uint32 BE) % (uint8) `FF FF` | time stamp; bit 31 of ms is an overflow flag     |
 * | `F0 F1…F9` … `FF FF`                     | other records, of fixed length but F1, F2 (text) |
 *
 * The time stamps show a loss: sample k is taken at k / rate.
 */

/** What came, in order. After `end` comes a summary in text, which is not read: its lines look like samples. `values`: A, NaN where bytes were lost. */
export type Lpm01aPart =
  | { readonly kind: 'samples'; readonly values: Float32Array }
  | { readonly kind: 'time-stamp'; readonly ms: number; readonly bufferPercent: number }
  | { readonly kind: 'event' } | { readonly kind: 'end' }
  | { readonly kind: 'supply'; readonly on: boolean }
  | { readonly kind: 'fault'; readonly text: string };

export interface Lpm01aDecoder { push(bytes: Uint8Array): Lpm01aPart[]; /** What was not confirmed yet. */ flush(): Lpm01aPart[] }

const CLEAN = /^(\d{4})([+-]\d{2})$/;
const longestLine = 200;

export function createTextDecoder(): Lpm01aDecoder {
  let line = '';
  let ended = false;
  return {
    push(bytes) {
      const parts: Lpm01aPart[] = [];
      let values: number[] = [];
      const flush = (): void => {
        if (values.length > 0) parts.push({ kind: 'samples', values: Float32Array.from(values) });
        values = [];
      };
      for (const byte of bytes) {
        if (ended) break;
        if (byte !== 10) {
          if (byte !== 0 && byte !== 13 && line.length < longestLine) line += String.fromCharCode(byte);
          continue;
        }
        const text = line.trim();
        line = '';
        if (text === '') continue;
        const sample = CLEAN.exec(text);
        if (sample !== null) {
          values.push(Number(`${sample[1]}e${sample[2]}`));
          continue;
        }
        const said = textLine(text);
        if (said === 'broken') values.push(NaN);
        else if (said !== null) {
          flush();
          parts.push(said);
          ended = said.kind === 'end';
        }
      }
      flush();
      return parts;
    },
    flush: () => [],
  };
}

function textLine(text: string): Lpm01aPart | 'broken' | null {
  const stamp = /time ?stamp: *[<>]? *(\d+)s *(\d+)ms(?:, *buff *(\d+)%)?/i.exec(text);
  if (stamp !== null) return { kind: 'time-stamp', ms: Number(stamp[1]) * 1000 + Number(stamp[2]), bufferPercent: Number(stamp[3] ?? 0) };
  if (/^event \d+/.test(text)) return { kind: 'event' };
  if (/^end$/.test(text)) return { kind: 'end' };
  if (/Acquisition completed/.test(text)) return { kind: 'end' };
  const supply = /^pwr (on|off)$/.exec(text);
  if (supply !== null) return { kind: 'supply', on: supply[1] === 'on' };
  if (/^error/i.test(text)) return { kind: 'fault', text: text.replace(/^error:? */i, '') };
  // Half a sample, or two that ran together: one sample is not known.
  return /^[\d+-]/.test(text) ? 'broken' : null;
}

const powers = Float64Array.from({ length: 16 }, (_, n) => 16 ** -n);
const recordBytes: Readonly<Record<number, number>> = { 0xf3: 9, 0xf4: 4, 0xf5: 4, 0xf6: 4, 0xf7: 6, 0xf8: 6, 0xf9: 5 };

/**
 * Samples are given out once the record after them confirms that no byte slipped in between; a stretch with a slip is lost
 * as a whole, and the next time stamp tells how long it was.
 */
export function createBinaryDecoder(): Lpm01aDecoder {
  let held: Uint8Array = new Uint8Array(0);
  let unconfirmed: number[] = [];
  let lost = false;
  let ended = false;
  const confirm = (parts: Lpm01aPart[]): void => {
    if (unconfirmed.length > 0) parts.push({ kind: 'samples', values: Float32Array.from(unconfirmed) });
    unconfirmed = [];
  };
  return {
    push(bytes) {
      const parts: Lpm01aPart[] = [];
      const all = new Uint8Array(held.length + bytes.length);
      all.set(held);
      all.set(bytes, held.length);
      let at = 0;
      while (at + 1 < all.length && !ended) {
        if (lost) {
          const found = findStamp(all, at);
          if (found < 0) {
            at = Math.max(at, all.length - 8);
            break;
          }
          at = found;
          lost = false;
        }
        if (all[at] < 0xf0) {
          unconfirmed.push((((all[at] & 15) << 8) | all[at + 1]) * powers[all[at] >> 4]);
          at += 2;
          continue;
        }
        const length = recordLength(all, at);
        if (length === 'open') break;
        if (length === 'none') {
          lost = true;
          unconfirmed = [];
          // The record's first byte may have been taken for the second of a sample.
          at = Math.max(0, at - 1);
          continue;
        }
        confirm(parts);
        const said = record(all.subarray(at, at + length));
        if (said !== null) parts.push(said);
        at += length;
        ended = said?.kind === 'end';
      }
      held = ended ? new Uint8Array(0) : all.slice(at);
      return parts;
    },
    flush() {
      const parts: Lpm01aPart[] = [];
      confirm(parts);
      return parts;
    },
  };
}

function recordLength(all: Uint8Array, at: number): number | 'open' | 'none' {
  const tag = all[at + 1];
  if (all[at] !== 0xf0 || tag < 0xf1 || tag > 0xf9) return 'none';
  if (tag <= 0xf2) {
    for (let i = at + 2; i + 1 < all.length && i < at + longestLine; i++) if (all[i] === 0xff && all[i + 1] === 0xff) return i + 2 - at;
    return all.length - at < longestLine ? 'open' : 'none';
  }
  const length = recordBytes[tag];
  if (at + length > all.length) return 'open';
  return all[at + length - 1] === 0xff && all[at + length - 2] === 0xff ? length : 'none';
}

function findStamp(all: Uint8Array, from: number): number {
  for (let at = from; at + 9 <= all.length; at++) if (all[at] === 0xf0 && all[at + 1] === 0xf3 && all[at + 7] === 0xff && all[at + 8] === 0xff) return at;
  return -1;
}

function record(bytes: Uint8Array): Lpm01aPart | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (bytes[1]) {
    case 0xf1: return { kind: 'fault', text: String.fromCharCode(...bytes.subarray(2, -2)).trim() };
    case 0xf3: return { kind: 'time-stamp', ms: view.getUint32(2) & 0x7fffffff, bufferPercent: bytes[6] };
    case 0xf4: return { kind: 'end' };
    case 0xf5: return { kind: 'fault', text: 'over-current' };
    case 0xf6: return { kind: 'supply', on: false };
    case 0xf9: return { kind: 'supply', on: bytes[2] === 1 };
    default: return null;
  }
}
