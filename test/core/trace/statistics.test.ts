/** Statistics, windows and gaps of a trace against the same questions asked of every sample, one by one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../../src-main/core/stats';
import { envelope } from '../../../src-main/core/trace/envelope';
import { gapsIn } from '../../../src-main/core/trace/gaps';
import { MemoryTrace } from '../../../src-main/core/trace/memory-trace';
import { selectionStatistics } from '../../../src-main/core/trace/statistics';
import type { TraceFormat } from '../../../src-main/core/trace/trace';
import { cutIntoBlocks, ppk2Format, randomTrace, type PlainTrace } from '../../support/example-trace';

const withVoltage: TraceFormat = { ...ppk2Format, voltageV: null, measuresVoltage: true };
const formats = [ppk2Format, withVoltage, { rateHz: 1000, quantity: 'power', voltageV: null, measuresVoltage: false, lines: [] } satisfies TraceFormat];

function kept(plain: PlainTrace, format: TraceFormat, cut: number): MemoryTrace {
  const trace = new MemoryTrace(format, 4096);
  for (const block of cutIntoBlocks(plain, cut)) trace.append(block);
  return trace;
}

/** Sums by brute force. */
function brute(values: Float32Array): { count: number; sum: number; sd: number; min: number; max: number } {
  const there = [...values].filter((v) => !Number.isNaN(v));
  const sum = there.reduce((a, v) => a + v, 0);
  const squares = there.reduce((a, v) => a + (v - sum / there.length) ** 2, 0);
  return { count: there.length, sum, sd: Math.sqrt(squares / (there.length - 1)), min: there.reduce((a, v) => Math.min(a, v), Infinity), max: there.reduce((a, v) => Math.max(a, v), -Infinity) };
}

const anyTrace = fc.record({ seed: fc.integer(), length: fc.integer({ min: 1, max: 30_000 }), cut: fc.integer(), format: fc.constantFrom(...formats), a: fc.double({ min: 0, max: 1, noNaN: true }), b: fc.double({ min: 0, max: 1, noNaN: true }) });

describe('the statistics of a selection', () => {
  it('are those of its samples one by one, lost ones left out, wherever it begins and ends', () => {
    fc.assert(fc.property(anyTrace, ({ seed, length, cut, format, a, b }) => {
      const plain = randomTrace(seed, length, format);
      const [from, to] = [Math.floor(Math.min(a, b) * length), Math.ceil(Math.max(a, b) * length)];
      const found = selectionStatistics(kept(plain, format, cut).trace, from, to);
      const cutOut = plain.values.slice(from, to);
      const expected = brute(cutOut);
      expect([found.from, found.to, found.samples, found.lost]).toEqual([from, to, expected.count, to - from - expected.count]);
      const channel = format.quantity === 'power' ? found.power : found.current;
      if (expected.count === 0) {
        expect(channel).toMatchObject({ mean: null, min: null, max: null, sd: null, p50: null });
        return;
      }
      expect([channel?.min, channel?.max]).toEqual([expected.min, expected.max]);
      const scale = Math.max(Math.abs(expected.min), Math.abs(expected.max));
      expect(Math.abs((channel?.mean ?? NaN) - expected.sum / expected.count)).toBeLessThan(scale * 1e-12);
      if (expected.count > 1) expect(Math.abs((channel?.sd ?? NaN) - expected.sd)).toBeLessThan(scale * 1e-6);
      expect(channel?.p95).toBe(quantile(Float64Array.from(cutOut.filter((v) => !Number.isNaN(v))), 0.95));
      const watts = format.quantity === 'power' ? cutOut : cutOut.map((v, i) => v * (plain.voltage === null ? 1 : plain.voltage[from + i]));
      const energy = (brute(watts).sum * (format.voltageV ?? 1)) / format.rateHz;
      expect(Math.abs((found.energyJ ?? NaN) - energy)).toBeLessThan((scale * expected.count * 4 * 1e-7) / format.rateHz);
      expect(found.chargeC === null).toBe(format.quantity === 'power');
    }), { numRuns: 40 });
  });

  it('do not depend on how the instrument cut its blocks', () => {
    fc.assert(fc.property(anyTrace, fc.integer(), ({ seed, length, cut, format }, other) => {
      const plain = randomTrace(seed, length, format);
      const [one, two] = [kept(plain, format, cut).trace, kept(plain, format, other).trace];
      expect(selectionStatistics(two, 0, length)).toEqual(selectionStatistics(one, 0, length));
      expect(envelope(two, 'power', 0, length, 50)).toEqual(envelope(one, 'power', 0, length, 50));
      expect(gapsIn(two, 0, length)).toEqual(gapsIn(one, 0, length));
      expect(Buffer.compare(Buffer.from(two.samples(0, 0, two.end).buffer), Buffer.from(plain.values.buffer))).toBe(0);
    }), { numRuns: 15 });
  });

  it('hold quantiles within the stated share where there are too many samples to sort', () => {
    const plain = randomTrace(5, 400_000);
    const trace = kept(plain, ppk2Format, 1).trace;
    for (const [from, to] of [[0, 400_000], [1234, 393_939]]) {
      const found = selectionStatistics(trace, from, to).current;
      const there = Float64Array.from(plain.values.slice(from, to).filter((v) => !Number.isNaN(v)));
      for (const [p, value] of [[0.5, found?.p50], [0.95, found?.p95]] as const) {
        const exact = quantile(there, p) ?? NaN;
        expect(Math.abs((value ?? NaN) - exact)).toBeLessThanOrEqual(Math.max(1e-9, (found?.quantileError ?? 0) * 2 * Math.abs(exact)));
      }
    }
  });

  it('of a sleeping board are exact however much was measured before', () => {
    // 5e11 A·samples stand for months of capture; a prefix sum of that size moves in steps of 6e-5, 60 times what a sample at 1 µA adds.
    const trace = new MemoryTrace({ ...ppk2Format, rateHz: 100, lines: [] }, 4096);
    const n = 5_000;
    const block = (firstSample: number, value: number): Parameters<MemoryTrace['append']>[0] => ({ firstSample, values: new Float32Array(n).fill(value), voltage: null, digital: null, hostMs: 0 });
    for (let k = 0; k < 100; k++) trace.append(block(k * n, 1e6));
    trace.append(block(100 * n, 1e-6));
    const found = selectionStatistics(trace.trace, 100 * n + 7, 101 * n);
    expect(found.current?.mean).toBeCloseTo(Math.fround(1e-6), 18);
  });
});

describe('a window for a chart', () => {
  it('has at most four numbers a pixel, and they are those of the samples behind it', () => {
    fc.assert(fc.property(anyTrace, fc.integer({ min: 1, max: 300 }), ({ seed, length, cut, format, a, b }, pixels) => {
      const plain = randomTrace(seed, length, format);
      const [from, to] = [Math.floor(Math.min(a, b) * length), Math.ceil(Math.max(a, b) * length)];
      const found = envelope(kept(plain, format, cut).trace, format.quantity === 'power' ? 'power' : 'current', from, to, pixels);
      if (found === null) throw new Error('the channel is there');
      expect(found.n).toBeLessThanOrEqual(pixels);
      expect([found.bounds[0], found.bounds[found.n]]).toEqual([from, to]);
      for (let i = 0; i < found.n; i++) {
        expect(found.bounds[i + 1]).toBeGreaterThan(found.bounds[i]);
        const part = plain.values.slice(found.bounds[i], found.bounds[i + 1]);
        const expected = brute(part);
        expect(found.coverage[i]).toBe(Math.fround(expected.count / part.length));
        if (expected.count === 0) expect([found.min[i], found.mean[i], found.max[i]]).toEqual([NaN, NaN, NaN]);
        else {
          expect([found.min[i], found.max[i]]).toEqual([expected.min, expected.max]);
          expect(Math.abs(found.mean[i] - expected.sum / expected.count)).toBeLessThan(1e-6 * Math.max(Math.abs(expected.min), Math.abs(expected.max)));
        }
      }
    }), { numRuns: 25 });
  });

  it('of a channel that is not measured is nothing, not a line at zero', () => {
    const trace = new MemoryTrace({ ...ppk2Format, quantity: 'power', voltageV: null }, 4096).trace;
    expect(envelope(trace, 'current', 0, 10, 10)).toBeNull();
    expect(envelope(trace, 'power', 0, 10, 10)?.n).toBe(0);
    expect(selectionStatistics(trace, 0, 10)).toMatchObject({ samples: 0, coverage: 1, chargeC: null, current: null });
  });
});

describe('gaps', () => {
  it('are the lost samples in order, neither zero nor bridged', () => {
    fc.assert(fc.property(anyTrace, ({ seed, length, cut, format, a }) => {
      const plain = randomTrace(seed, length, format);
      const from = Math.floor(a * length);
      const gaps = gapsIn(kept(plain, format, cut).trace, from, length);
      const lost = new Set(gaps.flatMap(({ from: x, to }) => Array.from({ length: to - x }, (_, i) => x + i)));
      expect([...plain.values].every((v, i) => i < from || Number.isNaN(v) === lost.has(i))).toBe(true);
      gaps.forEach((gap, i) => expect(i === 0 || gap.from > gaps[i - 1].to).toBe(true));
    }), { numRuns: 30 });
  });

  it('of hours keep the time axis and cost nothing', () => {
    const trace = new MemoryTrace(ppk2Format);
    const at = 6 * 3600 * 100_000 + 17;
    const one = (firstSample: number): Parameters<MemoryTrace['append']>[0] => ({ firstSample, values: new Float32Array(10).fill(1e-3), voltage: null, digital: new Uint8Array(10), hostMs: 0 });
    trace.append(one(0));
    trace.append(one(at));
    expect(gapsIn(trace.trace, 0, trace.trace.end)).toEqual([{ from: 10, to: at }]);
    expect(selectionStatistics(trace.trace, 0, trace.trace.end)).toMatchObject({ samples: 20, lost: at - 10 });
  });

  it('refuse a counter that has gone mad, and leave out samples that come twice', () => {
    const trace = new MemoryTrace(ppk2Format);
    const block = (firstSample: number, value: number): Parameters<MemoryTrace['append']>[0] => ({ firstSample, values: new Float32Array(10).fill(value), voltage: null, digital: new Uint8Array(10), hostMs: 0 });
    trace.append(block(0, 1));
    trace.append(block(5, 2));
    expect([...trace.trace.samples(0, 0, 15)]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
    expect(trace.repeated).toBe(5);
    expect(() => trace.append(block(1e15, 1))).toThrow('The instrument\'s sample counter went from 15 to 1000000000000000; a gap may have at most 7 days');
    expect(() => trace.append({ ...block(20, 1), digital: null })).toThrow(/The block at sample 20 has 10 values, no voltages and no digital levels/);
  });
});
