/** Criterion and decision modules in the wizard's draft, and what the studio says of them in the Spanish window. */
import { describe, expect, it } from 'vitest';
import { experimentProfile, type ComparedDecision, type ExperimentProfile } from '../../src-main/contract/profiles';
import type { Costs } from '../../src-main/core/measurements';
import { decide } from '../../src-main/engine/results/decisions';
import { comparedItems, decisionItems, withKinds } from '../../src-renderer/features/wizard/decision-items';
import { decisions as english } from '../../src-renderer/locale/en/decisions';
import { spanish as studioWords } from '../../src-main/core/language/spanish';
import { draftOf, emptyDraft, experimentOf, type Draft } from '../../src-renderer/state/draft';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';
import { exampleCard, exampleExperiment, examplePolicies } from '../support/example-plan';

const complete: Draft = { ...emptyDraft, name: 'Test', dataset: 'glyphs', boards: ['this-computer'], models: ['glyphs-resnet8'], remote: 'glyphs-remote' };
const profileOf = (draft: Draft): ExperimentProfile => experimentProfile.parse(experimentOf(draft));

describe('the draft', () => {
  it('begins with what the schema would take by itself', () => {
    const { decision, choose, compare_decisions } = profileOf(complete);
    const { decision: own, choose: chosen } = exampleExperiment();
    expect([decision, choose, compare_decisions]).toEqual([own, chosen, undefined]);
  });

  it('keeps criterion, limits, decision and what it is compared with, there and back', () => {
    for (const choose of [{ minimise: 'error', lpi_at_most_ms: 5 }, { minimise: 'error', epi_at_most_mj: 2 }, { minimise: 'weighted-sum', weights: { per_ms: 1, per_mj: 0.2 } }, { minimise: 'energy', lpi_at_most_ms: 7, accuracy: 0.8, margin_z: 0 }] as const) {
      for (const decision of [{ kind: 'card', name: 'authors' }, { kind: 'router', coverage: 0.7 }, { kind: 'binary-lr', class_weight: 'none', threshold: 0.4, fit_on: 'reaching-end' }] as const) {
        const before = experimentProfile.parse({ ...profileOf(complete), choose, decision, compare_decisions: comparedItems });
        expect(profileOf(draftOf(before))).toEqual(before);
      }
    }
  });

  it('keeps the settings of modules that stay chosen, several of one kind included', () => {
    const before: ComparedDecision[] = [{ kind: 'threshold', measure: 'margin', offload_cost: 0.1 }, { kind: 'threshold', measure: 'entropy' }, { kind: 'router', coverage: 0.3 }];
    expect(withKinds(['threshold', 'oracle'], before)).toEqual([before[0], before[1], { kind: 'oracle' }]);
  });

  it('has a name for every module of the schema, and a line for each that can decide', () => {
    expect(comparedItems.map(({ kind }) => kind).filter((kind) => !(kind in english.decisions.name))).toEqual([]);
    expect(decisionItems.map(({ kind }) => kind).filter((kind) => !(kind in english.decisions.text))).toEqual([]);
  });
});

describe('choices told in Spanish', () => {
  const fit = syntheticOutcomes(5, 300, 1, { levels: 60 });
  const englishWords = /\b(?:the|and|of|with|for|from|this|that|which|accuracy|than|least|over|highest|where|fitted|learnt|samples)\b/;
  const say = (text: string): string => studioWords.text(text).replace(/binary-lr|max-softmax/g, '');

  it('have no English left in them, whatever was asked', () => {
    const told = new Set<string>();
    const boards: Costs[] = [syntheticCosts(1), syntheticCosts(1, { energy: false })];
    for (const choose of [{ minimise: 'error', lpi_at_most_ms: 5 }, { minimise: 'error', lpi_at_most_ms: 0.5 }, { minimise: 'error', epi_at_most_mj: 0.5 }, { minimise: 'error', lpi_at_most_ms: 1.6, epi_at_most_mj: 5 }, { minimise: 'weighted-sum' }, { minimise: 'energy' }, { minimise: 'latency', accuracy: 0.75, lpi_at_most_ms: 1.9 }, { minimise: 'latency', accuracy: 0.999 }] as const) {
      for (const costs of boards) {
        for (const decision of [...decisionItems, { kind: 'router', coverage: 0.5 }, { kind: 'threshold', measure: 'margin', offload_cost: 0.2 }, { kind: 'threshold', measure: 'margin', lpi_at_most_ms: 4 }, { kind: 'threshold', measure: 'margin', lpi_at_most_ms: 1 }, { kind: 'binary-lr', class_weight: 'balanced', threshold: 0.5, fit_on: 'reaching-end' }] as const) {
          if (decision.kind === 'rich-mlp' && choose.minimise !== 'energy') continue;
          for (const policy of examplePolicies(fit, costs, 0.75, { strategies: ['hi', 'ee', 'ee-hi', 'early-offload'], choose: { margin_z: 1.645, ...choose }, decision })) [policy.chosenBy, policy.decisionText].forEach((text) => told.add(text));
        }
      }
    }
    for (const choice of comparedItems) told.add(decide(choice, { experiment: exampleExperiment(), card: exampleCard(), fit, report: fit, costs: boards[0], target: 0.8 }).text);
    told.delete('');
    expect(told.size).toBeGreaterThan(30);
    for (const text of told) expect(say(text), text).not.toMatch(englishWords);
  });
});
