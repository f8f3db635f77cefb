/** The statistics of a selection: energy, charge and the distribution of what was measured, with the share of it that was. */
import { quantileSorted } from '../stats';
import type { BlockTrace } from './block-trace';
import { BINS, binQuantile, QUANTILE_ERROR } from './histogram';
import { tallyRange, type Tally } from './tally';
import { findChannel, type Channel } from './trace';

/** One channel over a selection, in A, V or W. Null where nothing was measured (`sd`: fewer than two samples). */
export interface ChannelStatistics {
  readonly mean: number | null; readonly min: number | null; readonly max: number | null; readonly sd: number | null;
  readonly p50: number | null; readonly p95: number | null;
  /** The quantiles' largest error as a share of themselves: 0 where they were sorted out, else from bins. */
  readonly quantileError: number;
}

/** Everything is about the samples that were measured; what was lost is in `lost` and `coverage` and nowhere else. */
export interface SelectionStatistics {
  /** Numbers of the first sample, and of the one after the last. */
  readonly from: number; readonly to: number;
  readonly durationS: number;
  readonly samples: number;
  readonly lost: number;
  /** measured / (measured + lost), 0 … 1; 1 for an empty selection, in which nothing was lost. */
  readonly coverage: number;
  /** Of the measured samples alone: sum of power / rate. Null where no power is known. */
  readonly energyJ: number | null;
  /** Of the measured samples alone: sum of current / rate. Null where no current is known. */
  readonly chargeC: number | null;
  /** Null where the trace does not have the channel. */
  readonly current: ChannelStatistics | null; readonly voltage: ChannelStatistics | null; readonly power: ChannelStatistics | null;
}

/** Up to here quantiles are exact; sorting more would be felt. */
const SORTED_SAMPLES = 65_536;

/** Whole samples [from, to), cut to what there is. A sample stands for its whole period, as instruments that average deliver it. */
export function selectionStatistics(trace: BlockTrace, from: number, to: number): SelectionStatistics {
  const begin = Math.min(Math.max(0, Math.floor(from)), trace.end);
  const end = Math.max(begin, Math.min(Math.ceil(to), trace.end));
  const { rateHz, voltageV, quantity, measuresVoltage } = trace.format;
  const tallies = Array.from({ length: trace.slots }, (_, slot) => tallyRange(trace, slot, begin, end));
  const samples = tallies[0].count;
  const sumOf = (channel: Channel): number | null => {
    const found = findChannel(trace.format, channel);
    return found === null ? null : (tallies[found.slot].sum * found.scale) / rateHz;
  };
  // Channels that are one another's multiple share their quantiles.
  const raw = tallies.map((tally, slot) => channelStatistics(trace, slot, begin, end, tally));
  const of = (channel: Channel): ChannelStatistics | null => {
    const found = findChannel(trace.format, channel);
    return found === null ? null : scaled(raw[found.slot], found.scale);
  };
  return {
    from: begin, to: end, durationS: (end - begin) / rateHz, samples, lost: end - begin - samples, coverage: end === begin ? 1 : samples / (end - begin),
    energyJ: sumOf('power'), chargeC: sumOf('current'), current: of('current'), power: of('power'),
    voltage: of('voltage') ?? (quantity === 'current' && !measuresVoltage && voltageV !== null && samples > 0 ? constant(voltageV, samples) : null),
  };
}

function channelStatistics(trace: BlockTrace, slot: number, from: number, to: number, tally: Tally): ChannelStatistics {
  const { count, sum, sumSq, min, max } = tally;
  if (count === 0) return { mean: null, min: null, max: null, sd: null, p50: null, p95: null, quantileError: 0 };
  const mean = sum / count;
  const sd = count < 2 ? null : Math.sqrt(Math.max(0, (sumSq - sum * mean) / (count - 1)));
  if (to - from <= SORTED_SAMPLES) {
    // 32-bit floats sort faster; NaN goes to the end.
    const sorted = new Float64Array(trace.samples(slot, from, to).sort().subarray(0, count));
    return { mean, min, max, sd, p50: quantileSorted(sorted, 0.5), p95: quantileSorted(sorted, 0.95), quantileError: 0 };
  }
  const bins = new Float64Array(BINS);
  trace.addBins(slot, from, to, bins);
  return { mean, min, max, sd, p50: binQuantile(bins, 0.5, min, max), p95: binQuantile(bins, 0.95, min, max), quantileError: QUANTILE_ERROR };
}

function scaled(s: ChannelStatistics, by: number): ChannelStatistics {
  const times = (v: number | null): number | null => (v === null ? null : v * by);
  return by === 1 ? s : { mean: times(s.mean), min: times(s.min), max: times(s.max), sd: times(s.sd), p50: times(s.p50), p95: times(s.p95), quantileError: s.quantileError };
}

const constant = (v: number, samples: number): ChannelStatistics => ({ mean: v, min: v, max: v, sd: samples < 2 ? null : 0, p50: v, p95: v, quantileError: 0 });
