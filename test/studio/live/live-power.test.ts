/** The power that a window shows while a run measures it: the newest windows, true to the trace, bounded, and never read after the recording is closed. */
import { describe, expect, it } from 'vitest';
import { livePower } from '../../../src-main/contract/procedures/live';
import { MemoryTrace } from '../../../src-main/core/trace/memory-trace';
import type { TraceEvent } from '../../../src-main/core/trace/trace';
import type { MeasuredPart, Observation } from '../../../src-main/engine/observe';
import { createLivePower } from '../../../src-main/studio/live/live-power';

const RATE = 10_000;
const volts = 2;
const part: MeasuredPart = { board: 'mcu', model: 'net', work: 'plain', name: 'whole model', instrument: 'PPK2', simulated: true, line: 0, windows: 30, windowMs: 20, restMs: 30 };
type Seen = Extract<Observation, { kind: 'power' }>;

/** `n` times 30 ms of rest at 1 mA and 20 ms of work at 5 mA, line 0 high meanwhile. */
function square(n: number, lines: readonly string[] = ['D0'], lost: readonly number[] = []): MemoryTrace {
  const trace = new MemoryTrace({ rateHz: RATE, quantity: 'current', voltageV: volts, measuresVoltage: false, lines });
  for (let i = 0; i < n; i++) {
    const working = (at: number): boolean => at >= 300;
    const values = Float32Array.from({ length: 500 }, (_, at) => (lost.includes(i) && working(at) ? NaN : working(at) ? 0.005 : 0.001));
    trace.append({ firstSample: 500 * i, values, voltage: null, digital: lines.length === 0 ? null : Uint8Array.from({ length: 500 }, (_, at) => (working(at) ? 1 : 0)), hostMs: 50 * (i + 1) });
  }
  return trace;
}
const stamps = (n: number): TraceEvent[] => Array.from({ length: n }, (_, i): TraceEvent[] => [{ kind: 'time-stamp', sample: 500 * i + 300, boardMs: 0, label: 'begin plain' }, { kind: 'time-stamp', sample: 500 * (i + 1), boardMs: 0, label: 'end plain' }]).flat();
const seen = (trace: MemoryTrace, more: Partial<Seen> = {}): Seen => ({ kind: 'power', part, trace: trace.trace, events: [], over: false, ...more });

describe('live power', () => {
  it('shows the last eight windows in mW with their stretches from the digital line', () => {
    const live = createLivePower();
    expect(live.now()).toBeNull();
    live.observe(seen(square(20), { events: stamps(20) }));
    const now = livePower.parse(live.now());
    // By hand: 8 x (20 + 30) ms before the end at 1000 ms; work from 30 to 50 ms in every 50; 5 mA x 2 V = 10 mW.
    expect([now.fromMs, now.toMs]).toEqual([600, 1000]);
    expect(now.windows).toEqual(Array.from({ length: 8 }, (_, i) => [630 + 50 * i, 650 + 50 * i]));
    expect([now.windowsSeen, now.windowsPlanned]).toEqual([20, 30]);
    expect(Math.max(...now.highMw.map(Number))).toBeCloseTo(10, 3);
    expect(Math.min(...now.lowMw.map(Number))).toBeCloseTo(2, 3);
    expect(now.atMs.length).toBeLessThanOrEqual(400);
  });

  it('takes windows from edges that an instrument reports, or from the board’s word, where no level came with the samples', () => {
    const live = createLivePower();
    live.observe(seen(square(20, []), { events: stamps(20) }));
    expect(live.now()?.windows[0]).toEqual([630, 650]);
    live.observe(seen(square(20, []), { events: [...stamps(20), { kind: 'edge', sample: 9000, line: 0, rising: true }, { kind: 'edge', sample: 9100, line: 0, rising: false }] }));
    expect(live.now()?.windows).toEqual([[900, 910]]);
    live.observe(seen(square(20, []), { events: [{ kind: 'edge', sample: 9900, line: 0, rising: true }] }));
    expect(live.now()?.windows).toEqual([[990, 1000]]);
  });

  it('leaves lost samples empty: neither zero nor a line across', () => {
    const live = createLivePower();
    live.observe(seen(square(20, ['D0'], [15])));
    const now = livePower.parse(live.now());
    const inLoss = now.atMs.map((ms, i) => [ms, now.meanMw[i]] as const).filter(([ms]) => ms > 782 && ms < 798);
    expect(inLoss.length).toBeGreaterThan(3);
    expect(inLoss.every(([, mean]) => mean === null)).toBe(true);
  });

  it('keeps the last picture of a part and reads nothing once its recording may be closed', () => {
    const live = createLivePower();
    const trace = square(4);
    live.observe(seen(trace, { over: true }));
    const before = live.now();
    trace.append({ firstSample: 2000, values: new Float32Array(500).fill(1), voltage: null, digital: new Uint8Array(500), hostMs: 250 });
    expect(live.now()).toBe(before);
    expect(before).toMatchObject({ over: true, toMs: 200 });
  });

  it('stays within its bounds however long the windows are and however many have begun', () => {
    const trace = new MemoryTrace({ rateHz: 100_000, quantity: 'power', voltageV: null, measuresVoltage: false, lines: [] });
    trace.append({ firstSample: 0, values: new Float32Array(200_000).fill(0.01), voltage: null, digital: null, hostMs: 0 });
    const live = createLivePower();
    live.observe(seen(trace, { part: { ...part, windowMs: 1_000_000 }, events: stamps(5000) }));
    const now = livePower.parse(live.now());
    expect(now.atMs.length).toBe(300);
    expect(now.windows.length).toBeLessThanOrEqual(100);
  });
});
