/** Traces for tests: random ones cut anyhow, and a board's day whose energy is known in closed form. */
import { createRandom } from '../../src-main/core/random';
import type { TraceBlock, TraceFormat } from '../../src-main/core/trace/trace';

export const ppk2Format: TraceFormat = { rateHz: 100_000, quantity: 'current', voltageV: 3.3, measuresVoltage: false, lines: ['D0'] };

/** Samples on an even axis, NaN where lost: what a trace must amount to. */
export interface PlainTrace { readonly values: Float32Array; readonly voltage: Float32Array | null; readonly digital: Uint8Array | null }

/** Currents over six decades, some negative, lost one by one, in runs and in long silences. */
export function randomTrace(seed: number, length: number, format: TraceFormat = ppk2Format): PlainTrace {
  const random = createRandom(seed);
  const values = Float32Array.from({ length }, () => random.normal() * 10 ** random.between(-7, -1));
  const voltage = format.measuresVoltage ? Float32Array.from({ length }, () => 3 + random.next()) : null;
  const digital = format.lines.length > 0 ? new Uint8Array(length) : null;
  for (let i = 1; digital !== null && i < length; i++) digital[i] = random.chance(0.001) ? random.integer(256) : digital[i - 1];
  for (let k = 0; k < 12; k++) {
    const from = random.integer(length);
    values.fill(NaN, from, from + [1, 3, 64, 500, 9000][random.integer(5)]);
  }
  // The last sample is there: an instrument does not deliver silence.
  if (length > 0) values[length - 1] = 1e-3;
  return { values, voltage, digital };
}

/** Cuts a trace into blocks of random sizes; some of the lost stretches are left out, others handed over as NaN. */
export function cutIntoBlocks({ values, voltage, digital }: PlainTrace, seed: number): TraceBlock[] {
  const random = createRandom(seed);
  const blocks: TraceBlock[] = [];
  for (let at = 0; at < values.length;) {
    let skip = 0;
    while (at + skip < values.length && Number.isNaN(values[at + skip])) skip++;
    if (skip > 0 && random.chance(0.5)) { at += skip; continue; }
    const end = Math.min(values.length, at + 1 + random.integer(random.chance(0.2) ? 20_000 : 700));
    blocks.push({ firstSample: at, values: values.slice(at, end), voltage: voltage?.slice(at, end) ?? null, digital: digital?.slice(at, end) ?? null, hostMs: at / 100 });
    at = end;
  }
  return blocks;
}
