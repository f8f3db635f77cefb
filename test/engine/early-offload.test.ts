/** Early offload in a run: chosen on the fit set, judged on the report set, and set beside EE-HI as the paper has it. */
import { describe, expect, it } from 'vitest';
import { bootstrap } from '../../src-main/core/bootstrap';
import { composeSamples, composeSummary } from '../../src-main/core/compose';
import type { Costs, Outcomes, StageCost } from '../../src-main/core/measurements';
import { createRandom } from '../../src-main/core/random';
import { summarise } from '../../src-main/core/stats';
import { earlyOffloadComparison, type EarlyOffloadComparison } from '../../src-main/contract/early-offload-results';
import { costsForChoice } from '../../src-main/engine/choice-costs';
import type { ChosenPolicy } from '../../src-main/engine/policy-choice';
import { earlyOffloadComparisons, type ComparisonContext } from '../../src-main/engine/results/early-offload';
import { earlyOffloadPairs } from '../../src-main/engine/results/early-offload-pairs';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';
import { exampleExperiment, examplePolicies } from '../support/example-plan';

const decision = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'test' } as const;
const experiment = exampleExperiment({ strategies: ['hi', 'ee-hi', 'early-offload'] });

/** A slow board beside a fast link: the rest of the model takes ten times an offload. */
function slowBoard(branches: number): Costs {
  const costs = syntheticCosts(branches);
  const times = (stage: StageCost, factor: number): StageCost => ({ latencyMs: { ...stage.latencyMs, value: stage.latencyMs.value * factor }, energyMj: stage.energyMj === null ? null : { ...stage.energyMj, value: stage.energyMj.value * factor } });
  return { ...costs, exits: costs.exits.map((stage) => times(stage, 100)), plain: times(costs.plain, 100) };
}
const choose = (fit: Outcomes, costs: Costs, target: number | null, change: Parameters<typeof exampleExperiment>[0] = {}): ChosenPolicy =>
  examplePolicies(fit, costs, target, { strategies: ['early-offload'], choose: { minimise: 'latency', margin_z: 0 }, ...change })[0];
const compare = (change: Partial<ComparisonContext> & Pick<ComparisonContext, 'costs'>, branches = 1): Promise<EarlyOffloadComparison[]> => earlyOffloadComparisons({
  board: 'desk', model: 'little', fit: syntheticOutcomes(1, 1500, branches), report: syntheticOutcomes(2, 1500, branches), choiceCosts: change.costs, decision, experiment, target: 0.7, hi: 0.78, ...change,
}, { pairs: (question) => Promise.resolve(earlyOffloadPairs(question)), bootstrap: (request) => Promise.resolve(bootstrap({ ...request, resamples: 300 })) });

describe('the policy of early offload', () => {
  it('reaches the accuracy asked for on the fit set, and says how it was chosen', () => {
    const fit = syntheticOutcomes(5, 600, 1);
    const { policy, chosenBy, feasibleOnFit } = choose(fit, slowBoard(1), 0.8);
    const summary = composeSummary(fit, policy, composeSamples(fit, slowBoard(1), policy));
    expect(summary.accuracy).toBeGreaterThanOrEqual(0.8);
    expect([feasibleOnFit, chosenBy]).toEqual([true, 'least latency with accuracy ≥ 80.0 % over every distinct confidence of 600 fit samples']);
    expect(summary.offloadedAt[0]).toBeGreaterThan(0.1);
    expect(policy.offloadBelow?.[0]).toBeLessThanOrEqual(policy.thresholds[0]);
  });

  it('says when no thresholds reach the accuracy, and takes the most accurate', () => {
    const { chosenBy, feasibleOnFit } = choose(syntheticOutcomes(5, 600, 2), syntheticCosts(2), 0.999);
    expect(feasibleOnFit).toBe(false);
    expect(chosenBy).toMatch(/^no thresholds reach accuracy ≥ 99\.9 % over a grid of confidences of 600 fit samples; the most accurate, \d+\.\d % and \d+\.\d points short, stands in$/);
  });

  it('takes thresholds that the experiment gives; without a lower one it never offloads at a branch', () => {
    const exits = { measure: 'margin' as const, grid: 101, from: 0.5, thresholds: [0.66] };
    const fit = syntheticOutcomes(5, 100, 1);
    expect(choose(fit, syntheticCosts(1), 0.7, { exits }).policy).toMatchObject({ thresholds: [0.66], offloadBelow: [0] });
    expect(choose(fit, syntheticCosts(1), 0.7, { exits: { ...exits, offload_below: [0.2] } }).policy).toMatchObject({ thresholds: [0.66], offloadBelow: [0.2] });
  });
});

describe('early offload beside EE-HI', () => {
  it('is never dearer on the fit set at the same accuracy, and never below the bound', async () => {
    for (const [branches, costs] of [[1, slowBoard(1)], [1, syntheticCosts(1)], [2, slowBoard(2)]] as const) {
      const rows = await compare({ costs }, branches);
      expect(rows.map(({ minimise, level }) => `${minimise} ${level}`)).toEqual(expect.arrayContaining(['latency target', 'latency hi', 'latency sweep', 'energy target']));
      for (const row of rows) {
        expect(earlyOffloadComparison.safeParse(row).success).toBe(true);
        const { eeHi, earlyOffload, anyRule, bound } = row.onFit;
        expect(earlyOffload).toBeLessThanOrEqual(eeHi);
        expect(anyRule).toBeLessThanOrEqual(earlyOffload);
        expect(bound).toBeLessThanOrEqual((anyRule ?? 0) + 1e-9);
        expect(row.onFit.accuracy).toBeGreaterThanOrEqual(row.asked - 1e-9);
        expect(row.eeHi.offloadBelow.every((value) => value === 0)).toBe(true);
      }
    }
  });

  it('saves a lot where the rest of the model costs much more than an offload, with an interval that excludes nothing saved', async () => {
    const row = (await compare({ costs: slowBoard(1) })).find(({ minimise, level }) => minimise === 'latency' && level === 'hi');
    expect(row?.lpiReduction?.low).toBeGreaterThan(0.05);
    expect(Math.abs(row?.accuracyDifference.value ?? 1)).toBeLessThan(0.05);
  });

  it('chooses by the fit set alone: another report set changes the figures, not the thresholds', async () => {
    const thresholds = (rows: readonly EarlyOffloadComparison[]): unknown => rows.map(({ eeHi, earlyOffload, onFit }) => [eeHi.thresholds, earlyOffload.thresholds, earlyOffload.offloadBelow, onFit]);
    const [one, other] = [await compare({ costs: slowBoard(1) }), await compare({ costs: slowBoard(1), report: syntheticOutcomes(77, 900, 1) })];
    expect(thresholds(other)).toEqual(thresholds(one));
    expect(other[0].eeHi.accuracy.value).not.toBe(one[0].eeHi.accuracy.value);
  });

  it('has no row for an energy nobody knows, or an accuracy EE-HI cannot reach', async () => {
    const rows = await compare({ costs: syntheticCosts(1, { energy: false }), target: 0.999, hi: null });
    expect(new Set(rows.map(({ minimise, level }) => `${minimise} ${level}`))).toEqual(new Set(['latency sweep']));
    expect(rows.every(({ epiReduction, earlyOffload }) => epiReduction === null && earlyOffload.epiMj === null)).toBe(true);
  });
});

describe('timing noise', () => {
  const timed = (ms: number, random: ReturnType<typeof createRandom>): StageCost => ({ latencyMs: summarise(Float64Array.from({ length: 60 }, () => ms * (1 + 0.12 * random.normal())), 'measured', '60 loops'), energyMj: null });

  it('moves no choice of two branches while each cost stays within its step of 10 %, as plain costs do', () => {
    const fit = syntheticOutcomes(9, 1500, 2);
    const runs = Array.from({ length: 24 }, (_, run): Costs => {
      const random = createRandom(run);
      return { exits: [1, 1.957, 2.873].map((ms) => timed(ms, random)), plain: timed(2.8, random), decision: timed(0.01, random), offload: timed(1.778, random) };
    });
    const facts = [{ macs: 1 }, { macs: 2 }, { macs: 3 }];
    const distinct = (of: (costs: Costs) => Costs): number => new Set(runs.map((costs) => JSON.stringify(choose(fit, of(costs), 0.7).policy))).size;
    // Means of 60 loops here have a standard error of 1.5 %.
    expect(distinct((costs) => costsForChoice(costs, facts))).toBe(1);
    expect(distinct((costs) => costs)).toBeGreaterThan(1);
  });

  it('never touches costs that were not timed', () => {
    expect(costsForChoice(syntheticCosts(2), [{ macs: 1 }, { macs: 2 }, { macs: 3 }])).toEqual(syntheticCosts(2));
  });
});
