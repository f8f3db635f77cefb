/** The best strategy for a requirement, or none with what comes nearest (HI 3.3, Table 5; algorithms 7). */

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
  /** Infeasible: least of the limited quantity, or highest accuracy. */
  readonly fallback: C | null;
  /** Infeasible: why, in a sentence. */
  readonly binds: string | null;
}

/**
 * Accuracy given: feasible = accuracy >= A; least LPI and least EPI. LPI or EPI given: feasible = within the limit (<=);
 * highest accuracy, ties: lower limited quantity. Candidates without energy are no candidates for an energy limit.
 */
export function chooseStrategy<C extends Candidate>(candidates: readonly C[], requirement: Requirement): StrategyChoice<C> {
  const nothing = { bestLatency: null, bestEnergy: null, best: null, fallback: null, binds: null };
  if (requirement.quantity === 'accuracy') {
    const bound = requirement.atLeast;
    const head = { quantity: requirement.quantity, bound, text: `accuracy ≥ ${percent(bound)}` };
    const feasible = candidates.filter((c) => c.accuracy >= bound);
    if (feasible.length === 0) {
      const fallback = least(candidates, (c) => [-c.accuracy, c.lpiMs]);
      return { ...head, ...nothing, feasible: false, fallback, binds: fallback && `the most accurate candidate reaches ${percent(fallback.accuracy)}, ${points(bound - fallback.accuracy)} short` };
    }
    const bestLatency = least(feasible, (c) => [c.lpiMs, c.epiMj ?? Infinity, -c.accuracy]);
    const bestEnergy = least(feasible.filter((c) => c.epiMj !== null), (c) => [c.epiMj ?? Infinity, c.lpiMs, -c.accuracy]);
    return { ...head, ...nothing, feasible: true, bestLatency, bestEnergy, best: bestEnergy === null || bestEnergy === bestLatency ? bestLatency : null };
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
