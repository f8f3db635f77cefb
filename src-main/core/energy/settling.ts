/**
 * How fast the measured power follows the real one: shunt and decoupling capacitors smooth a step into 1 - exp(-t / tau).
 *
 *     tau = integral of (P_after - P(t)) dt / (P_after - P_before)        from the edge on
 *
 * Source: the area method, K. Astrom, T. Hagglund, PID Controllers, 2nd ed., 2.4 (average residence time; tau for a first-order lag).
 */
import { quantile } from '../stats';
import type { BlockTrace } from '../trace/block-trace';
import { tallyRange } from '../trace/tally';
import { findChannel } from '../trace/trace';

/** Inferences shorter than this many time constants lose more than exp(-5) = 0.7 % of a step to their neighbours. */
export const SETTLED_AFTER = 5;

export interface Settling { readonly timeConstantS: number; readonly edges: number }

/**
 * The median over the given edges (sample numbers), each looked at for `span` samples before and after; the power must be steady before
 * it and again in the second half after it. Edges with too small a step (below five standard deviations of the steady power) or with
 * losses are passed over; null where none is left, or the trace knows no power.
 */
export function measureSettling(trace: BlockTrace, edges: readonly number[], span: number): Settling | null {
  const channel = findChannel(trace.format, 'power');
  const half = Math.floor(span / 2);
  if (channel === null || half < 4) return null;
  const found: number[] = [];
  for (const edge of edges) {
    const at = Math.round(edge);
    if (at - half < 0 || at + 2 * half > trace.end) continue;
    const [before, rise, after] = [[at - half, at], [at, at + half], [at + half, at + 2 * half]].map(([a, b]) => tallyRange(trace, channel.slot, a, b));
    if (before.count + rise.count + after.count < 3 * half) continue;
    const [low, high] = [before.sum / half, after.sum / half];
    const noise = Math.sqrt(Math.max(0, before.sumSq / half - low * low, after.sumSq / half - high * high));
    if (Math.abs(high - low) <= 5 * noise || high === low) continue;
    found.push((half * high - rise.sum) / (high - low));
  }
  const samples = quantile(Float64Array.from(found), 0.5);
  return samples === null ? null : { timeConstantS: Math.max(0, samples) / trace.format.rateHz, edges: found.length };
}
