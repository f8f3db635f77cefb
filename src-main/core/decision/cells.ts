/** The four cells of accept/offload against right/wrong, and every F1 that can be read from them (algorithms 1.3, 1.4). */

/** A, B, Cc, D by name: FP and FN swap meaning inside the paper, these do not. Counts. */
export interface DecisionCells {
  /** A: accepted, locally right. */
  readonly acceptedRight: number;
  /** B: offloaded although locally right; the paper's FN in equation (2), FP in its conclusion. */
  readonly offloadedNeedlessly: number;
  /** Cc: accepted although locally wrong. */
  readonly missed: number;
  /** D: offloaded, locally wrong. */
  readonly caught: number;
}

/** The five readings, 0..1; null where 0/0. `weighted` is the headline: the only one that fits the paper's other numbers. */
export interface F1Readings { readonly accept: number | null; readonly offload: number | null; readonly macro: number | null; readonly weighted: number | null; readonly micro: number | null }

/** Counts over (N) accept and (N) locally right, both 0/1. */
export function decisionCells(accept: Uint8Array, right: Uint8Array): DecisionCells {
  const count = [0, 0, 0, 0];
  for (let i = 0; i < accept.length; i++) count[2 * accept[i] + right[i]]++;
  return { acceptedRight: count[3], offloadedNeedlessly: count[1], missed: count[2], caught: count[0] };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** F1_accept = 2A/(2A+B+Cc), F1_offload = 2D/(2D+B+Cc), their mean, their mean weighted by acc_local, and micro = (A+D)/N. */
export function f1Readings({ acceptedRight: a, offloadedNeedlessly: b, missed: c, caught: d }: DecisionCells): F1Readings {
  const n = a + b + c + d;
  const accept = ratio(2 * a, 2 * a + b + c);
  const offload = ratio(2 * d, 2 * d + b + c);
  const both = accept !== null && offload !== null;
  const local = ratio(a + b, n) ?? 0;
  return { accept, offload, macro: both ? (accept + offload) / 2 : null, weighted: both ? local * accept + (1 - local) * offload : null, micro: ratio(a + d, n) };
}

/** A/(A+Cc): accuracy among the accepted; null where none is. */
export function selectiveAccuracy(cells: DecisionCells): number | null {
  return ratio(cells.acceptedRight, cells.acceptedRight + cells.missed);
}
