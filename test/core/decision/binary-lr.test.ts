/** Logistic regression against scikit-learn 1.2.1: LogisticRegression(C = 1/(N 1e-4), newton-cholesky, tol 1e-14) on standardised float32 p1, p2, mapped back. */
import { describe, expect, it } from 'vitest';
import { acceptAll, accepts, fitBinaryLr, rightAt, thresholdOnZ } from '../../../src-main/core/decision';
import { formulaOutputs, formulaRight, truthFor } from './formula-set';

const outputs = formulaOutputs(400);
const right = formulaRight(outputs);
const options = { classWeight: 'none', probability: 0.5, fittedOn: 'formula' } as const;

describe('binary logistic regression', () => {
  it('works on the samples the oracle worked on', () => {
    expect(right.reduce((a, b) => a + b, 0)).toBe(225);
    expect(right.slice(0, 40).join('')).toBe('1000000111111011000011111001111001110000');
  });

  it('finds scikit-learn’s weights', () => {
    const { module, constant, gradient, steps } = fitBinaryLr(outputs, truthFor(right), options);
    expect(constant).toBeNull();
    expect(gradient).toBeLessThan(1e-8);
    expect(steps).toBeLessThan(20);
    expect(module.bias).toBeCloseTo(-0.3095195485664155, 6);
    expect(module.w1).toBeCloseTo(3.079928419910628, 6);
    expect(module.w2).toBeCloseTo(-5.603460255183324, 6);
  });

  it('finds scikit-learn’s weights with balanced classes', () => {
    const { module } = fitBinaryLr(outputs, truthFor(right), { ...options, classWeight: 'balanced' });
    expect(module.bias).toBeCloseTo(-0.5439003737871231, 6);
    expect(module.w1).toBeCloseTo(3.0545332065745083, 6);
    expect(module.w2).toBeCloseTo(-5.603506560055278, 6);
  });

  it('stays finite on separable samples, as the ridge promises', () => {
    const { module, gradient } = fitBinaryLr(outputs, truthFor(Uint8Array.from(right, (_, i) => (outputs.top[2 * i] >= Math.fround(0.7) ? 1 : 0))), options);
    expect(gradient).toBeLessThan(1e-8);
    expect(module.bias).toBeCloseTo(-54.613567363503584, 3);
    expect(module.w1).toBeCloseTo(80.07096522, 3);
    expect(module.w2).toBeCloseTo(-7.81413959, 3);
  });

  it('handles two classes, where p2 = 1 - p1', () => {
    const top = outputs.top.slice();
    for (let i = 0; i < 400; i++) top[2 * i + 1] = 1 - top[2 * i];
    const { module } = fitBinaryLr({ ...outputs, top }, truthFor(right), options);
    expect(module.bias).toBeCloseTo(-0.6607806497171698, 4);
    expect(module.w1).toBeCloseTo(3.36993401, 4);
    expect(module.w2).toBeCloseTo(-3.36993648, 4);
  });

  it('accepts from the wanted probability on', () => {
    const truth = truthFor(right);
    const { module } = fitBinaryLr(outputs, truth, { ...options, probability: 0.8 });
    const accept = acceptAll(module, outputs, truth, 10);
    for (let i = 0; i < 400; i++) {
      const z = module.bias + module.w1 * outputs.top[2 * i] + module.w2 * outputs.top[2 * i + 1];
      expect(accept[i]).toBe(1 / (1 + Math.exp(-z)) >= 0.8 ? 1 : 0);
    }
    expect(thresholdOnZ(0.5)).toBe(0);
    expect(Number.isFinite(thresholdOnZ(0)) && Number.isFinite(thresholdOnZ(1))).toBe(true);
  });

  it.each([[1, 'all-right', 1], [0, 'all-wrong', 0]] as const)('says that a fit set with one class gives a constant module (%i)', (value, constant, accept) => {
    const truth = truthFor(new Uint8Array(400).fill(value));
    const fit = fitBinaryLr(outputs, truth, options);
    expect(fit.constant).toBe(constant);
    expect(acceptAll(fit.module, outputs, truth, 10)).toEqual(new Uint8Array(400).fill(accept));
  });

  it('offloads everything when nothing is known', () => {
    const fit = fitBinaryLr(formulaOutputs(0), new Uint16Array(0), options);
    expect(fit.constant).toBe('no-samples');
    expect(accepts(fit.module, 1, 0, 0, 10, true)).toBe(false);
  });

  it('decides sample by sample as it does for the whole set', () => {
    const truth = truthFor(right);
    const modules = [
      fitBinaryLr(outputs, truth, options).module, { kind: 'oracle' },
      // Thresholds that are values of the set: the tie is accepted on both paths.
      { kind: 'threshold', measure: 'max-softmax', threshold: outputs.top[34] }, { kind: 'threshold', measure: 'margin', threshold: Math.fround(outputs.top[34] - outputs.top[35]) },
    ] as const;
    for (const module of modules) {
      const all = acceptAll(module, outputs, truth, 10);
      const one = rightAt(outputs.prediction, truth).map((r, i) => (accepts(module, outputs.top[2 * i], outputs.top[2 * i + 1], outputs.entropy[i], 10, r === 1) ? 1 : 0));
      expect(all).toEqual(one);
      if (module.kind === 'threshold') expect(all[17]).toBe(1);
    }
  });
});
