/** Times as they come in, in constant memory: mean, quantiles within half a percent, a histogram to look at, and the last ones. */
import type { LiveStatistics } from '../../contract/procedures';

type Times = LiveStatistics['loops'][number]['latency'];

/** Bin b of the fine counts holds LOWEST_MS * GROWTH^b up to the next: 1 µs to 100 s. */
const LOWEST_MS = 0.001;
const GROWTH = 1.005;
const FINE_BINS = Math.ceil(Math.log(1e8) / Math.log(GROWTH));
const LAST = 200;
const MOST_BINS = 40;
const FEWEST_BINS = 8;

export interface RunningTimes { add(ms: Float64Array | readonly number[]): void; summary(): Times }

export function createRunningTimes(): RunningTimes {
  const fine = new Uint32Array(FINE_BINS);
  const last = new Float64Array(LAST);
  let n = 0;
  let sum = 0;
  return {
    add(values) {
      for (const ms of values) {
        if (!Number.isFinite(ms)) continue;
        fine[binOf(ms)]++;
        last[n % LAST] = ms;
        sum += ms;
        n++;
      }
    },
    summary() {
      const shown = Math.min(n, LAST);
      const timeline = Array.from({ length: shown }, (_, i): [number, number] => [n - shown + i, round(last[(n - shown + i) % LAST])]);
      if (n === 0) return { n, meanMs: 0, medianMs: 0, p95Ms: 0, histogram: { fromMs: 0, binMs: 1, counts: [] }, timeline };
      return { n, meanMs: round(sum / n), medianMs: round(quantile(fine, n, 0.5)), p95Ms: round(quantile(fine, n, 0.95)), histogram: histogram(fine, n), timeline };
    },
  };
}

const binOf = (ms: number): number => Math.max(0, Math.min(FINE_BINS - 1, Math.floor(Math.log(Math.max(ms, LOWEST_MS) / LOWEST_MS) / Math.log(GROWTH))));
const centre = (bin: number): number => LOWEST_MS * GROWTH ** (bin + 0.5);
const round = (ms: number): number => Number(ms.toPrecision(5));

function quantile(fine: Uint32Array, n: number, share: number): number {
  let left = share * n;
  for (let bin = 0; bin < fine.length; bin++) {
    left -= fine[bin];
    if (left <= 0 && fine[bin] > 0) return centre(bin);
  }
  return centre(fine.length - 1);
}

/** The least of 1, 2 and 5 times a power of ten that is not below `width`. */
function roundUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return ([1, 2, 5].find((digit) => digit * power >= width) ?? 10) * power;
}

/** From the fastest to the 99th percentile, with round edges; bins are at least two fine ones wide, or they would show the fine bins' edges. */
function histogram(fine: Uint32Array, n: number): Times['histogram'] {
  const leastMs = centre(fine.findIndex((count) => count > 0)) / GROWTH;
  const toMs = Math.max(quantile(fine, n, 0.99) * GROWTH, leastMs * 1.05);
  const binMs = roundUp((toMs - leastMs) / Math.max(FEWEST_BINS, Math.min(MOST_BINS, Math.floor((toMs - leastMs) / (2 * toMs * (GROWTH - 1))))));
  const fromMs = Math.floor(leastMs / binMs) * binMs;
  const bins = Math.ceil((toMs - fromMs) / binMs);
  const counts = Array.from({ length: bins }, () => 0);
  for (let bin = 0; bin < fine.length; bin++) if (fine[bin] > 0) counts[Math.max(0, Math.min(bins - 1, Math.floor((centre(bin) - fromMs) / binMs)))] += fine[bin];
  return { fromMs: round(fromMs), binMs: round(binMs), counts };
}
