/**
 * Voltech PM1000+ and Tektronix PA1000 power analysers: one instruction a line, no chaining, no error queue.
 *
 * | line                      | answer                                                        |
 * |---------------------------|---------------------------------------------------------------|
 * | `:SEL:WAT` (setter)       | on Ethernet an empty line, on RS-232 none                     |
 * | `:FRF?`                   | labels of what is selected, comma separated                   |
 * | `:FRD?`                   | their values, in the same order                               |
 * | `:DSR?`                   | data status: bit 1 new data, 3 and 4 amps, volts over range   |
 *
 * Lines end in CR, LF or CR LF.
 * Source: Voltech PM1000+ manual as quoted in public drivers; what they leave open is named in the fact sheet.
 */

/** The first whole line. */
export function takePm1000Line(held: Uint8Array): { value: string; used: number } | null {
  const end = held.findIndex(isEnd);
  if (end < 0) return null;
  const used = held[end] === 13 && held[end + 1] === 10 ? end + 2 : end + 1;
  return { value: String.fromCharCode(...held.subarray(0, end)).trim(), used };
}

/** The first line with something in it: late answers to setters, and the LF of a CR that was taken alone, are empty. */
export function takePm1000Answer(held: Uint8Array): { value: string; used: number } | null {
  const start = held.findIndex((byte) => !isEnd(byte));
  const line = start < 0 ? null : takePm1000Line(held.subarray(start));
  return line === null ? null : { value: line.value, used: line.used + start };
}

const isEnd = (byte: number): boolean => byte === 10 || byte === 13;

export const pm1000NewData = 2;
export const pm1000OverAmps = 8;
export const pm1000OverVolts = 16;

/** Values of `:FRD?`; NaN for dashes, text or nothing: invalid or over range. */
export function pm1000Values(line: string): number[] {
  return line.split(',').map((part) => (/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(part) ? Number(part) : NaN));
}

/** Labels of `:FRF?` without the two fields that a PA1000 puts before them. */
export function pm1000Labels(line: string, selected: number): string[] {
  const labels = line.split(',').map((part) => part.trim());
  return labels.length === selected + 2 ? labels.slice(2) : labels;
}

export interface Pm1000Identity { readonly maker: string; readonly model: string; readonly serial: string | null; readonly firmware: string | null }

/** Null where it is neither a PM1000+ nor a PA1000. */
export function parsePm1000Identity(line: string): Pm1000Identity | null {
  const [maker = '', model = '', serial, firmware] = line.split(',').map((part) => part.trim());
  return /^(voltech|tektronix)/i.test(maker) && /^P[MA]1000/i.test(model) ? { maker, model, serial: serial || null, firmware: firmware || null } : null;
}

/** Largest current of the fixed ranges, A peak, by index 1…6; only 1, 3 and 6 are printed in a manual, the rest lies between. */
export const pm1000AmpRanges: readonly number[] = [0.1, 0.4, 1.6, 6.25, 25, 100];
