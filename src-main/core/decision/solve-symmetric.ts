/** A small linear system: what one Newton step needs. */

/** Solves A x = b for a square row-major A by Gaussian elimination with partial pivoting; null where A is singular. */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const n = right.length;
  const a = matrix.slice();
  const x = right.slice();
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let r = column + 1; r < n; r++) if (Math.abs(a[r * n + column]) > Math.abs(a[pivot * n + column])) pivot = r;
    if (!(Math.abs(a[pivot * n + column]) > 1e-300)) return null;
    if (pivot !== column) {
      for (let k = 0; k < n; k++) [a[column * n + k], a[pivot * n + k]] = [a[pivot * n + k], a[column * n + k]];
      [x[column], x[pivot]] = [x[pivot], x[column]];
    }
    for (let r = column + 1; r < n; r++) {
      const factor = a[r * n + column] / a[column * n + column];
      for (let k = column; k < n; k++) a[r * n + k] -= factor * a[column * n + k];
      x[r] -= factor * x[column];
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let k = r + 1; k < n; k++) x[r] -= a[r * n + k] * x[k];
    x[r] /= a[r * n + r];
  }
  return x;
}
