/** The paper's decision module: binary logistic regression on the two highest softmax values (HI 2, 3.4.2; algorithms 2.3). */
import type { DecisionModule, ExitOutputs } from '../measurements';
import { solveSymmetric } from './solve-symmetric';

type BinaryLr = Extract<DecisionModule, { kind: 'binary-lr' }>;

export interface LrOptions {
  /** `balanced`: each class weighs N / (2 N_class), so that few wrong samples count as much as many right ones. */
  readonly classWeight: 'none' | 'balanced';
  /** Accept from this probability on; 0.5 is z = 0. */
  readonly probability: number;
  /** The set it was fitted on, for people. */
  readonly fittedOn: string;
}

export interface LrFit {
  readonly module: BinaryLr;
  /** Why the module says the same for every sample; null for a real fit. */
  readonly constant: 'no-samples' | 'all-right' | 'all-wrong' | null;
  readonly steps: number;
  /** Largest absolute gradient entry at the end; converged below 1e-8. */
  readonly gradient: number;
}

const LAMBDA = 1e-4;
const MAX_STEPS = 50;
const TOLERANCE = 1e-8;

/** The z from which the probability is at least `p`: ln(p / (1 - p)), held finite at 0 and 1 so that it can be saved. */
export function thresholdOnZ(p: number): number {
  if (p <= 0) return -Number.MAX_VALUE;
  return p >= 1 ? Number.MAX_VALUE : Math.log(p / (1 - p));
}

/**
 * Minimises  sum_i v_i log(1 + exp(-t_i z_i)) / N + (lambda / 2)(w1^2 + w2^2),  z = w0 + w1 p1 + w2 p2,  t = +1 right, -1 wrong,
 * on standardised p1, p2 by Newton steps; the bias is free. Weights are returned for raw p1, p2.
 */
export function fitBinaryLr(outputs: ExitOutputs, truth: Uint16Array, options: LrOptions): LrFit {
  const n = outputs.prediction.length;
  const { top, width } = outputs;
  let hits = 0;
  for (let i = 0; i < n; i++) if (outputs.prediction[i] === truth[i]) hits++;
  if (n === 0 || hits === 0 || hits === n) return constantFit(n === 0 ? 'no-samples' : hits === 0 ? 'all-wrong' : 'all-right', options);

  const x = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    x[2 * i] = top[i * width];
    x[2 * i + 1] = width > 1 ? top[i * width + 1] : 0;
  }
  const scale = standardise(x);
  const balanced = options.classWeight === 'balanced';
  const weight = [balanced ? n / (2 * (n - hits)) : 1, balanced ? n / (2 * hits) : 1];

  const loss = (w: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const right = outputs.prediction[i] === truth[i] ? 1 : 0;
      const z = w[0] + w[1] * x[2 * i] + w[2] * x[2 * i + 1];
      const t = right === 1 ? -z : z;
      sum += weight[right] * (t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t)));
    }
    return sum / n + (LAMBDA / 2) * (w[1] * w[1] + w[2] * w[2]);
  };

  let w = new Float64Array(3);
  let steps = 0;
  let gradient = Infinity;
  for (; ; steps++) {
    const g = new Float64Array(3);
    const h = new Float64Array(9);
    for (let i = 0; i < n; i++) {
      const right = outputs.prediction[i] === truth[i] ? 1 : 0;
      const a = x[2 * i];
      const b = x[2 * i + 1];
      const p = 1 / (1 + Math.exp(-(w[0] + w[1] * a + w[2] * b)));
      const e = (weight[right] * (p - right)) / n;
      const c = (weight[right] * p * (1 - p)) / n;
      g[0] += e; g[1] += e * a; g[2] += e * b;
      h[0] += c; h[1] += c * a; h[2] += c * b; h[4] += c * a * a; h[5] += c * a * b; h[8] += c * b * b;
    }
    g[1] += LAMBDA * w[1]; g[2] += LAMBDA * w[2];
    h[4] += LAMBDA; h[8] += LAMBDA; h[3] = h[1]; h[6] = h[2]; h[7] = h[5];
    gradient = Math.max(Math.abs(g[0]), Math.abs(g[1]), Math.abs(g[2]));
    if (gradient < TOLERANCE || steps === MAX_STEPS) break;
    const step = solveSymmetric(h, g);
    if (step === null) break;
    // A full step can overshoot on nearly separable data: halve it until the loss does not rise.
    const before = loss(w);
    let next = w.map((v, k) => v - step[k]);
    for (let halving = 1; loss(next) > before && halving < 30; halving++) next = w.map((v, k) => v - step[k] / 2 ** halving);
    w = next;
  }
  const w1 = w[1] / scale.sd[0];
  const w2 = w[2] / scale.sd[1];
  const bias = w[0] - w1 * scale.mean[0] - w2 * scale.mean[1];
  return { module: { kind: 'binary-lr', bias, w1, w2, threshold: thresholdOnZ(options.probability), fittedOn: options.fittedOn }, constant: null, steps, gradient };
}

/** With one class there is nothing to separate: all right accepts everything, all wrong or nothing known offloads everything. */
function constantFit(constant: NonNullable<LrFit['constant']>, options: LrOptions): LrFit {
  const bias = constant === 'all-right' ? 1 : -1;
  return { module: { kind: 'binary-lr', bias, w1: 0, w2: 0, threshold: 0, fittedOn: options.fittedOn }, constant, steps: 0, gradient: 0 };
}

/** Brings both columns of x (N, 2) to mean 0, deviation 1 in place; a constant column keeps scale 1. */
function standardise(x: Float64Array): { readonly mean: number[]; readonly sd: number[] } {
  const n = x.length / 2;
  const mean = [0, 0];
  const sd = [0, 0];
  for (let k = 0; k < 2; k++) {
    for (let i = 0; i < n; i++) mean[k] += x[2 * i + k] / n;
    for (let i = 0; i < n; i++) sd[k] += (x[2 * i + k] - mean[k]) ** 2 / n;
    sd[k] = Math.sqrt(sd[k]);
    if (sd[k] < 1e-12) sd[k] = 1;
    for (let i = 0; i < n; i++) x[2 * i + k] = (x[2 * i + k] - mean[k]) / sd[k];
  }
  return { mean, sd };
}
