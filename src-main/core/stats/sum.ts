/** Sums that do not lose digits over many samples. */

/** Neumaier's compensated sum: a mean of equal values is that value again, not 1.6299999999998. */
export function sumOf(values: ArrayLike<number>, count = values.length): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
