/** What a window is told while a run measures: right, bounded, and complete with every message. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveStatistics } from '../../../src-main/contract/procedures/live';
import { quantile, wilson } from '../../../src-main/core/stats';
import { createLiveGatherer } from '../../../src-main/studio/live/live-statistics';
import { createRunningShare } from '../../../src-main/studio/live/running-share';
import { createRunningTimes } from '../../../src-main/studio/live/running-times';

describe('times as they come in', () => {
  it('have the mean, median and 95th percentile of all of them, within a percent', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.002, max: 50_000, noNaN: true }), { minLength: 40, maxLength: 400 }), (values) => {
      const times = createRunningTimes();
      for (let at = 0; at < values.length; at += 64) times.add(values.slice(at, at + 64));
      const { n, meanMs, medianMs, histogram, timeline } = times.summary();
      expect(n).toBe(values.length);
      expect(meanMs / (values.reduce((sum, value) => sum + value, 0) / n)).toBeCloseTo(1, 3);
      // The lower median: quantiles of counts cannot interpolate between two values.
      const sorted = [...values].sort((a, b) => a - b);
      expect(Math.abs(medianMs / sorted[Math.ceil(n / 2) - 1] - 1)).toBeLessThan(0.01);
      expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(n);
      expect(histogram.counts.length).toBeLessThanOrEqual(42);
      // Edges that a person can read: 1, 2 or 5 times a power of ten apart, and multiples of it.
      expect(histogram.binMs.toExponential()[0]).toMatch(/[125]/);
      expect(histogram.binMs.toExponential()).toMatch(/^\de/);
      expect(Math.abs(histogram.fromMs / histogram.binMs - Math.round(histogram.fromMs / histogram.binMs))).toBeLessThan(1e-3);
      expect(timeline.at(-1)?.[0]).toBe(n - 1);
      expect(timeline.length).toBe(Math.min(n, 200));
    }));
    const even = createRunningTimes();
    const values = Array.from({ length: 1000 }, (_, i) => 1 + i / 1000);
    even.add(values);
    expect(Math.abs(even.summary().p95Ms / (quantile(Float64Array.from(values), 0.95) ?? Number.NaN) - 1)).toBeLessThan(0.01);
  });

  it('leave out what was not measured', () => {
    const times = createRunningTimes();
    times.add(Float64Array.of(1, Number.NaN, 3));
    expect(times.summary()).toMatchObject({ n: 2, meanMs: 2 });
    expect(createRunningTimes().summary()).toMatchObject({ n: 0, histogram: { counts: [] } });
  });
});

describe('a share that grows', () => {
  it('ends where Wilson’s interval of all samples is, with a bounded history that only moves on', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 64 }), { minLength: 1, maxLength: 1500 }), (batches) => {
      const share = createRunningShare();
      for (const hits of batches) share.add(hits, 64);
      const hits = batches.reduce((sum, one) => sum + one, 0);
      expect(share.now()).toEqual(wilson(hits, batches.length * 64));
      const track = share.track();
      expect(track.length).toBeLessThanOrEqual(100);
      expect(track.at(-1)?.[0]).toBe(batches.length * 64);
      for (let i = 1; i < track.length; i++) expect(track[i][0]).toBeGreaterThan(track[i - 1][0]);
    }), { numRuns: 50 });
  });
});

describe('live statistics', () => {
  const exits = (n: number) => [0, 1].map((k) => ({ prediction: Uint16Array.from({ length: n }, (_, i) => (i + k) % 10), top: Float32Array.from({ length: n * 10 }, (_, i) => (i % 10 === 0 ? 0.5 : 0.05)), width: 10, entropy: new Float32Array(n) }));
  const outputs = (from: number, n: number) => ({ kind: 'outputs', model: 'net', name: 'Net', exitNames: ['branch', 'end'], indices: Int32Array.from({ length: n }, (_, i) => from + i), truth: Uint16Array.from({ length: n }, (_, i) => i % 10), exits: exits(n) }) as const;

  it('join what the models said of a sample with its way in the loop, and keep to the contract', () => {
    let changes = 0;
    const live = createLiveGatherer(['a', 'b'], () => changes++);
    live.observe(outputs(0, 500));
    live.observe(outputs(500, 500));
    live.observe({ kind: 'remote', model: 'big', name: 'Big', indices: Int32Array.of(7, 8), truth: Uint16Array.of(7, 8), prediction: Uint16Array.of(7, 0), ms: Float64Array.of(2, 4) });
    live.observe({ kind: 'loop', board: 'here', model: 'net', strategy: 'ee-hi', truth: Uint16Array.of(7, 8, 9), rows: {
      index: Int32Array.of(7, 8, 9), exit: Uint8Array.of(0, 1, 1), accepted: Uint8Array.of(1, 1, 0), prediction: Uint16Array.of(7, 9, 9), localMs: Float64Array.of(1, 2, 2), offloadMs: Float64Array.of(Number.NaN, Number.NaN, 5), right: Uint8Array.of(1, 0, 1) } });
    const now = liveStatistics.parse(live.statistics());
    expect(changes).toBe(4);
    // Exit 0 repeats the truth, exit 1 is always one beside it.
    expect(now.models[0].exits.map(({ name, accuracy }) => [name, accuracy.value, accuracy.n])).toEqual([['branch', 1, 1000], ['end', 0, 1000]]);
    expect(now.models[0].scatter).toHaveLength(300);
    expect(now.remote).toMatchObject({ samples: 2, accuracy: { value: 0.5 }, offload: { meanMs: 3 } });
    expect(now.loops[0]).toMatchObject({ samples: 3, exitShares: [1 / 3, 2 / 3], offloadShare: { value: 1 / 3 }, latency: { n: 3, meanMs: Number((10 / 3).toPrecision(5)) } });
    expect(now.recent.map(({ index, remote, loop }) => [index, remote, loop?.offloaded, loop?.right])).toEqual([[9, 9, true, true], [8, null, false, false], [7, null, false, true]]);
    expect(now.recent[0].exits).toEqual([{ prediction: 9, p1: 0.5, p2: 0.05 }, { prediction: 0, p1: 0.5, p2: 0.05 }]);
  });

  it('stay small however many samples there were', () => {
    const live = createLiveGatherer([], () => undefined);
    for (let batch = 0; batch < 100; batch++) live.observe(outputs(batch * 500, 500));
    expect(JSON.stringify(liveStatistics.parse(live.statistics())).length).toBeLessThan(30_000);
  });
});
