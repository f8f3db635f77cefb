/** The power in one window of a trace, fractions of samples at its ends included. */
import type { BlockTrace } from '../trace/block-trace';
import { tallyRange } from '../trace/tally';
import { findChannel } from '../trace/trace';

/** `meanW`, `minW`, `maxW` of what was measured: null where nothing was, or the trace knows no power. */
export interface WindowPower {
  readonly durationS: number;
  /** Of it, what was measured. */
  readonly measuredS: number;
  /** sum of power x period over the measured samples; an energy only if nothing was lost. */
  readonly measuredJ: number;
  readonly meanW: number | null; readonly minW: number | null; readonly maxW: number | null;
}

/**
 * Samples [from, to), fractions allowed: sample n stands for [n, n + 1), the instrument's mean over its period (rectangle rule).
 * What lies outside of the trace counts as lost.
 */
export function windowPower(trace: BlockTrace, from: number, to: number): WindowPower {
  const { rateHz } = trace.format;
  const channel = findChannel(trace.format, 'power');
  const durationS = Math.max(0, to - from) / rateHz;
  const nothing: WindowPower = { durationS, measuredS: 0, measuredJ: 0, meanW: null, minW: null, maxW: null };
  if (channel === null || !(to > from)) return nothing;
  const [first, last] = [Math.ceil(from), Math.floor(to)];
  let { count, sum, min, max } = tallyRange(trace, channel.slot, first, last);
  const addPart = (sample: number, weight: number): void => {
    if (weight <= 0 || sample < 0 || sample >= trace.end) return;
    const [v] = trace.samples(channel.slot, sample, sample + 1);
    if (Number.isNaN(v)) return;
    count += weight;
    sum += weight * v;
    min = Math.min(min, v);
    max = Math.max(max, v);
  };
  if (last < first) addPart(last, to - from);
  else {
    addPart(first - 1, first - from);
    addPart(last, to - last);
  }
  if (count <= 0) return nothing;
  const { scale } = channel;
  return { durationS, measuredS: count / rateHz, measuredJ: (sum * scale) / rateHz, meanW: (sum / count) * scale, minW: min * scale, maxW: max * scale };
}
