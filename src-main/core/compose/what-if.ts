/** What strategies would cost over another link or with another server: the policy stays, only the offload changes (algorithms 3, 4.1). */
import { linkMs } from '../links';

/** An offload in parts. Times ms, rate payload Mbit/s (null: size does not matter), loss 0..1 of packets, bytes of one request. */
export interface OffloadParts {
  readonly fixedMs: number;
  readonly rateMbitS: number | null;
  readonly loss: number;
  readonly serverMs: number;
  readonly bytes: number;
}

/** t_off in ms and e_off in mJ on the board; energy null where unknown. */
export interface OffloadCost { readonly ms: number; readonly mj: number | null }

/** A strategy with its means over the samples: LPI in ms, EPI in mJ, offloadShare 0..1. */
export interface CostedStrategy { readonly lpiMs: number; readonly epiMj: number | null; readonly offloadShare: number }

/** t_off = fixed + 8 bytes / (1000 rate (1 - loss)) + server; Infinity where nothing ever arrives (rate 0, loss 1). */
export function offloadPartsMs(parts: OffloadParts): number {
  const rate = parts.rateMbitS === null ? {} : { rate_mbit_s: { value: parts.rateMbitS, source: 'what if' } };
  return linkMs({ name: 'what if', fixed_ms: { value: parts.fixedMs, source: 'what if' }, loss: { value: parts.loss, source: 'what if' }, ...rate }, parts.bytes) + parts.serverMs;
}

/**
 * A known t_off taken apart: what server and rate do not explain is the fixed part.
 * Where they explain more than there is, the server's share is cut, then the rate dropped, so that the parts always add up to t_off.
 */
export function takeApart(offloadMs: number, known: { readonly serverMs: number | null; readonly rateMbitS: number | null; readonly loss: number; readonly bytes: number }): OffloadParts {
  const sending = offloadPartsMs({ ...known, fixedMs: 0, serverMs: 0 });
  const rateMbitS = sending <= offloadMs ? known.rateMbitS : null;
  const rest = offloadMs - (rateMbitS === null ? 0 : sending);
  const serverMs = Math.min(known.serverMs ?? 0, rest);
  return { fixedMs: rest - serverMs, rateMbitS, loss: known.loss, serverMs, bytes: known.bytes };
}

/**
 * LPI' = LPI + share (t_off' - t_off);  EPI' = EPI + share (e_off' - e_off).
 * Accuracy and shares do not depend on the link while the policy stays. `after` equal to `before` changes nothing.
 */
export function withOffload(strategy: CostedStrategy, before: OffloadCost, after: OffloadCost): CostedStrategy {
  const { lpiMs, epiMj, offloadShare } = strategy;
  const shift = (from: number, to: number): number => (offloadShare === 0 ? 0 : offloadShare * (to - from));
  return {
    offloadShare,
    lpiMs: lpiMs + shift(before.ms, after.ms),
    // A strategy that never offloads keeps its energy even where that of an offload is unknown.
    epiMj: epiMj === null ? null : offloadShare === 0 ? epiMj : before.mj === null || after.mj === null ? null : epiMj + shift(before.mj, after.mj),
  };
}

/** e_off' = e_off t_off' / t_off: the board draws the same mean power for longer or shorter. Null where e_off is unknown or t_off is 0. */
export function offloadAt(before: OffloadCost, ms: number): OffloadCost {
  return { ms, mj: before.mj === null || before.ms <= 0 ? null : before.mj * (ms / before.ms) };
}

/** The t_off in ms at which both strategies take equally long; null where no t_off >= 0 does that, or every one does. */
export function breakEvenMs(a: CostedStrategy, b: CostedStrategy, offloadMs: number): number | null {
  // LPI(t) = (LPI - share t_off) + share t for each of the two.
  const slope = a.offloadShare - b.offloadShare;
  if (slope === 0) return null;
  const at = ((b.lpiMs - b.offloadShare * offloadMs) - (a.lpiMs - a.offloadShare * offloadMs)) / slope;
  return at >= 0 ? at : null;
}
