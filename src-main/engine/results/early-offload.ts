/** Early offload beside the paper's EE-HI at equal accuracy: both chosen on the fit set for the same figure, both judged on the report set. */
import type { EarlyOffloadComparison } from '../../contract/early-offload-results';
import type { ExperimentProfile } from '../../contract/profiles';
import type { BootstrapRequest, BootstrapResult } from '../../core/bootstrap';
import { compareContenders, composed, composeSamples, policyProvenance, type ContenderIntervals } from '../../core/compose';
import type { TwoThresholds } from '../../core/early-offload';
import type { Costs, Outcomes, Policy, Provenance } from '../../core/measurements';
import { toInterval } from './candidates';
import type { Pair, PairQuestion } from './early-offload-pairs';

export interface ComparisonContext extends PairQuestion {
  readonly board: string;
  readonly model: string;
  readonly report: Outcomes;
  /** What is reported; choices are made with `choiceCosts`. */
  readonly costs: Costs;
  readonly experiment: Pick<ExperimentProfile, 'exits' | 'seed' | 'bootstrap'>;
}
/** Where the long calculations go on. */
export interface Calculators {
  pairs(question: PairQuestion): Promise<readonly Pair[]>;
  bootstrap(request: BootstrapRequest): Promise<BootstrapResult | null>;
}

/** For latency, and for energy where it is known. An accuracy that EE-HI cannot reach has no row. */
export async function earlyOffloadComparisons(context: ComparisonContext, calculators: Calculators): Promise<EarlyOffloadComparison[]> {
  const { fit, choiceCosts, decision, target, hi } = context;
  const pairs = await calculators.pairs({ fit, choiceCosts, decision, target, hi, experiment: context.experiment });
  const { report, costs, board, model, experiment: { seed, bootstrap } } = context;
  const policies = pairs.flatMap(({ eeHi, earlyOffload }) => [policyOf('ee-hi', eeHi, context), policyOf('early-offload', earlyOffload, context)]);
  const contenders = policies.map((policy) => composed(composeSamples(report, costs, policy), costs, policy));
  const { request, read } = compareContenders(contenders, pairs.map((_, p) => ({ of: 2 * p + 1, versus: 2 * p })), seed, bootstrap);
  const result = pairs.length === 0 ? null : await calculators.bootstrap(request);
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

function policyOf(strategy: 'ee-hi' | 'early-offload', { exitFrom, offloadBelow }: TwoThresholds, { experiment, decision }: ComparisonContext): Policy {
  return { strategy, measure: experiment.exits.measure, thresholds: exitFrom, decision, ...(strategy === 'ee-hi' ? {} : { offloadBelow }) };
}
