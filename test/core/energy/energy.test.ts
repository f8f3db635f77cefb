/** Energies of a simulated board against their closed form: exact without loss, inside the stated interval with it. */
import { describe, expect, it } from 'vitest';
import { energyPerInference, measureIdle, measureSettling, windowPower, type EnergyPerInference, type EnergyRequest } from '../../../src-main/core/energy';
import { createRandom } from '../../../src-main/core/random';
import { findEdges, windowsFromLevel, type Window } from '../../../src-main/core/sync';
import { MemoryTrace } from '../../../src-main/core/trace/memory-trace';
import { selectionStatistics } from '../../../src-main/core/trace/statistics';
import type { BlockTrace } from '../../../src-main/core/trace/block-trace';
import { blocksOf, boardSteps, ppk2Format, stepTrace, type PlainTrace } from '../../support/example-trace';

const volts = 3.3;
const exact = (from: number, to: number, rateHz = 100_000): Window => ({ from: from * rateHz, to: to * rateHz, fromSe: 0, toSe: 0, sharedSe: 0, label: '' });
const kept = (plain: PlainTrace, rateHz = 100_000): BlockTrace => {
  const memory = new MemoryTrace({ ...ppk2Format, rateHz });
  for (const block of blocksOf(plain)) memory.append(block);
  return memory.trace;
};
const energyOf = (request: Omit<EnergyRequest, 'inferences' | 'idle' | 'subtractIdle'> & Partial<EnergyRequest>): EnergyPerInference => {
  const found = energyPerInference({ inferences: 1, idle: null, subtractIdle: false, ...request });
  if (found === null) throw new Error('there are windows');
  return found;
};
function board(seed: number, inferences: number): { plain: ReturnType<typeof stepTrace>; begin: number[]; end: number[]; trueMj: number[] } {
  const { steps, begin, end } = boardSteps(seed, inferences);
  const plain = stepTrace(steps, 100_000);
  return { plain, begin, end, trueMj: begin.map((from, i) => 1e3 * volts * plain.chargeC(from, end[i])) };
}
const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('the energy of an inference', () => {
  it('is that of its closed form within 0.1 % when nothing is lost, window by window and over the whole trace', () => {
    const { plain, begin, end, trueMj } = board(1, 60);
    const trace = kept(plain);
    const found = energyOf({ trace, windows: begin.map((from, i) => exact(from, end[i])) });
    trueMj.forEach((mj, i) => expect(Math.abs(found.perWindowMj[i] / mj - 1)).toBeLessThan(1e-3));
    // What stays is the sample an edge falls into: its mean belongs to both sides, here a third of a sample of 731.
    expect(Math.abs(found.integratedMj.value / meanOf(trueMj) - 1)).toBeLessThan(5e-4);
    expect(found).toMatchObject({ coverage: 1, windowsLeftOut: 0, warnings: [], outliers: [] });
    const whole = selectionStatistics(trace, 0, trace.end);
    expect(Math.abs((whole.energyJ ?? 0) / (volts * plain.chargeC(0, trace.end / 100_000)) - 1)).toBeLessThan(1e-6);
  });

  it('from edges of the trigger line, which only come with a sample, has its truth in the stated interval', () => {
    const { plain, trueMj } = board(2, 60);
    const trace = kept(plain);
    const { windows, unpaired } = windowsFromLevel(findEdges(trace, 0));
    expect([windows.length, unpaired]).toEqual([60, 0]);
    const found = energyOf({ trace, windows });
    const [low, high] = found.integratedMj.ci95 ?? [NaN, NaN];
    expect(low <= meanOf(trueMj) && meanOf(trueMj) <= high).toBe(true);
    // A hundredth of a step of 13 mA over a third of 10 µs: the edge costs little, and the interval says so.
    expect(found.halfWidthMj.spread / found.integratedMj.value).toBeLessThan(0.01);
  });

  it('with loss is inside the stated interval, and says how much was lost', () => {
    const random = createRandom(7);
    for (const chance of [0.0002, 0.002, 0.02]) {
      const { plain, begin, end, trueMj } = board(3, 60);
      let lost = 0;
      for (let i = 0; i < plain.values.length; i++) if (random.chance(chance)) { plain.values.fill(NaN, i, i + 5); lost += 5; }
      const trace = kept(plain);
      const found = energyOf({ trace, windows: begin.map((from, i) => exact(from, end[i])), minimumCoverage: 0.5 });
      const [low, high] = found.integratedMj.ci95 ?? [NaN, NaN];
      expect(low <= meanOf(trueMj) && meanOf(trueMj) <= high).toBe(true);
      // What was lost may all be on one side: it is added, never squared away, both ways of telling the energy.
      const [least, most] = found.powerTimesTimeMj.ci95 ?? [NaN, NaN];
      expect((most - least) / 2).toBeGreaterThanOrEqual(found.halfWidthMj.lost + 1.9 * ((found.powerTimesTimeMj.sd ?? 0) / Math.sqrt(found.powerTimesTimeMj.n)));
      expect(1 - found.coverage).toBeGreaterThan(0);
      expect(Math.abs(selectionStatistics(trace, 0, trace.end).coverage - (1 - lost / plain.values.length))).toBeLessThan(0.01);
    }
  });

  it('leaves out windows below the limit of coverage and says so with a next step', () => {
    const { plain, begin, end } = board(4, 20);
    const at = Math.round(begin[5] * 100_000);
    plain.values.fill(NaN, at + 100, at + 400);
    const windows = begin.map((from, i) => exact(from, end[i]));
    const found = energyOf({ trace: kept(plain), windows });
    expect(found.windowsLeftOut).toBe(1);
    expect(found.perWindowMj[5]).toBeNaN();
    expect(found.warnings.map((w) => w.text)).toEqual([expect.stringMatching(/^2\.\d+ % of the time in the windows was lost, and 1 of 20 windows were left out because less than 99\.9 % of them was measured; use another USB port/)]);
    plain.values.fill(NaN);
    expect(energyPerInference({ trace: kept(plain), windows, inferences: 1, idle: null, subtractIdle: false })).toBeNull();
  });

  it('both ways agree when the power is steady, and their difference shows when the latency is of something else', () => {
    const { plain, begin, end } = board(5, 40);
    const request = { trace: kept(plain), windows: begin.map((from, i) => exact(from, end[i])) };
    expect(Math.abs(energyOf(request).differenceShare ?? 1)).toBeLessThan(1e-3);
    const longer = energyOf({ ...request, latencyMs: Float64Array.from(begin, (from, i) => 1.1e3 * (end[i] - from)) });
    expect(longer.differenceShare).toBeCloseTo(0.1, 3);
    expect(longer.warnings).toEqual([{ kind: 'ways-differ', text: 'Mean power x mean latency is 10 % above the integrated energy; compare the board\'s latency with the length of the windows before one of the two is reported.' }]);
  });

  it('is less by the idle power, by choice and said, and idle carries its own uncertainty', () => {
    const { plain, begin, end, trueMj } = board(6, 40);
    const random = createRandom(1);
    for (let i = 0; i < plain.values.length; i++) plain.values[i] += 2e-4 * random.normal();
    const trace = kept(plain);
    const idle = measureIdle(trace, [{ from: 0, to: 45_000 }]);
    expect(idle?.powerW.n).toBe(30);
    expect(Math.abs((idle?.powerW.value ?? 0) - 1.2e-3 * volts)).toBeLessThan(4 * ((idle?.powerW.sd ?? 0) / Math.sqrt(30)));
    const windows = begin.map((from, i) => exact(from, end[i]));
    const [without, subtracted] = [energyOf({ trace, windows, idle }), energyOf({ trace, windows, idle, subtractIdle: true })];
    expect([without.idleSubtracted, subtracted.idleSubtracted]).toEqual([false, true]);
    expect(without.integratedMj.source).toContain('idle power included');
    expect(subtracted.integratedMj.source).toContain('idle power subtracted');
    const idleMj = 1e3 * 1.2e-3 * volts * meanOf(begin.map((from, i) => end[i] - from));
    expect(subtracted.integratedMj.value).toBeCloseTo(meanOf(trueMj) - idleMj, 3);
    expect([without.halfWidthMj.idle, subtracted.halfWidthMj.idle > 0]).toEqual([0, true]);
    expect(energyOf({ trace, windows, subtractIdle: true }).warnings.map((w) => w.kind)).toEqual(['no-idle']);
  });

  it('carries a wrong clock into its interval: the shift is inside what is stated', () => {
    const { plain, begin, end, trueMj } = board(8, 40);
    const trace = kept(plain);
    // All windows 12 samples late, stated as a shared standard error of 12 samples.
    const windows = begin.map((from, i) => ({ ...exact(from + 12e-5, end[i] + 12e-5), sharedSe: 12 }));
    const found = energyOf({ trace, windows });
    const [low, high] = found.integratedMj.ci95 ?? [NaN, NaN];
    expect(Math.abs(found.integratedMj.value / meanOf(trueMj) - 1)).toBeGreaterThan(0.005);
    expect(low <= meanOf(trueMj) && meanOf(trueMj) <= high).toBe(true);
    // The shared part does not shrink with the number of windows.
    expect(found.halfWidthMj.alignment).toBeGreaterThan(0.5 * 1.96 * 12e-5 * 9.5e-3 * volts * 1e3);
  });

  it('far from the others is linked to its place on the trace and stays in the mean', () => {
    const { plain, begin, end } = board(9, 30);
    const at = Math.round(begin[11] * 100_000);
    for (let i = at + 50; i < at + 600; i++) plain.values[i] += 0.05;
    const found = energyOf({ trace: kept(plain), windows: begin.map((from, i) => exact(from, end[i])) });
    expect(found.outliers).toMatchObject([{ window: 11, from: begin[11] * 100_000, to: end[11] * 100_000 }]);
    expect(found.integratedMj.n).toBe(30);
  });

  it('is doubted where the instrument is too slow or its time constant too long', () => {
    const { steps, begin, end } = boardSteps(10, 20);
    const plain = stepTrace(steps, 1000);
    const windows = begin.map((from, i) => exact(from, end[i], 1000));
    const found = energyOf({ trace: kept(plain, 1000), windows, timeConstantS: 2e-3 });
    expect(found.warnings.map((w) => w.kind)).toEqual(['short', 'slow-instrument']);
    expect(found.warnings[0].text).toMatch(/^The shortest window has 7\.\d+ ms, less than 5 time constants \(2 ms\) of shunt and decoupling/);
  });
});

describe('the power in a window', () => {
  it('counts parts of samples at its ends, and what is outside of the trace as lost', () => {
    const memory = new MemoryTrace({ rateHz: 10, quantity: 'power', voltageV: null, measuresVoltage: false, lines: [] });
    memory.append({ firstSample: 0, values: Float32Array.of(1, 2, 4, 8), voltage: null, digital: null, hostMs: 0 });
    // By hand: 0.5·1 + 2 + 0.25·4 = 3.5 over 1.75 samples of 0.1 s.
    expect(windowPower(memory.trace, 0.5, 2.25)).toMatchObject({ durationS: 0.175, measuredS: 0.175, meanW: 2, minW: 1, maxW: 4 });
    expect(windowPower(memory.trace, 2.25, 2.75)).toMatchObject({ meanW: 4, measuredS: 0.05 });
    const beyond = windowPower(memory.trace, 3, 5);
    expect([beyond.durationS, beyond.measuredS, beyond.meanW]).toEqual([0.2, 0.1, 8]);
    expect(windowPower(memory.trace, 3, 3)).toMatchObject({ durationS: 0, meanW: null });
  });
});

describe('the time constant of shunt and decoupling', () => {
  it('is found from steps of the power, up and down, with noise on them', () => {
    const random = createRandom(3);
    const tau = 47e-6 * 10;
    let level = 1e-3;
    const edges: number[] = [];
    const values = Float32Array.from({ length: 40_000 }, (_, i) => {
      if (i > 0 && i % 4000 === 0) edges.push(i);
      const target = Math.floor(i / 4000) % 2 === 0 ? 1e-3 : 12e-3;
      // The mean of the exponential over one sample period, in closed form.
      const next = target + (level - target) * Math.exp(-1e-5 / tau);
      const mean = target + ((level - next) * tau) / 1e-5;
      level = next;
      return mean + 5e-5 * random.normal();
    });
    const found = measureSettling(kept({ values, voltage: null, digital: new Uint8Array(values.length) }), edges, 3000);
    expect(found?.edges).toBe(9);
    expect(Math.abs((found?.timeConstantS ?? 0) / tau - 1)).toBeLessThan(0.02);
  });

  it('is not made up where there is no step', () => {
    const flat = kept({ values: new Float32Array(10_000).fill(1e-3), voltage: null, digital: new Uint8Array(10_000) });
    expect(measureSettling(flat, [5000], 1000)).toBeNull();
    expect(measureSettling(flat, [10, 9_990], 1000)).toBeNull();
  });
});
