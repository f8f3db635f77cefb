/** Top-1 and AUC as the benchmark counts them. Origin of the exact values: worked by hand where a comment says so, scikit-learn's definition otherwise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderRoc, meanScores, topOne, type ScoredFile } from '../../../src-main/core/mlperf-tiny';

/** P(positive scores higher) + P(tie) / 2, pair by pair: the definition itself. */
function areaByPairs(scores: readonly number[], positive: readonly boolean[]): number {
  let [sum, pairs] = [0, 0];
  scores.forEach((a, i) => scores.forEach((b, j) => {
    if (!positive[i] || positive[j]) return;
    pairs++;
    sum += a > b ? 1 : a === b ? 0.5 : 0;
  }));
  return sum / pairs;
}

const file = (label: number, ...scores: number[]): ScoredFile => ({ label, scores });

describe('top-1', () => {
  it('counts the highest score, the first on ties', () => {
    expect(topOne([file(0, 0.5, 0.5), file(1, 0.5, 0.5), file(1, 0.2, 0.8), file(2, 0.1, 0.1, 0.8)])).toBe(0.75);
  });
  it('does not exist for anomaly scores, nor without files', () => {
    expect([topOne([file(1, 13.2)]), topOne([])]).toEqual([null, null]);
  });
});

describe('AUC', () => {
  it('is that of class 1 for two classes, and of the score for anomalies', () => {
    // Positives 0.8, 0.4; negatives 0.6, 0.1: three of four pairs in order.
    const scores = [[0.8, true], [0.4, true], [0.6, false], [0.1, false]] as const;
    expect(areaUnderRoc(scores.map(([p, positive]) => file(Number(positive), 1 - p, p)))).toBe(0.75);
    expect(areaUnderRoc(scores.map(([p, positive]) => file(Number(positive), p * 40)))).toBe(0.75);
  });
  it('is the mean over classes of one against the rest, with ties counted half', () => {
    fc.assert(fc.property(fc.array(fc.record({ label: fc.integer({ min: 0, max: 2 }), scores: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })) }), { minLength: 6, maxLength: 30 }), (files) => {
      const present = [0, 1, 2].filter((c) => files.some(({ label }) => label === c) && files.some(({ label }) => label !== c));
      const expected = present.length === 0 ? null : present.reduce((sum, c) => sum + areaByPairs(files.map(({ scores }) => scores[c]), files.map(({ label }) => label === c)), 0) / present.length;
      const found = areaUnderRoc(files);
      if (expected === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(expected, 12);
    }));
  });
  it('does not exist where all files are of one class', () => {
    expect(areaUnderRoc([file(1, 0.2, 0.8), file(1, 0.4, 0.6)])).toBeNull();
  });
});

describe('several answers for one file', () => {
  it('are normalised, then averaged; anomaly scores are averaged as they are', () => {
    expect(meanScores([[0.2, 0.2], [0, 1]])).toEqual([0.25, 0.75]);
    expect(meanScores([[10], [14]])).toEqual([12]);
  });
});
