/** Running statistics of one part of a request: mean and spread of all, quantiles of the latest, in bounded memory. */
import type { Estimate } from '../core/measurements';
import { quantileSorted, tQuantile } from '../core/stats';

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
      const half = sd === null ? null : (tQuantile(0.975, n - 1) * sd) / Math.sqrt(n);
      const sorted = latest.slice(0, Math.min(n, kept)).sort();
      return {
        value: mean, n, sd, ci95: half === null ? null : [mean - half, mean + half],
        median: quantileSorted(sorted, 0.5), p95: quantileSorted(sorted, 0.95), p99: quantileSorted(sorted, 0.99), provenance: 'measured', source,
      };
    },
  };
}
