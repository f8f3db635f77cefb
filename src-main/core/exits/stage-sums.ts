/** The heart of the fast tables: sums over the samples that leave at one stage, for all threshold combinations at once (algorithms 5.2). */

/** (N) each; null: every sample counts 1. */
export type Weight = Float64Array | Uint8Array | null;

/**
 *   W_k[g_1..g_k] = sum_i w_i prod_{j<k} [b_ij <= g_j] [b_ik > g_k]      stage < K (0-based: ranks[stage] is the axis that leaves)
 *   W_{K+1}       = sum_i w_i prod_{j<=K} [b_ij <= g_j]                  stage = K
 * by one histogram of (G + 1)^axes and cumulative sums. `ranks`: K arrays (N) of values 0..G.
 * Returns G^axes values, row-major, axes = min(stage + 1, K).
 */
export function stageSums(ranks: readonly Uint32Array[], grid: number, stage: number, weight: Weight, samples: number): Float64Array {
  const axes = Math.min(stage + 1, ranks.length);
  const side = grid + 1;
  const histogram = count(ranks.slice(0, axes), side, weight, samples);
  if (axes === 0) return histogram;
  for (let axis = 0; axis < axes; axis++) {
    const leaving = stage < ranks.length && axis === stage;
    accumulate(histogram, side, side ** (axes - 1 - axis), leaving);
  }
  return trim(histogram, grid, axes, stage < ranks.length ? stage : -1);
}

/** The (G + 1)^axes histogram of the weights, axis by axis, so that no loop runs inside the one over samples. */
function count(ranks: readonly Uint32Array[], side: number, weight: Weight, samples: number): Float64Array {
  const histogram = new Float64Array(side ** ranks.length);
  const cell = new Uint32Array(samples);
  for (const axis of ranks) for (let i = 0; i < samples; i++) cell[i] = cell[i] * side + axis[i];
  if (weight === null) for (let i = 0; i < samples; i++) histogram[cell[i]]++;
  else for (let i = 0; i < samples; i++) histogram[cell[i]] += weight[i];
  return histogram;
}

/** Running sums along the axis of this stride: rising, or falling where samples leave at ranks above the index. */
function accumulate(values: Float64Array, side: number, stride: number, falling: boolean): void {
  for (let block = 0; block < values.length; block += stride * side) {
    for (let inner = block; inner < block + stride; inner++) {
      if (falling) for (let r = side - 2; r >= 0; r--) values[inner + r * stride] += values[inner + (r + 1) * stride];
      else for (let r = 1; r < side; r++) values[inner + r * stride] += values[inner + (r - 1) * stride];
    }
  }
}

/** Keeps ranks 0..G-1 of each axis, on the leaving one 1..G. */
function trim(values: Float64Array, grid: number, axes: number, leaving: number): Float64Array {
  const side = grid + 1;
  const kept = new Float64Array(grid ** axes);
  const rows = kept.length / grid;
  const last = axes - 1;
  for (let row = 0; row < rows; row++) {
    let source = 0;
    for (let rest = row, stride = side, axis = last - 1; axis >= 0; axis--) {
      source += ((rest % grid) + (axis === leaving ? 1 : 0)) * stride;
      rest = Math.floor(rest / grid);
      stride *= side;
    }
    const from = source + (last === leaving ? 1 : 0);
    kept.set(values.subarray(from, from + grid), row * grid);
  }
  return kept;
}

/** Adds `part` (G^a) times `factor` to `total` (G^K), the same for every index of the later axes. */
export function addBroadcast(total: Float64Array, part: Float64Array, factor: number): void {
  const run = total.length / part.length;
  for (let p = 0; p < part.length; p++) {
    const add = part[p] * factor;
    for (let t = p * run; t < (p + 1) * run; t++) total[t] += add;
  }
}
