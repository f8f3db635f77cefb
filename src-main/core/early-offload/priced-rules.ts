/** The least cost any rule over the bins of all branches could have, by a price on right answers (algorithms 6.3). */
import { gridRanks } from '../exits/grid';
import type { Actions } from './actions';

/** Means over the samples. `bound`: no rule that knows all bins so far is cheaper; `cost`, `accuracy`: the cheapest rule met that is accurate enough. */
export interface PricedRule { readonly bound: number; readonly cost: number; readonly accuracy: number }

const MOST_PRICES = 60;

interface Stage {
  /** (cells of branches 1..k) sums of what leaving here costs and gets right, for exit and for offload. */
  readonly exitCost: Float64Array; readonly exitRight: Float64Array; readonly offloadCost: Float64Array; readonly offloadRight: Float64Array;
}

/**
 *   V(b_1..b_k) = min( exit, offload, sum over b_{k+1} of V(b_1..b_{k+1}) ),  each action at sum(cost - lambda right)
 * from the end back, O(cells) for one price lambda. V(lambda) + lambda A N is a lower bound for every lambda, and concave: bisect on whether the
 * rule reaches A N. `edges` (K): rising values that part each branch's confidence into bins. The rule is any function of the bins seen so far,
 * so two thresholds that stand among the edges are one of its cases. Null where no rule is accurate enough.
 */
export function pricedRule({ samples, confidence, exitRight, serverRight, offAtEnd, endRight, exit, end, offload }: Actions, edges: readonly Float64Array[], right: number): PricedRule | null {
  const branches = confidence.length;
  const sizes = edges.map((values) => values.length + 1);
  const cell = new Uint32Array(samples);
  let volume = 1;
  const stages = confidence.map((sure, k): Stage => {
    const ranks = gridRanks(sure, edges[k]);
    volume *= sizes[k];
    const stage: Stage = { exitCost: new Float64Array(volume), exitRight: new Float64Array(volume), offloadCost: new Float64Array(volume), offloadRight: new Float64Array(volume) };
    for (let i = 0; i < samples; i++) {
      const at = (cell[i] = cell[i] * sizes[k] + ranks[i]);
      stage.exitCost[at] += exit[k];
      stage.offloadCost[at] += exit[k] + offload;
      stage.exitRight[at] += exitRight[k][i];
      stage.offloadRight[at] += serverRight[i];
    }
    return stage;
  });
  const endCost = new Float64Array(volume);
  const rightAtEnd = new Float64Array(volume);
  for (let i = 0; i < samples; i++) {
    endCost[cell[i]] += end + offAtEnd[i] * offload;
    rightAtEnd[cell[i]] += endRight[i];
  }

  /** Cost and right answers of the best rule at a price; of equals the one that gets more right. */
  const solve = (lambda: number): { cost: number; right: number } => {
    let cost = endCost;
    let rights = rightAtEnd;
    for (let k = branches - 1; k >= 0; k--) {
      const { exitCost, exitRight: exits, offloadCost, offloadRight } = stages[k];
      const wide = cost.length / exitCost.length;
      const [nextCost, nextRight] = [new Float64Array(exitCost.length), new Float64Array(exitCost.length)];
      for (let at = 0; at < exitCost.length; at++) {
        let onCost = 0;
        let onRight = 0;
        for (let b = at * wide; b < (at + 1) * wide; b++) {
          onCost += cost[b];
          onRight += rights[b];
        }
        nextCost[at] = onCost;
        nextRight[at] = onRight;
        for (const [c, r] of [[exitCost[at], exits[at]], [offloadCost[at], offloadRight[at]]]) {
          const gain = nextCost[at] - lambda * nextRight[at] - (c - lambda * r);
          if (gain > 0 || (gain === 0 && r > nextRight[at])) [nextCost[at], nextRight[at]] = [c, r];
        }
      }
      cost = nextCost;
      rights = nextRight;
    }
    return { cost: cost.reduce((sum, value) => sum + value, 0), right: rights.reduce((sum, value) => sum + value, 0) };
  };

  let [low, high] = [0, 1];
  let bound = -Infinity;
  let best: { cost: number; right: number } | null = null;
  const tryPrice = (lambda: number): boolean => {
    const found = solve(lambda);
    bound = Math.max(bound, found.cost - lambda * (found.right - Math.max(0, right)));
    const enough = found.right >= right;
    if (enough && (best === null || found.cost < best.cost)) best = found;
    return enough;
  };
  // The dearest right answer any rule pays for costs less than everything together.
  const dearest = samples * (Math.max(end, ...exit) + offload) + 1;
  if (!tryPrice(low)) {
    while (high < dearest && !tryPrice(high)) high *= 4;
    for (let n = 0; n < MOST_PRICES && high - low > 1e-9 * high; n++) {
      const middle = (low + high) / 2;
      if (tryPrice(middle)) high = middle;
      else low = middle;
    }
  }
  const found = best as { cost: number; right: number } | null;
  return found === null ? null : { bound: bound / samples, cost: found.cost / samples, accuracy: found.right / samples };
}
