/** Fewer points that draw the same line: first, least, greatest and last of every pixel column (M4, Jugel et al. 2014). */

/** `x` rises. At most 4 points a pixel of `from`..`to`, in the order of x; neighbours outside are kept so that the line reaches the edge. */
export function decimate(x: Float64Array, y: Float64Array, from: number, to: number, pixels: number): Uint32Array {
  const begin = Math.max(0, lowerBound(x, from) - 1);
  const end = Math.min(x.length, lowerBound(x, to) + 1);
  if (end - begin <= 4 * pixels || !(to > from)) return Uint32Array.from({ length: Math.max(0, end - begin) }, (_, i) => begin + i);
  const kept = new Uint32Array(4 * (pixels + 2));
  let size = 0;
  let i = begin;
  while (i < end) {
    const column = Math.floor(((x[i] - from) / (to - from)) * pixels);
    const first = i;
    let [least, most] = [i, i];
    while (i < end && Math.floor(((x[i] - from) / (to - from)) * pixels) === column) {
      if (y[i] < y[least]) least = i;
      if (y[i] > y[most]) most = i;
      i++;
    }
    const [a, b] = least < most ? [least, most] : [most, least];
    for (const index of [first, a, b, i - 1]) if (size === 0 || kept[size - 1] !== index) kept[size++] = index;
  }
  return kept.slice(0, size);
}

/** The first index with values[index] >= wanted. */
function lowerBound(values: Float64Array, wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
