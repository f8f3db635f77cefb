/** What a trace is: samples of a board's supply on one even time axis, with what was lost left out and said. */

/** What all blocks of one capture share. */
export interface TraceFormat {
  /** Samples per second by the instrument's own clock; sample n was taken at n / rateHz. */
  readonly rateHz: number;
  /** What `values` of a block holds: current in A, or power in W where the instrument gives nothing else (counters, wattmeters). */
  readonly quantity: 'current' | 'power';
  /** The set supply in V, used where blocks carry no voltage; null for power, or where every block carries its own. */
  readonly voltageV: number | null;
  /** Whether every block carries `voltage`. */
  readonly measuresVoltage: boolean;
  /** Names of the digital lines, bit 0 first; empty where there are none. At most 8. */
  readonly lines: readonly string[];
}

/**
 * A stretch of n samples. A lost sample is NaN in `values`, or the sample numbers between two blocks: both mean "not known",
 * never zero. `voltage` and `digital` of a lost sample are not read.
 */
export interface TraceBlock {
  /** Number of the first sample since the start of the capture; at or after the end of the block before. */
  readonly firstSample: number;
  /** (n) A or W, see `TraceFormat.quantity`. */
  readonly values: Float32Array;
  /** (n) V; null where the set voltage holds. */
  readonly voltage: Float32Array | null;
  /** (n) bit k is the level of line k; null without lines. */
  readonly digital: Uint8Array | null;
  /** Monotonic host time in ms at which the last sample of the block arrived; feeds the clock fit. */
  readonly hostMs: number;
}

/** Something that happened at a sample; what was not measured at a sample has the number of the next one. */
export type TraceEvent =
  /** The level of a line changed, for instruments that report edges instead of levels. */
  | { readonly kind: 'edge'; readonly sample: number; readonly line: number; readonly rising: boolean }
  /** Two clocks read at the same moment: `sample` by the instrument's clock, `boardMs` by the board's. */
  | { readonly kind: 'time-stamp'; readonly sample: number; readonly boardMs: number; readonly label: string }
  /** A line the board printed. */
  | { readonly kind: 'uart'; readonly sample: number; readonly text: string }
  /** The instrument lost `samples`, or changed its account of time; null: it does not know how many. */
  | { readonly kind: 'loss'; readonly sample: number; readonly samples: number | null; readonly why: string }
  /** The instrument was started again here, after it was gone; how many samples lie between is told by the host's clock. */
  | { readonly kind: 'segment'; readonly sample: number; readonly why: string }
  /** Samples from here on are beyond what the instrument can measure. */
  | { readonly kind: 'overload'; readonly sample: number; readonly text: string }
  /** The supply of the board was switched. */
  | { readonly kind: 'supply'; readonly sample: number; readonly on: boolean }
  /** What a person wrote at this place. */
  | { readonly kind: 'note'; readonly sample: number; readonly text: string };

/** What can be asked of a trace: A, V or W. */
export type Channel = 'current' | 'voltage' | 'power';

/** The channels that are kept sample by sample, in this order; power is one of them where it is not just current times a constant. */
export function storedChannels(format: TraceFormat): readonly Channel[] {
  if (format.quantity === 'power') return format.measuresVoltage ? ['power', 'voltage'] : ['power'];
  return format.measuresVoltage ? ['current', 'voltage', 'power'] : ['current'];
}

/** Where a channel is found: position in `storedChannels`, and the factor that turns it into what was asked for. Null: not measured. */
export function findChannel(format: TraceFormat, channel: Channel): { readonly slot: number; readonly scale: number } | null {
  const slot = storedChannels(format).indexOf(channel);
  if (slot >= 0) return { slot, scale: 1 };
  return channel === 'power' && format.voltageV !== null ? { slot: 0, scale: format.voltageV } : null;
}
