/**
 * Two clocks put onto one axis: y = offset + rate x, by least squares over pairs that were read at the same moment.
 *
 *     rate = sum (x - mx)(y - my) / sum (x - mx)^2,   offset = my - rate mx
 *     se(y at x)^2 = s^2 (1/n + (x - mx)^2 / Sxx)                      mean of the fitted line at x
 *
 * Source: N. Draper, H. Smith, Applied Regression Analysis, 3rd ed., 1.3 to 1.4 and 3.1. Pairs far from the line (a stalled USB
 * transfer) are left out first: a line through medians of slopes (P. K. Sen, JASA 63, 1968), then everything within 4 robust
 * standard deviations of it (1.4826 times the median absolute residual; P. Rousseeuw, C. Croux, JASA 88, 1993).
 */
import { quantile, tQuantile } from '../stats';

/** What one clock says of the other. `x` of the board in ms, `y` of the instrument in ms, unless the caller says otherwise. */
export interface ClockFit {
  /** Pairs used. */
  readonly n: number;
  /** Positions of the pairs that were left out, ascending. */
  readonly outliers: readonly number[];
  /** y per x. */
  readonly rate: number;
  /** y at x = meanX; small numbers where the clocks count from far away. */
  readonly meanX: number; readonly meanY: number;
  /** (rate - 1) 1e6: how much faster the second clock runs, in parts per million. */
  readonly driftPpm: number;
  /** Standard error of the drift in ppm; null with fewer than three pairs. */
  readonly driftSe: number | null;
  /** Standard deviation of the residuals (n - 2), not below what the resolution allows; null with fewer than three pairs. */
  readonly residualSd: number | null;
  readonly sxx: number;
}

/** A moment on the other clock with the standard error and the 95 % interval of that moment. */
export interface MappedTime { readonly at: number; readonly se: number; readonly ci95: readonly [low: number, high: number] }

export interface ClockPairs { readonly x: Float64Array; readonly y: Float64Array }

/** Slopes of more pairs than this are medians of a part of them. */
const MEDIAN_PAIRS = 200;
const FAR = 4;

/**
 * `resolution`: the coarser step of either clock in units of y; a residual cannot be known better than its even spread, resolution / sqrt(12).
 * Null where two different moments are missing. Pairs that are not finite are left out as outliers.
 */
export function fitClock({ x, y }: ClockPairs, resolution = 0): ClockFit | null {
  const finite = [...x.keys()].filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
  if (finite.length < 2) return null;
  const near = finite.length < 4 ? finite : withoutFar(x, y, finite, resolution);
  const n = near.length;
  const meanX = near.reduce((sum, i) => sum + x[i], 0) / n;
  const meanY = near.reduce((sum, i) => sum + y[i], 0) / n;
  let sxx = 0, sxy = 0;
  for (const i of near) {
    sxx += (x[i] - meanX) ** 2;
    sxy += (x[i] - meanX) * (y[i] - meanY);
  }
  if (sxx === 0) return null;
  const rate = sxy / sxx;
  let squares = 0;
  for (const i of near) squares += (y[i] - meanY - rate * (x[i] - meanX)) ** 2;
  const residualSd = n < 3 ? null : Math.max(Math.sqrt(squares / (n - 2)), resolution / Math.sqrt(12));
  const used = new Set(near);
  return {
    n, outliers: [...x.keys()].filter((i) => !used.has(i)), rate, meanX, meanY, driftPpm: (rate - 1) * 1e6,
    driftSe: residualSd === null ? null : (residualSd / Math.sqrt(sxx)) * 1e6, residualSd, sxx,
  };
}

/** The moment x of the first clock on the second. With two pairs the line is exact and nothing is known of its error: `assumedSd` stands in. */
export function mapTime(fit: ClockFit, x: number, assumedSd = 0): MappedTime {
  const at = fit.meanY + fit.rate * (x - fit.meanX);
  const sd = fit.residualSd ?? assumedSd;
  const se = sd * Math.sqrt(1 / fit.n + (x - fit.meanX) ** 2 / fit.sxx);
  const half = (fit.n > 2 ? tQuantile(0.975, fit.n - 2) : 1.959963984540054) * se;
  return { at, se, ci95: [at - half, at + half] };
}

function withoutFar(x: Float64Array, y: Float64Array, all: readonly number[], resolution: number): number[] {
  const step = Math.ceil(all.length / MEDIAN_PAIRS);
  const some = all.filter((_, i) => i % step === 0);
  const slopes: number[] = [];
  for (let i = 0; i < some.length; i++) {
    for (let j = i + 1; j < some.length; j++) {
      const dx = x[some[j]] - x[some[i]];
      if (dx !== 0) slopes.push((y[some[j]] - y[some[i]]) / dx);
    }
  }
  const slope = median(slopes);
  if (slope === null) return [...all];
  const [x0, y0] = [x[all[0]], y[all[0]]];
  const offsets = all.map((i) => y[i] - y0 - slope * (x[i] - x0));
  const middle = median(offsets) ?? 0;
  const spread = 1.4826 * (median(offsets.map((v) => Math.abs(v - middle))) ?? 0);
  const limit = FAR * Math.max(spread, resolution / Math.sqrt(12));
  // Clocks that agree to the last bit have no spread, and none of them is far.
  const near = all.filter((_, k) => Math.abs(offsets[k] - middle) <= Math.max(limit, Math.abs(y0) * 1e-12 + 1e-9));
  return near.length >= 2 ? near : [...all];
}

const median = (values: readonly number[]): number | null => quantile(Float64Array.from(values), 0.5);
