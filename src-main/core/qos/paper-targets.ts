/** The HI paper's requirements as presets (HI 3.3; algorithms 7), and how far an offload share may rise under them. */
import { largestShare } from '../decision';
import type { Requirement } from './choose-strategy';

/** State-of-the-art accuracies the paper subtracts its 10 points from (HI 3.3). */
export const publishedSota: Readonly<Record<string, number>> = { mnist: 0.998, cifar10: 0.995, imagenet1k: 0.9 };

/** What the paper prints instead of SOTA - 10 points: 0.898 and 0.895 become 0.90. */
export const printedAccuracyTarget: Readonly<Record<string, number>> = { mnist: 0.9, cifar10: 0.9, imagenet1k: 0.8 };

/** SOTA - 10 points for a best known accuracy 0..1; digits beyond 1e-9 are rounding, so that 0.9 - 0.1 is 0.8. */
export const accuracyTarget = (sota: number): number => Math.round((sota - 0.1) * 1e9) / 1e9;

/** Accuracy as given, LPI and EPI at most half of what an offload takes; the text says "less than", Table 5 "<=": <= is used. */
export function paperTargets(accuracy: number, offloadMs: number, offloadMj: number | null): readonly [Requirement, Requirement, Requirement] {
  return [
    { quantity: 'accuracy', atLeast: accuracy },
    { quantity: 'latency', atMostMs: offloadMs / 2 },
    { quantity: 'energy', atMostMj: offloadMj === null ? null : offloadMj / 2 },
  ];
}

/** One step's cost as plain numbers: ms and, where known, mJ. */
export interface PlainCost { readonly ms: number; readonly mj: number | null }

/**
 * The largest offload share that keeps HI within the limits: min((L_t - t_dev - t_LR)/t_off, (L_e - e_dev - e_LR)/e_off), at most 1.
 * Null where even no offload is too much, or a limited energy is unknown. A limit of null does not count.
 */
export function sensitivityShare(limits: { readonly ms: number | null; readonly mj: number | null }, local: PlainCost, decision: PlainCost, offload: PlainCost): number | null {
  const shares: number[] = [1];
  if (limits.ms !== null) shares.push(largestShare(limits.ms, local.ms, decision.ms, offload.ms));
  if (limits.mj !== null) {
    if (local.mj === null || decision.mj === null || offload.mj === null) return null;
    shares.push(largestShare(limits.mj, local.mj, decision.mj, offload.mj));
  }
  const share = Math.min(...shares);
  return share < 0 ? null : share;
}
