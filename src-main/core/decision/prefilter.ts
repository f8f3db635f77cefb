/** A small classifier before the local model that sends hopeless samples straight away (BEH's third module; algorithms 2.5). */

/** ms or mJ of each step; shares 0..1. `offloadShare`: of the samples that pass the filter. */
export interface PrefilterCosts { readonly filter: number; readonly local: number; readonly decision: number; readonly offload: number }

/** t_pre + pi t_off + (1 - pi)(t_dev + t_LR + share' t_off). */
export function costWithPrefilter({ filter, local, decision, offload }: PrefilterCosts, sentStraight: number, offloadShare: number): number {
  return filter + sentStraight * offload + (1 - sentStraight) * (local + decision + offloadShare * offload);
}

/** What the filter saves against HI without it at `hiOffloadShare`; negative where it does not pay. */
export function prefilterSaves(costs: PrefilterCosts, sentStraight: number, offloadShare: number, hiOffloadShare: number): number {
  return costs.local + costs.decision + hiOffloadShare * costs.offload - costWithPrefilter(costs, sentStraight, offloadShare);
}

/** (N) 1 = straight to the server: the score of the input is below theta. With the local model's accept it makes the whole path: offloaded = sent or not accepted. */
export function sentStraight(score: ArrayLike<number>, theta: number): Uint8Array {
  return Uint8Array.from(score, (value) => (value < theta ? 1 : 0));
}
