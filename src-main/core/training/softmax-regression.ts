/** The linear layer of an exit: multinomial logistic regression on cached features, the mix of max and mean pooling learned with it (algorithms 4.3). */
import { lbfgs, type SearchLimits, type SearchStep } from './lbfgs';

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
}

/**
 * Minimises  mean_i( log sum_c exp z_ic - z_iy ) + (lambda / 2) |V|^2,  z_i = x_i(alpha) V + b,  x(alpha) = alpha A + (1 - alpha) B
 * with A, B centred on their own means and divided by the deviation of (A + B) / 2; the bias is free. Starts at V = 0, b = 0, alpha = 1/2.
 * Yields each step of the search and returns the head for raw features as of the last step.
 */
export function* fitSoftmaxRegression(features: Features, truth: ArrayLike<number>, options: HeadOptions): Generator<SearchStep, LinearHead> {
  const { classes: C, ridge } = options;
  const { width: d } = features;
  const N = truth.length;
  const { a, b, meanA, meanB, scale } = standardise(features, N);
  const biasAt = d * C;
  const alphaAt = biasAt + C;
  const x = new Float64Array(alphaAt + (b === null ? 0 : 1));
  if (b !== null) x[alphaAt] = 0.5;

  const row = new Float64Array(d);
  const apart = new Float64Array(d);
  const residual = new Float64Array(C);
  const objective = (at: Float64Array, gradient: Float64Array): number => {
    const alpha = b === null ? 1 : at[alphaAt];
    gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < N; i++) {
      const from = i * d;
      if (b === null) for (let j = 0; j < d; j++) row[j] = a[from + j];
      else {
        for (let j = 0; j < d; j++) {
          apart[j] = a[from + j] - b[from + j];
          row[j] = b[from + j] + alpha * apart[j];
        }
      }
      for (let c = 0; c < C; c++) residual[c] = at[biasAt + c];
      for (let j = 0, w = 0; j < d; j++) {
        const v = row[j];
        // Half of what a rectifier leaves is 0 only before centring, so nothing can be skipped.
        for (let c = 0; c < C; c++, w++) residual[c] += v * at[w];
      }
      loss += logSumExpMinus(residual, truth[i]);
      for (let c = 0; c < C; c++) gradient[biasAt + c] += residual[c];
      if (b === null) {
        for (let j = 0, w = 0; j < d; j++) {
          const v = row[j];
          for (let c = 0; c < C; c++, w++) gradient[w] += v * residual[c];
        }
      } else {
        // d loss / d alpha = sum_c r_c (A_i - B_i) V_c, in the same pass over V.
        let slope = 0;
        for (let j = 0, w = 0; j < d; j++) {
          const v = row[j];
          let sum = 0;
          for (let c = 0; c < C; c++, w++) {
            const r = residual[c];
            gradient[w] += v * r;
            sum += r * at[w];
          }
          slope += sum * apart[j];
        }
        gradient[alphaAt] += slope;
      }
    }
    let squares = 0;
    for (let k = 0; k < gradient.length; k++) gradient[k] /= N;
    for (let w = 0; w < biasAt; w++) {
      squares += at[w] * at[w];
      gradient[w] += ridge * at[w];
    }
    return loss / N + (ridge / 2) * squares;
  };
  yield* lbfgs(objective, x, options);

  const alpha = b === null ? 1 : x[alphaAt];
  const weights = new Float64Array(d * C);
  const bias = x.slice(biasAt, biasAt + C);
  for (let j = 0; j < d; j++) {
    const mean = b === null ? meanA[j] : alpha * meanA[j] + (1 - alpha) * meanB[j];
    for (let c = 0; c < C; c++) {
      const w = x[j * C + c] / scale[j];
      weights[j * C + c] = w;
      bias[c] -= mean * w;
    }
  }
  return { weights, bias, alpha };
}

/** Returns log sum exp z - z_y and leaves softmax(z) - onehot(y) in z. */
function logSumExpMinus(z: Float64Array, y: number): number {
  let highest = -Infinity;
  for (let c = 0; c < z.length; c++) if (z[c] > highest) highest = z[c];
  const own = z[y];
  let sum = 0;
  for (let c = 0; c < z.length; c++) sum += z[c] = Math.exp(z[c] - highest);
  for (let c = 0; c < z.length; c++) z[c] /= sum;
  z[y] -= 1;
  return Math.log(sum) + highest - own;
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

/** Float32 keeps the cache small; a feature that never changes keeps scale 1. */
function standardise({ width: d, first, second }: Features, N: number): { a: Float32Array; b: Float32Array | null; meanA: Float64Array; meanB: Float64Array; scale: Float64Array } {
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
