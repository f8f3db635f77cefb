/** The exit thresholds that serve a requirement best, or what comes nearest (HI 5.2; algorithms 5.3). */
import { tablePoint, type ThresholdPoint, type ThresholdTables } from './threshold-tables';

export interface ThresholdRequirement {
  /** 0..1; null for no bound. */
  readonly accuracy: number | null;
  readonly lpiMs: number | null;
  readonly epiMj: number | null;
  /** Least LPI, least EPI, highest accuracy, or least perMs * LPI + perMj * EPI. */
  readonly minimise: 'latency' | 'energy' | 'accuracy' | { readonly perMs: number; readonly perMj: number };
  /** Standard errors added to the accuracy asked for, so that it holds on unseen samples; 0 for none, 1.645 for 95 % one-sided. */
  readonly marginZ: number;
}

/** `asked`: accuracy asked for with the margin. `binds`: the bound no combination meets; `limits` where LPI and EPI can be kept apart but not both; `combination` where only all together fail. */
export type ThresholdPick =
  | { readonly feasible: true; readonly point: ThresholdPoint; readonly asked: number | null }
  | { readonly feasible: false; readonly nearest: ThresholdPoint; readonly asked: number | null; readonly binds: 'accuracy' | 'latency' | 'energy' | 'energy-unknown' | 'limits' | 'combination' };

/** A + z sqrt(A (1 - A) / N), at most 1. */
export function withMargin(accuracy: number, samples: number, z: number): number {
  return samples < 1 ? accuracy : Math.min(1, accuracy + z * Math.sqrt((accuracy * (1 - accuracy)) / samples));
}

/** Scans the whole table, since accuracy is not monotone in theta. Ties: lower EPI, then higher theta, first branch first. */
export function chooseThresholds(tables: ThresholdTables, requirement: ThresholdRequirement): ThresholdPick {
  const { accuracy, lpiMs, epiMj } = tables;
  const asked = requirement.accuracy === null ? null : withMargin(requirement.accuracy, tables.samples, requirement.marginZ);
  const accurate = (i: number): boolean => asked === null || accuracy[i] >= asked;
  const fast = (i: number): boolean => requirement.lpiMs === null || lpiMs[i] <= requirement.lpiMs;
  const frugal = (i: number): boolean => requirement.epiMj === null || (epiMj !== null && epiMj[i] <= requirement.epiMj);
  const objective = objectiveOf(tables, requirement.minimise);
  const nearest = (cost: (i: number) => number, allowed: (i: number) => boolean = () => true): ThresholdPoint => tablePoint(tables, least(tables, cost, allowed) ?? 0);
  if (objective === null) return { feasible: false, binds: 'energy-unknown', asked, nearest: nearest((i) => lpiMs[i], accurate) };

  const found = least(tables, objective, (i) => accurate(i) && fast(i) && frugal(i));
  if (found !== null) return { feasible: true, point: tablePoint(tables, found), asked };
  const none = (test: (i: number) => boolean): boolean => !accuracy.some((_, i) => test(i));
  if (none(accurate)) return { feasible: false, binds: 'accuracy', asked, nearest: nearest((i) => -accuracy[i]) };
  if (requirement.epiMj !== null && epiMj === null) return { feasible: false, binds: 'energy-unknown', asked, nearest: nearest((i) => lpiMs[i], (i) => accurate(i) && fast(i)) };
  if (none(fast)) return { feasible: false, binds: 'latency', asked, nearest: nearest((i) => lpiMs[i]) };
  if (none(frugal)) return { feasible: false, binds: 'energy', asked, nearest: nearest((i) => epiMj?.[i] ?? 0) };
  if (none((i) => fast(i) && frugal(i))) return { feasible: false, binds: 'limits', asked, nearest: nearest((i) => epiMj?.[i] ?? 0, fast) };
  return { feasible: false, binds: 'combination', asked, nearest: nearest((i) => -accuracy[i], (i) => fast(i) && frugal(i)) };
}

/** Smaller is better; null where it needs an energy that is unknown. */
function objectiveOf({ accuracy, lpiMs, epiMj }: ThresholdTables, minimise: ThresholdRequirement['minimise']): ((i: number) => number) | null {
  if (minimise === 'latency') return (i) => lpiMs[i];
  if (minimise === 'accuracy') return (i) => -accuracy[i];
  if (epiMj === null) return null;
  return minimise === 'energy' ? (i) => epiMj[i] : (i) => minimise.perMs * lpiMs[i] + minimise.perMj * epiMj[i];
}

/** The allowed index of least cost; a row-major index that is higher has the higher thresholds. Null where none is allowed. */
function least({ accuracy, epiMj }: ThresholdTables, cost: (i: number) => number, allowed: (i: number) => boolean): number | null {
  let best: number | null = null;
  for (let i = 0; i < accuracy.length; i++) {
    if (!allowed(i)) continue;
    if (best === null) best = i;
    else {
      const better = cost(i) - cost(best) || (epiMj === null ? 0 : epiMj[i] - epiMj[best]);
      if (better <= 0) best = i;
    }
  }
  return best;
}
