/** Running statistics of one part of a request: mean and spread of all, quantiles of the latest, in bounded memory. */
import type { Estimate } from '../core/measurements';

/** How many of the latest observations the quantiles are taken from. */
const kept = 4096;

export interface RunningTimes {
  add(ms: number): void;
  /** `value` is the mean; 0 with n = 0 where nothing was observed. */
  estimate(source: string): Estimate;
}

export function createRunningTimes(): RunningTimes {
  let n = 0;
  let mean = 0;
  let squares = 0;
  const latest = new Float64Array(kept);
  return {
    add(ms) {
      latest[n % kept] = ms;
      n++;
      // Welford 1962: the sum of squares about the mean without ever subtracting large numbers.
      const off = ms - mean;
      mean += off / n;
      squares += off * (ms - mean);
    },
    estimate(source) {
      const sd = n < 2 ? null : Math.sqrt(squares / (n - 1));
      // The normal quantile: a server's statistics are of hundreds of requests; fewer than 30 get no interval.
      const half = sd === null || n < 30 ? null : 1.96 * sd / Math.sqrt(n);
      const sorted = latest.slice(0, Math.min(n, kept)).sort();
      return {
        value: mean, n, sd, ci95: half === null ? null : [mean - half, mean + half],
        median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99), provenance: 'measured', source,
      };
    },
  };
}

/** Linear between order statistics (type 7, the default of R and NumPy); null where there are none. */
function quantile(sorted: Float64Array, q: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}
