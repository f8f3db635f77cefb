/** Policies chosen on a fit set, against a plain search over every threshold. */
import { describe, expect, it } from 'vitest';
import type { ExperimentProfile } from '../../src-main/contract/profiles';
import type { Outcomes } from '../../src-main/core/measurements';
import { costsForChoice } from '../../src-main/engine/choice-costs';
import { accuracyAsked, remoteAccuracy } from '../../src-main/engine/policies';
import type { ChosenPolicy } from '../../src-main/engine/policy-choice';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';
import { exampleCard, exampleExperiment, examplePolicies } from '../support/example-plan';

const fit = syntheticOutcomes(5, 600, 1, { levels: 40 });
const costs = syntheticCosts(1);
const last = fit.exits[1];
const choose = (change: Partial<ExperimentProfile>, target: number | null, outcomes: Outcomes = fit): ChosenPolicy[] => examplePolicies(outcomes, costs, target, change);
const of = (policies: readonly ChosenPolicy[], strategy: string): ChosenPolicy => policies.find((one) => one.policy.strategy === strategy && one.variant === null) as ChosenPolicy;
const p1 = (i: number): number => last.top[2 * i];
const noMargin = { choose: { minimise: 'latency' as const, margin_z: 0 } };

/** EE by its definition: the branch answers where it is sure enough, else the end. */
function ee(theta: number): { accuracy: number; early: number } {
  let [right, early] = [0, 0];
  for (let i = 0; i < fit.samples; i++) {
    const leaves = Math.fround(fit.exits[0].top[2 * i]) >= theta;
    if (leaves) early++;
    if (fit.exits[leaves ? 0 : 1].prediction[i] === fit.truth[i]) right++;
  }
  return { accuracy: right / fit.samples, early: early / fit.samples };
}

describe('policies', () => {
  it('are one a strategy, and three that only compare like with like', () => {
    const policies = choose({}, 0.7);
    expect(policies.filter(({ variant }) => variant === null).map(({ policy }) => policy.strategy)).toEqual(['on-device', 'remote', 'hi', 'ee', 'ee-hi']);
    expect(policies.flatMap(({ variant }) => (variant === null ? [] : [variant]))).toEqual(['ee-hi-at-hi-accuracy', 'hi-at-ee-hi-accuracy', 'hi-at-target']);
    expect(policies.filter(({ policy }) => policy.decision !== null).map(({ policy }) => policy.strategy)).toEqual(['hi', 'ee-hi', 'ee-hi', 'hi', 'hi']);
  });

  it('leave as early as the accuracy asked for allows', () => {
    const candidates = [0.5, ...new Set(Array.from({ length: fit.samples }, (_, i) => fit.exits[0].top[2 * i]).filter((value) => value > 0.5))].map((theta) => ({ theta, ...ee(theta) }));
    const target = ee(0.8).accuracy;
    const mostEarly = Math.max(...candidates.filter(({ accuracy }) => accuracy >= target).map(({ early }) => early));
    const chosen = of(choose(noMargin, target), 'ee');
    expect(chosen.feasibleOnFit).toBe(true);
    expect(chosen.chosenBy).toMatch(/^least latency with accuracy ≥ \d+\.\d % over every distinct confidence of 600 fit samples$/);
    expect(ee(chosen.policy.thresholds[0]).early).toBeCloseTo(mostEarly, 12);
    expect(ee(chosen.policy.thresholds[0]).accuracy).toBeGreaterThanOrEqual(target);
  });

  it('ask for more than the target where a margin is wanted, and say so', () => {
    const [plain, safe] = [of(choose(noMargin, 0.7), 'ee-hi'), of(choose({}, 0.7), 'ee-hi')];
    expect(safe.policy.thresholds[0]).toBeGreaterThanOrEqual(plain.policy.thresholds[0]);
    // 0.7 + 1.645 sqrt(0.7 · 0.3 / 600) = 0.7308.
    expect(safe.chosenBy).toContain('accuracy ≥ 70.0 % (with the safety margin 73.1 %)');
  });

  it('say when no threshold reaches the target, and take the most accurate instead', () => {
    const chosen = of(choose(noMargin, 0.999), 'ee');
    expect(chosen.feasibleOnFit).toBe(false);
    expect(chosen.chosenBy).toMatch(/^no thresholds reach accuracy ≥ 99\.9 % over every distinct confidence of 600 fit samples; the most accurate, \d+\.\d % and \d+\.\d points short, stands in$/);
    const best = Math.max(...Array.from({ length: fit.samples }, (_, i) => ee(Math.max(0.5, fit.exits[0].top[2 * i])).accuracy));
    expect(ee(chosen.policy.thresholds[0]).accuracy).toBeCloseTo(best, 12);
  });

  it('take thresholds that the experiment gives', () => {
    const chosen = of(choose({ exits: { measure: 'margin', grid: 101, from: 0.5, thresholds: [0.66] } }, 0.7), 'ee-hi');
    expect([chosen.policy.thresholds, chosen.policy.measure, chosen.chosenBy, chosen.feasibleOnFit]).toEqual([[0.66], 'margin', 'given in the experiment', null]);
  });

  it('accept by the threshold with the fewest offloads that keeps the accuracy', () => {
    const target = 0.85;
    const chosen = of(choose({ ...noMargin, decision: { kind: 'threshold', measure: 'max-softmax' }, strategies: ['hi'] }, target), 'hi').policy.decision;
    if (chosen?.kind !== 'threshold') throw new Error('expected a threshold');
    const hi = (theta: number): { accuracy: number; offloads: number } => {
      let [right, offloads] = [0, 0];
      for (let i = 0; i < fit.samples; i++) {
        const accept = p1(i) >= theta;
        if (!accept) offloads++;
        if ((accept ? last.prediction : (fit.remote as Uint16Array))[i] === fit.truth[i]) right++;
      }
      return { accuracy: right / fit.samples, offloads };
    };
    const fewest = Math.min(...Array.from({ length: fit.samples }, (_, i) => hi(p1(i))).filter(({ accuracy }) => accuracy >= target).map(({ offloads }) => offloads));
    expect(hi(chosen.threshold)).toMatchObject({ offloads: fewest });
    expect(hi(chosen.threshold).accuracy).toBeGreaterThanOrEqual(target);
  });

  it('accept only what a guarantee allows, and offload everything where nothing can be shown', () => {
    const under = (wrong: number): { threshold: number; text: string } => {
      const { policy, decisionText } = of(choose({ decision: { kind: 'threshold', measure: 'max-softmax', guarantee: { wrong_at_most: wrong, risk: 0.1 } }, strategies: ['hi'] }, 0.7), 'hi');
      return { threshold: policy.decision?.kind === 'threshold' ? policy.decision.threshold : NaN, text: decisionText };
    };
    const wrongShare = (theta: number): number => {
      const kept = Array.from({ length: fit.samples }, (_, i) => i).filter((i) => p1(i) >= theta);
      return kept.filter((i) => last.prediction[i] !== fit.truth[i]).length / kept.length;
    };
    const [strict, lax] = [under(0.42), under(0.48)];
    expect(wrongShare(strict.threshold)).toBeLessThan(0.42);
    expect(strict.threshold).toBeGreaterThanOrEqual(lax.threshold);
    expect(strict.text).toMatch(/^accept when max-softmax ≥ 0\.\d{4}; at most 42\.0 % of the accepted are wrong, with 90\.0 % certainty, from 600 fit samples/);
    expect(under(0.01)).toMatchObject({ threshold: 1.01, text: expect.stringMatching(/^offload everything: no threshold/) });
  });

  it('use the decision weights of the card as they were deployed', () => {
    const card = exampleCard({ decision_weights: [{ name: 'authors', bias: -6.6, w1: 8.3, w2: -4.2, fitted_on: 'their set' }] });
    const [hi] = examplePolicies(fit, costs, 0.7, { decision: { kind: 'card', name: 'authors' }, strategies: ['hi'] }, card);
    expect(hi.policy.decision).toMatchObject({ kind: 'binary-lr', bias: -6.6, w1: 8.3, w2: -4.2, threshold: 0 });
    expect(hi.decisionText).toBe('accept when −6.600 + 8.300 p1 − 4.200 p2 ≥ 0.000; weights “authors” of the model card, fitted on their set');
  });

  it('do not hang on noise that makes an early exit look slower than the whole model', () => {
    const facts = [{ macs: 8e6 }, { macs: 12e6 }];
    const noisy = (early: number): typeof costs => ({ ...costs, exits: [{ ...costs.exits[0], latencyMs: { ...costs.exits[0].latencyMs, value: early } }, costs.exits[1]] });
    const chosen = [0.3, 1.1, 1.99, 2.01, 7].map((early) => examplePolicies(fit, costsForChoice(noisy(early), facts), 0.7).map(({ policy }) => policy));
    for (const policies of chosen) expect(policies).toEqual(chosen[0]);
    // Two thirds of the work, two thirds of the whole model's 2 ms; and nothing is touched where nothing is wrong.
    expect(costsForChoice(noisy(7), facts).exits[0].latencyMs.value).toBeCloseTo(4 / 3, 12);
    expect(costsForChoice(costs, facts)).toEqual(costs);
  });

  it('do not look beyond the fit set: the same fit set gives the same policies', () => {
    expect(choose({}, 0.7)).toEqual(choose({}, 0.7));
  });
});

describe('the accuracy asked for', () => {
  it('is the first target’s, or the paper’s ten points below the state of the art, or below the remote model', () => {
    const target = (targets: ExperimentProfile['targets'], sota: number | null): number | null => accuracyAsked({ experiment: exampleExperiment({ targets }), datasetProfile: { kind: 'dataset', id: 'things', name: 'Things', reader: 'glyphs', ...(sota === null ? {} : { sota_accuracy: sota }) } }, fit);
    expect(target([{ kind: 'latency', at_most_ms: 5 }, { kind: 'accuracy', at_least: 0.8 }, { kind: 'accuracy', at_least: 0.9 }], 0.99)).toBe(0.8);
    expect(target([{ kind: 'paper', quantity: 'accuracy' }], 0.995)).toBeCloseTo(0.895, 12);
    expect(target([{ kind: 'paper', quantity: 'accuracy' }], null)).toBeCloseTo(remoteAccuracy(fit) - 0.1, 9);
    expect(target([{ kind: 'latency', at_most_ms: 5 }], 0.99)).toBeNull();
  });
});
