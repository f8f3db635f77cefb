/** The plan finds every problem before anything runs, each in its sentence. */
import { describe, expect, it } from 'vitest';
import { shufflePool } from '../../src-main/core/sets';
import { makePlan, planProblems } from '../../src-main/engine/plan';
import { exampleLabels, examplePlan } from '../support/example-plan';

const problems = (...parts: Parameters<typeof examplePlan>): string[] => planProblems(examplePlan(...parts)).map(({ message }) => message);

describe('a plan', () => {
  it('that fits together has no problem', () => {
    expect(problems()).toEqual([]);
  });

  it.each([
    ['asks for more samples than there are', { experiment: { dataset: { use: 'things', fit: 400, report: 601 } } },
      'Dataset “Things” has 1000 samples, but dataset.fit 400 and dataset.report 601 need 1001 different ones; lower one of the two.'],
    ['names a model twice', { experiment: { models: ['little', 'little'] } }, '“little” stands twice in models; name it once.'],
    ['names a board twice', { experiment: { boards: ['desk', 'pi', 'desk'] } }, '“desk” stands twice in boards; name it once.'],
    ['puts a local model on the server', { remote: { role: 'local' as const } }, 'Model “large” in remote is a local model by its card; expected a remote one: name another model or correct “role” in its card.'],
    ['has a model with other classes than the dataset', { local: { labels: ['apple', 'bell'] } }, 'Model “little” answers 2 classes and dataset “Things” has 3; choose a model that was trained for this dataset.'],
    ['has a model with the classes in another order', { local: { labels: ['apple', 'cup', 'bell'] } }, 'Class 1 is “cup” in model “little” and “bell” in dataset “Things”; correct the labels in the model card or choose the matching dataset.'],
    ['has a model for images of another size', { remote: { input: { layout: 'NCHW' as const, height: 4, width: 2, channels: 3, type: 'float32' as const } } },
      'Model “large” takes images of 3 × 4 × 2 and dataset “Things” has 1 × 2 × 2 (channels × height × width); choose a model or dataset that fits.'],
    ['wants to leave early where there is no exit', { local: { exits: [{ name: 'end', output: 'final' }] } }, 'Strategy “ee” needs an early exit and model “little” has none; remove the strategy or choose a model with exits.'],
    ['gives a threshold too many', { experiment: { exits: { measure: 'max-softmax' as const, grid: 101, from: 0.5, thresholds: [0.8, 0.9] } } },
      'exits.thresholds has 2 values, but model “little” has 1 early exits; give one value an exit, or leave thresholds out to have them chosen.'],
    ['names decision weights that the card lacks', { experiment: { decision: { kind: 'card' as const, name: 'authors' } } }, 'decision.name “authors” is not among the decision weights in the card of “little” (it has: none).'],
    ['chooses one threshold in two ways', { experiment: { compare_decisions: [{ kind: 'threshold' as const, measure: 'max-softmax' as const, offload_cost: 0.2, epi_at_most_mj: 4 }] } }, 'compare_decisions[0] has offload_cost and epi_at_most_mj, of which only one can count; leave the others out.'],
    ['weighs what is not summed', { experiment: { choose: { minimise: 'energy' as const, margin_z: 0, weights: { per_ms: 1, per_mj: 1 } } } }, 'choose.weights are those of the weighted sum, but choose.minimise is energy; set it to weighted-sum or leave the weights out.'],
    ['asks for what no strategy can reach with the margin', { experiment: { targets: [{ kind: 'accuracy' as const, at_least: 0.99 }] } },
      'The target accuracy at_least 0.99 cannot be met by any strategy: with the safety margin choose.margin_z = 1.645 on 100 fit samples it asks for 100.64 %; choose a lower one.'],
  ])('%s', (_, parts, sentence) => {
    expect(problems(parts)).toEqual([sentence]);
  });

  it('accepts class names in another vocabulary: they cannot be compared', () => {
    expect(problems({ local: { labels: ['n01', 'n02', 'n03'] } })).toEqual([]);
    expect(exampleLabels).not.toContain('n01');
  });

  it('tells all problems at once', () => {
    expect(problems({ experiment: { models: ['little', 'little'] }, local: { exits: [{ name: 'end', output: 'final' }] }, remote: { role: 'local' } }).length).toBe(3);
  });

  it('keeps the images that trained or calibrated an exit out of what it reports on', () => {
    const used = (trained: number, calibrated: number) => ({ local: { pool_used: [{ dataset: 'things', pool: 1000, seed: 1, trained, calibrated }] } });
    const { report, fit } = makePlan(examplePlan(used(500, 100))).sets;
    const seen = new Set(shufflePool(1, 1000, 600));
    expect([fit.length, report.length, [...fit, ...report].filter((i) => seen.has(i)).length]).toEqual([100, 200, 0]);
    expect(problems(used(500, 301))).toEqual([
      'Exits of “little” were trained or calibrated on samples of dataset “Things”: 199 are left to report on and 500 in all, but dataset.report 200 and dataset.fit 100 ask for more; lower them or choose another model.',
    ]);
    expect(problems({ local: { pool_used: [{ dataset: 'other-things', pool: 1000, seed: 1, trained: 900, calibrated: 100 }] } })).toEqual([]);
  });

  it('draws disjoint sets by its seed alone and lists what there is to do', () => {
    const { sets, stages, seconds } = makePlan(examplePlan());
    expect([sets.fit.length, sets.report.length, new Set([...sets.fit, ...sets.report]).size]).toEqual([100, 200, 300]);
    expect(makePlan(examplePlan()).sets).toEqual(sets);
    expect(makePlan(examplePlan({ experiment: { seed: 2 } })).sets).not.toEqual(sets);
    expect(stages.map(({ id, total }) => [id, total])).toEqual([['outputs', 300], ['remote', 300], ['timing', 1], ['policies', 1], ['in-the-loop', 20], ['compose', 1]]);
    expect(seconds).toBeCloseTo(stages.reduce((sum, stage) => sum + stage.seconds, 0), 9);
  });
});
