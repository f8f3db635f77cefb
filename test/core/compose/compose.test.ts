/** Composition by equations (1), (3), (4) and the two forms of (2), and what each strategy pays for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeSamples, composeSummary, policyProvenance } from '../../../src-main/core/compose';
import { strategies, type Costs, type DecisionModule, type Outcomes, type Policy, type Strategy } from '../../../src-main/core/measurements';
import { modelled, published, summarise } from '../../../src-main/core/stats';
import { syntheticCosts, syntheticOutcomes } from '../synthetic-outcomes';

const lr: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'test' };
const policy = (strategy: Strategy, thresholds: number[] = [0.7], decision: DecisionModule | null = lr): Policy => ({ strategy, measure: 'max-softmax', thresholds, decision });
const summary = (outcomes: Outcomes, costs: Costs, p: Policy) => composeSummary(outcomes, p, composeSamples(outcomes, costs, p));

/** Four samples, one branch, worked by hand. Truth 0; exit 0 says 0 1 0 1 at 0.9 0.9 0.6 0.6; the end says 0 0 1 1 at 0.95 0.8 0.5 0.4; the server is right but on sample 3. */
const four: Outcomes = {
  samples: 4, classes: 2, index: Int32Array.of(0, 1, 2, 3), truth: new Uint16Array(4), remote: Uint16Array.of(0, 0, 0, 1), offloadMs: null,
  exits: [
    { prediction: Uint16Array.of(0, 1, 0, 1), top: Float32Array.of(0.9, 0.9, 0.6, 0.6), width: 1, entropy: new Float32Array(4) },
    { prediction: Uint16Array.of(0, 0, 1, 1), top: Float32Array.of(0.95, 0.8, 0.5, 0.4), width: 1, entropy: new Float32Array(4) },
  ],
};
const cost = (ms: number, mj: number | null) => ({ latencyMs: modelled(ms, 'test'), energyMj: mj === null ? null : modelled(mj, 'test') });
const costs: Costs = { exits: [cost(1, 10), cost(3, 30)], plain: cost(2, 20), decision: cost(0.5, 5), offload: cost(8, 80) };
const sure: DecisionModule = { kind: 'threshold', measure: 'max-softmax', threshold: 0.9 };

describe('the five strategies, by hand', () => {
  it('pays the plain model on the device', () => {
    expect(summary(four, costs, policy('on-device', []))).toMatchObject({ accuracy: 0.5, lpiMs: 2, epiMj: 20, offloadShare: 0, exitShares: [0, 1], cells: null, equation2: null });
  });

  it('pays the offload alone when everything is remote', () => {
    expect(summary(four, costs, policy('remote', []))).toMatchObject({ accuracy: 0.75, lpiMs: 8, epiMj: 80, offloadShare: 1, exitShares: [0, 0] });
  });

  it('pays plain, decision and the offloads under HI', () => {
    // Accepts sample 0 only; samples 1, 2, 3 go to the server, which is wrong on 3.
    const hi = summary(four, costs, policy('hi', [], sure));
    expect(hi).toMatchObject({ accuracy: 0.75, lpiMs: 2.5 + 0.75 * 8, epiMj: 25 + 0.75 * 80, offloadShare: 0.75, exitShares: [0, 0.25] });
    expect(hi.cells).toEqual({ acceptedRight: 1, offloadedNeedlessly: 1, missed: 0, caught: 2 });
    expect(hi.selectiveAccuracy).toBe(1);
    // exact 0.5 - 0.25 + 0.75 * 2/3; printed puts the server's overall 0.75 in place of 2/3.
    expect(hi.equation2).toEqual({ exact: 0.75, printed: 0.8125, gap: 0.0625 });
  });

  it('pays up to the exit under EE, all heads at the end', () => {
    expect(summary(four, costs, policy('ee', [0.7]))).toMatchObject({ accuracy: 0.25, lpiMs: (1 + 1 + 3 + 3) / 4, epiMj: (10 + 10 + 30 + 30) / 4, exitShares: [0.5, 0.5] });
  });

  it('decides only about samples that reach the end under EE-HI', () => {
    const both = summary(four, costs, policy('ee-hi', [0.7], sure));
    // 0 right and 1 wrong leave at the branch; 2 (server right) and 3 (server wrong) are offloaded.
    expect(both).toMatchObject({ accuracy: 0.5, lpiMs: (1 + 1 + 11.5 + 11.5) / 4, epiMj: (10 + 10 + 115 + 115) / 4, offloadShare: 0.5, exitShares: [0.5, 0] });
    expect(both.cells).toEqual({ acceptedRight: 1, offloadedNeedlessly: 0, missed: 1, caught: 2 });
  });

  it('uses a sample’s own offload time where it was measured', () => {
    const timed = { ...four, offloadMs: Float64Array.of(100, 4, 6, NaN) };
    const measured = { ...costs, offload: { ...costs.offload, latencyMs: summarise(Float64Array.of(4, 6), 'measured', 'socket') } };
    // 4 + 6 measured, 5 (the mean) for the one that was not; sample 0 is not offloaded.
    expect(summary(timed, measured, policy('hi', [], sure)).lpiMs).toBeCloseTo(2.5 + 15 / 4, 12);
    expect(summary(timed, costs, policy('hi', [], sure)).lpiMs).toBeCloseTo(2.5 + 6, 12);
  });

  it('keeps an unknown energy unknown', () => {
    const noDecision = { ...costs, decision: cost(0.5, null) };
    expect(summary(four, noDecision, policy('hi', [], sure)).epiMj).toBeNull();
    expect(summary(four, noDecision, policy('on-device', [])).epiMj).toBe(20);
    expect(summary(four, { ...costs, offload: cost(8, null) }, policy('remote', [])).epiMj).toBeNull();
  });
});

describe('composition in general', () => {
  const arbitrary = fc.record({ seed: fc.integer(), n: fc.integer({ min: 1, max: 100 }), theta: fc.double({ min: 0, max: 1.01, noNaN: true }), bias: fc.double({ min: -6, max: 3, noNaN: true }) });

  it('equals equation (2) in its exact form, whatever the data', () => {
    fc.assert(fc.property(arbitrary, ({ seed, n, bias }) => {
      const s = summary(syntheticOutcomes(seed, n, 0), syntheticCosts(0), policy('hi', [], { ...lr, bias } as DecisionModule));
      expect(s.equation2?.exact).toBeCloseTo(s.accuracy, 12);
      expect((s.equation2?.printed ?? 0) - (s.equation2?.exact ?? 0)).toBeCloseTo(s.equation2?.gap ?? NaN, 12);
    }));
  });

  it('equals equations (3) and (4) when every offload costs the mean', () => {
    fc.assert(fc.property(arbitrary, ({ seed, n, bias }) => {
      const c = syntheticCosts(0);
      const s = summary(syntheticOutcomes(seed, n, 0), c, policy('hi', [], { ...lr, bias } as DecisionModule));
      expect(s.lpiMs).toBeCloseTo(c.plain.latencyMs.value + c.decision.latencyMs.value + s.offloadShare * c.offload.latencyMs.value, 9);
      expect(s.epiMj).toBeCloseTo((c.plain.energyMj?.value ?? 0) + (c.decision.energyMj?.value ?? 0) + s.offloadShare * (c.offload.energyMj?.value ?? 0), 9);
    }));
  });

  it('accounts for every sample once: exit shares and offload share sum to 1, cells to N', () => {
    fc.assert(fc.property(arbitrary, fc.constantFrom(...strategies), ({ seed, n, theta }, strategy) => {
      const s = summary(syntheticOutcomes(seed, n, 2, { levels: 7 }), syntheticCosts(2), { ...policy(strategy, [theta, theta]), ...(strategy === 'early-offload' ? { offloadBelow: [theta / 2, theta] } : {}) });
      expect(s.exitShares.reduce((a, b) => a + b, s.offloadShare)).toBeCloseTo(1, 12);
      expect(s.offloadedAt.reduce((a, b) => a + b, 0)).toBeCloseTo(s.offloadShare, 12);
      if (s.cells) expect(Object.values(s.cells).reduce((a, b) => a + b, 0)).toBe(n);
    }));
  });

  it('makes early offload EE-HI where it never offloads at a branch, and refuses it without a threshold a branch', () => {
    const outcomes = syntheticOutcomes(4, 300, 2);
    const c = syntheticCosts(2);
    expect(summary(outcomes, c, { ...policy('early-offload', [0.8, 0.7]), offloadBelow: [0, 0] })).toEqual(summary(outcomes, c, policy('ee-hi', [0.8, 0.7])));
    expect(() => summary(outcomes, c, policy('early-offload', [0.8, 0.7]))).toThrow('0 exit thresholds');
  });

  it('answers an early offload by the server at the price of the branch and the offload', () => {
    const outcomes = syntheticOutcomes(4, 300, 1);
    const all = summary(outcomes, syntheticCosts(1), { ...policy('early-offload', [1.01]), offloadBelow: [1.01] });
    expect(all.lpiMs).toBeCloseTo(1 + 9.7, 12);
    expect([all.offloadShare, all.offloadedAt]).toEqual([1, [1, 0]]);
    expect(all.accuracy).toBe(summary(outcomes, syntheticCosts(1), policy('remote', [])).accuracy);
  });

  it('makes EE-HI without exits HI on the model with heads, and EE without exits that model alone', () => {
    const outcomes = syntheticOutcomes(3, 300, 2);
    const c = syntheticCosts(2);
    const never = [1.01, 1.01];
    expect(summary(outcomes, c, policy('ee-hi', never)).accuracy).toBe(summary(outcomes, c, policy('hi', [])).accuracy);
    expect(summary(outcomes, c, policy('ee', never)).lpiMs).toBeCloseTo(3, 12);
  });

  it('lets the oracle offload exactly the locally wrong', () => {
    const s = summary(syntheticOutcomes(8, 500, 0), syntheticCosts(0), policy('hi', [], { kind: 'oracle' }));
    expect(s.cells).toMatchObject({ offloadedNeedlessly: 0, missed: 0 });
    expect(s.f1?.weighted).toBe(1);
  });
});

describe('what composition refuses', () => {
  it('names the strategy that lacks a server, a decision or thresholds', () => {
    const alone = syntheticOutcomes(1, 10, 1, { remote: false });
    expect(() => composeSamples(alone, costs, policy('hi'))).toThrow('Strategy hi needs the remote model');
    expect(() => composeSamples(four, costs, policy('ee-hi', [0.5], null))).toThrow('Strategy ee-hi needs a decision module');
    expect(() => composeSamples(four, costs, policy('ee', []))).toThrow('0 exit thresholds, but the local model has 1 branches');
    const none = syntheticOutcomes(1, 0, 1);
    expect(() => summary(none, costs, policy('ee'))).toThrow('no samples');
  });
});

describe('what results may be called', () => {
  it('is measured only when every part that is used was', () => {
    const c = { ...costs, plain: { latencyMs: published(1.63, 'Table 4'), energyMj: published(6.22, 'Table 4') }, offload: { latencyMs: summarise(Float64Array.of(1, 2), 'measured', 'x'), energyMj: null } };
    expect(policyProvenance(c, policy('on-device'))).toEqual({ latency: 'published', energy: 'published' });
    expect(policyProvenance(c, policy('remote'))).toEqual({ latency: 'measured', energy: null });
    expect(policyProvenance(c, policy('hi'))).toEqual({ latency: 'modelled', energy: null });
  });
});
