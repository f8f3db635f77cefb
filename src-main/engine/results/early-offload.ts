/** Early offload beside the paper's EE-HI at equal accuracy: both chosen on the fit set for the same figure, both judged on the report set. */
import type { EarlyOffloadComparison } from '../../contract/early-offload-results';
import type { ExperimentProfile } from '../../contract/profiles';
import type { BootstrapRequest, BootstrapResult } from '../../core/bootstrap';
import { compareContenders, composed, composeSamples, policyProvenance, type ContenderIntervals } from '../../core/compose';
import { actionsOf, cheapestThresholds, gridOf, mostAccurateThresholds, pricedRule, rightFor, type Actions, type TwoThresholds } from '../../core/early-offload';
import type { Costs, DecisionModule, Outcomes, Policy, Provenance } from '../../core/measurements';
import { toInterval } from './candidates';

export interface ComparisonContext {
  readonly board: string;
  readonly model: string;
  readonly fit: Outcomes;
  readonly report: Outcomes;
  /** What is reported, and what choices are made with. */
  readonly costs: Costs;
  readonly choiceCosts: Costs;
  readonly decision: DecisionModule;
  readonly experiment: Pick<ExperimentProfile, 'exits' | 'seed' | 'bootstrap'>;
  /** On the fit set, margin included; null where nothing is asked. */
  readonly target: number | null;
  /** HI's accuracy on the fit set; null where HI did not run. */
  readonly hi: number | null;
}

/** Accuracies of the sweep, from the cheapest thresholds of EE-HI to its most accurate. */
const SWEEP = 6;
/** Bins of each branch's confidence for the lower bound, by number of branches. */
const BINS: readonly number[] = [0, 50, 15, 8, 5];

interface Pair { readonly minimise: 'latency' | 'energy'; readonly level: EarlyOffloadComparison['level']; readonly asked: number; readonly eeHi: TwoThresholds; readonly earlyOffload: TwoThresholds; readonly onFit: EarlyOffloadComparison['onFit'] }

/** For latency, and for energy where it is known. An accuracy that EE-HI cannot reach has no row. */
export async function earlyOffloadComparisons(context: ComparisonContext, runBootstrap: (request: BootstrapRequest) => Promise<BootstrapResult | null>): Promise<EarlyOffloadComparison[]> {
  const pairs = (['latency', 'energy'] as const).flatMap((minimise): Pair[] => {
    const actions = actionsOf(context.fit, context.choiceCosts, { measure: context.experiment.exits.measure, decision: context.decision, minimise });
    return actions === null ? [] : pairsFor(actions, minimise, context);
  });
  const { report, costs, board, model, experiment: { seed, bootstrap } } = context;
  const policies = pairs.flatMap(({ eeHi, earlyOffload }) => [policyOf('ee-hi', eeHi, context), policyOf('early-offload', earlyOffload, context)]);
  const contenders = policies.map((policy) => composed(composeSamples(report, costs, policy), costs, policy));
  const { request, read } = compareContenders(contenders, pairs.map((_, p) => ({ of: 2 * p + 1, versus: 2 * p })), seed, bootstrap);
  const result = pairs.length === 0 ? null : await runBootstrap(request);
  if (result === null) return [];
  const found = read(result);
  const n = report.samples;
  return pairs.map(({ minimise, level, asked, eeHi, earlyOffload, onFit }, p): EarlyOffloadComparison => {
    const { latency, energy } = policyProvenance(costs, policies[2 * p + 1]);
    const side = (choice: TwoThresholds, intervals: ContenderIntervals): EarlyOffloadComparison['eeHi'] => ({
      thresholds: [...choice.exitFrom], offloadBelow: [...choice.offloadBelow],
      accuracy: toInterval(intervals.accuracy, n, 'measured'), lpiMs: toInterval(intervals.lpiMs, n, latency),
      epiMj: intervals.epiMj === null ? null : toInterval(intervals.epiMj, n, energy ?? 'modelled'), offloadShare: toInterval(intervals.offloadShare, n, 'measured'),
    });
    const reduction = (quantity: 'lpiMs' | 'epiMj', provenance: Provenance): EarlyOffloadComparison['lpiReduction'] => {
      const bounds = found.pairs[p][quantity]?.reduction ?? null;
      return bounds === null ? null : toInterval(bounds, n, provenance);
    };
    return {
      board, model, minimise, level, asked, eeHi: side(eeHi, found.contenders[2 * p]), earlyOffload: side(earlyOffload, found.contenders[2 * p + 1]),
      accuracyDifference: toInterval(found.pairs[p].accuracy.difference, n, 'measured'),
      lpiReduction: reduction('lpiMs', latency), epiReduction: reduction('epiMj', energy ?? 'modelled'), onFit,
    };
  });
}

function pairsFor(actions: Actions, minimise: Pair['minimise'], { experiment: { exits }, target, hi }: ComparisonContext): Pair[] {
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

function policyOf(strategy: 'ee-hi' | 'early-offload', { exitFrom, offloadBelow }: TwoThresholds, { experiment, decision }: ComparisonContext): Policy {
  return { strategy, measure: experiment.exits.measure, thresholds: exitFrom, decision, ...(strategy === 'ee-hi' ? {} : { offloadBelow }) };
}
