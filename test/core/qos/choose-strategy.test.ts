/** The best strategy per requirement, with two winners, ties, unknown energies and nothing feasible. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracyTarget, chooseStrategy, paperTargets, sensitivityShare, TIE_SHARE, type Candidate } from '../../../src-main/core/qos';

const candidate = (model: string, accuracy: number, lpiMs: number, epiMj: number | null): Candidate => ({ model, strategy: 'hi', accuracy, lpiMs, epiMj });

describe('choosing a strategy', () => {
  it('returns least latency and least energy both when they differ', () => {
    const [fast, frugal] = [candidate('fast', 0.9, 1, 9), candidate('frugal', 0.95, 2, 3)];
    const choice = chooseStrategy([fast, frugal, candidate('poor', 0.5, 0.1, 0.1)], { quantity: 'accuracy', atLeast: 0.9 });
    expect(choice).toMatchObject({ feasible: true, bestLatency: fast, bestEnergy: frugal, best: null, text: 'accuracy ≥ 90 %' });
    expect(chooseStrategy([fast], { quantity: 'accuracy', atLeast: 0.9 }).best).toBe(fast);
  });

  it('takes the most accurate within a limit, the faster one on ties, and the limit itself', () => {
    const tied = [candidate('a', 0.95, 4, null), candidate('b', 0.95, 3, null), candidate('c', 0.99, 5.1, null)];
    expect(chooseStrategy(tied, { quantity: 'latency', atMostMs: 5 }).best?.model).toBe('b');
    expect(chooseStrategy(tied, { quantity: 'latency', atMostMs: 5.1 }).best?.model).toBe('c');
  });

  it('says what binds and what comes nearest', () => {
    const some = [candidate('a', 0.8, 4, null), candidate('b', 0.7, 3, 12)];
    expect(chooseStrategy(some, { quantity: 'accuracy', atLeast: 0.9 })).toMatchObject({ feasible: false, fallback: some[0], binds: 'the most accurate candidate reaches 80 %, 10.00 points short' });
    expect(chooseStrategy(some, { quantity: 'latency', atMostMs: 2 })).toMatchObject({ fallback: some[1], binds: 'the least LPI is 3 ms, 1.50 times the limit' });
    expect(chooseStrategy(some, { quantity: 'energy', atMostMj: 100 }).best).toBe(some[1]);
    expect(chooseStrategy([some[0]], { quantity: 'energy', atMostMj: 100 })).toMatchObject({ feasible: false, fallback: null, binds: 'no candidate’s EPI is known on this board' });
    expect(chooseStrategy(some, { quantity: 'energy', atMostMj: null })).toMatchObject({ feasible: false, binds: 'the energy this limit refers to is unknown on this board' });
    expect(chooseStrategy([], { quantity: 'accuracy', atLeast: 0.5 })).toMatchObject({ feasible: false, fallback: null, binds: null });
  });
});

describe('costs that timing hardly tells apart', () => {
  const target = { quantity: 'accuracy', atLeast: 0.9 } as const;
  const [eeHi, early, remote] = [['ee-hi', 0.951, 2.203, 7.1], ['early-offload', 0.953, 2.2027, 7.1], ['remote', 0.99, 9, 20]].map(([strategy, accuracy, lpiMs, epiMj]) => ({ model: 'm', strategy, accuracy, lpiMs, epiMj }) as Candidate);

  it('leave the answer to the simpler strategy where a tie share is given, and to the least cost where none is', () => {
    const exact = chooseStrategy([remote, early, eeHi], target);
    expect(exact).toMatchObject({ bestLatency: early, tied: { latency: [], energy: [] } });
    const tied = chooseStrategy([remote, early, eeHi], target, TIE_SHARE);
    expect(tied).toMatchObject({ best: eeHi, bestLatency: eeHi, bestEnergy: eeHi, tied: { latency: [early, eeHi], energy: [early, eeHi] } });
    expect(chooseStrategy([eeHi, { ...early, lpiMs: 2.19 }], target, TIE_SHARE).bestLatency?.strategy, 'more than half a percent less').toBe('early-offload');
  });

  it('never let an inaccurate or a dearer one in, whatever the candidates', () => {
    const order = ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'];
    const cost = fc.integer({ min: 1, max: 40 }).map((step) => step / 4);
    const some = fc.array(fc.record({ model: fc.constantFrom('a', 'b'), strategy: fc.constantFrom(...order), accuracy: fc.constantFrom(0.8, 0.9, 0.95), lpiMs: cost, epiMj: fc.option(cost) }), { maxLength: 9 });
    fc.assert(fc.property(some, fc.constantFrom(0, 0.005, 0.1, 0.5), (candidates, tie) => {
      const found = chooseStrategy(candidates, target, tie);
      // By elimination, one rule after the other, in the words of the rule.
      const kept = candidates.filter(({ accuracy }) => accuracy >= 0.9);
      for (const [quantity, best] of [['lpiMs', found.bestLatency], ['epiMj', found.bestEnergy]] as const) {
        const priced = kept.filter((one) => one[quantity] !== null);
        const cheapest = [...priced].sort((x, y) => x[quantity]! - y[quantity]!)[0];
        if (cheapest === undefined) { expect(best).toBeNull(); continue; }
        const near = priced.filter((one) => one[quantity]! - cheapest[quantity]! <= tie * cheapest[quantity]! + 1e-12);
        const simplest = tie === 0 ? near : near.filter(({ strategy }) => near.every((other) => order.indexOf(strategy) <= order.indexOf(other.strategy)));
        expect(simplest).toContain(best);
        expect(best![quantity]).toBe(Math.min(...simplest.map((one) => one[quantity]!)));
        expect(found.tied[quantity === 'lpiMs' ? 'latency' : 'energy']).toEqual(tie > 0 && near.length > 1 ? near : []);
      }
    }));
  });
});

describe('the paper’s targets', () => {
  it('are SOTA minus ten points and half of an offload', () => {
    expect(accuracyTarget(0.9)).toBe(0.8);
    expect(accuracyTarget(0.995)).toBe(0.895);
    expect(paperTargets(0.9, 9.68, 27.67)).toEqual([{ quantity: 'accuracy', atLeast: 0.9 }, { quantity: 'latency', atMostMs: 4.84 }, { quantity: 'energy', atMostMj: 13.835 }]);
    expect(paperTargets(0.9, 9.68, null)[2]).toEqual({ quantity: 'energy', atMostMj: null });
  });

  it('can never be met by the remote strategy itself', () => {
    const remote = candidate('server', 0.99, 9.68, 27.67);
    for (const target of paperTargets(0.9, 9.68, 27.67).slice(1)) expect(chooseStrategy([remote], target).feasible).toBe(false);
  });

  it('print how far the offload share may rise', () => {
    // Raspberry Pi 4B, ResNet-8, CIFAR-10: min((4.84 - 1.63 - 0.102)/9.68, (13.835 - 6.22 - 0.362)/27.67) = min(0.3211, 0.2621).
    expect(sensitivityShare({ ms: 4.84, mj: 13.835 }, { ms: 1.63, mj: 6.22 }, { ms: 0.102, mj: 0.362 }, { ms: 9.68, mj: 27.67 })).toBeCloseTo(0.26213, 5);
    expect(sensitivityShare({ ms: 4.84, mj: null }, { ms: 1.63, mj: null }, { ms: 0.102, mj: null }, { ms: 9.68, mj: null })).toBeCloseTo(0.32107, 5);
    expect(sensitivityShare({ ms: 1, mj: null }, { ms: 1.63, mj: null }, { ms: 0, mj: null }, { ms: 9.68, mj: null })).toBeNull();
    expect(sensitivityShare({ ms: null, mj: 5 }, { ms: 1, mj: null }, { ms: 0, mj: 0 }, { ms: 9, mj: 9 })).toBeNull();
  });
});
