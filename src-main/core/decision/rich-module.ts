/** Decision modules on richer features: logistic regression, and one hidden layer (algorithms 2.4). Score z, higher is more surely right. */
import type { ExitOutputs, RichFeatures, RichWeights } from '../measurements';
import { createRandom } from '../random';
import { richFeatures, scaled, scalingOf, type Features, type Scaling } from './rich-features';
import { solveSymmetric } from './solve-symmetric';

/** `macs`: multiply-accumulates of one decision, to be added to its cost or, better, measured. `fittedOn` counts samples. */
export interface RichModule extends RichWeights { readonly score: (features: Features) => Float64Array; readonly macs: number; readonly fittedOn: number }

/** Multiply-accumulates of one decision. */
export const richMacs = ({ mean, hidden }: RichWeights): number => (hidden === 0 ? mean.length : hidden * (mean.length + 1));

/** z of the features of one sample, which begin at `at`; `active` is scratch of H numbers. */
export function richLogit({ mean, scale, hidden, weights }: RichWeights, features: Float64Array, at = 0, active = new Float64Array(hidden)): number {
  const width = mean.length;
  const layer = (from: number, bias: number): number => {
    let sum = bias;
    for (let d = 0; d < width; d++) sum += weights[from + d] * ((features[at + d] - mean[d]) / scale[d]);
    return sum;
  };
  if (hidden === 0) return layer(0, weights[width]);
  for (let h = 0; h < hidden; h++) active[h] = Math.max(0, layer(h * width, weights[hidden * width + h]));
  let z = weights[hidden * (width + 2)];
  for (let h = 0; h < hidden; h++) z += weights[hidden * (width + 1) + h] * active[h];
  return z;
}

function richModule(scaling: Scaling, hidden: number, trained: Float64Array, fittedOn: number): RichModule {
  const weights: RichWeights = { mean: [...scaling.mean], scale: [...scaling.scale], hidden, weights: [...trained] };
  return {
    ...weights, macs: richMacs(weights), fittedOn,
    score: ({ values, width }) => Float64Array.from({ length: values.length / width }, (_, i) => richLogit(weights, values, i * width)),
  };
}

const LAMBDA = 1e-4;
const MOST_STEPS = 50;
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * mean log-loss + (lambda / 2) |w|^2 on standardised features by Newton steps, halved while the loss would rise; the bias is free.
 * `target` (N) 0/1: locally right, or the gain [l >= s] where the server's answers are at hand.
 */
export function fitRichLr(features: Features, target: Uint8Array): RichModule {
  const scaling = scalingOf(features);
  const x = scaled(features, scaling);
  const { width } = features;
  const n = target.length;
  const size = width + 1;
  const logit = (w: Float64Array, i: number): number => {
    let z = w[width];
    for (let d = 0; d < width; d++) z += w[d] * x[i * width + d];
    return z;
  };
  const loss = (w: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const t = target[i] === 1 ? -logit(w, i) : logit(w, i);
      sum += t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t));
    }
    let norm = 0;
    for (let d = 0; d < width; d++) norm += w[d] * w[d];
    return sum / Math.max(1, n) + (LAMBDA / 2) * norm;
  };
  let w = new Float64Array(size);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    const row = new Float64Array(size).fill(1);
    for (let i = 0; i < n; i++) {
      for (let d = 0; d < width; d++) row[d] = x[i * width + d];
      const p = sigmoid(logit(w, i));
      for (let a = 0; a < size; a++) {
        gradient[a] += ((p - target[i]) * row[a]) / n;
        const curve = (p * (1 - p) * row[a]) / n;
        for (let b = 0; b < size; b++) hessian[a * size + b] += curve * row[b];
      }
    }
    for (let d = 0; d < width; d++) {
      gradient[d] += LAMBDA * w[d];
      hessian[d * size + d] += LAMBDA;
    }
    // One class only: the free bias has no optimum; a hair of ridge keeps the step finite.
    hessian[size * size - 1] += 1e-12;
    if (gradient.every((g) => Math.abs(g) < 1e-8)) break;
    const move = solveSymmetric(hessian, gradient);
    if (move === null) break;
    const before = loss(w);
    let next = w.map((value, a) => value - move[a]);
    for (let halving = 1; loss(next) > before && halving < 30; halving++) next = w.map((value, a) => value - move[a] / 2 ** halving);
    w = next;
  }
  return richModule(scaling, 0, w, n);
}

const HIDDEN = 32;
const BATCH = 64;
const MOST_EPOCHS = 200;
const PATIENCE = 10;
const RATE = 1e-3;

/** D -> 32 -> 1 with ReLU by Adam (rate 0.001, batches of 64), stopped where a held-out fifth no longer gains for 10 epochs; its best weights stay. */
export function fitRichMlp(features: Features, target: Uint8Array, seed: number): RichModule {
  const scaling = scalingOf(features);
  const x = scaled(features, scaling);
  const { width } = features;
  const random = createRandom(seed);
  // Hidden weights (32, D), hidden biases, output weights, output bias, one after another.
  const w = new Float64Array(HIDDEN * (width + 2) + 1);
  for (let a = 0; a < HIDDEN * width; a++) w[a] = random.normal() * Math.sqrt(2 / width);
  for (let h = 0; h < HIDDEN; h++) w[HIDDEN * (width + 1) + h] = random.normal() * Math.sqrt(1 / HIDDEN);
  const order = Array.from(target.keys());
  shuffle(order, random.integer);
  const held = order.splice(0, Math.floor(order.length / 5));
  const net = network(width);
  const loss = (samples: readonly number[]): number => samples.reduce((sum, i) => {
    const t = target[i] === 1 ? -net.forward(w, x, i) : net.forward(w, x, i);
    return sum + (t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t)));
  }, 0) / Math.max(1, samples.length);
  const [first, second] = [new Float64Array(w.length), new Float64Array(w.length)];
  let best = { loss: loss(held), weights: w.slice(), epoch: 0 };
  for (let epoch = 1, t = 0; epoch <= MOST_EPOCHS && epoch - best.epoch <= PATIENCE; epoch++) {
    shuffle(order, random.integer);
    for (let at = 0; at < order.length; at += BATCH) {
      const gradient = new Float64Array(w.length);
      const batch = order.slice(at, at + BATCH);
      for (const i of batch) net.backward(w, x, i, (sigmoid(net.forward(w, x, i)) - target[i]) / batch.length, gradient);
      t++;
      for (let a = 0; a < w.length; a++) {
        first[a] = 0.9 * first[a] + 0.1 * gradient[a];
        second[a] = 0.999 * second[a] + 0.001 * gradient[a] ** 2;
        w[a] -= (RATE * (first[a] / (1 - 0.9 ** t))) / (Math.sqrt(second[a] / (1 - 0.999 ** t)) + 1e-8);
      }
    }
    const now = loss(held);
    if (now < best.loss) best = { loss: now, weights: w.slice(), epoch };
  }
  return richModule(scaling, HIDDEN, best.weights, target.length);
}

/** N samples to learn from. `wanted` (N) 0/1: 1 where a sample should stay; `hidden`: one hidden layer, else logistic regression; `seed` is read by the former alone. */
export interface RichTraining {
  readonly features: RichFeatures;
  readonly hidden: boolean;
  readonly outputs: ExitOutputs;
  readonly classes: number;
  readonly wanted: Uint8Array;
  readonly seed: number;
}

/** `fitRichMlp` or `fitRichLr` as plain numbers. Takes seconds at N = 10 000 and C = 100: not for a thread that others wait for. */
export function trainRich({ features, hidden, outputs, classes, wanted, seed }: RichTraining): RichWeights {
  const values = richFeatures(outputs, classes, features);
  const { mean, scale, hidden: width, weights } = hidden ? fitRichMlp(values, wanted, seed) : fitRichLr(values, wanted);
  return { mean, scale, hidden: width, weights };
}

interface Network {
  /** z of sample i. */
  readonly forward: (w: Float64Array, x: Float64Array, i: number) => number;
  /** Adds dz times the derivative of z to `gradient`; the forward pass of the same sample came just before. */
  readonly backward: (w: Float64Array, x: Float64Array, i: number, dz: number, gradient: Float64Array) => void;
}

function network(width: number): Network {
  const active = new Float64Array(HIDDEN);
  const [biases, outputs] = [HIDDEN * width, HIDDEN * (width + 1)];
  return {
    forward: (w, x, i) => {
      let z = w[outputs + HIDDEN];
      for (let h = 0; h < HIDDEN; h++) {
        let sum = w[biases + h];
        for (let d = 0; d < width; d++) sum += w[h * width + d] * x[i * width + d];
        active[h] = Math.max(0, sum);
        z += w[outputs + h] * active[h];
      }
      return z;
    },
    backward: (w, x, i, dz, gradient) => {
      gradient[outputs + HIDDEN] += dz;
      for (let h = 0; h < HIDDEN; h++) {
        gradient[outputs + h] += dz * active[h];
        if (active[h] === 0) continue;
        const dh = dz * w[outputs + h];
        gradient[biases + h] += dh;
        for (let d = 0; d < width; d++) gradient[h * width + d] += dh * x[i * width + d];
      }
    },
  };
}

function shuffle(list: number[], integer: (n: number) => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = integer(i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
}
