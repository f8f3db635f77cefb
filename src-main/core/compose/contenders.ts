/** Strategies side by side: one bootstrap over the same resamples for all of them, with the timing's own uncertainty. */
import type { BootstrapColumn, BootstrapInterval, BootstrapRequest, BootstrapResult } from '../bootstrap';
import { decidesAtEnd, usesExits, usesRemote, type Costs, type Estimate, type Policy } from '../measurements';
import { standardError } from '../stats';
import type { SampleVectors } from './compose-samples';

/** What an interval needs of each sample; in-loop results have no more than this. */
export type ResultVectors = Pick<SampleVectors, 'samples' | 'right' | 'latencyMs' | 'energyMj' | 'offloaded'>;

/** `timing`: the costs behind composed vectors; null where every sample was timed itself, in the loop. */
export interface Contender {
  readonly vectors: ResultVectors;
  readonly timing: { readonly costs: Costs; readonly policy: Policy; readonly vectors: SampleVectors } | null;
}

export interface ContenderIntervals { readonly accuracy: BootstrapInterval; readonly lpiMs: BootstrapInterval; readonly epiMj: BootstrapInterval | null; readonly offloadShare: BootstrapInterval }
export interface PairInterval { readonly difference: BootstrapInterval; readonly reduction: BootstrapInterval | null }
export interface PairIntervals { readonly accuracy: PairInterval; readonly lpiMs: PairInterval; readonly epiMj: PairInterval | null; readonly offloadShare: PairInterval }

export type Quantity = 'accuracy' | 'lpiMs' | 'epiMj' | 'offloadShare';
const quantities: readonly Quantity[] = ['accuracy', 'lpiMs', 'epiMj', 'offloadShare'];

/** A composed contender with its timing noise. */
export const composed = (vectors: SampleVectors, costs: Costs, policy: Policy): Contender => ({ vectors, timing: { costs, policy, vectors } });
/** A contender whose samples were each timed. */
export const timed = (vectors: ResultVectors): Contender => ({ vectors, timing: null });

/**
 * The request for `bootstrap`, and how to read its result. Contenders answer the same samples in the same order; pairs are positions of contenders.
 * Contenders that share a cost (the same Estimate object) share its error, so that it cancels in their difference.
 */
export function compareContenders(contenders: readonly Contender[], pairs: readonly { readonly of: number; readonly versus: number }[], seed: number, resamples: number): {
  readonly request: BootstrapRequest;
  readonly read: (result: BootstrapResult) => { readonly contenders: ContenderIntervals[]; readonly pairs: PairIntervals[] };
} {
  const columns: BootstrapColumn[] = [];
  const se: number[] = [];
  const sources = new Map<Estimate, number>();
  const noise = (terms: readonly Term[]): BootstrapColumn['noise'] => terms.flatMap(({ estimate, weight }) => {
    const error = standardError(estimate);
    if (error === 0 || weight === 0) return [];
    let source = sources.get(estimate);
    if (source === undefined) sources.set(estimate, (source = se.push(error) - 1));
    return [{ source, weight }];
  });
  // position[c][quantity]: its column, or -1.
  const position = contenders.map(({ vectors, timing }) => {
    const terms = timing === null ? { latency: [], energy: [] } : timingTerms(timing.costs, timing.policy, timing.vectors);
    const add = (values: Float64Array | Uint8Array, of: readonly Term[]): number => columns.push({ values, noise: noise(of) }) - 1;
    return {
      accuracy: add(vectors.right, []), lpiMs: add(vectors.latencyMs, terms.latency),
      epiMj: vectors.energyMj === null ? -1 : add(vectors.energyMj, terms.energy), offloadShare: add(vectors.offloaded, []),
    };
  });
  const compared: { of: number; versus: number }[] = [];
  const pairPosition = pairs.map(({ of, versus }) => Object.fromEntries(quantities.map((q) => {
    const [a, b] = [position[of][q], position[versus][q]];
    return [q, a < 0 || b < 0 ? -1 : compared.push({ of: a, versus: b }) - 1];
  })) as Record<Quantity, number>);

  return {
    request: { seed, resamples, samples: contenders[0]?.vectors.samples ?? 0, columns, se, pairs: compared },
    read: (result) => ({
      contenders: position.map((at) => ({
        accuracy: result.columns[at.accuracy], lpiMs: result.columns[at.lpiMs], epiMj: at.epiMj < 0 ? null : result.columns[at.epiMj], offloadShare: result.columns[at.offloadShare],
      })),
      pairs: pairPosition.map((at) => ({
        accuracy: result.pairs[at.accuracy], lpiMs: result.pairs[at.lpiMs], epiMj: at.epiMj < 0 ? null : result.pairs[at.epiMj], offloadShare: result.pairs[at.offloadShare],
      })),
    }),
  };
}

interface Term { readonly estimate: Estimate; readonly weight: number }

/** How often each timed stage enters the mean of a sample: the weight of its standard error. */
function timingTerms(costs: Costs, policy: Policy, vectors: SampleVectors): { readonly latency: Term[]; readonly energy: Term[] } {
  const { strategy } = policy;
  const share = (test: (i: number) => boolean): number => vectors.exit.reduce((count, _, i) => count + (test(i) ? 1 : 0), 0) / Math.max(1, vectors.samples);
  const last = vectors.exits - 1;
  const stages = usesExits(strategy) ? costs.exits.map((cost, k) => ({ cost, weight: share((i) => vectors.exit[i] === k) })) : strategy === 'remote' ? [] : [{ cost: costs.plain, weight: 1 }];
  if (decidesAtEnd(strategy)) stages.push({ cost: costs.decision, weight: share((i) => vectors.exit[i] === last) });
  const latency = stages.map(({ cost, weight }) => ({ estimate: cost.latencyMs, weight }));
  const energy = stages.flatMap(({ cost, weight }) => (cost.energyMj === null ? [] : [{ estimate: cost.energyMj, weight }]));
  if (usesRemote(strategy)) {
    // Samples with a time of their own already vary from resample to resample.
    latency.push({ estimate: costs.offload.latencyMs, weight: share((i) => vectors.offloaded[i] === 1 && vectors.offloadTimed[i] === 0) });
    if (costs.offload.energyMj !== null) energy.push({ estimate: costs.offload.energyMj, weight: share((i) => vectors.offloaded[i] === 1) });
  }
  return { latency, energy };
}
