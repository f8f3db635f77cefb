/** Quantiles of more samples than can be sorted: counts in bins of equal relative width, which add up over blocks. */

/** 64 bins an octave from 2^-30 (0.93 nA) to 2^11 (2 kA), one for everything below (zero and negative too), one for above. */
const PER_OCTAVE_BITS = 6;
const SHIFT = 23 - PER_OCTAVE_BITS;
const FIRST = (127 - 30) << PER_OCTAVE_BITS;
const LAST = (127 + 11) << PER_OCTAVE_BITS;
export const BINS = LAST - FIRST + 2;
/** A quantile read from bins is off by at most this share of itself (half a bin at the start of an octave, 1 / 128). */
export const QUANTILE_ERROR = 0.5 / (1 << PER_OCTAVE_BITS);

/** Adds samples [from, to) to `bins`; NaN is left out. The top bits of a 32-bit float are its logarithm: the bin needs no `log`. */
export function addToBins(bins: Uint32Array | Float64Array, values: Float32Array, from: number, to: number): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = from; i < to; i++) {
    const b = bits[i];
    const key = b >>> SHIFT;
    if (key >= FIRST && key < LAST) bins[key - FIRST + 1]++;
    else if (values[i] === values[i]) bins[(b >>> 31) === 0 && key >= LAST ? BINS - 1 : 0]++;
  }
}

const bounds = new DataView(new ArrayBuffer(4));
/** Where bin 1 … BINS - 1 begins. */
function lowerBound(bin: number): number {
  bounds.setUint32(0, (bin - 1 + FIRST) << SHIFT);
  return bounds.getFloat32(0);
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
      const low = b === 0 ? min : Math.max(min, lowerBound(b));
      const high = b === BINS - 1 ? max : Math.min(max, lowerBound(b + 1));
      return Math.min(max, Math.max(min, low + ((wanted - below) / bins[b]) * (high - low)));
    }
    below += bins[b];
  }
  return max;
}
