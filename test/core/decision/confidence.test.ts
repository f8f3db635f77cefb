/** Confidence measures rise with confidence and stay in range. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidence, confidenceOf, leaves } from '../../../src-main/core/decision';

describe('confidence', () => {
  it('reads max-softmax, margin and entropy of one softmax', () => {
    // 0.7, 0.2, 0.1: H = 0.8018185525433373 nats by hand; 1 - H / ln 3 = 0.27015329.
    expect(confidenceOf('max-softmax', 0.7, 0.2, 0.8018185525433373, 3)).toBe(Math.fround(0.7));
    expect(confidenceOf('margin', 0.7, 0.2, 0.8018185525433373, 3)).toBeCloseTo(0.5, 7);
    expect(confidenceOf('entropy', 0.7, 0.2, 0.8018185525433373, 3)).toBeCloseTo(0.27015329, 6);
  });

  it('orders samples of two classes alike by every measure', () => {
    fc.assert(fc.property(fc.float({ min: 0.5, max: 1, noNaN: true }), fc.float({ min: 0.5, max: 1, noNaN: true }), (a, b) => {
      fc.pre(Math.abs(a - b) > 1e-3);
      const h = (p: number): number => (p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p));
      for (const measure of ['max-softmax', 'margin', 'entropy'] as const) {
        expect(confidenceOf(measure, a, 1 - a, h(a), 2) > confidenceOf(measure, b, 1 - b, h(b), 2)).toBe(a > b);
      }
    }));
  });

  it('accepts a confidence equal to the threshold, and never exits above 1', () => {
    const c = Math.fround(0.9);
    expect(leaves('max-softmax', c, c, 0, 0, 10)).toBe(true);
    expect(leaves('max-softmax', 1, 1, 0, 0, 10)).toBe(true);
    expect(leaves('max-softmax', 1.01, 1, 0, 0, 10)).toBe(false);
  });

  it('gives a model with a single kept probability a margin', () => {
    const outputs = { prediction: Uint16Array.of(0), top: Float32Array.of(1), width: 1, entropy: Float32Array.of(0) };
    expect([...confidence(outputs, 'margin', 1)]).toEqual([1]);
    expect([...confidence(outputs, 'entropy', 1)]).toEqual([1]);
  });
});
