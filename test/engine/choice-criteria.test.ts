/** What an experiment may ask of its choices: criteria, limits, decision modules, and a regression fitted again; told in sentences. */
import { describe, expect, it } from 'vitest';
import { experimentProfile, type ComparedDecision, type DecisionChoice, type ExperimentProfile } from '../../src-main/contract/profiles';
import { composeSamples, composeSummary, type PolicySummary } from '../../src-main/core/compose';
import { acceptAll, confidence, fitBinaryLr, rightAt } from '../../src-main/core/decision';
import type { Costs, ExitOutputs } from '../../src-main/core/measurements';
import { chooseDecision } from '../../src-main/engine/decision-choice';
import { planProblems } from '../../src-main/engine/plan';
import type { ChosenPolicy } from '../../src-main/engine/policy-choice';
import { decide } from '../../src-main/engine/results/decisions';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';
import { exampleCard, exampleExperiment, examplePlan, examplePolicies } from '../support/example-plan';

const fit = syntheticOutcomes(5, 400, 1, { levels: 60 });
const report = syntheticOutcomes(6, 500, 1, { levels: 60 });
const costs = syntheticCosts(1);
type Choose = Partial<ExperimentProfile['choose']>;
const choose = (change: Choose, more: Partial<ExperimentProfile> = {}, board: Costs = costs): ChosenPolicy[] => examplePolicies(fit, board, 0.75, { strategies: ['hi', 'ee', 'ee-hi', 'early-offload'], choose: { minimise: 'latency', margin_z: 0, ...change }, ...more });
const of = (policies: readonly ChosenPolicy[], strategy: string, variant: ChosenPolicy['variant'] = null): ChosenPolicy => policies.find((one) => one.policy.strategy === strategy && one.variant === variant) as ChosenPolicy;
const onFit = ({ policy }: ChosenPolicy, board: Costs = costs): PolicySummary => composeSummary(fit, policy, composeSamples(fit, board, policy));
const last = fit.exits[1];

describe('the criterion of exit thresholds', () => {
  it.each(['ee-hi', 'early-offload'])('is the highest accuracy within a latency, more of it within a longer one (%s)', (strategy) => {
    const within = [4, 5, 6].map((lpi_at_most_ms) => of(choose({ minimise: 'error', lpi_at_most_ms }), strategy));
    const found = within.map((one) => onFit(one));
    found.forEach(({ lpiMs }, i) => expect(lpiMs).toBeLessThanOrEqual(4 + i + 1e-9));
    expect([...found].sort((a, b) => a.accuracy - b.accuracy)).toEqual(found);
    expect(within[1]).toMatchObject({ feasibleOnFit: true, chosenBy: 'highest accuracy with LPI ≤ 5.00 ms over every distinct confidence of 400 fit samples' });
  });

  it('is a weighted sum of time and energy, which lies between its two ends', () => {
    const [ms, sum] = [of(choose({}), 'ee-hi'), of(choose({ minimise: 'weighted-sum', weights: { per_ms: 1, per_mj: 0.5 } }), 'ee-hi')];
    expect(sum.chosenBy).toBe('least 1 × LPI + 0.5 × EPI with accuracy ≥ 75.0 % over every distinct confidence of 400 fit samples');
    expect(onFit(sum).accuracy).toBeGreaterThanOrEqual(0.75);
    expect(onFit(sum).lpiMs).toBeGreaterThanOrEqual(onFit(ms).lpiMs - 1e-9);
  });

  it.each(['ee', 'ee-hi', 'early-offload'])('says which limit binds and by how much, and goes on with what comes nearest (%s)', (strategy) => {
    const fastest = of(choose({ minimise: 'error', lpi_at_most_ms: 0.5 }), strategy);
    expect(fastest.feasibleOnFit).toBe(false);
    const [, lpi, over] = /LPI ≤ 0\.500 ms over .* fit samples; the fastest, ([\d.]+) ms and ([\d.]+) ms too slow, stands in$/.exec(fastest.chosenBy) as RegExpExecArray;
    expect(Number(lpi) - 0.5).toBeCloseTo(Number(over), 1);
    expect(onFit(fastest).lpiMs).toBeCloseTo(Number(lpi), 1);
  });

  it('says so where accuracy and limit can be kept alone but not together', () => {
    const both = of(choose({ accuracy: 0.75, lpi_at_most_ms: 1.9 }), 'ee-hi');
    expect(both.feasibleOnFit).toBe(false);
    expect(both.chosenBy).toMatch(/^no thresholds reach accuracy ≥ 75\.0 % and LPI ≤ 1\.90 ms over .*; (each can be kept alone but not all; the most accurate within the limits|the fastest)/);
  });

  it('says that an energy limit could not be checked on a board whose energy is unknown', () => {
    const blind = syntheticCosts(1, { energy: false });
    for (const strategy of ['ee-hi', 'early-offload']) {
      const found = of(choose({ minimise: 'error', epi_at_most_mj: 2 }, {}, blind), strategy);
      expect([found.feasibleOnFit, found.chosenBy.split('; ').at(-1)]).toEqual([false, 'EPI ≤ 2.00 mJ could not be checked, for the energy of this board is unknown']);
    }
  });

  it('is chosen board by board: a limit that one keeps another cannot', () => {
    const slow = { ...costs, exits: costs.exits.map((cost) => ({ ...cost, latencyMs: { ...cost.latencyMs, value: 10 * cost.latencyMs.value } })) };
    const [here, there] = [costs, slow].map((board) => of(choose({ minimise: 'error', lpi_at_most_ms: 6 }, {}, board), 'ee-hi'));
    expect([here.feasibleOnFit, there.feasibleOnFit]).toEqual([true, false]);
  });

  it('is refused with a sentence where it is no criterion', () => {
    const bad = experimentProfile.safeParse({ ...exampleExperiment(), choose: { minimise: 'time' } });
    expect(bad.error?.issues[0]).toMatchObject({ path: ['choose', 'minimise'] });
  });
});

describe('a regression fitted on the samples that reach the end', () => {
  const decision = { kind: 'binary-lr', class_weight: 'balanced', threshold: 0.5, fit_on: 'reaching-end' } as const;

  it('is that of those samples alone, with its effect told and the first one kept for comparison', () => {
    const policies = choose({}, { decision });
    const [again, first] = [of(policies, 'ee-hi'), of(policies, 'ee-hi', 'fitted-on-all')];
    expect(again.policy.thresholds).toEqual(first.policy.thresholds);
    const reaching = [...fit.truth.keys()].filter((i) => confidence(fit.exits[0], 'max-softmax', 10)[i] < again.policy.thresholds[0]);
    const part: ExitOutputs = { prediction: Uint16Array.from(reaching, (i) => last.prediction[i]), width: 2, top: Float32Array.from(reaching.flatMap((i) => [last.top[2 * i], last.top[2 * i + 1]])), entropy: Float32Array.from(reaching, (i) => last.entropy[i]) };
    const own = fitBinaryLr(part, Uint16Array.from(reaching, (i) => fit.truth[i]), { classWeight: 'balanced', probability: 0.5, fittedOn: '' }).module;
    expect(again.policy.decision).toMatchObject({ bias: own.bias, w1: own.w1, w2: own.w2 });
    expect(again.decisionText).toContain(`logistic regression on the ${reaching.length} of 400 fit samples of things that reach the end, classes balanced; on the fit set accuracy ${(100 * onFit(first).accuracy).toFixed(1)} % → ${(100 * onFit(again).accuracy).toFixed(1)} %`);
    expect(again.feasibleOnFit).toBe(onFit(again).accuracy >= 0.75);
  });

  it('leaves HI and the default as they were', () => {
    expect(of(choose({}, { decision }), 'hi').policy.decision).toEqual(of(choose({}), 'hi').policy.decision);
    expect(choose({}).some(({ variant }) => variant === 'fitted-on-all')).toBe(false);
  });
});

describe('decision modules', () => {
  const server = rightAt(fit.remote as Uint16Array, fit.truth);
  const local = rightAt(last.prediction, fit.truth);
  const chosen = (decision: DecisionChoice, board: Costs = costs): ReturnType<typeof chooseDecision> => chooseDecision(decision, { card: exampleCard(), experiment: exampleExperiment({ choose: { minimise: 'latency', margin_z: 0 } }), fit, costs: board, target: 0.9 });
  const accept = (decision: DecisionChoice): Uint8Array => acceptAll(chosen(decision).module, last, fit.truth, 10);
  const accuracy = (kept: Uint8Array): number => kept.reduce((sum, stays, i) => sum + (stays === 1 ? local[i] : server[i]), 0) / fit.samples;

  it('by a threshold of least cost are no dearer than any other threshold', () => {
    const cost = (kept: ArrayLike<number>): number => Array.from(kept).reduce((sum, stays, i) => sum + (stays === 1 ? 1 - local[i] : 0.3 + 1 - server[i]), 0);
    const p1 = confidence(last, 'max-softmax', 10);
    const all = [...p1, 2].map((theta) => cost(Array.from(p1, (sure) => (sure >= theta ? 1 : 0))));
    expect(cost(accept({ kind: 'threshold', measure: 'max-softmax', offload_cost: 0.3 }))).toBeCloseTo(Math.min(...all), 9);
  });

  it('by a limit on HI offload what it allows, and nothing where it allows nothing', () => {
    // 1.9 ms for the model, 0.05 for the decision, 9.7 an offload: 4 ms leave 21.1 % of offloads.
    const kept = accept({ kind: 'threshold', measure: 'max-softmax', lpi_at_most_ms: 4 });
    const share = 1 - kept.reduce((sum, one) => sum + one, 0) / fit.samples;
    expect(share).toBeLessThanOrEqual((4 - 1.95) / 9.7);
    expect(chosen({ kind: 'threshold', measure: 'max-softmax', lpi_at_most_ms: 4 }).text).toContain('highest accuracy with HI’s LPI ≤ 4.00 ms, which at most 21.1 % of offloads keep');
    const none = chosen({ kind: 'threshold', measure: 'max-softmax', lpi_at_most_ms: 1 });
    expect(acceptAll(none.module, last, fit.truth, 10).every((one) => one === 1)).toBe(true);
    expect(none.text).toContain('LPI ≤ 1.00 ms cannot be kept even without offloads, so that nothing is offloaded');
  });

  it.each([{ kind: 'rich-lr' }, { kind: 'rich-lr', target: 'gain' }, { kind: 'rich-mlp' }, { kind: 'router' }] as const)('that are trained reach the accuracy asked for on the fit set, where a cut of their score does ($kind)', (decision) => {
    expect(accuracy(accept(decision))).toBeGreaterThanOrEqual(0.9);
    expect(chosen(decision).text).toContain('fewest offloads with accuracy ≥ 90.0 % on 400 fit samples of things');
  });

  it('by a router keep the coverage asked for, ties aside', () => {
    for (const coverage of [0, 0.4, 0.8, 1]) {
      const kept = accept({ kind: 'router', coverage }).reduce((sum, one) => sum + one, 0) / fit.samples;
      expect(kept).toBeGreaterThanOrEqual(coverage - 1e-9);
      expect(kept).toBeLessThan(coverage + 0.05);
    }
  });

  const experiment = exampleExperiment();
  const compared = (choice: ComparedDecision): ReturnType<typeof decide> => decide(choice, { experiment, card: exampleCard(), fit, report, costs, target: 0.9 });

  it('are judged on the report set with what was fitted on the fit set', () => {
    for (const decision of [{ kind: 'rich-lr' }, { kind: 'binary-lr', class_weight: 'none', threshold: 0.5 }] as const) {
      const found = compared(decision);
      expect(found.accept).toEqual(acceptAll(found.module as NonNullable<typeof found.module>, report.exits[1], report.truth, 10));
      expect(compared(decision)).toEqual(found);
    }
    // Nothing of the report set's truth enters: with other answers the same samples are accepted.
    const other = decide({ kind: 'rich-lr' }, { experiment, card: exampleCard(), fit, report: { ...report, truth: report.truth.map((t) => (t + 1) % 10) }, costs, target: 0.9 });
    expect(other.accept).toEqual(compared({ kind: 'rich-lr' }).accept);
  });

  it('that learn while they work hear of an error only from the server', () => {
    for (const choice of [{ kind: 'online-experts', measure: 'max-softmax', offload_cost: 0.2, experts: 20 }, { kind: 'online-bounds', measure: 'max-softmax', offload_cost: 0.2, bins: 10 }] as const) {
      const [as, other] = [report, { ...report, truth: report.truth.map((t) => (t + 3) % 10) }].map((set) => decide(choice, { experiment, card: exampleCard(), fit, report: set, costs, target: 0.9 }));
      expect(other.accept).toEqual(as.accept);
      expect(as.module).toBeNull();
    }
    // Offloading is free: the experts always do.
    expect([...compared({ kind: 'online-experts', measure: 'max-softmax', offload_cost: 0, experts: 20 }).accept].every((one) => one === 0)).toBe(true);
  });

  it('that know the server’s answer bound what routing can reach', () => {
    const best = compared({ kind: 'reference', router: 'oracle' }).accept;
    const [l, s] = [rightAt(report.exits[1].prediction, report.truth), rightAt(report.remote as Uint16Array, report.truth)];
    best.forEach((stays, i) => expect(stays === 1 ? l[i] : s[i]).toBe(Math.max(l[i], s[i])));
  });

  it('that a board with its own firmware cannot execute are refused for the loop, with what to do', () => {
    const problems = (samples: number): string[] => planProblems({ ...examplePlan({ experiment: { decision: { kind: 'rich-mlp' }, in_the_loop: { samples, strategies: ['hi'] } } }), boards: [{ kind: 'board', id: 'desk', name: 'Desk', driver: 'mlperf-tiny' }] }).map(({ message }) => message);
    expect(problems(20)).toEqual(['Board “desk” decides by itself and cannot execute the decision module “rich-mlp” in the loop; choose binary-lr or threshold, or set in_the_loop.samples to 0.']);
    expect(problems(0)).toEqual([]);
  });
});
