/** A simulated PPK2: the same opcodes, calibration text and sample words, with its own clock and its own troubles. */
import { ppk2ArgumentBytes, ppk2Ranges, ppk2SampleRateHz } from '../core/protocol/ppk2';
import { createRandom } from '../core/random';
import type { InstrumentOptions, SimulatedInstrument } from './instrument';
import { createDelayedReplies } from './text-lines';

/** A plausible calibration; each seed is another device. Written with four digits, as the device does: the text is what it truly has. */
function makeCalibration(seed: number): Record<'R' | 'GS' | 'GI' | 'O' | 'S' | 'I' | 'UG', number[]> {
  const random = createRandom(seed);
  const near = (values: number[], part: number): number[] => values.map((value) => Number((value * random.between(1 - part, 1 + part)).toFixed(4)));
  return {
    R: near([1031.64, 101.65, 10.15, 0.94, 0.043], 0.02), GS: near([1.01, 1.02, 1, 1.03, 1], 0.02), GI: near([1, 1, 1, 1, 1], 0.03),
    O: near([112, 80, 45, 72, 81], 0.2), S: [1.0e-8, 2.0e-8, 3.0e-7, 4.0e-6, 5.0e-5], I: [-1.2e-8, -2.6e-8, -1.1e-6, 4.3e-6, -3.2e-5], UG: [1, 1, 1, 1, 1],
  };
}

/** The device changes its range itself: upwards above these currents, A. */
const rangeTops = [50e-6, 500e-6, 5e-3, 60e-3];
const noiseFloorA = 40e-9;
/** A short circuit: more than it is made for, for 10 ms. */
const overloadA = 1.5;
const overloadSamples = 1000;
const countVolts = 1.8 / 163840;

export function createPpk2({ seed, waveform, send, noise = 0.002, continuous = false, slowMs }: InstrumentOptions): SimulatedInstrument & { readonly volts: () => number; readonly powered: () => boolean } {
  const calibration = makeCalibration(seed);
  const random = createRandom(seed ^ 0x50504b32);
  const replies = createDelayedReplies(send, slowMs);
  let pending: number[] = [];
  let volts = 3;
  let mode = 2;
  let powered = false;
  let streaming = false;
  let stalled = false;
  let sample = 0;
  let counter = 0;
  let lose = 0;
  let repeat = false;
  let over = 0;
  let nowMs = 0;
  let startMs = 0;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

  const obey = (opcode: number, args: number[]): void => {
    switch (opcode) {
      case 0x06: streaming = true; stalled = false; sample = 0; startMs = nowMs; break;
      case 0x07: streaming = false; break;
      case 0x0c: powered = args[0] === 1; break;
      case 0x0d: volts = ((args[0] << 8) | args[1]) / 1000; break;
      case 0x11: mode = args[0]; break;
      case 0x19: {
        const rows = Object.entries(calibration).flatMap(([key, row]) => row.map((value, range) => `${key}${range}: ${Math.abs(value) < 1e-3 && value !== 0 ? value.toExponential(4) : value.toFixed(4)}\n`));
        const text = encode(`Calibrated: 0\n${rows.join('')}VDD: ${Math.round(volts * 1000)}\nHW: 9173\nmode: ${mode}\nIA: -nan\nEND\n`);
        // The device needs several transfers for it.
        replies.say(text.subarray(0, 130));
        replies.say(text.subarray(130));
      }
    }
  };

  const word = (amperes: number, lines: number): number => {
    const range = rangeTops.findIndex((top) => amperes < top);
    const r = range < 0 ? ppk2Ranges - 1 : range;
    const { R, GS, GI, O, S, I, UG } = calibration;
    // The inverse of the conversion: GS x² + GI x − c = 0, taken where it goes through the origin.
    const c = amperes / UG[r] - S[r] * volts - I[r];
    const x = (2 * c) / (GI[r] + Math.sqrt(Math.max(0, GI[r] * GI[r] + 4 * GS[r] * c)));
    // Dithered by one count, as noise does in the device: rounding alone would shift the mean.
    const counts = Math.floor(((x * R[r]) / countVolts + O[r]) / 4 + random.next());
    return (Math.min(16383, Math.max(0, counts)) | (r << 14) | (counter << 18) | (lines << 24)) >>> 0;
  };

  return {
    volts: () => volts, powered: () => powered,
    receive(bytes) {
      pending.push(...bytes);
      while (pending.length > 0 && pending.length > ppk2ArgumentBytes(pending[0])) {
        const used = 1 + ppk2ArgumentBytes(pending[0]);
        obey(pending[0], pending.slice(1, used));
        pending = pending.slice(used);
      }
    },
    advance(toMs) {
      nowMs = toMs;
      replies.advance(toMs);
      if (!streaming) return;
      const until = Math.floor(((toMs - startMs) * ppk2SampleRateHz) / 1000);
      const out = new Uint8Array(Math.max(0, until - sample) * 4);
      const view = new DataView(out.buffer);
      let filled = 0;
      for (; sample < until; sample++) {
        const t = (continuous ? startMs / 1000 : 0) + sample / ppk2SampleRateHz;
        const truth = over > 0 ? overloadA : powered ? waveform.current(t) : 0;
        if (over > 0) over--;
        const next = word(truth * (1 + noise * random.normal()) + noiseFloorA * random.normal(), powered ? waveform.lines(t) : 0);
        if (stalled) continue;
        counter = repeat ? counter : (counter + 1) & 63;
        repeat = false;
        if (lose > 0) lose--;
        else {
          view.setUint32(filled, next, true);
          filled += 4;
        }
      }
      if (filled > 0) send(out.subarray(0, filled));
    },
    trouble: {
      loseSamples: (count) => void (lose += count),
      stall: (value) => void (stalled = value),
      repeatCounter: () => void (repeat = true),
      jump: (ms) => void (lose += Math.round((ms * ppk2SampleRateHz) / 1000)),
      overload: () => void (over = overloadSamples),
    },
  };
}
