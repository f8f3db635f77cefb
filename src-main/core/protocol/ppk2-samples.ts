/**
 * Samples of a PPK2: bytes in, currents and losses out.
 *
 * | bits of a uint32, little-endian | field                                   |
 * |---------------------------------|-----------------------------------------|
 * | 0–13                            | ADC value                               |
 * | 14–16                           | range 0…4                               |
 * | 17                              | unused                                  |
 * | 18–23                           | counter, + 1 a sample, modulo 64        |
 * | 24–31                           | logic inputs D0…D7                      |
 *
 * One sample each 10 µs by definition; there is no time stamp, so a loss shows only in the counter.
 */
import { ppk2Ranges, type Ppk2Calibration } from './ppk2';

/** k of the conversion: 1.8 V reference over 163840, ampere times ohm a count. */
const countVolts = 1.8 / 163840;
/** A counter that goes on this many times is the stream, not chance: at the expected alignment, and shifted by bytes. */
const alignedRun = 4;
const shiftedRun = 8;

/** A loss before sample `at` of this portion. `missing` is known modulo 64 only, because the counter is; `corruptBytes` were dropped there. */
export interface Ppk2Loss { readonly at: number; readonly missing: number; readonly corruptBytes: number; readonly duplicates: number }

/** `count` samples in `current` (A) and `logic` (bit n = Dn); both arrays are used again by the next call. */
export interface Ppk2Portion { readonly count: number; readonly current: Float32Array; readonly logic: Uint8Array; readonly losses: readonly Ppk2Loss[] }

const none: readonly Ppk2Loss[] = [];

export class Ppk2Decoder {
  /** A by the lowest 17 bits of a word, range and ADC value: a look-up takes half the time of the polynomial. */
  readonly #amperes = new Float32Array(8 << 14);
  #held: Uint8Array = new Uint8Array(0);
  #current: Float32Array = new Float32Array(0);
  #logic: Uint8Array = new Uint8Array(0);
  #counter = -1;
  #lastWord = 0;
  #searching = false;
  #dropped = 0;

  /** `supplyV`: the source voltage, or in ampere mode the external one; the offset of each range depends on it. */
  constructor(calibration: Ppk2Calibration, supplyV: number) {
    for (let code = 0; code < 8; code++) {
      const range = Math.min(code, ppk2Ranges - 1);
      const [gain, zero, gs, gi, ug] = [countVolts / calibration.r[range], calibration.o[range], calibration.gs[range], calibration.gi[range], calibration.ug[range]];
      const offset = calibration.s[range] * supplyV + calibration.i[range];
      for (let adc = 0; adc < 1 << 14; adc++) {
        const x = (adc * 4 - zero) * gain;
        this.#amperes[(code << 14) | adc] = ug * (x * (gs * x + gi) + offset);
      }
    }
  }

  /** Bytes in portions of any size. The rest of a sample, and what is not yet known to be stream, waits for the next call. */
  push(chunk: Uint8Array): Ppk2Portion {
    const bytes = this.#held.length === 0 ? chunk : joined(this.#held, chunk);
    const room = bytes.length >> 2;
    if (this.#current.length < room) {
      this.#current = new Float32Array(room * 2);
      this.#logic = new Uint8Array(room * 2);
    }
    let count = 0;
    let losses: Ppk2Loss[] | readonly Ppk2Loss[] = none;
    let at = 0;
    while (bytes.length - at >= 4) {
      if (!this.#searching) {
        const from = count;
        count = this.#decode(bytes, at, count);
        at += (count - from) * 4;
        if (bytes.length - at < 4) break;
        this.#searching = true;
      }
      const found = this.#find(bytes, at);
      if (found === null) {
        // Every place with a whole run behind it was tried; only the last bytes may still begin one.
        const certain = Math.max(0, bytes.length - at - 4 * shiftedRun + 1) & ~3;
        this.#dropped += certain;
        at += certain;
        break;
      }
      const duplicates = this.#dropped === 0 && found === at + 4 && wordAt(bytes, at) === this.#lastWord ? 1 : 0;
      this.#dropped += found - at;
      at = found;
      if (losses === none) losses = [];
      (losses as Ppk2Loss[]).push({ at: count, missing: this.#missing(counterAt(bytes, at), duplicates), corruptBytes: this.#dropped - 4 * duplicates, duplicates });
      this.#counter = (counterAt(bytes, at) + 63) & 63;
      this.#searching = false;
      this.#dropped = 0;
    }
    this.#held = copied(bytes, at, bytes.length);
    return { count, current: this.#current, logic: this.#logic, losses };
  }

  /** Converts words while the counter goes on; how many samples there are then. */
  #decode(bytes: Uint8Array, start: number, filled: number): number {
    const words = wordsAt(bytes, start);
    const [current, logic, amperes] = [this.#current, this.#logic, this.#amperes];
    let expected = this.#counter < 0 ? counterAt(bytes, start) : (this.#counter + 1) & 63;
    let i = 0;
    for (; i < words.length; i++) {
      const word = words[i];
      if (((word >>> 18) & 63) !== expected) break;
      expected = (expected + 1) & 63;
      current[filled + i] = amperes[word & 0x1ffff];
      logic[filled + i] = word >>> 24;
    }
    this.#counter = (expected + 63) & 63;
    if (i > 0) this.#lastWord = words[i - 1];
    return filled + i;
  }

  /** Where the stream goes on at or after `from`: the first place from which the counter rises; null while that is open. */
  #find(bytes: Uint8Array, from: number): number | null {
    for (let at = from; at + 4 * alignedRun <= bytes.length; at++) {
      const run = (at - from) % 4 === 0 ? alignedRun : shiftedRun;
      if (at + 4 * run > bytes.length) continue;
      // The very same word again is a word sent twice; its counter alone would mean 63 lost samples.
      if (rises(bytes, at, run) && !(at === from && this.#dropped === 0 && wordAt(bytes, at) === this.#lastWord)) return at;
    }
    return null;
  }

  /** Lost samples, the ones among corrupt bytes included: of all numbers that fit the counter, the nearest to what was dropped. */
  #missing(counter: number, duplicates: number): number {
    const base = (counter - this.#counter - 1) & 63;
    const words = this.#dropped / 4 - duplicates;
    return base + 64 * Math.max(0, Math.round((words - base) / 64));
  }
}

const wordAt = (bytes: Uint8Array, at: number): number => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
const counterAt = (bytes: Uint8Array, at: number): number => bytes[at + 2] >>> 2;

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The whole words from `start` on, without a copy where the machine can read them in place. */
function wordsAt(bytes: Uint8Array, start: number): Int32Array {
  const count = (bytes.length - start) >> 2;
  if (!littleEndian) return Int32Array.from({ length: count }, (_, i) => wordAt(bytes, start + 4 * i));
  const at = bytes.byteOffset + start;
  return at % 4 === 0 ? new Int32Array(bytes.buffer, at, count) : new Int32Array(copied(bytes, start, start + 4 * count).buffer, 0, count);
}

/** A copy also of Node's Buffers, whose own slice is none. */
const copied = (bytes: Uint8Array, from: number, to: number): Uint8Array => new Uint8Array(bytes.subarray(from, to));

function rises(bytes: Uint8Array, at: number, run: number): boolean {
  for (let i = 1; i < run; i++) if (counterAt(bytes, at + 4 * i) !== ((counterAt(bytes, at) + i) & 63)) return false;
  return true;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
