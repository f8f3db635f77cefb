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

/** A current that is constant between steps; the last step ends the trace. Times in s, currents in A. */
export interface Step { readonly at: number; readonly amps: number; readonly active?: boolean }

/** Each sample is the exact mean over its period, as an integrating instrument gives it; the line is the level at its beginning. */
export function stepTrace(steps: readonly Step[], rateHz: number): PlainTrace & { readonly chargeC: (from: number, to: number) => number } {
  const end = steps[steps.length - 1].at;
  const n = Math.floor(end * rateHz);
  /** Charge from 0 to t, in closed form. */
  const before = steps.map(() => 0);
  for (let k = 1; k < steps.length; k++) before[k] = before[k - 1] + steps[k - 1].amps * (steps[k].at - steps[k - 1].at);
  let k = 0;
  const upTo = (t: number): number => {
    while (k > 0 && steps[k].at > t) k--;
    while (k + 1 < steps.length && steps[k + 1].at <= t) k++;
    return before[k] + steps[k].amps * (t - steps[k].at);
  };
  const values = new Float32Array(n);
  const digital = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const from = upTo(i / rateHz);
    digital[i] = steps[k].active === true ? 1 : 0;
    values[i] = (upTo((i + 1) / rateHz) - from) * rateHz;
  }
  return { values, voltage: null, digital, chargeC: (from, to) => upTo(to) - upTo(from) };
}

/** What a board does: idle, then again and again an inference, a decision and, one time in three, radio bursts. Lengths vary by `vary`. */
export function boardSteps(seed: number, inferences: number, vary = 0.05): { readonly steps: Step[]; readonly begin: number[]; readonly end: number[] } {
  const random = createRandom(seed);
  const steps: Step[] = [{ at: 0, amps: 1.2e-3 }];
  const [begin, end]: number[][] = [[], []];
  let t = 0.5;
  const step = (seconds: number, amps: number, active = false): void => {
    steps.push({ at: t, amps, active });
    t += seconds * (1 + vary * (random.next() - 0.5));
  };
  for (let i = 0; i < inferences; i++) {
    begin.push(t);
    step(7.31e-3, 14.6e-3, true);
    end.push(t);
    step(0.42e-3, 5.1e-3);
    step(3e-3, 1.2e-3);
    if (i % 3 === 0) for (let burst = 0; burst < 4; burst++) {
      step(0.9e-3, 62e-3);
      step(1.7e-3, 1.2e-3);
    }
    step(20e-3, 1.2e-3);
  }
  steps.push({ at: t + 0.1, amps: 0 });
  return { steps, begin, end };
}

/** The whole trace in one block a tenth of a second. */
export function blocksOf({ values, digital, voltage }: PlainTrace, size = 10_000): TraceBlock[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, k) => ({
    firstSample: k * size, values: values.slice(k * size, (k + 1) * size), voltage: voltage?.slice(k * size, (k + 1) * size) ?? null, digital: digital?.slice(k * size, (k + 1) * size) ?? null, hostMs: 0,
  }));
}
