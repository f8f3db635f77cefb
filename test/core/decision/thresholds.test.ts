/** Exact thresholds against trying every one, with ties (algorithms 2.7, 2.8, 2.9). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestShare, thresholdForAccuracy, thresholdForCost, thresholdForShare, thresholdWithGuarantee } from '../../../src-main/core/decision';
import { createRandom } from '../../../src-main/core/random';

/** Scores in sevenths, so that ties abound. */
const sets = fc.array(fc.record({ p: fc.nat(7), l: fc.nat(1), s: fc.nat(1) }), { minLength: 1, maxLength: 30 });
type Rows = { p: number; l: number; s: number }[];
const columns = (rows: Rows) => ({ score: Float32Array.from(rows, (r) => r.p / 7), local: Uint8Array.from(rows, (r) => r.l), server: Uint8Array.from(rows, (r) => r.s) });
/** Every threshold that can make a difference. */
const everyTheta = (score: Float32Array): number[] => [0, ...score, 1.01];
const outcome = (rows: Rows, score: Float32Array, theta: number) => {
  const off = rows.map((_, i) => score[i] < theta);
  return { offloaded: off.filter(Boolean).length, correct: rows.filter((r, i) => (off[i] ? r.s : r.l) === 1).length, cost: (beta: number) => rows.reduce((c, r, i) => c + (off[i] ? beta + (1 - r.s) : 1 - r.l), 0) };
};

describe('a threshold for a cost', () => {
  it('is as cheap as the best of all thresholds and offloads no more than the ties need', () => {
    fc.assert(fc.property(sets, fc.integer({ min: 0, max: 8 }), (rows, eighths) => {
      const beta = eighths / 8;
      const set = columns(rows);
      const found = thresholdForCost(set, beta);
      const all = everyTheta(set.score).map((theta) => outcome(rows, set.score, theta));
      const least = Math.min(...all.map((o) => o.cost(beta)));
      expect(found?.cost).toBeCloseTo(least, 9);
      const real = outcome(rows, set.score, found?.theta ?? NaN);
      expect(real.offloaded).toBe(found?.offloaded);
      expect(real.cost(beta)).toBeCloseTo(least, 9);
      expect(found?.offloaded).toBe(Math.min(...all.filter((o) => o.cost(beta) === least).map((o) => o.offloaded)));
    }));
  });

  it('offloads iff P(right) < 1 - beta when the score is calibrated and the server perfect', () => {
    // Ten samples at each of eleven scores, score x 10 of them right.
    const score = Float32Array.from({ length: 110 }, (_, i) => Math.floor(i / 10) / 10);
    const local = Uint8Array.from({ length: 110 }, (_, i) => (i % 10 < Math.floor(i / 10) ? 1 : 0));
    expect(thresholdForCost({ score, local, server: null }, 0.35)?.theta).toBeCloseTo(0.7, 6);
  });

  it('has no answer without samples', () => {
    const empty = { score: new Float32Array(0), local: new Uint8Array(0), server: null };
    expect(thresholdForCost(empty, 0.5)).toBeNull();
    expect(thresholdForAccuracy(empty, 0.5)).toEqual({ feasible: false, binds: 'no-samples', nearest: null });
  });
});

describe('a threshold for a requirement', () => {
  it('meets an accuracy with the fewest offloads, or says that none does', () => {
    fc.assert(fc.property(sets, fc.nat(20), (rows, twentieths) => {
      const set = columns(rows);
      const found = thresholdForAccuracy(set, twentieths / 20);
      const all = everyTheta(set.score).map((theta) => outcome(rows, set.score, theta));
      const meeting = all.filter((o) => o.correct / rows.length >= twentieths / 20);
      expect(found.feasible).toBe(meeting.length > 0);
      if (found.feasible) {
        expect(found.offloaded).toBe(Math.min(...meeting.map((o) => o.offloaded)));
        expect(outcome(rows, set.score, found.theta)).toMatchObject({ offloaded: found.offloaded, correct: Math.round(found.accuracy * rows.length) });
      } else expect(found.nearest?.accuracy).toBeCloseTo(Math.max(...all.map((o) => o.correct / rows.length)), 12);
    }));
  });

  it('is the most accurate within a time limit', () => {
    fc.assert(fc.property(sets, fc.integer({ min: 0, max: 10 }), (rows, tenths) => {
      const set = columns(rows);
      const found = thresholdForShare(set, tenths / 10);
      const allowed = everyTheta(set.score).map((theta) => outcome(rows, set.score, theta)).filter((o) => o.offloaded <= Math.floor((rows.length * tenths) / 10));
      expect(found.feasible && found.accuracy).toBeCloseTo(Math.max(...allowed.map((o) => o.correct)) / rows.length, 12);
    }));
  });

  it('turns a limit into the largest share, and says when the local model alone is too slow', () => {
    expect(largestShare(4.84, 1.63, 0.102, 9.68)).toBeCloseTo((4.84 - 1.732) / 9.68, 12);
    expect(largestShare(1, 1.63, 0.102, 9.68)).toBeLessThan(0);
    expect(largestShare(100, 1, 0, 10)).toBe(1);
    expect(thresholdForShare({ score: Float32Array.of(0.5), local: Uint8Array.of(1), server: null }, -0.2)).toMatchObject({ feasible: false, binds: 'limit', nearest: { offloaded: 0 } });
  });
});

describe('a threshold with a guarantee', () => {
  const score = Float32Array.from({ length: 1000 }, (_, i) => i / 1000);
  const grid = Array.from({ length: 101 }, (_, i) => i / 100);

  it('stops at the first threshold whose bound fails', () => {
    // Wrong below 0.4 only: Clopper-Pearson upper bound of 31 wrong in 631 is 6.4 % at delta 0.1, of 0 in 600 is 0.38 %.
    const right = Uint8Array.from(score, (p) => (p >= 0.4 ? 1 : 0));
    const found = thresholdWithGuarantee(score, right, grid, 0.05, 0.1);
    expect(found.theta).toBeGreaterThan(0.36);
    expect(found.theta).toBeLessThan(0.4);
    expect(found.bound).toBeLessThanOrEqual(0.05);
  });

  it('promises nothing when the model is never right', () => {
    expect(thresholdWithGuarantee(score, new Uint8Array(1000), grid, 0.05, 0.1).theta).toBeNull();
  });

  it('breaks its promise in about delta of the trials at most', () => {
    // P(right | score p) = p: the true error rate among accepted at theta is (1 - theta)/2; 300 seeded sets of 400.
    const random = createRandom(1);
    let broken = 0;
    for (let trial = 0; trial < 300; trial++) {
      const s = Float32Array.from({ length: 400 }, () => random.next());
      const r = Uint8Array.from(s, (p) => (random.next() < p ? 1 : 0));
      const { theta } = thresholdWithGuarantee(s, r, grid, 0.15, 0.1);
      if (theta !== null && (1 - theta) / 2 > 0.15) broken++;
    }
    expect(broken / 300).toBeLessThan(0.1);
  });
});
