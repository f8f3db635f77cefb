/** Quantiles of more samples than can be sorted: counts in bins of equal relative width, which add up over blocks. */

/** 64 bins an octave from 2^-30 (0.93 nA) to 2^11 (2 kA) on either side of zero; one for all that is smaller, two for what is beyond. */
const PER_OCTAVE_BITS = 6;
const SHIFT = 23 - PER_OCTAVE_BITS;
const FIRST = (127 - 30) << PER_OCTAVE_BITS;
const SIDE = ((127 + 11) << PER_OCTAVE_BITS) - FIRST;
/** Rising: beyond, negative, zero, positive, beyond. */
const ZERO = SIDE + 1;
export const BINS = 2 * SIDE + 3;
/** A quantile read from bins is off by at most this share of itself (half a bin at the start of an octave, 1 / 128). */
export const QUANTILE_ERROR = 0.5 / (1 << PER_OCTAVE_BITS);

/** Adds samples [from, to) to `bins`; NaN is left out. The top bits of a 32-bit float are its logarithm: the bin needs no `log`. */
export function addToBins(bins: Uint32Array | Float64Array, values: Float32Array, from: number, to: number): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = from; i < to; i++) {
    const b = bits[i];
    const magnitude = ((b & 0x7fffffff) >>> SHIFT) - FIRST;
    if (magnitude < 0) bins[ZERO]++;
    else if (values[i] === values[i]) {
      const away = magnitude < SIDE ? magnitude + 1 : ZERO;
      bins[b >>> 31 === 0 ? ZERO + away : ZERO - away]++;
    }
  }
}

const bounds = new DataView(new ArrayBuffer(4));
/** Where the bin `away` steps from zero begins: 2^-30 for 1, and so on. */
function bound(away: number): number {
  bounds.setUint32(0, (away - 1 + FIRST) << SHIFT);
  return bounds.getFloat32(0);
}
/** Values of a bin, before they are cut to what occurred. */
function span(bin: number): [low: number, high: number] {
  const away = Math.abs(bin - ZERO);
  if (away === 0) return [-bound(1), bound(1)];
  const [near, far] = [bound(away), away === ZERO ? Infinity : bound(away + 1)];
  return bin > ZERO ? [near, far] : [-far, -near];
}

/**
 * The p-quantile of the counted samples, `min` and `max` of which are known; null where there are none.
 * Within a bin samples are taken to lie evenly. Error: QUANTILE_ERROR of the value, or 1 nA where it is smaller than that.
 */
export function binQuantile(bins: Float64Array, p: number, min: number, max: number): number | null {
  let total = 0;
  for (let b = 0; b < BINS; b++) total += bins[b];
  if (total === 0) return null;
  const wanted = Math.min(Math.max(p, 0), 1) * (total - 1) + 0.5;
  let below = 0;
  for (let b = 0; b < BINS; b++) {
    if (below + bins[b] >= wanted && bins[b] > 0) {
      const [low, high] = span(b);
      const [from, to] = [Math.max(min, low), Math.min(max, high)];
      return from + ((wanted - below) / bins[b]) * (to - from);
    }
    below += bins[b];
  }
  return max;
}
