/** Trained decision modules as plain numbers: against scikit-learn, one by one against all at once, and through JSON. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptAll, accepts, fitRichLr, fitRichMlp, richFeatures, richMacs, rightAt, scoreAll, scoreOf } from '../../../src-main/core/decision';
import type { DecisionModule, ExitOutputs, RichFeatures } from '../../../src-main/core/measurements';
import { syntheticOutcomes } from '../synthetic-outcomes';

const module = (kind: RichFeatures, hidden: boolean, seed = 1): { module: Extract<DecisionModule, { kind: 'rich' }>; outputs: ExitOutputs; truth: Uint16Array } => {
  const { exits: [outputs], truth } = syntheticOutcomes(seed, 80, 0, { levels: 50 });
  const features = richFeatures(outputs, 10, kind);
  const fitted = hidden ? fitRichMlp(features, rightAt(outputs.prediction, truth), 1) : fitRichLr(features, rightAt(outputs.prediction, truth));
  const { mean, scale, hidden: units, weights } = fitted;
  return { module: { kind: 'rich', features: kind, mean, scale, hidden: units, weights, threshold: 0.2, fittedOn: 'test' }, outputs, truth };
};

describe('a decision module on richer features', () => {
  it('scores as scikit-learn’s logistic regression does', () => {
    // Origin: scikit-learn 1.2.1, LogisticRegression(C = 1 / (1e-4 · 12), solver = newton-cholesky, tol = 1e-12) on the same standardised
    // features (p1, p2, p3, entropy, p1 − p2, class one-hot; deviations with divisor n), decision_function.
    const rows = [[0.9, 0.07, 0.03], [0.8, 0.15, 0.05], [0.7, 0.2, 0.1], [0.6, 0.3, 0.1], [0.55, 0.4, 0.05], [0.5, 0.3, 0.2], [0.45, 0.35, 0.2], [0.4, 0.35, 0.25], [0.85, 0.1, 0.05], [0.65, 0.2, 0.15], [0.52, 0.46, 0.02], [0.38, 0.32, 0.3]];
    const outputs: ExitOutputs = { width: 3, top: Float32Array.from(rows.flat()), entropy: Float32Array.from(rows, (row) => -row.reduce((sum, p) => sum + p * Math.log(p), 0)), prediction: Uint16Array.from(rows, (_, i) => i % 3) };
    const features = richFeatures(outputs, 3);
    const expected = [6.51615, 5.012571, 1.41123, 1.158492, -0.091378, -1.601543, -0.836175, -1.011927, 3.927627, 2.715694, -1.032391, -2.988896];
    [...fitRichLr(features, Uint8Array.of(1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0)).score(features)].forEach((z, i) => expect(z).toBeCloseTo(expected[i], 4));
  });

  it('looks at the entropy and every difference of two softmax values as a router', () => {
    const outputs: ExitOutputs = { width: 3, top: Float32Array.of(0.5, 0.25, 0.125), entropy: Float32Array.of(0.75), prediction: Uint16Array.of(2) };
    const { names, values } = richFeatures(outputs, 4, 'differences');
    expect(names).toEqual(['entropy', 'p1 - p2', 'p1 - p3', 'p2 - p3']);
    expect([...values]).toEqual([0.75, 0.25, 0.375, 0.125]);
    // Ten kept values: 45 differences, the number algorithms 2.6 names.
    expect(richFeatures(syntheticOutcomes(1, 2, 0).exits[0], 10, 'differences').width).toBe(2);
    expect(richFeatures({ ...outputs, width: 10, top: new Float32Array(10) }, 10, 'differences').width).toBe(46);
  });

  it.each([['top-five', false], ['top-five', true], ['differences', true]] as const)('decides a sample as it decides the set, also after a way through JSON (%s, hidden layer: %s)', (kind, hidden) => {
    const { module: own, outputs, truth } = module(kind, hidden);
    const carried = JSON.parse(JSON.stringify(own)) as typeof own;
    const all = acceptAll(own, outputs, truth, 10);
    const scores = scoreAll(own, outputs, 10) as Float64Array;
    fc.assert(fc.property(fc.nat(79), (i) => {
      const whole = { top: outputs.top.slice(i * outputs.width, (i + 1) * outputs.width), prediction: outputs.prediction[i] };
      expect(scoreOf(carried, whole.top[0], whole.top[1], outputs.entropy[i], 10, whole)).toBe(scores[i]);
      expect(accepts(carried, whole.top[0], whole.top[1], outputs.entropy[i], 10, false, whole)).toBe(all[i] === 1);
    }));
    expect(richMacs(own)).toBe(hidden ? 32 * (own.mean.length + 1) : own.mean.length);
  });

  it('refuses outputs of another width than it was fitted on', () => {
    const { module: own, outputs } = module('top-five', false);
    expect(() => scoreAll(own, outputs, 12)).toThrow(/cannot decide on 2 softmax values of 12 classes/);
  });
});
