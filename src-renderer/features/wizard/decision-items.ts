/** The decision modules that the wizard offers, each with the settings it begins with. */
import type { ComparedDecision, ExperimentProfile } from '../../../src-main/contract/profiles';

type Decision = ExperimentProfile['decision'];

export const decisionItems: readonly Decision[] = [
  { kind: 'binary-lr', class_weight: 'balanced', threshold: 0.5 }, { kind: 'threshold', measure: 'max-softmax' }, { kind: 'rich-lr' }, { kind: 'rich-mlp' }, { kind: 'router' }, { kind: 'oracle' },
];

/** What HI may be compared with beside its own decision. */
export const comparedItems: readonly ComparedDecision[] = [
  ...decisionItems, { kind: 'conformal', measure: 'max-softmax', wrong_at_most: 0.1 }, { kind: 'online-experts', measure: 'max-softmax', offload_cost: 0.2, experts: 50 },
  { kind: 'online-bounds', measure: 'max-softmax', offload_cost: 0.2, bins: 20 }, { kind: 'reference', router: 'oracle' },
];

/** Those with the chosen kinds: one that was there already keeps its settings, and several of a kind stay several. */
export function withKinds(kinds: readonly ComparedDecision['kind'][], before: readonly ComparedDecision[]): ComparedDecision[] {
  return kinds.flatMap((kind): ComparedDecision[] => {
    const known = before.filter((one) => one.kind === kind);
    return known.length > 0 ? known : comparedItems.filter((one) => one.kind === kind);
  });
}
