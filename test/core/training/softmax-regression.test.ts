/** The linear layer of an exit against scikit-learn, against its own definition, and on data where the answer is known. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src-main/core/random';
import { fitSoftmaxRegression, headLogits, lbfgs, meanLogLoss, type Features, type HeadFit, type HeadOptions, type SearchStep } from '../../../src-main/core/training';

const python = '/usr/bin/python3';
const hasSklearn = spawnSync(python, ['-c', 'import sklearn, numpy']).status === 0;
if (!hasSklearn) console.info('skipped: scikit-learn is not installed (Debian: python3-sklearn)');

/** Three overlapping clouds in `width` dimensions; later dimensions vary more. */
function clouds(n: number, width: number, seed: number, pools: 1 | 2 = 1): { features: Features; truth: Uint16Array } {
  const random = createRandom(seed);
  const truth = Uint16Array.from({ length: n }, (_, i) => i % 3);
  const values = (lift: number): Float32Array => Float32Array.from({ length: n * width }, (_, at) => {
    const c = truth[Math.floor(at / width)];
    const j = at % width;
    return lift * (j % 3 === c ? 1 : 0) * (1 + j) + (1 + j) * random.normal();
  });
  return { truth, features: { width, first: values(1), second: pools === 2 ? values(0) : null } };
}

function fit(features: Features, truth: ArrayLike<number>, change: Partial<HeadOptions> = {}): HeadFit & { last: SearchStep } {
  const search = fitSoftmaxRegression(features, truth, { classes: 3, ridge: 0.01, maxSteps: 500, tolerance: 1e-7, ...change });
  let last: SearchStep | undefined;
  for (let step = search.next(); ; step = search.next()) {
    if (step.done === true) return { ...step.value, last: last! };
    last = step.value;
  }
}

describe('an exit’s linear layer', () => {
  it.skipIf(!hasSklearn)('has the coefficients that scikit-learn finds on the same features', () => {
    const { features, truth } = clouds(600, 8, 3);
    const folder = mkdtempSync(join(tmpdir(), 'hi-studio-sklearn-'));
    try {
      writeFileSync(join(folder, 'x.bin'), features.first);
      writeFileSync(join(folder, 'y.bin'), truth);
      // sklearn minimises C sum loss + |w|^2 / 2; ours is mean loss + lambda |w|^2 / 2, so C = 1 / (N lambda).
      const script = `
import json, sys, numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
x = np.fromfile('x.bin', np.float32).astype(float).reshape(600, 8); y = np.fromfile('y.bin', np.uint16)
s = StandardScaler().fit(x)
m = LogisticRegression(C=1 / (600 * 0.01), tol=1e-10, max_iter=5000).fit(s.transform(x), y)
w = m.coef_ / s.scale_
print(json.dumps({'w': w.T.ravel().tolist(), 'b': (m.intercept_ - w @ s.mean_).tolist(), 'p': m.predict(s.transform(x)).tolist()}))`;
      const run = spawnSync(python, ['-c', script], { cwd: folder, encoding: 'utf8' });
      expect(run.stderr).toBe('');
      const theirs = JSON.parse(run.stdout) as { w: number[]; b: number[]; p: number[] };
      const { head } = fit(features, truth);
      for (const [k, w] of theirs.w.entries()) expect(head.weights[k]).toBeCloseTo(w, 4);
      // The bias has no ridge: only differences between classes are determined.
      const centred = (b: ArrayLike<number>): number[] => Array.from(b, (v) => v - Array.from(b).reduce((sum, one) => sum + one / 3, 0));
      for (const [c, b] of centred(theirs.b).entries()) expect(centred(head.bias)[c]).toBeCloseTo(b, 4);
      expect(predictions(headLogits(head, features))).toEqual(theirs.p);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('stands where no small change of any weight lowers the loss, with one pooling and with two', () => {
    for (const pools of [1, 2] as const) {
      const { features, truth } = clouds(120, 3, 5, pools);
      const ridge = 0.02;
      const { head, end, last } = fit(features, truth, { ridge });
      expect(last.state).toBe('converged');
      expect(end.length).toBe(3 * 3 + 3 + (pools - 1));
      // The same loss by its definition: weights on standardised features are w sd, sd over (A + B) / 2.
      const loss = ({ weights, bias, alpha }: HeadFit['head']): number => {
        let squares = 0;
        for (let j = 0; j < 3; j++) {
          const mixed = Array.from(truth, (_, i) => (pools === 1 ? features.first[i * 3 + j] : (features.first[i * 3 + j] + features.second![i * 3 + j]) / 2));
          const mean = mixed.reduce((a, b) => a + b) / truth.length;
          const variance = mixed.reduce((sum, v) => sum + (v - mean) ** 2, 0) / truth.length;
          for (let c = 0; c < 3; c++) squares += weights[j * 3 + c] ** 2 * variance;
        }
        return meanLogLoss(headLogits({ weights, bias, alpha }, features), truth, 3) + (ridge / 2) * squares;
      };
      const best = loss(head);
      for (let k = 0; k < 9; k++) for (const step of [-1e-3, 1e-3]) expect(loss({ ...head, weights: head.weights.map((w, i) => (i === k ? w + step : w)) })).toBeGreaterThan(best);
      for (const step of [-1e-3, 1e-3]) expect(loss({ ...head, bias: head.bias.map((b, i) => (i === 0 ? b + step : b)) })).toBeGreaterThan(best);
      if (pools === 2) {
        // Only the first pooling knows the class, so the mix leans on it, and stays within 0 and 1.
        expect(head.alpha).toBeGreaterThan(0.6);
        expect(head.alpha).toBeLessThan(1);
      }
    }
  });

  it('is the same for the same images, and close to it when begun from a stronger ridge', () => {
    const { features, truth } = clouds(200, 5, 9, 2);
    const one = fit(features, truth);
    expect(fit(features, truth).head).toEqual(one.head);
    // With one pooling the loss has one minimum, so where it begins does not matter.
    const single = { ...features, second: null };
    const warm = fit(single, truth, { start: fit(single, truth, { ridge: 0.3 }).end });
    for (const [k, w] of fit(single, truth).head.weights.entries()) expect(warm.head.weights[k]).toBeCloseTo(w, 4);
  });

  it('learns from a number of images that is no multiple of four, and from a feature that never changes', () => {
    const { features, truth } = clouds(7, 2, 1);
    const constant = { ...features, first: features.first.map((v, at) => (at % 2 === 1 ? 5 : v)) };
    const { head, last } = fit(constant, truth, { tolerance: 1e-6 });
    expect(last.state).toBe('converged');
    expect(Math.abs(head.weights[3])).toBeLessThan(1e-9);
    expect(headLogits(head, constant).every(Number.isFinite)).toBe(true);
  });
});

describe('the search', () => {
  it('finds the minimum of a narrow curved valley', () => {
    // Rosenbrock's function: minimum 0 at (1, 1).
    const x = Float64Array.of(-1.2, 1);
    const steps = [...lbfgs(([a, b], g) => {
      g[0] = -400 * a * (b - a * a) - 2 * (1 - a);
      g[1] = 200 * (b - a * a);
      return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
    }, x, { maxSteps: 200, tolerance: 1e-8 })];
    expect(steps.at(-1)!.state).toBe('converged');
    expect(x[0]).toBeCloseTo(1, 6);
    for (let k = 1; k < steps.length; k++) expect(steps[k].value).toBeLessThanOrEqual(steps[k - 1].value);
  });

  it('says why it ended', () => {
    const last = (objective: Parameters<typeof lbfgs>[0], maxSteps: number): string => [...lbfgs(objective, Float64Array.of(3), { maxSteps, tolerance: 1e-9 })].at(-1)!.state;
    expect(last(([a], g) => { g[0] = 4 * a ** 3; return a ** 4; }, 2)).toBe('out-of-steps');
    expect(last((_, g) => { g[0] = NaN; return 1; }, 5)).toBe('not-finite');
    // A gradient that lies: no step along it lowers the value.
    expect(last(([a], g) => { g[0] = -1; return a; }, 5)).toBe('stuck');
  });
});

function predictions(logits: Float64Array): number[] {
  return Array.from({ length: logits.length / 3 }, (_, i) => {
    const row = Array.from(logits.subarray(3 * i, 3 * i + 3));
    return row.indexOf(Math.max(...row));
  });
}
