/** EE-HI and early offload at the same accuracies, both with the best thresholds for it on the fit set. */
import type { EarlyOffloadComparison } from '../../contract/early-offload-results';
import type { ExperimentProfile } from '../../contract/profiles';
import { actionsOf, cheapestThresholds, gridOf, mostAccurateThresholds, pricedRule, rightFor, type Actions, type TwoThresholds } from '../../core/early-offload';
import type { Costs, DecisionModule, Outcomes } from '../../core/measurements';

/** Plain data. */
export interface PairQuestion {
  readonly fit: Outcomes;
  readonly choiceCosts: Costs;
  readonly decision: DecisionModule;
  readonly experiment: Pick<ExperimentProfile, 'exits'>;
  /** On the fit set, margin included; null where nothing is asked. */
  readonly target: number | null;
  /** HI's accuracy on the fit set; null where HI did not run. */
  readonly hi: number | null;
}

/** Accuracies of the sweep, from the cheapest thresholds of EE-HI to its most accurate. */
const SWEEP = 6;
/** Bins of each branch's confidence for the lower bound, by number of branches. */
const BINS: readonly number[] = [0, 50, 15, 8, 5];

export interface Pair { readonly minimise: 'latency' | 'energy'; readonly level: EarlyOffloadComparison['level']; readonly asked: number; readonly eeHi: TwoThresholds; readonly earlyOffload: TwoThresholds; readonly onFit: EarlyOffloadComparison['onFit'] }

/** Pure. For latency, and for energy where it is known. An accuracy that EE-HI cannot reach has no pair. */
export function earlyOffloadPairs(question: PairQuestion): Pair[] {
  return (['latency', 'energy'] as const).flatMap((minimise): Pair[] => {
    const actions = actionsOf(question.fit, question.choiceCosts, { measure: question.experiment.exits.measure, decision: question.decision, minimise });
    return actions === null ? [] : pairsFor(actions, minimise, question);
  });
}

function pairsFor(actions: Actions, minimise: Pair['minimise'], { experiment: { exits }, target, hi }: PairQuestion): Pair[] {
  const limits = { lowestExit: exits.from };
  const paper = (accuracy: number): TwoThresholds | null => cheapestThresholds(actions, { ...limits, accuracy, mayOffload: false });
  const low = paper(-Infinity)?.accuracy ?? 0;
  const high = mostAccurateThresholds(actions, { ...limits, mayOffload: false }).accuracy;
  const levels: { level: Pair['level']; asked: number }[] = [
    ...(target === null ? [] : [{ level: 'target' as const, asked: target }]),
    ...(hi === null ? [] : [{ level: 'hi' as const, asked: hi }]),
    ...Array.from({ length: SWEEP }, (_, s) => ({ level: 'sweep' as const, asked: low + ((high - low) * s) / (SWEEP - 1) })),
  ];
  const pairs: Pair[] = [];
  for (const { level, asked } of levels) {
    const eeHi = paper(asked);
    // Two accuracies with the same answer are one point of the sweep.
    if (eeHi === null || (level === 'sweep' && pairs.some((pair) => pair.level === level && pair.eeHi.accuracy === eeHi.accuracy))) continue;
    const earlyOffload = cheapestThresholds(actions, { ...limits, accuracy: eeHi.accuracy, mayOffload: true, start: eeHi });
    if (earlyOffload === null) continue;
    const bins = BINS[Math.min(actions.confidence.length, BINS.length - 1)];
    // The chosen thresholds are among the edges, so that they are one of the rules that the bound is below.
    const edges = actions.confidence.map((sure, k) => Float64Array.from(new Set([...gridOf(sure, bins, exits.from), ...[eeHi, earlyOffload].flatMap((one) => [one.exitFrom[k], one.offloadBelow[k]])])).sort());
    const rule = pricedRule(actions, edges, rightFor(eeHi.accuracy, actions.samples));
    pairs.push({
      minimise, level, asked, eeHi, earlyOffload,
      onFit: { accuracy: eeHi.accuracy, eeHi: eeHi.cost, earlyOffload: earlyOffload.cost, anyRule: rule === null ? null : Math.min(rule.cost, earlyOffload.cost), bound: rule?.bound ?? null, bins: Math.max(...edges.map(({ length }) => length + 1)) },
    });
  }
  return pairs;
}
