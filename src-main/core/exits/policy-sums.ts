/** Sums that answer every setting of exit and offload thresholds on a grid at once: accuracy, LPI, EPI and shares of any policy in constant time (algorithms 5.2, 6). */

/** N samples at K places where a confidence is compared with thresholds; `serverRight` and `offloadMs` are of an offload from wherever it is made. */
export interface SampleActions {
  readonly samples: number;
  /** K entries; `rank` (N): number of grid values <= the confidence there, from `gridRanks`; `right` (N): the answer there is right. */
  readonly places: readonly { readonly rank: Uint32Array; readonly right: Uint8Array }[];
  /** Of samples that pass every place: whether they are offloaded then, and whether the answer that follows is right. */
  readonly end: { readonly offloaded: Uint8Array; readonly right: Uint8Array };
  /** (N); null without a server: nothing is ever offloaded. */
  readonly serverRight: Uint8Array | null;
  /** (N) each sample's own t_off in ms; null: the mean stands for all. */
  readonly offloadMs: Float64Array | null;
}

/** A table of `side`^d sums over the samples whose rank at each of d places lies below the index: row-major, the first place slowest. */
type Below = ArrayLike<number>;
export interface PlaceSums { readonly count: Below; readonly right: Below; readonly serverRight: Below | null; readonly offloadMs: Below | null }
export interface EndSums { readonly count: Below; readonly right: Below; readonly offloaded: Below; readonly offloadMs: Below | null }

export interface PolicySums {
  readonly samples: number;
  /** Grid values + 2. */
  readonly side: number;
  /** Entry k is over the places 0..k. */
  readonly places: readonly PlaceSums[];
  readonly end: EndSums;
}

/** `grid`: number of its values. O(K N + K side^K). */
export function policySums({ samples, places, end, serverRight, offloadMs }: SampleActions, grid: number): PolicySums {
  const side = grid + 2;
  const cell = new Uint32Array(samples);
  let axes = 0;
  const table = (weight: ((i: number) => number) | null): Float64Array => {
    const sums = new Float64Array(side ** axes);
    for (let i = 0; i < samples; i++) sums[cell[i]] += weight === null ? 1 : weight(i);
    for (let stride = 1; stride < sums.length; stride *= side) {
      for (let at = stride; at < sums.length; at++) if (Math.floor(at / stride) % side !== 0) sums[at] += sums[at - stride];
    }
    return sums;
  };
  const stages = places.map(({ rank, right }): PlaceSums => {
    // One further along every axis, so that an index holds what lies below it.
    for (let i = 0; i < samples; i++) cell[i] = cell[i] * side + rank[i] + 1;
    axes++;
    return { count: table(null), right: table((i) => right[i]), serverRight: serverRight === null ? null : table((i) => serverRight[i]), offloadMs: offloadMs === null ? null : table((i) => offloadMs[i]) };
  });
  return {
    samples, side, places: stages,
    end: { count: table(null), right: table((i) => end.right[i]), offloaded: table((i) => end.offloaded[i]), offloadMs: offloadMs === null ? null : table((i) => end.offloaded[i] * offloadMs[i]) },
  };
}

export interface PlainCost { readonly latencyMs: number; readonly energyMj: number | null }
/** Board costs of a sample that leaves at place k (offload apart), of one that passes them all, and of an offload. */
export interface PolicyCosts { readonly places: readonly PlainCost[]; readonly end: PlainCost; readonly offload: PlainCost }

/** Means over the samples. `answered`, `offloaded`: (K + 1) shares by place, the end last; together they sum to 1. */
export interface PolicyPoint { readonly accuracy: number; readonly lpiMs: number; readonly epiMj: number | null; readonly offloadShare: number; readonly answered: readonly number[]; readonly offloaded: readonly number[] }

/**
 * `exitFrom`, `offloadBelow`: (K) grid indices. Place k answers what is at least as sure as grid[exitFrom[k]], offloads of the rest what is less sure
 * than grid[offloadBelow[k]], and lets the others go on; -1 offloads nothing there.
 */
export function policyPoint({ samples, side, places, end }: PolicySums, costs: PolicyCosts, exitFrom: readonly number[], offloadBelow: readonly number[]): PolicyPoint {
  const from: number[] = [];
  const to: number[] = [];
  const answered: number[] = [];
  const offloaded: number[] = [];
  let [right, ms, mj, sentMs] = [0, 0, 0, 0];
  const take = (cost: PlainCost, kept: number, sent: number): void => {
    answered.push(kept / samples);
    offloaded.push(sent / samples);
    ms += (kept + sent) * cost.latencyMs;
    mj += (kept + sent) * (cost.energyMj ?? 0);
  };
  places.forEach((sums, k) => {
    const below = Math.min(offloadBelow[k], exitFrom[k]) + 1;
    // Sure enough: ranks above exitFrom.
    [from[k], to[k]] = [exitFrom[k] + 1, side - 1];
    const kept = box(sums.count, side, from, to);
    right += box(sums.right, side, from, to);
    [from[k], to[k]] = [0, below];
    const sent = below === 0 ? 0 : box(sums.count, side, from, to);
    if (sent > 0 && sums.serverRight !== null) right += box(sums.serverRight, side, from, to);
    if (sent > 0 && sums.offloadMs !== null) sentMs += box(sums.offloadMs, side, from, to);
    take(costs.places[k], kept, sent);
    [from[k], to[k]] = [below, exitFrom[k] + 1];
  });
  const sent = box(end.offloaded, side, from, to);
  right += box(end.right, side, from, to);
  if (end.offloadMs !== null) sentMs += box(end.offloadMs, side, from, to);
  take(costs.end, box(end.count, side, from, to) - sent, sent);
  const offloadShare = offloaded.reduce((sum, share) => sum + share, 0);
  const offloads = places.some(({ serverRight }) => serverRight !== null);
  const unknown = [...costs.places, costs.end, ...(offloads ? [costs.offload] : [])].some(({ energyMj }) => energyMj === null);
  return {
    accuracy: right / samples, lpiMs: (ms + (end.offloadMs === null ? offloadShare * samples * costs.offload.latencyMs : sentMs)) / samples,
    epiMj: unknown ? null : mj / samples + offloadShare * (costs.offload.energyMj ?? 0), offloadShare, answered, offloaded,
  };
}

/** Sum over ranks from[k] .. to[k] - 1 at every place, by the corners of the box. */
function box(below: Below, side: number, from: readonly number[], to: readonly number[]): number {
  const axes = from.length;
  let sum = 0;
  for (let corner = 0; corner < 1 << axes; corner++) {
    let at = 0;
    let sign = 1;
    for (let k = 0; k < axes; k++) {
      const low = (corner >> k) & 1;
      at = at * side + (low === 1 ? from[k] : to[k]);
      if (low === 1) sign = -sign;
    }
    sum += sign * below[at];
  }
  return sum;
}
