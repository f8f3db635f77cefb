/** Windows of a trace for tests of the renderer: the contract's shape with what a test does not care about filled in. */
import type { TraceWindow } from '../../src-main/contract/procedures';

export function traceWindow({ rateHz, ...given }: Partial<TraceWindow> & { readonly rateHz: number }): TraceWindow {
  const none = new Float64Array(0);
  return {
    id: 'test', format: { rateHz, quantity: 'current', voltageV: 3, measuresVoltage: false, lines: [] }, from: 0, to: 0, end: 0, live: false, n: 0, bounds: none, channels: [], coverage: new Float32Array(0),
    gapFrom: none, gapTo: none, moreGaps: false, digital: null, events: [], moreEvents: false, ...given,
  };
}

/** One flat current on as many points as are asked for. */
export function flatWindow(from: number, to: number, points: number, end: number, rateHz: number, live = false): TraceWindow {
  const last = Math.min(to, end);
  const n = Math.max(0, Math.min(points, last - from));
  const flat = (value: number): Float32Array => new Float32Array(n).fill(value);
  return traceWindow({ rateHz, from, to: last, end, live, n, bounds: Float64Array.from({ length: n + 1 }, (_, i) => from + (i / Math.max(1, n)) * (last - from)), channels: [{ channel: 'current', min: flat(1), mean: flat(2), max: flat(3) }], coverage: flat(1) });
}
