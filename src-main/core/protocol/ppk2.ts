/**
 * Nordic Power Profiler Kit II: what the host writes, and the calibration text that comes back.
 *
 * | bytes            | command                                                    |
 * |------------------|------------------------------------------------------------|
 * | 06 / 07          | start / stop the stream of samples (see ppk2-samples.ts)   |
 * | 0C 00\|01        | target supply off / on                                     |
 * | 0D hi lo         | source voltage, uint16 big-endian, mV, 800…5000            |
 * | 11 01\|02        | ampere meter / source meter                                |
 * | 15 / 16          | spike filter of the device on / off                        |
 * | 19               | metadata: lines `Key: value`, the last one `END`           |
 * | 20               | reset; the port goes away for some seconds                 |
 * | 25 r f32         | user gain of range r, float32 little-endian                |
 *
 * No framing, no acknowledgement, no checksum. Source: NordicSemiconductor/pc-nrfconnect-ppk, IRNAS/ppk2-api-python.
 */

export const ppk2Ranges = 5;
export const ppk2SampleRateHz = 100_000;
/** The device accepts no other source voltage, mV. */
export const ppk2VoltageMv = { min: 800, max: 5000 } as const;

export type Ppk2Mode = 'ampere' | 'source';

const fixed = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

/** Bytes of each command; send every one in a transfer of its own. */
export const ppk2Command = {
  start: () => fixed(0x06), stop: () => fixed(0x07), metadata: () => fixed(0x19), reset: () => fixed(0x20),
  power: (on: boolean) => fixed(0x0c, on ? 1 : 0),
  /** Null outside of 800…5000 mV or for a part of a millivolt: a voltage is never rounded silently. */
  voltage: (mv: number) => (Number.isInteger(mv) && mv >= ppk2VoltageMv.min && mv <= ppk2VoltageMv.max ? fixed(0x0d, mv >> 8, mv & 255) : null),
  mode: (mode: Ppk2Mode) => fixed(0x11, mode === 'ampere' ? 1 : 2),
} as const;

/** Bytes of arguments after an opcode; 0 for one that is not listed. */
export const ppk2ArgumentBytes = (opcode: number): number => ({ 0x0c: 1, 0x0d: 2, 0x11: 1, 0x25: 5 })[opcode] ?? 0;

/**
 * One value a range, 0 (most sensitive) to 4. r in ohm, o in ADC × 4 counts, s in A per V, i in A; gs, gi and ug are factors.
 * I = ug (x (gs x + gi) + s V + i) with x = (4 ADC − o) k / r and k = 1.8 / 163840.
 */
export interface Ppk2Calibration {
  readonly r: readonly number[]; readonly gs: readonly number[]; readonly gi: readonly number[]; readonly o: readonly number[];
  readonly s: readonly number[]; readonly i: readonly number[]; readonly ug: readonly number[];
}

export interface Ppk2Metadata {
  readonly calibration: Ppk2Calibration;
  /** The last source voltage, mV. */
  readonly vddMv: number | null;
  readonly mode: Ppk2Mode | null;
  readonly hardware: number | null;
  readonly calibrated: boolean | null;
  /** Keys that were missing, zero or not a number; the default stands in for them, as in the vendor's host. */
  readonly defaulted: readonly string[];
}

export const ppk2Defaults: Ppk2Calibration = {
  r: [1031.64, 101.65, 10.15, 0.94, 0.043], gs: [1, 1, 1, 1, 1], gi: [1, 1, 1, 1, 1], o: [0, 0, 0, 0, 0], s: [0, 0, 0, 0, 0], i: [0, 0, 0, 0, 0], ug: [1, 1, 1, 1, 1],
};

/** Null until the line `END` has come. Keys in any case; `nan`, zero and missing values become defaults (never a division by zero). */
export function parsePpk2Metadata(text: string): Ppk2Metadata | null {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const end = lines.findLastIndex((line) => line === 'END');
  if (end < 0) return null;
  const values = new Map<string, number>();
  for (const line of lines.slice(0, end)) {
    const at = line.indexOf(':');
    if (at > 0) values.set(line.slice(0, at).trim().toLowerCase(), Number(line.slice(at + 1)));
  }
  const defaulted: string[] = [];
  const row = (key: keyof Ppk2Calibration): number[] => ppk2Defaults[key].map((standard, range) => {
    const value = values.get(`${key}${range}`);
    if (value !== undefined && Number.isFinite(value) && value !== 0) return value;
    defaulted.push(`${key.toUpperCase()}${range}`);
    return standard;
  });
  const number = (key: string): number | null => {
    const value = values.get(key);
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
  const calibration = { r: row('r'), gs: row('gs'), gi: row('gi'), o: row('o'), s: row('s'), i: row('i'), ug: row('ug') };
  const mode = number('mode');
  const calibrated = number('calibrated');
  return { calibration, defaulted, vddMv: number('vdd'), mode: mode === 1 ? 'ampere' : mode === 2 ? 'source' : null, hardware: number('hw'), calibrated: calibrated === null ? null : calibrated !== 0 };
}

/** Whether the text can be metadata at all: at least the shunts are in it. */
export const looksLikePpk2 = (text: string): boolean => /^R0:/im.test(text) && /^R4:/im.test(text);
