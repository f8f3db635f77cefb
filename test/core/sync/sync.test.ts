/** Clocks against lines that are known, and windows against the moments they were made of. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src-main/core/random';
import { EdgeFinder, fitClock, mapTime, windowsFromLevel, windowsFromPulses, windowsFromStamps, windowsFromText, type ClockFit, type Edge } from '../../../src-main/core/sync';

function clocks(seed: number, n: number, ppm: number, offset: number, sd: number): { x: Float64Array; y: Float64Array } {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: n }, (_, i) => 1e9 + i * 1000 + random.next() * 100);
  return { x, y: x.map((v) => offset + v * (1 + ppm / 1e6) + sd * random.normal()) };
}
const fitted = (pairs: { x: Float64Array; y: Float64Array }, resolution = 0): ClockFit => {
  const fit = fitClock(pairs, resolution);
  if (fit === null) throw new Error('there are pairs');
  return fit;
};

describe('the clock fit', () => {
  it('finds offset and drift of clocks that agree to the bit, 200 ppm apart and counted from far away', () => {
    const { x, y } = clocks(1, 40, 200, -5e8, 0);
    const fit = fitted({ x, y });
    expect(fit.driftPpm).toBeCloseTo(200, 3);
    expect(fit.outliers).toEqual([]);
    expect(mapTime(fit, x[7] + 3).at).toBeCloseTo(y[7] + 3 * 1.0002, 5);
  });

  it('is the least-squares line of a worked example', () => {
    // numpy 2.1: polyfit([0,1,2,3,4], [0.1,0.9,2.2,2.8,4.1], 1) = [0.99, 0.04]; residual sd (n - 2) = 0.163299.
    const fit = fitted({ x: Float64Array.of(0, 1, 2, 3, 4), y: Float64Array.of(0.1, 0.9, 2.2, 2.8, 4.1) });
    expect(fit.rate).toBeCloseTo(0.99, 12);
    expect(fit.meanY - fit.rate * fit.meanX).toBeCloseTo(0.04, 12);
    expect(fit.residualSd).toBeCloseTo(Math.sqrt((0.06 ** 2 + 0.13 ** 2 + 0.18 ** 2 + 0.21 ** 2 + 0.1 ** 2) / 3), 12);
  });

  it('is not moved by stalled transfers, and names them', () => {
    const clean = clocks(2, 100, -80, 12, 0.05);
    const y = clean.y.slice();
    for (const i of [3, 40, 41, 42, 77]) y[i] += 35;
    y[90] = NaN;
    const fit = fitted({ x: clean.x, y });
    expect(fit.outliers).toEqual([3, 40, 41, 42, 77, 90]);
    expect(Math.abs(fit.driftPpm + 80)).toBeLessThan(4 * (fit.driftSe ?? 0));
    expect(fit.residualSd).toBeCloseTo(0.05, 1);
  });

  it('keeps the true moment in its 95 % interval in about 95 of 100 fits', () => {
    let inside = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { x, y } = clocks(seed, 12, 30, 0, 0.2);
      const at = x[0] + 9_000;
      const { ci95: [low, high] } = mapTime(fitted({ x, y }), at);
      if (low <= at * (1 + 30 / 1e6) && at * (1 + 30 / 1e6) <= high) inside++;
    }
    // Leaving out far pairs makes intervals a little short; 400 fits at 0.95 have a standard deviation of 0.011.
    expect(inside / 400).toBeGreaterThan(0.9);
    expect(inside / 400).toBeLessThan(0.985);
  });

  it('knows no better than the coarser clock ticks, and says nothing of one moment or none', () => {
    expect(fitted({ x: Float64Array.of(0, 10, 20), y: Float64Array.of(0, 10, 20) }, 1).residualSd).toBeCloseTo(0.2887, 4);
    expect(fitClock({ x: Float64Array.of(5, 5), y: Float64Array.of(1, 2) })).toBeNull();
    expect(fitClock({ x: Float64Array.of(5, NaN), y: Float64Array.of(1, 2) })).toBeNull();
    const two = fitted({ x: Float64Array.of(0, 10), y: Float64Array.of(0, 10) });
    expect([two.residualSd, two.driftSe]).toEqual([null, null]);
    expect(mapTime(two, 5, 0.3).se).toBeCloseTo(0.3 * Math.SQRT1_2, 12);
  });
});

describe('edges of a line', () => {
  it('are the same however the blocks are cut, and know what was lost before them', () => {
    const levels = Uint8Array.of(0, 0, 1, 1, 1, 0, 0, 0, 1, 0);
    const values = Float32Array.of(1, 1, 1, 1, NaN, NaN, 1, 1, 1, 1);
    const expected: Edge[] = [{ sample: 2, rising: true, lostBefore: 0 }, { sample: 6, rising: false, lostBefore: 2 }, { sample: 8, rising: true, lostBefore: 0 }, { sample: 9, rising: false, lostBefore: 0 }];
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 4 }), (cuts) => {
      const finder = new EdgeFinder(0);
      const bounds = [0, ...cuts.sort((a, b) => a - b), 10];
      expect(bounds.slice(1).flatMap((end, i) => finder.find(bounds[i], levels.subarray(bounds[i], end), values.subarray(bounds[i], end)))).toEqual(expected);
    }));
  });

  it('reads the line it was told and no other', () => {
    expect(new EdgeFinder(7).find(0, Uint8Array.of(0x7f, 0xff, 0x80), new Float32Array(3))).toEqual([{ sample: 1, rising: true, lostBefore: 0 }]);
  });
});

describe('windows', () => {
  const edge = (sample: number, rising: boolean): Edge => ({ sample, rising, lostBefore: 0 });

  it('begin and end with the active level; a falling edge before the first and a rising one after the last make none', () => {
    const { windows, unpaired } = windowsFromLevel([edge(5, false), edge(10, true), edge(20, false), edge(30, true)]);
    expect(windows).toMatchObject([{ from: 9.5, to: 19.5 }]);
    expect(windows[0].fromSe).toBeCloseTo(1 / Math.sqrt(12), 12);
    expect(unpaired).toBe(2);
    expect(windowsFromLevel([edge(5, false), edge(10, true)], false).windows).toMatchObject([{ from: 4.5, to: 9.5 }]);
  });

  it('go from pulse to pulse by the benchmark\'s rule', () => {
    const pulses = [edge(10, true), edge(12, false), edge(50, true), edge(52, false), edge(90, true)];
    expect(windowsFromPulses(pulses, true)).toMatchObject({ windows: [{ from: 9.5, to: 49.5 }], unpaired: 1 });
    expect(windowsFromPulses(pulses, false)).toMatchObject({ windows: [{ from: 11.5, to: 51.5 }], unpaired: 0 });
  });

  it('from the board\'s time stamps carry the error of the clock fit', () => {
    const { x, y } = clocks(4, 20, 50, 100, 0.4);
    const fit = fitted({ x, y });
    const [window] = windowsFromStamps(Float64Array.of(x[3]), Float64Array.of(x[3] + 12), fit);
    expect(window.to - window.from).toBeCloseTo(12 * fit.rate, 6);
    expect(window.sharedSe).toBeGreaterThan(0);
    expect([window.fromSe, window.toSe]).toEqual([0, 0]);
    expect(windowsFromStamps(Float64Array.of(x[3]), Float64Array.of(x[3] + 12), fit, { stampSe: 0.3 })[0]).toMatchObject({ fromSe: 0.3, toSe: 0.3 });
  });

  it('from lines the board printed take the name that stands behind', () => {
    const lines = [{ sample: 100, text: 'm-infer-begin cat' }, { sample: 150, text: 'x' }, { sample: 180, text: 'm-infer-end' }, { sample: 200, text: 'm-infer-end' }];
    expect(windowsFromText(lines, 'infer-begin', 'infer-end', 2)).toEqual({ windows: [{ from: 100, to: 180, fromSe: 2, toSe: 2, sharedSe: 0, label: 'cat' }], unpaired: 1 });
  });
});
