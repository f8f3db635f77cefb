/** Threshold grids: the values each branch may use. */

/** Above every confidence: the sample never leaves here. A threshold of 1 does not do that, float32 softmax can be exactly 1. */
export const neverExit = 1.01;

/** Largest table that is worth its memory, in entries. */
const MOST_ENTRIES = 4_000_000;

/** `size` even values from `from` to 1, then `neverExit`; fewer for three branches and more, so that the table stays small. */
export function thresholdGrid(from: number, size: number, branches = 1): Float64Array {
  const most = Math.floor(MOST_ENTRIES ** (1 / Math.max(1, branches))) - 2;
  const count = Math.max(2, Math.min(size, most));
  const grid = Array.from({ length: count }, (_, i) => Number((from + ((1 - from) * i) / (count - 1)).toFixed(6)));
  return Float64Array.from([...new Set(grid), neverExit]);
}

/** Every distinct confidence, then `neverExit`: with one branch the table over it is exact, O(N log N). */
export function exactGrid(confidence: Float32Array): Float64Array {
  return Float64Array.from([...new Set(confidence.slice().sort()), neverExit]);
}

/** (N) b_i: number of grid values <= c_i; sample i leaves under grid index g iff g < b_i (algorithms 5.2). `grid` rises. */
export function gridRanks(confidence: Float32Array | Float64Array, grid: Float64Array): Uint32Array {
  const ranks = new Uint32Array(confidence.length);
  for (let i = 0; i < ranks.length; i++) {
    let low = 0;
    let high = grid.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (grid[middle] <= confidence[i]) low = middle + 1;
      else high = middle;
    }
    ranks[i] = low;
  }
  return ranks;
}
