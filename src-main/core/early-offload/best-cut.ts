/** One branch, solved exactly: which cells of rising confidence to offload, which to let go on, which to answer (algorithms 6.1, K = 1). */

/** Sums over the samples of each of B cells, in order of rising confidence: what each action there costs and how many it gets right. */
export interface CellSums {
  readonly exitCost: Float64Array; readonly exitRight: Float64Array;
  readonly offloadCost: Float64Array; readonly offloadRight: Float64Array;
  readonly goOnCost: Float64Array; readonly goOnRight: Float64Array;
}

export const emptyCells = (size: number): CellSums => ({
  exitCost: new Float64Array(size), exitRight: new Float64Array(size), offloadCost: new Float64Array(size),
  offloadRight: new Float64Array(size), goOnCost: new Float64Array(size), goOnRight: new Float64Array(size),
});

/** Cells below `low` are offloaded, from `high` on they exit; 0 <= low <= high <= B. */
export interface Cut { readonly low: number; readonly high: number; readonly cost: number; readonly right: number }

export interface CutLimits {
  /** Right answers asked for. */
  readonly right: number;
  /** Lowest `high` allowed. */
  readonly firstExit: number;
  readonly mayOffload: boolean;
}

/**
 *   total(low, high) = a(low) + b(high),   right(low, high) = c(low) + d(high)
 *   a(x) = sum_{cell < x} (offload - go on) cost,  b(y) = sum_{cell < y} go on + sum_{cell >= y} exit cost,  c, d alike
 * is separable, so that a sweep over `high` with a staircase of the useful `low` (more right, dearer) finds the cheapest pair of all
 * B^2 / 2 in O(B log B). Ties: more right, then the higher `high`, then the lower `low`. Null where no pair reaches `right`. `steps` is scratch of B + 1 numbers.
 */
export function bestCut(cells: CellSums, limits: CutLimits, steps = new Uint32Array(cells.exitCost.length + 1)): Cut | null {
  const { exitCost, exitRight, offloadCost, offloadRight, goOnCost, goOnRight } = cells;
  const size = exitCost.length;
  let rest = 0;
  let restRight = 0;
  for (let b = 0; b < size; b++) {
    rest += exitCost[b];
    restRight += exitRight[b];
  }
  const [lowCost, lowRight] = lowSums(cells);
  // steps[0 .. height): values of `low` with rising right and strictly rising cost.
  let height = 0;
  const firstAtLeast = (right: number): number => {
    let from = 0;
    let to = height;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (lowRight[steps[middle]] < right) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  let best: Cut | null = null;
  let passed = 0;
  let passedRight = 0;
  for (let high = 0; high <= size; high++) {
    if (limits.mayOffload || high === 0) {
      const at = firstAtLeast(lowRight[high]);
      if (at === height || lowCost[steps[at]] > lowCost[high]) {
        // Steps before `at` get no more right: those that are not cheaper either give way, as does one with the same right.
        let keep = at;
        while (keep > 0 && lowCost[steps[keep - 1]] >= lowCost[high]) keep--;
        const next = at < height && lowRight[steps[at]] === lowRight[high] ? at + 1 : at;
        if (next !== keep + 1 && next < height) steps.copyWithin(keep + 1, next, height);
        height += keep + 1 - next;
        steps[keep] = high;
      }
    }
    if (high >= limits.firstExit) {
      const at = firstAtLeast(limits.right - passedRight - restRight);
      if (at < height) {
        const low = steps[at];
        const cost = lowCost[low] + passed + rest;
        const right = lowRight[low] + passedRight + restRight;
        if (best === null || cost < best.cost || (cost === best.cost && right >= best.right)) best = { low, high, cost, right };
      }
    }
    if (high < size) {
      passed += goOnCost[high];
      passedRight += goOnRight[high];
      rest -= exitCost[high];
      restRight -= exitRight[high];
    }
  }
  return best;

  function lowSums({ exitCost: { length } }: CellSums): [Float64Array, Float64Array] {
    const cost = new Float64Array(length + 1);
    const right = new Float64Array(length + 1);
    for (let b = 0; b < length; b++) {
      cost[b + 1] = cost[b] + offloadCost[b] - goOnCost[b];
      right[b + 1] = right[b] + offloadRight[b] - goOnRight[b];
    }
    return [cost, right];
  }
}
