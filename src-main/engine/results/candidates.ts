/** Every policy of one board and model, composed over the report set, with bootstrap intervals from shared resamples. */
import type { Interval, Results, StrategyResult } from '../../contract/results';
import type { BootstrapInterval, BootstrapRequest, BootstrapResult } from '../../core/bootstrap';
import { compareContenders, composed, composeSamples, composeSummary, policyProvenance, type ContenderIntervals, type PolicySummary, type SampleVectors } from '../../core/compose';
import { answersFixed, decidesAtEnd, type Outcomes, type Provenance, type Strategy } from '../../core/measurements';
import { shareInterval } from '../../core/stats';
import type { BoardModelCosts } from '../measure/timing';
import type { ChosenPolicy } from '../policy-choice';

export interface Candidate {
  readonly chosen: ChosenPolicy;
  readonly vectors: SampleVectors;
  readonly summary: PolicySummary;
  readonly provenance: { readonly latency: Provenance; readonly energy: Provenance | null };
  readonly intervals: ContenderIntervals;
}

/** Which candidates are compared, and what to say about it. */
interface Comparison { readonly of: number; readonly versus: number; readonly note: string }

export async function composeCandidates(
  outcomes: Outcomes, costs: BoardModelCosts, policies: readonly ChosenPolicy[], seed: number, resamples: number, runBootstrap: (request: BootstrapRequest) => Promise<BootstrapResult | null>,
): Promise<{ candidates: Candidate[]; differences: Results['differences'] }> {
  const parts = policies.map((chosen) => {
    const vectors = composeSamples(outcomes, costs, chosen.policy);
    return { chosen, vectors, summary: composeSummary(outcomes, chosen.policy, vectors), provenance: policyProvenance(costs, chosen.policy) };
  });
  const comparisons = comparisonsOf(policies);
  const { request, read } = compareContenders(parts.map(({ vectors, chosen }) => composed(vectors, costs, chosen.policy)), comparisons, seed, resamples);
  const result = await runBootstrap(request);
  if (result === null) return { candidates: [], differences: [] };
  const { contenders, pairs } = read(result);
  const candidates = parts.map((part, i): Candidate => ({ ...part, intervals: contenders[i] }));
  const differences = comparisons.flatMap(({ of, versus, note }, p) => (['accuracy', 'lpiMs', 'epiMj'] as const).flatMap((quantity): Results['differences'] => {
    const pair = pairs[p][quantity];
    if (pair === null) return [];
    const [a, b] = [candidates[of], candidates[versus]];
    const provenance = quantity === 'accuracy' ? 'measured' : worse(provenanceOf(a, quantity), provenanceOf(b, quantity));
    const interval = (bounds: BootstrapInterval): Interval => toInterval(bounds, outcomes.samples, provenance);
    const at = `${(a.summary.accuracy * 100).toFixed(1)} % against ${(b.summary.accuracy * 100).toFixed(1)} % accuracy`;
    return [{
      board: a.chosen.board, model: a.chosen.model, of: a.chosen.policy.strategy, versus: b.chosen.policy.strategy, quantity,
      difference: interval(pair.difference), reduction: quantity === 'accuracy' || pair.reduction === null ? null : interval(pair.reduction), note: note === '' ? at : `${note}; ${at}`,
    }];
  }));
  return { candidates, differences };
}

/** The pairs that the papers compare, then those that compare like with like (algorithms 5.3). */
function comparisonsOf(policies: readonly ChosenPolicy[]): Comparison[] {
  const place = (strategy: Strategy, variant: ChosenPolicy['variant'] = null): number => policies.findIndex((one) => one.policy.strategy === strategy && one.variant === variant);
  const wanted: Comparison[] = [
    { of: place('hi'), versus: place('on-device'), note: '' },
    { of: place('hi'), versus: place('remote'), note: '' },
    { of: place('ee'), versus: place('on-device'), note: '' },
    { of: place('ee-hi'), versus: place('hi'), note: '' },
    { of: place('ee-hi'), versus: place('remote'), note: '' },
    { of: place('early-offload'), versus: place('ee-hi'), note: '' },
    { of: place('early-offload'), versus: place('hi'), note: '' },
    { of: place('early-offload'), versus: place('remote'), note: '' },
    { of: place('ee-hi'), versus: place('ee-hi', 'fitted-on-all'), note: 'the LR fitted on the samples that reach the end against the one fitted on all' },
    { of: place('early-offload'), versus: place('early-offload', 'fitted-on-all'), note: 'the LR fitted on the samples that reach the end against the one fitted on all' },
    { of: place('ee-hi', 'ee-hi-at-hi-accuracy'), versus: place('hi'), note: 'EE-HI with thresholds chosen for HI’s accuracy' },
    { of: place('ee-hi'), versus: place('hi', 'hi-at-ee-hi-accuracy'), note: 'HI at its cheapest threshold for EE-HI’s accuracy' },
    { of: place('ee-hi'), versus: place('hi', 'hi-at-target'), note: 'HI at its cheapest threshold for the accuracy target' },
  ];
  return wanted.filter(({ of, versus }) => of >= 0 && versus >= 0);
}

function provenanceOf(candidate: Candidate, quantity: 'lpiMs' | 'epiMj'): Provenance {
  return quantity === 'lpiMs' ? candidate.provenance.latency : (candidate.provenance.energy ?? 'modelled');
}

/** A difference is worth no more than its weaker side: only two measured figures differ by a measured one. */
function worse(a: Provenance, b: Provenance): Provenance {
  return a === b ? a : 'modelled';
}

export function toInterval({ value, low, high }: BootstrapInterval, n: number, provenance: Provenance): Interval {
  return { value, low, high, n, provenance };
}

export function strategyResult({ chosen, summary, provenance, intervals }: Candidate): StrategyResult {
  const n = summary.samples;
  const { policy } = chosen;
  const last = summary.exitShares.length - 1;
  const measuredShare = (share: number, fixed: boolean): Interval => ({ ...shareInterval(share, n, fixed), provenance: 'measured' });
  return {
    board: chosen.board, model: chosen.model, strategy: policy.strategy,
    policy: { measure: policy.measure, thresholds: [...policy.thresholds], ...(policy.offloadBelow === undefined ? {} : { offloadBelow: [...policy.offloadBelow] }), decision: policy.decision === null ? null : { kind: policy.decision.kind, text: chosen.decisionText }, chosenBy: chosen.chosenBy },
    accuracy: toInterval(intervals.accuracy, n, 'measured'),
    lpiMs: toInterval(intervals.lpiMs, n, provenance.latency),
    epiMj: intervals.epiMj === null ? null : toInterval(intervals.epiMj, n, provenance.energy ?? 'modelled'),
    offloadShare: toInterval(intervals.offloadShare, n, 'measured'),
    exitShares: [...summary.exitShares],
    exitShareIntervals: summary.exitShares.map((share, k) => measuredShare(share, answersFixed(policy.strategy, k === last))),
    offloadedAt: summary.offloadedAt.map((share, k) => measuredShare(share, k === last ? !decidesAtEnd(policy.strategy) : policy.strategy !== 'early-offload')),
    cells: summary.cells === null ? null : { ...summary.cells },
    f1: summary.f1 === null ? null : { ...summary.f1 },
    selectiveAccuracy: summary.selectiveAccuracy,
    equation2: summary.equation2 === null ? null : { ...summary.equation2 },
  };
}
