/** A simulated Joulescope JS110 behind its pipe: sample ids of a 2 MHz clock, ranges, inputs, gaps, and a cable that is pulled while it streams. */
import { joulescopeFrame, JoulescopeFrames, joulescopePipe, joulescopeSetting, type JoulescopeRange, type JoulescopeTrouble } from '../core/protocol/joulescope';
import { createRandom } from '../core/random';
import type { InstrumentOptions, SimulatedInstrument } from './instrument';
import { createDelayedReplies } from './text-lines';

const ticksPerSecond = 2_000_000;
const ratesHz = [2_000_000, 1_000_000, 500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5000, 2000, 1000];
const currentRanges: readonly JoulescopeRange[] = [
  { name: '10 A', full: 10 }, { name: '2 A', full: 2 }, { name: '180 mA', full: 0.18 }, { name: '18 mA', full: 0.018 }, { name: '1.8 mA', full: 1.8e-3 }, { name: '180 µA', full: 180e-6 }, { name: '18 µA', full: 18e-6 },
];
const voltageRanges: readonly JoulescopeRange[] = [{ name: '15 V', full: 15 }, { name: '5 V', full: 5 }];
const ioVolts = [1.8, 2.1, 2.5, 2.7, 3, 3.3, 3.6, 5];
/** Supply of the simulated board, V: constant, so that energy is charge times this. */
export const simulatedSupplyV = 3.3;
/** Samples of a block at most. */
const blockSamples = 8192;
const overloadA = 12;
const overloadSamples = 2000;

export interface SimulatedJoulescope extends SimulatedInstrument {
  /** The device is pulled off its bridge, or put back; the bridge goes on. */
  unplugDevice(): void;
  plugDevice(): void;
  /** Whether the supply path is closed: nothing a studio asks may open it. */
  readonly powered: boolean;
  /** Times that the range was changed by itself. */
  readonly rangeChanges: number;
}

export function createJoulescope({ seed, waveform, send, noise = 0.0005, continuous = false, slowMs }: InstrumentOptions): SimulatedJoulescope {
  const random = createRandom(seed ^ 0x4a533131);
  const serial = String(100_000 + (seed % 900_000)).slice(-6);
  const path = `u/js110/${serial}`;
  const frames = new JoulescopeFrames();
  const replies = createDelayedReplies(send, slowMs);
  let [plugged, opened, streaming, stalled, powered] = [true, false, false, false, true];
  let setting = { rateHz: ticksPerSecond, currentRange: 'auto', voltageRange: '15 V', ioVolts: 3.3 as number | null };
  let lines: number[] = [];
  let [nowMs, startMs, sample, lose, over, rangeChanges] = [0, 0, 0, 0, 0, 0];
  let range = currentRanges[0];
  let repeat = false;
  /** Its clock has run since it was plugged in. */
  const firstTick = random.integer(1e9);

  const done = (id: number, value: unknown): void => replies.say(joulescopeFrame({ kind: 'done', id, value }));
  const failed = (id: number, why: JoulescopeTrouble, text: string): void => replies.say(joulescopeFrame({ kind: 'failed', id, why, text }));
  const obey = (id: number, request: Record<string, unknown>): void => {
    if (request.do === 'hello') return done(id, { pipe: joulescopePipe, driver: 'simulated' });
    if (request.do === 'devices') return done(id, plugged ? [{ path, model: 'JS110', serial }] : []);
    if (!plugged) return failed(id, 'no-device', 'the device is gone');
    if (request.do === 'open') {
      if (request.path !== path) return failed(id, 'no-device', `no ${String(request.path)}`);
      opened = true;
      return done(id, { model: 'JS110', serial, firmware: null, currentRanges, voltageRanges, ioVolts, lines: [0, 1], ratesHz });
    }
    if (!opened) return failed(id, 'driver', 'not open');
    switch (request.do) {
      case 'set': {
        const wanted = joulescopeSetting(request);
        if (wanted?.currentRange === 'off') powered = false;
        const known = wanted !== null && ratesHz.includes(wanted.rateHz) && (wanted.currentRange === 'auto' || currentRanges.some(({ name }) => name === wanted.currentRange))
          && voltageRanges.some(({ name }) => name === wanted.voltageRange) && (wanted.ioVolts === null || ioVolts.includes(wanted.ioVolts));
        if (!known) return failed(id, 'refused', 'a value that this model does not have');
        setting = { ...wanted, ioVolts: wanted.ioVolts ?? setting.ioVolts };
        range = currentRanges.find(({ name }) => name === wanted.currentRange) ?? currentRanges[0];
        return done(id, setting);
      }
      case 'start':
        [streaming, stalled, sample, startMs] = [true, false, 0, nowMs];
        lines = Array.isArray(request.lines) ? request.lines.filter((one): one is number => one === 0 || one === 1) : [];
        return done(id, null);
      case 'stop':
        streaming = false;
        return done(id, null);
      case 'close':
        [streaming, opened] = [false, false];
        return done(id, null);
      default: failed(id, 'driver', 'an unknown request');
    }
  };

  /** What it reads of a true current: NaN while it changes its range, as its own driver says of samples that it cannot know. */
  const reading = (amperes: number): number => {
    if (setting.currentRange === 'auto') {
      const fits = currentRanges.findLast(({ full }) => amperes < 0.95 * full) ?? currentRanges[0];
      // Downwards only well below the end, so that noise does not make it hunt.
      if (fits.full > range.full || amperes < 0.8 * fits.full) {
        const changed = fits !== range;
        range = fits;
        if (changed && ++rangeChanges > 1) return Number.NaN;
      }
    }
    return Math.min(1.1 * range.full, amperes * (1 + noise * random.normal()) + 1e-6 * range.full * random.normal());
  };

  const block = (count: number): void => {
    const { rateHz } = setting;
    const every = ticksPerSecond / rateHz;
    // The inputs are sampled at twice the rate of the data, where there are ticks for it.
    const finer = every > 1 ? 2 : 1;
    const [current, voltage] = [new Float32Array(count), new Float32Array(count)];
    const bits = lines.map(() => new Uint8Array(Math.ceil((count * finer) / 8)));
    const t0 = continuous ? startMs / 1000 : 0;
    for (let k = 0; k < count; k++) {
      const t = t0 + (sample + k) / rateHz;
      current[k] = reading(over > 0 ? overloadA : waveform.current(t));
      if (over > 0) over--;
      voltage[k] = simulatedSupplyV * (1 + 1e-5 * random.normal());
      for (let half = 0; half < finer; half++) {
        const levels = waveform.lines(t + half / (finer * rateHz));
        const at = k * finer + half;
        for (const [n, line] of lines.entries()) if ((levels >> line) & 1) bits[n][at >> 3] |= 1 << (at & 7);
      }
    }
    const sampleId = firstTick + sample * every;
    sample += count;
    if (stalled) return;
    const one = { kind: 'data', sampleId, perSecond: ticksPerSecond };
    const parts = [
      joulescopeFrame({ ...one, signal: 'i', every, count }, new Uint8Array(current.buffer)), joulescopeFrame({ ...one, signal: 'v', every, count }, new Uint8Array(voltage.buffer)),
      ...lines.map((line, n) => joulescopeFrame({ ...one, signal: `gpi${line}`, every: every / finer, count: count * finer }, bits[n])),
    ];
    for (let times = repeat ? 2 : 1; times > 0; times--) parts.forEach((part) => send(part));
    repeat = false;
  };

  return {
    get powered() {
      return powered;
    },
    get rangeChanges() {
      return rangeChanges;
    },
    receive(bytes) {
      for (const { header } of frames.push(bytes).frames) if (header !== null && typeof header.id === 'number') obey(header.id, header);
    },
    advance(toMs) {
      nowMs = toMs;
      replies.advance(toMs);
      if (!streaming) return;
      const until = Math.floor(((toMs - startMs) * setting.rateHz) / 1000);
      while (sample < until) {
        const lost = Math.min(lose, until - sample);
        lose -= lost;
        sample += lost;
        if (sample < until) block(Math.min(blockSamples, until - sample));
      }
    },
    unplugDevice() {
      plugged = false;
      if (opened) send(joulescopeFrame({ kind: 'removed' }));
      [streaming, opened] = [false, false];
    },
    plugDevice: () => void (plugged = true),
    trouble: {
      loseSamples: (count) => void (lose += count),
      stall: (value) => void (stalled = value),
      repeatCounter: () => void (repeat = true),
      jump: (ms) => void (lose += Math.round((ms * setting.rateHz) / 1000)),
      overload: () => void (over = overloadSamples),
    },
  };
}
