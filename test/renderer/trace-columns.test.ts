/** What was loaded, drawn at any zoom: no spike is lost, no gap is filled, means are right. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceWindow } from '../../src-main/contract/procedures';
import { envelope, gapsIn, MemoryTrace } from '../../src-main/core/trace';
import { extremes, pixelColumns } from '../../src-renderer/chart/stream/columns';
import { busyLines, plotLayout } from '../../src-renderer/chart/stream/plot-layout';
import { rowsOf, summaryOf } from '../../src-renderer/chart/stream/view-summary';
import { traceWindow } from '../support/trace-window';

const RATE = 100;
/** Samples at 100 Hz; NaN is lost. */
function windowOf(values: readonly number[], points: number, from = 0, to = values.length): TraceWindow {
  const memory = new MemoryTrace({ rateHz: RATE, quantity: 'current', voltageV: 3, measuresVoltage: false, lines: [] });
  memory.append({ firstSample: 0, values: Float32Array.from(values), voltage: null, digital: null, hostMs: 0 });
  const { bounds, min, mean, max, coverage, n } = envelope(memory.trace, 'current', from, to, points) ?? expect.fail('a current');
  const gaps = gapsIn(memory.trace, from, to);
  return traceWindow({ rateHz: RATE, end: values.length, from, to, n, bounds, channels: [{ channel: 'current', min, mean, max }], coverage, gapFrom: Float64Array.from(gaps, (gap) => gap.from), gapTo: Float64Array.from(gaps, (gap) => gap.to) });
}
const samples = fc.array(fc.oneof({ weight: 8, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) }), { minLength: 1, maxLength: 400 });

describe('pixel columns of a window', () => {
  it('keep the least and the greatest sample in view, at every width', () => {
    fc.assert(fc.property(samples, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (values, points, pixels) => {
      const columns = pixelColumns(windowOf(values, points), 0, { from: 0, to: values.length / RATE }, pixels);
      const measured = values.filter((v) => !Number.isNaN(v)).map((v) => Math.fround(v) + 0);
      const { least, most } = extremes(columns);
      expect([least + 0, most + 0]).toEqual(measured.length === 0 ? [Infinity, -Infinity] : [Math.min(...measured), Math.max(...measured)]);
    }));
  });

  it('have the mean of exactly the samples under them where columns are whole numbers of samples', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })), (each, pixels, stream) => {
      const values = Array.from({ length: each * pixels }, () => stream.next().value as number);
      // One point a sample was loaded: what a column holds is known exactly.
      const columns = pixelColumns(windowOf(values, values.length), 0, { from: 0, to: values.length / RATE }, pixels);
      for (let x = 0; x < pixels; x++) {
        const under = values.slice(x * each, (x + 1) * each);
        expect(columns.mean[x]).toBeCloseTo(under.reduce((a, b) => a + b, 0) / each, 5);
        expect(columns.coverage[x]).toBeCloseTo(1, 6);
      }
    }));
  });

  it('draw nothing where nothing was measured: a gap is never bridged', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i >= 40 && i < 60 ? Number.NaN : 1));
    const columns = pixelColumns(windowOf(values, 100), 0, { from: 0, to: 1 }, 50);
    for (let x = 0; x < 50; x++) {
      const lost = x >= 20 && x < 30;
      expect([Number.isNaN(columns.mean[x]), columns.coverage[x]]).toEqual([lost, lost ? 0 : 1]);
    }
  });

  it('say nothing about what the window does not reach', () => {
    const columns = pixelColumns(windowOf([1, 1, 1, 1], 4), 0, { from: 0, to: 0.08 }, 8);
    expect(columns.coverage.slice(4).every(Number.isNaN)).toBe(true);
    expect(columns.coverage.slice(0, 4)).toEqual(Float32Array.of(1, 1, 1, 1));
  });
});

describe('the table twin and the summary', () => {
  it('tell the mean, the extremes and the coverage of the view', () => {
    const values = [1, 2, 3, Number.NaN, 5, 6, 7, 8];
    const window = windowOf(values, 8);
    const summary = summaryOf(window, 0, { from: 0, to: 0.08 });
    expect(summary).toMatchObject({ channel: 'current', min: 1, max: 8, gaps: 1 });
    // Oracle: the seven measured samples by hand.
    expect(summary.mean).toBeCloseTo(32 / 7, 5);
    expect(summary.coverage).toBeCloseTo(7 / 8, 6);
  });

  it('have one row a sample where there are few, and none beyond the newest', () => {
    const window = windowOf([1, 2, 3], 3);
    expect(rowsOf(window, 0, { from: 0, to: 0.05 }, 40).map(({ mean, coverage }) => [mean, coverage])).toEqual([[1, 1], [2, 1], [3, 1]]);
  });
});

describe('the layout of a plot', () => {
  it('shows the lines that move and leaves out those that never did', () => {
    const window = { ...windowOf([1, 1], 2), digital: { high: Uint8Array.of(0b101, 0b001), low: Uint8Array.of(0b010, 0b110) } };
    const format = { ...window.format, lines: ['D0', 'D1', 'D2'] };
    expect([...busyLines({ ...window, format }, new Set())]).toEqual([2]);
    expect([...busyLines({ ...window, format, digital: null }, new Set([1]))]).toEqual([1]);
  });

  it('shares out the whole height without overlap', () => {
    fc.assert(fc.property(fc.integer({ min: 200, max: 900 }), fc.subarray(['current', 'voltage', 'power'] as const, { minLength: 1 }), fc.uniqueArray(fc.integer({ min: 0, max: 7 })), (height, channels, lines) => {
      const window = windowOf([1], 1);
      const layout = plotLayout(1000, height, channels, { ...window, format: { ...window.format, lines: Array.from({ length: 8 }, (_, i) => `D${i}`) } }, lines);
      const strips = [layout.flags, ...layout.panes, ...layout.lanes];
      for (let i = 1; i < strips.length; i++) expect(strips[i].top).toBeGreaterThanOrEqual(strips[i - 1].top + strips[i - 1].height - 1e-9);
      if (height > 420) expect(strips[strips.length - 1].top + strips[strips.length - 1].height).toBeLessThanOrEqual(layout.time.top + 1e-9);
    }));
  });
});
