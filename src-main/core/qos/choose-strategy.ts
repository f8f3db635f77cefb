/** The best strategy for a requirement, or none with what comes nearest (HI 3.3, Table 5; algorithms 7). */
import { strategies } from '../measurements';

/** One local model under one strategy on one board. */
export interface Candidate {
  readonly model: string;
  readonly strategy: string;
  /** 0..1. */
  readonly accuracy: number;
  readonly lpiMs: number;
  readonly epiMj: number | null;
}

export type Requirement =
  | { readonly quantity: 'accuracy'; readonly atLeast: number }
  | { readonly quantity: 'latency'; readonly atMostMs: number }
  /** Null: the bound is half of an energy nobody knows. */
  | { readonly quantity: 'energy'; readonly atMostMj: number | null };

export interface StrategyChoice<C extends Candidate = Candidate> {
  readonly quantity: Requirement['quantity'];
  readonly bound: number | null;
  /** The requirement in words. */
  readonly text: string;
  readonly feasible: boolean;
  /** Accuracy asked: least LPI and least EPI of the feasible ones, which may differ; null for the other quantities. */
  readonly bestLatency: C | null;
  readonly bestEnergy: C | null;
  /** The one answer; null where nothing is feasible or the two above differ. */
  readonly best: C | null;
  /** Accuracy asked: all that count as equal to bestLatency in LPI, and to bestEnergy in EPI, it included, in the order of the candidates; empty where it stands alone. */
  readonly tied: { readonly latency: readonly C[]; readonly energy: readonly C[] };
  /** Infeasible: least of the limited quantity, or highest accuracy. */
  readonly fallback: C | null;
  /** Infeasible: why, in a sentence. */
  readonly binds: string | null;
}

/** Costs nearer than this share are equal for all that timing can tell: the simpler strategy is then named. */
export const TIE_SHARE = 0.005;

/**
 * Accuracy given: feasible = accuracy >= A; least LPI and least EPI. LPI or EPI given: feasible = within the limit (<=);
 * highest accuracy, ties: lower limited quantity. Candidates without energy are no candidates for an energy limit.
 * `tie`: of feasible candidates whose LPI (EPI) is within this share above the least one, the strategy that comes first in the fixed order wins, which
 * is the simpler one; 0, as the paper's Table 5 has it: the least alone counts. Only for an accuracy; a limit is answered by accuracy.
 */
export function chooseStrategy<C extends Candidate>(candidates: readonly C[], requirement: Requirement, tie = 0): StrategyChoice<C> {
  const nothing = { bestLatency: null, bestEnergy: null, best: null, tied: { latency: [], energy: [] }, fallback: null, binds: null };
  if (requirement.quantity === 'accuracy') {
    const bound = requirement.atLeast;
    const head = { quantity: requirement.quantity, bound, text: `accuracy ≥ ${percent(bound)}` };
    const feasible = candidates.filter((c) => c.accuracy >= bound);
    if (feasible.length === 0) {
      const fallback = least(candidates, (c) => [-c.accuracy, c.lpiMs]);
      return { ...head, ...nothing, feasible: false, fallback, binds: fallback && `the most accurate candidate reaches ${percent(fallback.accuracy)}, ${points(bound - fallback.accuracy)} short` };
    }
    const latency = nearLeast(feasible, (c) => c.lpiMs, tie);
    const energy = nearLeast(feasible.filter((c) => c.epiMj !== null), (c) => c.epiMj ?? Infinity, tie);
    const bestLatency = least(latency, (c) => [rankOf(c, tie), c.lpiMs, c.epiMj ?? Infinity, -c.accuracy]);
    const bestEnergy = least(energy, (c) => [rankOf(c, tie), c.epiMj ?? Infinity, c.lpiMs, -c.accuracy]);
    const several = (list: readonly C[]): readonly C[] => (tie > 0 && list.length > 1 ? list : []);
    return { ...head, ...nothing, feasible: true, bestLatency, bestEnergy, best: bestEnergy === null || bestEnergy === bestLatency ? bestLatency : null, tied: { latency: several(latency), energy: several(energy) } };
  }
  const energy = requirement.quantity === 'energy';
  const bound = requirement.quantity === 'energy' ? requirement.atMostMj : requirement.atMostMs;
  const [name, unit] = energy ? ['EPI', 'mJ'] : ['LPI', 'ms'];
  const limited = (c: C): number => (energy ? (c.epiMj ?? Infinity) : c.lpiMs);
  const known = candidates.filter((c) => Number.isFinite(limited(c)));
  if (bound === null) return { quantity: requirement.quantity, bound, text: 'EPI limit unknown', ...nothing, feasible: false, binds: 'the energy this limit refers to is unknown on this board' };
  const head = { quantity: requirement.quantity, bound, text: `${name} ≤ ${figure(bound)} ${unit}` };
  const best = least(known.filter((c) => limited(c) <= bound), (c) => [-c.accuracy, limited(c)]);
  if (best !== null) return { ...head, ...nothing, feasible: true, best };
  const fallback = least(known, (c) => [limited(c), -c.accuracy]);
  const binds = fallback === null
    ? `no candidate’s ${name} is known on this board`
    : `the least ${name} is ${figure(limited(fallback))} ${unit}, ${(limited(fallback) / bound).toFixed(2)} times the limit`;
  return { ...head, ...nothing, feasible: false, fallback, binds };
}

/** Those within `tie` above the least cost. */
function nearLeast<C>(candidates: readonly C[], cost: (c: C) => number, tie: number): C[] {
  const limit = candidates.reduce((lowest, c) => Math.min(lowest, cost(c)), Infinity) * (1 + tie);
  return candidates.filter((c) => cost(c) <= limit);
}

/** Place in the fixed order of strategies, unknown names last; without a tie share it counts for nothing. */
function rankOf({ strategy }: Candidate, tie: number): number {
  if (tie === 0) return 0;
  const place = (strategies as readonly string[]).indexOf(strategy);
  return place < 0 ? strategies.length : place;
}

/** The candidate whose list of figures comes first; null for none. The earlier candidate wins a full tie. */
function least<C>(candidates: readonly C[], figures: (c: C) => readonly number[]): C | null {
  let best: C | null = null;
  for (const candidate of candidates) {
    if (best === null) { best = candidate; continue; }
    const a = figures(candidate);
    const b = figures(best);
    const k = a.findIndex((v, j) => v !== b[j]);
    if (k >= 0 && a[k] < b[k]) best = candidate;
  }
  return best;
}

const percent = (share: number): string => `${(100 * share).toFixed(2).replace(/\.?0+$/, '')} %`;
const points = (share: number): string => `${(100 * share).toFixed(2)} points`;
const figure = (value: number): string => Number(value.toPrecision(4)).toString();
