/** What a trained decision module costs: timed on this computer, from its multiply-accumulates elsewhere. */
import { describe, expect, it } from 'vitest';
import { fitRichLr, richFeatures, rightAt } from '../../src-main/core/decision';
import type { DecisionModule } from '../../src-main/core/measurements';
import { costOfDecision, costOfMacs, decisionBytes, decisionMacs, withDecisionCost } from '../../src-main/engine/measure/decision-cost';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';

const outcomes = syntheticOutcomes(1, 100, 0);
const [last] = outcomes.exits;
const { mean, scale, hidden, weights } = fitRichLr(richFeatures(last, 10), rightAt(last.prediction, outcomes.truth));
const rich: DecisionModule = { kind: 'rich', features: 'top-five', mean, scale, hidden, weights, threshold: 0, fittedOn: 'test' };
const costs = { ...syntheticCosts(0), rule: 'As known.' };
/** A clock that moves 3 ms whenever it is read. */
const job = (driver: string): Parameters<typeof withDecisionCost>[0] => {
  let ms = 0;
  return { boards: [{ profile: { driver } }], control: { gate: () => Promise.resolve() }, drivers: { clock: { ms: () => (ms += 3) } } } as unknown as Parameters<typeof withDecisionCost>[0];
};

describe('a decision’s cost', () => {
  it('counts multiply-accumulates and float32 parameters', () => {
    // Two kept values, entropy, margin, ten classes: 14 features; means, scales, 14 weights, a bias and the threshold.
    expect([decisionMacs(rich), decisionBytes(rich)]).toEqual([14, 4 * (14 + 14 + 15 + 1)]);
    expect([decisionMacs({ kind: 'oracle' }), decisionBytes({ kind: 'threshold', measure: 'margin', threshold: 0.5 })]).toEqual([0, 4]);
  });

  it('is the binary LR’s and the rest at the model’s rate where it cannot be timed', async () => {
    // 12 more of 1000 multiply-accumulates of a model that takes 0.9 ms and 2.8 mJ.
    const found = await costOfDecision(job('virtual'), 0, 1000, costs, rich, outcomes);
    expect(found).toEqual(costOfMacs(14, 1000, costs));
    expect([found.latencyMs.value, found.energyMj?.value, found.latencyMs.provenance]).toEqual([expect.closeTo(0.05 + 0.012 * 0.9, 12), expect.closeTo(0.25 + 0.012 * 2.8, 12), 'modelled']);
  });

  it('is timed on this computer, and its energy modelled from the binary LR’s power', async () => {
    const found = await costOfDecision(job('computer'), 0, 1000, costs, rich, outcomes);
    expect([found.latencyMs.provenance, found.latencyMs.n, found.energyMj?.provenance]).toEqual(['measured', 30, 'modelled']);
    expect(found.energyMj?.value).toBeCloseTo(found.latencyMs.value * (0.25 / 0.05), 12);
  });

  it('is set once: again after a resume it stays, and the binary LR keeps its own', async () => {
    const once = await withDecisionCost(job('virtual'), 0, 1000, costs, rich, outcomes);
    expect([once.lrDecision, once.rule]).toEqual([costs.decision, 'As known. The decision module: that of the binary LR and 12 multiply-accumulates more, at the model’s rate.']);
    expect(await withDecisionCost(job('virtual'), 0, 1000, once, rich, outcomes)).toBe(once);
    expect(await withDecisionCost(job('virtual'), 0, 1000, costs, { kind: 'oracle' }, outcomes)).toBe(costs);
  });
});
