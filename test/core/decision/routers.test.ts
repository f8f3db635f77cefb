/** Conformal selection, hybrid routers, the filter before the model, and decision modules on richer features, against definitions and counting. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptBatch, conformalPValues, costWithPrefilter, fitBinaryLr, fitRichLr, fitRichMlp, localWeights, prefilterSaves, referenceRouters, richFeatures, riskCoverage, routerCut, routerLabels, routerLoss, sentStraight, serverWeights, type Features } from '../../../src-main/core/decision';
import { createRandom } from '../../../src-main/core/random';
import { syntheticOutcomes } from '../synthetic-outcomes';

describe('conformal selection', () => {
  it('has p-values that count the wrong samples which were as sure', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { maxLength: 40 }), fc.array(fc.integer({ min: 0, max: 9 })), (rows, fresh) => {
      const found = conformalPValues(rows.map(([score]) => score), Uint8Array.from(rows, ([, right]) => (right ? 1 : 0)), fresh);
      fresh.forEach((t, i) => expect(found[i]).toBe((1 + rows.filter(([score, right]) => !right && score >= t).length) / (rows.length + 1)));
    }));
  });

  it('keeps the mean share of wrong answers among the accepted at most at q', () => {
    const random = createRandom(4);
    const draw = (n: number): { score: Float64Array; right: Uint8Array } => {
      const score = Float64Array.from({ length: n }, () => random.next());
      return { score, right: Uint8Array.from(score, (s) => (random.chance(0.3 + 0.69 * s) ? 1 : 0)) };
    };
    let share = 0;
    let accepted = 0;
    for (let repetition = 0; repetition < 300; repetition++) {
      const [calibration, batch] = [draw(500), draw(200)];
      const accept = acceptBatch(conformalPValues(calibration.score, calibration.right, batch.score), 0.1);
      const count = accept.reduce((sum, a) => sum + a, 0);
      accepted += count;
      share += accept.reduce((sum, a, i) => sum + a * (1 - batch.right[i]), 0) / Math.max(1, count);
    }
    expect(share / 300).toBeLessThan(0.11);
    expect(accepted).toBeGreaterThan(1000);
  });

  it('accepts by Benjamini and Hochberg’s own rule, ties together', () => {
    // Their 1995 example, q = 0.05: the four smallest of fifteen.
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    expect([...acceptBatch(p, 0.05)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...acceptBatch([0.05, 0.05], 0.05)]).toEqual([1, 1]);
    expect([...acceptBatch([], 0.05)]).toEqual([]);
  });
});

describe('a hybrid router', () => {
  const local = Uint8Array.of(1, 1, 0, 0);
  const server = Uint8Array.of(1, 0, 1, 0);

  it('should query where only the server is right; without a server, where the local answer is wrong', () => {
    expect([...routerLabels(local, server)]).toEqual([0, 0, 1, 0]);
    expect([...routerLabels(local, null)]).toEqual([0, 0, 1, 1]);
    expect([[...localWeights([0, 1])], [...serverWeights([0, 1])]]).toEqual([[2, 1], [1, 2]]);
    expect([...referenceRouters.oracle(local, server)]).toEqual([0, 0, 1, 0]);
    expect([...referenceRouters.agreement(Uint16Array.of(3, 4), Uint16Array.of(3, 5))]).toEqual([0, 1]);
    expect([...referenceRouters.baseRight(local)]).toEqual([0, 0, 1, 1]);
    expect(referenceRouters.random(3, 1)).toEqual(referenceRouters.random(3, 1));
  });

  it('pays for coverage that is missing, and only for that', () => {
    const bce = -Math.log(0.8);
    expect(routerLoss([0.2, 0.8], Uint8Array.of(0, 1), 0.5, 10)).toBeCloseTo(bce, 12);
    expect(routerLoss([0.2, 0.8], Uint8Array.of(0, 1), 0.6, 10)).toBeCloseTo(bce + 1, 12);
  });

  it('is cut at the lowest threshold that keeps the coverage asked for', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 30 }), fc.double({ min: 0, max: 1, noNaN: true }), (score, coverage) => {
      const { theta, coverage: kept } = routerCut(score, coverage);
      const stays = (t: number): number => score.filter((value) => value < t).length / score.length;
      expect(stays(theta)).toBeCloseTo(kept, 12);
      expect(kept).toBeGreaterThanOrEqual(coverage - 1e-9);
      for (const lower of new Set(score)) if (lower < theta) expect(stays(lower)).toBeLessThan(coverage);
    }));
  });
});

describe('a filter before the local model', () => {
  it('costs and saves what counting samples says', () => {
    const costs = { filter: 0.5, local: 20, decision: 0.1, offload: 8 };
    // Of 100: 30 straight, of the 70 others 7 are offloaded later; HI alone would offload 35.
    const counted = (100 * 0.5 + 30 * 8 + 70 * 20.1 + 7 * 8) / 100;
    expect(costWithPrefilter(costs, 0.3, 0.1)).toBeCloseTo(counted, 12);
    expect(prefilterSaves(costs, 0.3, 0.1, 0.35)).toBeCloseTo(20.1 + 0.35 * 8 - counted, 12);
    expect([...sentStraight([0.1, 0.5, 0.9], 0.5)]).toEqual([1, 0, 0]);
  });
});

describe('a decision module on richer features', () => {
  const outcomes = syntheticOutcomes(8, 3000, 0);
  const [outputs] = outcomes.exits;
  const right = Uint8Array.from(outputs.prediction, (answer, i) => (answer === outcomes.truth[i] ? 1 : 0));
  const aurc = (score: Float64Array): number => riskCoverage(score, right)!.aurc;

  it('sees p1 to p5, entropy, margin and the class', () => {
    const { names, width, values } = richFeatures(outputs, 10);
    expect(names).toEqual(['p1', 'p2', 'entropy', 'margin', ...Array.from({ length: 10 }, (_, c) => `class ${c}`)]);
    expect(values.length).toBe(3000 * width);
    expect(values[3]).toBeCloseTo(outputs.top[0] - outputs.top[1], 6);
    expect([...values.subarray(4, 14)].indexOf(1)).toBe(outputs.prediction[0]);
    expect(richFeatures(outputs, 1000).width).toBe(4);
  });

  it('on p1 and p2 alone is the paper’s logistic regression', () => {
    const two: Features = { values: Float64Array.from({ length: 6000 }, (_, at) => outputs.top[at]), width: 2, names: ['p1', 'p2'] };
    const scores = fitRichLr(two, right).score(two);
    const { bias, w1, w2 } = fitBinaryLr(outputs, outcomes.truth, { classWeight: 'none', probability: 0.5, fittedOn: '' }).module;
    for (const i of [0, 17, 999, 2999]) expect(scores[i]).toBeCloseTo(bias + w1 * outputs.top[2 * i] + w2 * outputs.top[2 * i + 1], 6);
  });

  it('learns what no line can: right in the middle, wrong at both ends', () => {
    const random = createRandom(2);
    const x = Float64Array.from({ length: 1500 }, () => random.between(-1, 1));
    const middle = Uint8Array.from(x, (value) => (Math.abs(value) < 0.5 ? 1 : 0));
    const features: Features = { values: x, width: 1, names: ['x'] };
    const agree = (score: Float64Array): number => score.reduce((sum, z, i) => sum + ((z >= 0 ? 1 : 0) === middle[i] ? 1 : 0), 0) / 1500;
    const mlp = fitRichMlp(features, middle, 1);
    expect(agree(mlp.score(features))).toBeGreaterThan(0.95);
    expect(agree(fitRichLr(features, middle).score(features))).toBeLessThan(0.7);
    expect(mlp.score(features)).toEqual(fitRichMlp(features, middle, 1).score(features));
  });

  it('ranks at least about as well as the highest softmax value, and stays finite where every answer is right', () => {
    const features = richFeatures(outputs, 10);
    const plain = aurc(Float64Array.from({ length: 3000 }, (_, i) => outputs.top[2 * i]));
    expect(aurc(fitRichLr(features, right).score(features))).toBeLessThan(plain * 1.02);
    expect(fitRichLr(features, new Uint8Array(3000).fill(1)).score(features).every(Number.isFinite)).toBe(true);
  });
});
