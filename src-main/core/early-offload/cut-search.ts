/** The best pair of cuts at every branch over given cells, all combinations considered: nested sums outside, one exact sweep inside (algorithms 6.1). */
import type { Actions } from './actions';
import { bestCut, emptyCells, type CellSums, type CutLimits } from './best-cut';

export interface CutSearchLimits { readonly right: number; readonly firstExit: readonly number[]; readonly mayOffload: boolean }
export type BranchCut = { readonly low: number; readonly high: number };

/**
 * Counts over the cells of branches `first`..j for every stage j >= first: samples, branch j's right answers, the server's right answers;
 * for the end: samples, those its decision offloads, right answers. Row-major, the earliest branch slowest; whole numbers, so that sums are exact.
 */
interface Level { readonly stages: readonly (readonly Float64Array[])[]; readonly end: readonly Float64Array[] }

/**
 * `ranks` (K)(N): cell of every sample at every branch; `sizes` (K): cells. K >= 1. `tie` null: least cost with right answers >= limits.right;
 * a number: most right answers, then least cost times it. Null where nothing is enough.
 * For every pair at the branches before the last, the samples that go on are summed by differences of running sums; the last branch is one sweep:
 * O(prod_{k<K} B_k^2 / 2 * B_K log B_K). Ties: the combination found last, which has the higher exits.
 */
export function bestCuts(actions: Actions, ranks: readonly Uint32Array[], sizes: readonly number[], limits: CutSearchLimits, tie: number | null = null): BranchCut[] | null {
  const branches = ranks.length;
  const { exit, end, offload } = actions;
  const scratch = new Uint32Array(Math.max(...sizes) + 1);
  const cells = emptyCells(sizes[branches - 1]);
  // What a sample that goes on from branch k costs at least.
  const later = exit.map((_, k) => Math.min(end, ...exit.slice(k + 1)));
  const chosen: BranchCut[] = Array.from({ length: branches }, () => ({ low: 0, high: 0 }));
  let best: { cost: number; right: number; cuts: BranchCut[] } | null = null;
  // What is minimised: cost, or wrong answers with cost as the last resort.
  const price = (cost: number, right: number): number => (tie === null ? cost : tie * cost - right);

  const search = (level: Level, k: number, cost: number, right: number): void => {
    const [count, exitRight, serverRight] = level.stages[0];
    if (k === branches - 1) {
      fillLast(cells, level);
      const within: CutLimits = { right: limits.right - right, firstExit: limits.firstExit[k], mayOffload: limits.mayOffload };
      const cut = bestCut(cells, within, scratch);
      if (cut === null) return;
      const total = cut.cost + price(cost, right);
      if (best !== null && (total > best.cost || (total === best.cost && cut.right + right < best.right))) return;
      chosen[k] = { low: cut.low, high: cut.high };
      best = { cost: total, right: cut.right + right, cuts: chosen.slice() };
      return;
    }
    const size = sizes[k];
    const [counts, rights, servers] = [count, exitRight, serverRight].map(runningSums);
    const sums = { stages: level.stages.slice(1).map((arrays) => arrays.map((array) => runningRows(array, size))), end: level.end.map((array) => runningRows(array, size)) };
    const inner: Level = { stages: sums.stages.map((arrays) => arrays.map((array) => new Float64Array(array.length / (size + 1)))), end: sums.end.map((array) => new Float64Array(array.length / (size + 1))) };
    for (let low = 0; low <= (limits.mayOffload ? size : 0); low++) {
      for (let high = Math.max(low, limits.firstExit[k]); high <= size; high++) {
        const leaving = counts[low] + counts[size] - counts[high];
        const gained = right + servers[low] + rights[size] - rights[high];
        const spent = cost + leaving * exit[k] + counts[low] * offload;
        // Nothing to find where even the best of what is left would not do.
        const going = counts[high] - counts[low];
        if (gained + going < limits.right) continue;
        if (best !== null && tie === null && spent + going * later[k] > best.cost) continue;
        chosen[k] = { low, high };
        sums.stages.forEach((arrays, j) => arrays.forEach((array, a) => between(array, low, high, inner.stages[j][a])));
        sums.end.forEach((array, a) => between(array, low, high, inner.end[a]));
        search(inner, k + 1, spent, gained);
      }
    }
  };

  function fillLast({ exitCost, exitRight, offloadCost, offloadRight, goOnCost, goOnRight }: CellSums, { stages: [[count, rightHere, serverRight]], end: [atEnd, sent, rightAtEnd] }: Level): void {
    const here = exit[branches - 1];
    for (let b = 0; b < exitCost.length; b++) {
      exitRight[b] = rightHere[b];
      offloadRight[b] = serverRight[b];
      goOnRight[b] = rightAtEnd[b];
      exitCost[b] = price(count[b] * here, rightHere[b]);
      offloadCost[b] = price(count[b] * (here + offload), serverRight[b]);
      goOnCost[b] = price(atEnd[b] * end + sent[b] * offload, rightAtEnd[b]);
    }
  }

  search(countAll(actions, ranks, sizes), 0, 0, 0);
  return (best as { cuts: BranchCut[] } | null)?.cuts ?? null;
}

function countAll({ samples, exitRight, serverRight, offAtEnd, endRight }: Actions, ranks: readonly Uint32Array[], sizes: readonly number[]): Level {
  const cell = new Uint32Array(samples);
  let volume = 1;
  const tally = (weight: Uint8Array | null): Float64Array => {
    const sums = new Float64Array(volume);
    for (let i = 0; i < samples; i++) sums[cell[i]] += weight === null ? 1 : weight[i];
    return sums;
  };
  const stages = ranks.map((rank, k) => {
    volume *= sizes[k];
    for (let i = 0; i < samples; i++) cell[i] = cell[i] * sizes[k] + rank[i];
    return [tally(null), tally(exitRight[k]), tally(serverRight)];
  });
  return { stages, end: [tally(null), tally(offAtEnd), tally(endRight)] };
}

/** (B + 1) sums of all entries before. */
function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let b = 0; b < values.length; b++) sums[b + 1] = sums[b] + values[b];
  return sums;
}

/** (B + 1, rest): row x is the sum of all rows before x. */
function runningRows(values: Float64Array, size: number): Float64Array {
  const rest = values.length / size;
  const sums = new Float64Array(values.length + rest);
  for (let at = 0; at < values.length; at++) sums[at + rest] = sums[at] + values[at];
  return sums;
}

/** Rows low..high - 1 added up, by the difference of two running sums. */
function between(sums: Float64Array, low: number, high: number, into: Float64Array): void {
  const rest = into.length;
  for (let r = 0; r < rest; r++) into[r] = sums[high * rest + r] - sums[low * rest + r];
}
