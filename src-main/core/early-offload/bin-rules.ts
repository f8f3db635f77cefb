/** Any action for any bin of one branch's confidence: how much two thresholds leave behind (algorithms 6.2). */
import type { CellSums } from './best-cut';

export type Action = 'exit' | 'offload' | 'go-on';

/** One action a bin; `cost` and `right` are sums over the samples. */
export interface BinRule { readonly actions: readonly Action[]; readonly cost: number; readonly right: number }

const actions: readonly Action[] = ['exit', 'offload', 'go-on'];

/** (B) for each action, in the order of `actions`. */
const byAction = (cells: CellSums): { readonly cost: Float64Array[]; readonly right: Float64Array[] } => ({
  cost: [cells.exitCost, cells.offloadCost, cells.goOnCost], right: [cells.exitRight, cells.offloadRight, cells.goOnRight],
});

/**
 * Least cost of one action a bin with at least `right` right answers: a multiple-choice knapsack, by the exact table
 *   dp_b[q] = min_x dp_{b-1}[q - right_bx] + cost_bx,   q = 0..most right answers
 * O(3 B N) time, B N bytes. Null where no rule reaches `right`.
 */
export function cheapestBinRule(cells: CellSums, right: number): BinRule | null {
  const { cost, right: gained } = byAction(cells);
  const bins = cells.exitCost.length;
  const most = Array.from({ length: bins }, (_, b) => Math.max(gained[0][b], gained[1][b], gained[2][b]));
  const top = most.reduce((sum, value) => sum + value, 0);
  if (top < right) return null;
  let least = new Float64Array(top + 1).fill(Infinity);
  least[0] = 0;
  const choice = new Uint8Array(bins * (top + 1));
  let reached = 0;
  for (let b = 0; b < bins; b++) {
    const next = new Float64Array(top + 1).fill(Infinity);
    const row = b * (top + 1);
    for (let x = 0; x < 3; x++) {
      const [add, more] = [cost[x][b], gained[x][b]];
      for (let q = 0; q <= reached; q++) {
        const total = least[q] + add;
        if (total < next[q + more]) {
          next[q + more] = total;
          choice[row + q + more] = x;
        }
      }
    }
    reached += most[b];
    least = next;
  }
  let best = -1;
  for (let q = Math.max(0, right); q <= top; q++) if (least[q] < Infinity && (best < 0 || least[q] < least[best])) best = q;
  if (best < 0) return null;
  const rule: Action[] = [];
  for (let b = bins - 1, q = best; b >= 0; b--) {
    const x = choice[b * (top + 1) + q];
    rule.unshift(actions[x]);
    q -= gained[x][b];
  }
  return { actions: rule, cost: least[best], right: best };
}

/** `bound`: no rule over these bins, with coins thrown or without, is cheaper; `rule`: the last hull step taken whole, so never worse by more than that step. */
export interface HullRule { readonly bound: number; readonly rule: BinRule }

/**
 * The lower convex hull of each bin's three points (right, cost): start at every bin's cheapest, take hull steps in order of cost per extra
 * right answer until `right` is met. O(B log B). Null where no rule reaches `right`.
 */
export function hullBinRule(cells: CellSums, right: number): HullRule | null {
  const { cost, right: gained } = byAction(cells);
  const bins = cells.exitCost.length;
  const rule: number[] = [];
  const steps: { bin: number; to: number; cost: number; right: number }[] = [];
  let spent = 0;
  let reached = 0;
  for (let b = 0; b < bins; b++) {
    let at = [0, 1, 2].reduce((best, x) => (cost[x][b] < cost[best][b] || (cost[x][b] === cost[best][b] && gained[x][b] > gained[best][b]) ? x : best));
    rule.push(at);
    spent += cost[at][b];
    reached += gained[at][b];
    for (;;) {
      const from = at;
      const slope = (x: number): number => (cost[x][b] - cost[from][b]) / (gained[x][b] - gained[from][b]);
      const better = [0, 1, 2].filter((x) => gained[x][b] > gained[from][b]).sort((x, y) => slope(x) - slope(y) || gained[y][b] - gained[x][b]);
      if (better.length === 0) break;
      [at] = better;
      steps.push({ bin: b, to: at, cost: cost[at][b] - cost[from][b], right: gained[at][b] - gained[from][b] });
    }
  }
  // Within a bin hull steps are already in rising order, and sorting is stable.
  steps.sort((a, b) => a.cost / a.right - b.cost / b.right);
  let bound = spent;
  for (const step of steps) {
    if (reached >= right) break;
    bound = spent + (step.cost * Math.min(step.right, right - reached)) / step.right;
    rule[step.bin] = step.to;
    spent += step.cost;
    reached += step.right;
  }
  return reached >= right ? { bound, rule: { actions: rule.map((x) => actions[x]), cost: spent, right: reached } } : null;
}
