/** What-if numbers: nothing moves at the starting point, and moving the link equals composing the run over that link. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakEvenMs, composeSamples, composeSummary, offloadAt, offloadPartsMs, takeApart, withOffload } from '../../../src-main/core/compose';
import type { Costs, DecisionModule, Strategy } from '../../../src-main/core/measurements';
import { modelled } from '../../../src-main/core/stats';
import { syntheticCosts, syntheticOutcomes } from '../synthetic-outcomes';

const lr: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'test' };
const over = (costs: Costs, ms: number): Costs => {
  const mj = costs.offload.energyMj;
  return { ...costs, offload: { latencyMs: modelled(ms, 'test'), energyMj: mj === null ? null : modelled((mj.value * ms) / costs.offload.latencyMs.value, 'test') } };
};

describe('an offload in parts', () => {
  it('adds fixed time, sending with its repeats, and the server', () => {
    // By hand: 3072 bytes are 24.576 kbit; at 2 Mbit/s 12.288 ms, with 20 % loss 15.36 ms; plus 5 and 3.
    expect(offloadPartsMs({ fixedMs: 5, rateMbitS: 2, loss: 0.2, serverMs: 3, bytes: 3072 })).toBeCloseTo(23.36, 9);
    expect(offloadPartsMs({ fixedMs: 5, rateMbitS: null, loss: 0.5, serverMs: 3, bytes: 3072 })).toBe(8);
    expect(offloadPartsMs({ fixedMs: 5, rateMbitS: 2, loss: 1, serverMs: 3, bytes: 3072 })).toBe(Infinity);
  });

  it('takes a known offload apart so that the parts add up to it again, none of them negative', () => {
    fc.assert(fc.property(
      fc.double({ min: 0.01, max: 500, noNaN: true }), fc.option(fc.double({ min: 0, max: 600, noNaN: true })), fc.option(fc.double({ min: 0.01, max: 1000, noNaN: true })), fc.double({ min: 0, max: 0.9, noNaN: true }), fc.integer({ min: 0, max: 200_000 }),
      (ms, serverMs, rateMbitS, loss, bytes) => {
        const parts = takeApart(ms, { serverMs, rateMbitS, loss, bytes });
        expect(offloadPartsMs(parts)).toBeCloseTo(ms, 6);
        expect(Math.min(parts.fixedMs, parts.serverMs)).toBeGreaterThanOrEqual(0);
      },
    ));
  });
});

describe('strategies over another link', () => {
  it('agrees with composing every sample again at the new cost of an offload', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.constantFrom<Strategy>('on-device', 'remote', 'hi', 'ee', 'ee-hi'), fc.double({ min: 0.1, max: 300, noNaN: true }), fc.boolean(), (seed, strategy, ms, energy) => {
      const outcomes = syntheticOutcomes(seed, 200, 1);
      const costs = syntheticCosts(1, { energy });
      const policy = { strategy, measure: 'max-softmax' as const, thresholds: strategy.startsWith('ee') ? [0.7] : [], decision: strategy.endsWith('hi') ? lr : null };
      const summary = (at: Costs) => composeSummary(outcomes, policy, composeSamples(outcomes, at, policy));
      const before = { ms: costs.offload.latencyMs.value, mj: costs.offload.energyMj?.value ?? null };
      const moved = withOffload(summary(costs), before, offloadAt(before, ms));
      const oracle = summary(over(costs, ms));
      expect(moved.lpiMs).toBeCloseTo(oracle.lpiMs, 9);
      if (oracle.epiMj === null) expect(moved.epiMj).toBeNull();
      else expect(moved.epiMj).toBeCloseTo(oracle.epiMj, 8);
    }));
  });

  it('changes nothing where nothing changes, and leaves a strategy without offloads alone', () => {
    const hi = { lpiMs: 12.5, epiMj: 40, offloadShare: 0.3 };
    expect(withOffload(hi, { ms: 9, mj: 20 }, { ms: 9, mj: 20 })).toEqual(hi);
    const local = { lpiMs: 2, epiMj: 5, offloadShare: 0 };
    expect(withOffload(local, { ms: 9, mj: null }, { ms: Infinity, mj: null })).toEqual(local);
  });

  it('does not invent an energy where the offload’s is unknown', () => {
    expect(withOffload({ lpiMs: 3, epiMj: 5, offloadShare: 0.5 }, { ms: 9, mj: null }, { ms: 4, mj: null }).epiMj).toBeNull();
    expect(offloadAt({ ms: 10, mj: 30 }, 5)).toEqual({ ms: 5, mj: 15 });
  });

  it('finds the offload time at which two strategies take equally long', () => {
    // HI: 2.5 + 0.4 t; remote: t. Equal at t = 2.5 / 0.6.
    const at = 8;
    const t = breakEvenMs({ lpiMs: 2.5 + 0.4 * at, epiMj: null, offloadShare: 0.4 }, { lpiMs: at, epiMj: null, offloadShare: 1 }, at);
    expect(t).toBeCloseTo(2.5 / 0.6, 12);
    expect(breakEvenMs({ lpiMs: 3, epiMj: null, offloadShare: 0 }, { lpiMs: 2, epiMj: null, offloadShare: 0 }, at)).toBeNull();
    expect(breakEvenMs({ lpiMs: 1, epiMj: null, offloadShare: 0 }, { lpiMs: 2 + 0.1 * at, epiMj: null, offloadShare: 0.1 }, at)).toBeNull();
  });
});
