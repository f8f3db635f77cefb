/** What is kept of class scores, against the definitions written out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Answers } from '../../src-main/models/answers';

const take = (scores: number[], kind: 'logits' | 'softmax' = 'logits') => {
  const answers = new Answers('m', 'end', scores.length, kind, 1);
  answers.take(Float32Array.from(scores), 0, 0);
  return answers;
};

describe('what is kept of class scores', () => {
  it('is softmax, arg max and entropy as SciPy gives them', () => {
    // Origin: SciPy 1.10.1, scipy.special.softmax and scipy.stats.entropy of [2, 1, 0.1, -1].
    const answers = take([2, 1, 0.1, -1]);
    [0.6380663511, 0.2347314927, 0.0954347031, 0.031767453].forEach((p, i) => expect(answers.outputs.top[i]).toBeCloseTo(p, 6));
    expect(answers.entropy(0)).toBeCloseTo(0.9606727901, 6);
    expect(answers.prediction(0)).toBe(0);
  });

  it('is the first class on ties', () => {
    expect(take([1, 3, 3, 2]).prediction(0)).toBe(1);
    expect(take([0.25, 0.25, 0.25, 0.25], 'softmax').prediction(0)).toBe(0);
  });

  it('stays finite for scores of any size', () => {
    const answers = take([1e30, -1e30, 0]);
    expect([...answers.outputs.top]).toEqual([1, 0, 0]);
    expect(answers.entropy(0)).toBe(0);
  });

  it('has the ten highest values in order, whatever the number of classes', () => {
    fc.assert(fc.property(fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 }), (z) => {
      const { outputs } = take(z);
      const width = Math.min(10, z.length);
      const highest = Math.max(...z);
      const sum = z.reduce((s, v) => s + Math.exp(v - highest), 0);
      const sorted = z.map((v) => Math.exp(v - highest) / sum).sort((a, b) => b - a).slice(0, width);
      expect(outputs.width).toBe(width);
      outputs.top.forEach((p, i) => expect(p).toBeCloseTo(sorted[i], 5));
      expect(outputs.top[0]).toBeCloseTo(Math.exp(z[outputs.prediction[0]] - highest) / sum, 5);
      expect(outputs.entropy[0]).toBeGreaterThanOrEqual(0);
      expect(outputs.entropy[0]).toBeLessThanOrEqual(Math.log(z.length) + 1e-5);
    }));
  });

  it('says which exit and sample gave NaN or infinity', () => {
    expect(() => take([1, NaN])).toThrow('Model “m” gave NaN or infinity at exit “end” for sample 0 of the batch');
    expect(() => take([1, -Infinity])).toThrow('NaN or infinity');
    expect(() => take([NaN, 1], 'softmax')).toThrow('NaN or infinity');
  });

  it('allows a quantised softmax its rounding, not logits that call themselves softmax', () => {
    expect(take([0.5, 0.49609375], 'softmax').p1(0)).toBe(0.5);
    expect(() => take([3, -2], 'softmax')).toThrow(/add up to 1; set output: logits/);
  });
});
