/** Thresholds learnt while a device works, against the best fixed threshold known afterwards. */
import { describe, expect, it } from 'vitest';
import { acceptByBounds, decideByExperts, expertRates, expertRegretBound, learnFromOffload, learnFromRound, startBounds, startExperts } from '../../../src-main/core/decision';
import { createRandom, type Random } from '../../../src-main/core/random';

/** Scores even in 0..1, right with probability 0.2 + 0.8 score². */
function round(random: Random): { score: number; wrong: boolean } {
  const score = random.next();
  return { score, wrong: !random.chance(0.2 + 0.8 * score * score) };
}

/** Total cost of the learner and of the best of its thresholds over the same rounds. */
function playExperts(seed: number, rounds: number, beta: number, n = 50): { cost: number; best: number; bound: number } {
  const [data, own] = [createRandom(seed), createRandom(seed + 1000)];
  const options = { beta, ...expertRates(n, rounds, beta) };
  const experts = startExperts(n);
  const fixed = new Float64Array(n);
  let cost = 0;
  for (let t = 0; t < rounds; t++) {
    const { score, wrong } = round(data);
    const decided = decideByExperts(experts, score, options, own);
    learnFromRound(experts, score, decided, wrong, options);
    cost += decided.offload ? beta : wrong ? 1 : 0;
    experts.thresholds.forEach((threshold, i) => (fixed[i] += score < threshold ? beta : wrong ? 1 : 0));
  }
  return { cost, best: Math.min(...fixed), bound: expertRegretBound(n, rounds, options) };
}

describe('a threshold learnt by experts', () => {
  it('stays within the published bound of the best fixed threshold, and well below it on average', () => {
    for (const beta of [0.1, 0.3, 0.6]) {
      const plays = Array.from({ length: 8 }, (_, seed) => playExperts(seed, 5000, beta));
      const shares = plays.map(({ cost, best, bound }) => (cost - best) / bound);
      for (const share of shares) expect(share).toBeLessThan(1);
      // algorithms 13 saw 14 to 24 % of the bound on data of this kind.
      expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.4);
    }
  });

  it('loses less and less a round', () => {
    const regret = (rounds: number): number => Array.from({ length: 6 }, (_, seed) => playExperts(seed, rounds, 0.3)).reduce((sum, { cost, best }) => sum + (cost - best) / rounds, 0) / 6;
    const [early, late] = [regret(1000), regret(16000)];
    expect(late).toBeLessThan(0.6 * early);
  });

  it('estimates unseen errors without bias: over chance, Y / o where it is seen', () => {
    const random = createRandom(3);
    const options = { beta: 0.4, eta: 0.1, epsilon: 0.2 };
    let sum = 0;
    const trials = 40_000;
    for (let t = 0; t < trials; t++) {
      const { offload, seen } = decideByExperts(startExperts(10), 0.5, options, random);
      if (offload) sum += 1 / seen;
    }
    expect(sum / trials).toBeCloseTo(1, 1);
  });

  it('offloads always where an offload is free, and keeps its weights finite for ever', () => {
    const options = { beta: 0, ...expertRates(20, 1000, 0), mix: 0.001 };
    const experts = startExperts(20);
    const random = createRandom(1);
    for (let t = 0; t < 20_000; t++) {
      const decided = decideByExperts(experts, random.next(), options, random);
      expect(decided.offload).toBe(true);
      learnFromRound(experts, random.next(), decided, random.chance(0.5), options);
    }
    expect(experts.logWeights.every(Number.isFinite)).toBe(true);
  });
});

describe('a threshold learnt by confidence bounds', () => {
  it('loses ever less on data that does not drift: sixteen times the rounds, less than six times the regret', () => {
    const regret = (rounds: number): number => {
      const random = createRandom(9);
      const bins = 20;
      const state = startBounds(bins);
      const beta = 0.3;
      let sum = 0;
      for (let t = 0; t < rounds; t++) {
        const { score, wrong } = round(random);
        const bin = Math.min(bins - 1, Math.floor(score * bins));
        const accepts = acceptByBounds(state, bin, beta, true);
        if (!accepts) learnFromOffload(state, bin, !wrong);
        // The expected loss beside the better of both actions for this score.
        const loss = 1 - (0.2 + 0.8 * score * score);
        sum += (accepts ? loss : beta) - Math.min(loss, beta);
      }
      return sum;
    };
    const [few, many] = [regret(2000), regret(32_000)];
    expect(many).toBeLessThan(6 * few);
  });

  it('offloads what it knows nothing of', () => {
    expect(acceptByBounds(startBounds(4), 2, 0.5, false)).toBe(false);
    expect(acceptByBounds(startBounds(4), 2, 0.5, true)).toBe(false);
  });
});
