/** The linear layer of an exit: multinomial logistic regression on cached features, the mix of max and mean pooling learned with it (algorithms 4.3). */
import { lbfgs, type Objective, type SearchLimits, type SearchStep } from './lbfgs';

/** N rows of `width` features, row-major. With `second` the layer sees alpha first + (1 - alpha) second, alpha learned (SDN: max and mean pooling). */
export interface Features { readonly width: number; readonly first: Float32Array; readonly second: Float32Array | null }
export interface LinearHead {
  /** (width, classes) row-major and (classes): logits = x W + b on raw features. */
  readonly weights: Float64Array; readonly bias: Float64Array;
  /** 1 where there is no second pooling. */
  readonly alpha: number;
}
export interface HeadOptions extends SearchLimits {
  readonly classes: number;
  /** lambda of (lambda / 2) |V|^2 on standardised features; keeps separable data finite. */
  readonly ridge: number;
  /** Where another fit to the same features ended: close by, so that few steps are left. */
  readonly start?: Float64Array;
}
export interface HeadFit { readonly head: LinearHead; /** For another fit's `start`. */ readonly end: Float64Array }

/** Rows that go through the products together: each weight is then loaded once for four samples. */
const ROWS = 4;

/**
 * Minimises  mean_i( log sum_c exp z_ic - z_iy ) + (lambda / 2) |V|^2,  z_i = V x_i(alpha) + b,  x(alpha) = alpha A + (1 - alpha) B
 * with A, B centred on their own means and divided by the deviation of (A + B) / 2; the bias is free.
 * alpha = 1 / (1 + exp(-a)): left free it would grow without end, since that makes the same scores with smaller weights. Begins at V, b, a = 0.
 * Yields each step of the search and returns the head for raw features as of the last step. Deterministic.
 */
export function* fitSoftmaxRegression(features: Features, truth: ArrayLike<number>, options: HeadOptions): Generator<SearchStep, HeadFit> {
  const { classes: C } = options;
  const { width: d } = features;
  const scaled = standardise(features, truth.length);
  const x = options.start?.slice() ?? new Float64Array(C * d + C + (scaled.b === null ? 0 : 1));
  yield* lbfgs(lossOf(scaled, d, truth, options), x, options);

  const { meanA, meanB, scale } = scaled;
  const alpha = scaled.b === null ? 1 : logistic(x[C * d + C]);
  const weights = new Float64Array(d * C);
  const bias = x.slice(C * d, C * d + C);
  for (let c = 0; c < C; c++) {
    for (let j = 0; j < d; j++) {
      const w = x[c * d + j] / scale[j];
      weights[j * C + c] = w;
      bias[c] -= w * (scaled.b === null ? meanA[j] : alpha * meanA[j] + (1 - alpha) * meanB[j]);
    }
  }
  return { head: { weights, bias, alpha }, end: x };
}

/** Over the parameters [V (classes, width) | b | a where there are two poolings]. */
function lossOf({ a, b }: Scaled, d: number, truth: ArrayLike<number>, { classes: C, ridge }: HeadOptions): Objective {
  const N = truth.length;
  const rows = Array.from({ length: ROWS }, () => new Float64Array(d));
  const apart = Array.from({ length: b === null ? 0 : ROWS }, () => new Float64Array(d));
  const z = new Float64Array(C * ROWS);
  const zApart = new Float64Array(C * ROWS);
  return (at, gradient) => {
    const alpha = b === null ? 1 : logistic(at[C * d + C]);
    const V = Array.from({ length: C }, (_, c) => at.subarray(c * d, (c + 1) * d));
    const G = Array.from({ length: C }, (_, c) => gradient.subarray(c * d, (c + 1) * d));
    gradient.fill(0);
    let loss = 0;
    let slope = 0;
    for (let from = 0; from < N; from += ROWS) {
      const count = Math.min(ROWS, N - from);
      for (let r = 0; r < count; r++) mixRow(rows[r], apart[r], a, b, (from + r) * d, alpha);
      for (let c = 0; c < C; c++) {
        products(rows, V[c], z, c * ROWS);
        if (b !== null) products(apart, V[c], zApart, c * ROWS);
      }
      for (let r = 0; r < count; r++) loss += toResiduals(z, r, C, at, C * d, truth[from + r]);
      for (let c = 0; c < C; c++) {
        for (let r = count; r < ROWS; r++) z[c * ROWS + r] = 0;
        addOuter(G[c], rows, z, c * ROWS);
        for (let r = 0; r < count; r++) {
          gradient[C * d + c] += z[c * ROWS + r];
          // d z_i / d alpha = V (A_i - B_i)
          if (b !== null) slope += z[c * ROWS + r] * zApart[c * ROWS + r];
        }
      }
    }
    if (b !== null) gradient[C * d + C] = slope * alpha * (1 - alpha);
    let squares = 0;
    for (let k = 0; k < gradient.length; k++) gradient[k] /= N;
    for (let w = 0; w < C * d; w++) {
      squares += at[w] * at[w];
      gradient[w] += ridge * at[w];
    }
    return loss / N + (ridge / 2) * squares;
  };
}

const logistic = (a: number): number => 1 / (1 + Math.exp(-a));

function mixRow(row: Float64Array, apart: Float64Array, a: Float32Array, b: Float32Array | null, from: number, alpha: number): void {
  const d = row.length;
  if (b === null) for (let j = 0; j < d; j++) row[j] = a[from + j];
  else {
    for (let j = 0; j < d; j++) {
      apart[j] = a[from + j] - b[from + j];
      row[j] = b[from + j] + alpha * apart[j];
    }
  }
}

/** out[at + r] = rows[r] . w */
function products([p, q, r, s]: readonly Float64Array[], w: Float64Array, out: Float64Array, at: number): void {
  let a = 0, b = 0, c = 0, d = 0;
  for (let j = 0; j < w.length; j++) {
    const v = w[j];
    a += p[j] * v;
    b += q[j] * v;
    c += r[j] * v;
    d += s[j] * v;
  }
  out[at] = a;
  out[at + 1] = b;
  out[at + 2] = c;
  out[at + 3] = d;
}

/** g += sum_r z[at + r] rows[r] */
function addOuter(g: Float64Array, [p, q, r, s]: readonly Float64Array[], z: Float64Array, at: number): void {
  const a = z[at], b = z[at + 1], c = z[at + 2], d = z[at + 3];
  for (let j = 0; j < g.length; j++) g[j] += a * p[j] + b * q[j] + c * r[j] + d * s[j];
}

/** Adds the bias to column r of z, returns log sum exp z - z_y and leaves softmax(z) - onehot(y) there. */
function toResiduals(z: Float64Array, r: number, C: number, at: Float64Array, biasAt: number, y: number): number {
  let highest = -Infinity;
  for (let c = 0; c < C; c++) {
    z[c * ROWS + r] += at[biasAt + c];
    if (z[c * ROWS + r] > highest) highest = z[c * ROWS + r];
  }
  const own = z[y * ROWS + r];
  let sum = 0;
  for (let c = 0; c < C; c++) sum += z[c * ROWS + r] = Math.exp(z[c * ROWS + r] - highest);
  for (let c = 0; c < C; c++) z[c * ROWS + r] /= sum;
  z[y * ROWS + r] -= 1;
  return Math.log(sum) + highest - own;
}

/** Mean of -log softmax(z)_y over the rows of `logits` (N, classes); NaN where N = 0. */
export function meanLogLoss(logits: Float64Array, truth: ArrayLike<number>, classes: number): number {
  let loss = 0;
  for (let i = 0; i < truth.length; i++) {
    let highest = -Infinity;
    for (let c = 0; c < classes; c++) highest = Math.max(highest, logits[i * classes + c]);
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += Math.exp(logits[i * classes + c] - highest);
    loss += Math.log(sum) + highest - logits[i * classes + truth[i]];
  }
  return loss / truth.length;
}

/** x(alpha) W + b for every row: (N, classes). */
export function headLogits({ weights, bias, alpha }: LinearHead, { width: d, first, second }: Features): Float64Array {
  const C = bias.length;
  const N = first.length / d;
  const logits = new Float64Array(N * C);
  for (let i = 0; i < N; i++) {
    for (let c = 0; c < C; c++) logits[i * C + c] = bias[c];
    for (let j = 0; j < d; j++) {
      const v = second === null ? first[i * d + j] : alpha * first[i * d + j] + (1 - alpha) * second[i * d + j];
      if (v !== 0) for (let c = 0; c < C; c++) logits[i * C + c] += v * weights[j * C + c];
    }
  }
  return logits;
}

interface Scaled { readonly a: Float32Array; readonly b: Float32Array | null; readonly meanA: Float64Array; readonly meanB: Float64Array; readonly scale: Float64Array }

/** Float32 keeps the cache small; a feature that never changes keeps scale 1. */
function standardise({ width: d, first, second }: Features, N: number): Scaled {
  const meanA = columnMeans(first, d, N);
  const meanB = second === null ? meanA : columnMeans(second, d, N);
  const scale = new Float64Array(d);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < d; j++) {
      const v = second === null ? first[i * d + j] - meanA[j] : (first[i * d + j] - meanA[j] + second[i * d + j] - meanB[j]) / 2;
      scale[j] += (v * v) / N;
    }
  }
  for (let j = 0; j < d; j++) scale[j] = scale[j] < 1e-20 ? 1 : Math.sqrt(scale[j]);
  const scaled = (values: Float32Array, means: Float64Array): Float32Array => {
    const out = new Float32Array(values.length);
    for (let i = 0; i < N; i++) for (let j = 0; j < d; j++) out[i * d + j] = (values[i * d + j] - means[j]) / scale[j];
    return out;
  };
  return { a: scaled(first, meanA), b: second === null ? null : scaled(second, meanB), meanA, meanB, scale };
}

function columnMeans(values: Float32Array, d: number, N: number): Float64Array {
  const means = new Float64Array(d);
  for (let i = 0; i < N; i++) for (let j = 0; j < d; j++) means[j] += values[i * d + j] / N;
  return means;
}
