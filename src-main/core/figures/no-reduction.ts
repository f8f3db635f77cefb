/** Why a reduction is not given although both costs are: said the same in window, PDF and CSV. */

/** `unknown`: a cost is not known here; `uncertain`: so few loops were timed that resampling takes the cost compared with to 0 or below. */
export type NoReduction = 'unknown' | 'uncertain';

/** Null where there is a reduction. `known`: both costs are. */
export function whyNoReduction(reduction: object | null, known: boolean): NoReduction | null {
  if (reduction !== null) return null;
  return known ? 'uncertain' : 'unknown';
}

export const uncertainReduction = 'too few timing loops: within its uncertainty the cost it is compared with may be 0, so that no share of it can be given; run again with more loops';
