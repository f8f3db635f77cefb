/** What figures and headline read of the results document; contract/results.ts fits it, so `core` need not know the contract. */
import type { Provenance, Strategy } from '../measurements';

/** A figure over `n` samples with its 95 % interval; low and high null where there is none. */
export interface IntervalValue { readonly value: number; readonly low: number | null; readonly high: number | null; readonly n: number; readonly provenance: Provenance }

/** Accuracy and shares as fractions 0..1, latency in ms, energy in mJ of the board alone; null is unknown. */
export interface StrategySource {
  readonly board: string; readonly model: string; readonly strategy: Strategy;
  readonly policy: { readonly thresholds: readonly number[] };
  readonly accuracy: IntervalValue; readonly lpiMs: IntervalValue; readonly epiMj: IntervalValue | null; readonly offloadShare: IntervalValue;
  readonly exitShares: readonly number[];
}
export type Quantity = 'accuracy' | 'lpiMs' | 'epiMj';
export interface DifferenceSource {
  readonly board: string; readonly model: string; readonly of: Strategy; readonly versus: Strategy; readonly quantity: Quantity;
  readonly difference: IntervalValue; readonly reduction: IntervalValue | null;
}
export interface CandidateSource { readonly model: string; readonly strategy: Strategy; readonly accuracy: number; readonly lpiMs: number; readonly epiMj: number | null }
export interface TargetSource {
  readonly board: string; readonly quantity: 'accuracy' | 'latency' | 'energy'; readonly bound: number | null; readonly text: string; readonly feasible: boolean;
  /** Null where nothing is feasible, or where least latency and least energy differ. */
  readonly best: CandidateSource | null; readonly bestLatency: CandidateSource | null; readonly fallback: CandidateSource | null; readonly binds: string | null;
}
export interface CurveSource {
  readonly board: string; readonly model: string; readonly strategy: Strategy; readonly branches: number;
  readonly points: readonly { readonly thresholds: readonly number[]; readonly accuracy: number; readonly lpiMs: number; readonly epiMj: number | null; readonly offloadShare: number }[];
  readonly chosen: readonly number[] | null;
}
export interface ScatterSource {
  readonly model: string;
  /** p1, p2, locally right, accepted. */
  readonly points: readonly (readonly [p1: number, p2: number, right: boolean, accepted: boolean])[];
  /** z = bias + w1 p1 + w2 p2; accepted where z >= threshold. */
  readonly boundary: { readonly bias: number; readonly w1: number; readonly w2: number; readonly threshold: number } | null;
  readonly text: string;
}
export interface RiskCoverageSource { readonly model: string; readonly score: string; readonly points: readonly (readonly [coverage: number, risk: number])[]; readonly aurc: number; readonly eAurc: number; readonly ece: number }
export interface PerClassSource { readonly label: string; readonly n: number; readonly model: string; readonly accuracy: Readonly<Record<string, number | null>> }
/** Early offload (`earlyOffload`) and EE-HI, both chosen for `minimise` at the accuracy of `level`. */
export interface EarlyOffloadSource {
  readonly board: string; readonly model: string; readonly minimise: 'latency' | 'energy'; readonly level: 'target' | 'hi' | 'sweep';
  readonly eeHi: { readonly accuracy: IntervalValue }; readonly earlyOffload: { readonly accuracy: IntervalValue };
  readonly lpiReduction: IntervalValue | null; readonly epiReduction: IntervalValue | null;
}
export interface LoopSource {
  readonly board: string; readonly model: string; readonly strategy: Strategy; readonly n: number;
  readonly rows: readonly { readonly quantity: Quantity | 'offloadShare'; readonly inLoop: IntervalValue; readonly composed: IntervalValue; readonly difference: IntervalValue; readonly explained: boolean }[];
}

interface EstimateSource { readonly value: number; readonly n: number; readonly ci95: readonly [low: number, high: number] | null; readonly provenance: Provenance }
/** Energies in mJ of one call, times in ms, powers in mW; one value a window, null where it was left out. */
export interface MeasuredWorkSource {
  readonly work: string; readonly name: string; readonly inferences: number;
  readonly integratedMj: EstimateSource; readonly powerTimesTimeMj: EstimateSource;
  readonly quantilesMj: Readonly<Record<'p5' | 'p25' | 'p50' | 'p75' | 'p95', number>>;
  readonly windows: { readonly energyMj: readonly (number | null)[] };
  /** Places in `windows`. */
  readonly outliers: readonly number[];
  readonly picture: { readonly atMs: readonly number[]; readonly meanMw: readonly (number | null)[]; readonly lowMw: readonly (number | null)[]; readonly highMw: readonly (number | null)[]; readonly windows: readonly (readonly [from: number, to: number])[] };
}
export interface EnergySource {
  readonly board: string; readonly model: string; readonly simulated: boolean; readonly instrument: { readonly model: string }; readonly settings: { readonly rateHz: number };
  readonly works: readonly MeasuredWorkSource[];
}

export interface FigureSource {
  readonly dataset: { readonly name: string; readonly report: number };
  readonly models: readonly { readonly id: string; readonly name: string; readonly role: 'local' | 'remote' }[];
  readonly boards: readonly { readonly id: string; readonly name: string }[];
  readonly strategies: readonly StrategySource[];
  readonly differences: readonly DifferenceSource[];
  readonly targets: readonly TargetSource[];
  readonly curves: readonly CurveSource[];
  readonly scatter: readonly ScatterSource[];
  readonly riskCoverage: readonly RiskCoverageSource[];
  readonly perClass: readonly PerClassSource[];
  readonly loops: readonly LoopSource[];
  readonly energy?: readonly EnergySource[];
  /** Left out where early offload was not among the strategies. */
  readonly earlyOffload?: readonly EarlyOffloadSource[];
}

/** A published value of the same board, model and strategy, in the run's units; core/published/beside.ts fits it. */
export interface ReferenceSource { readonly board: string; readonly model: string; readonly strategy: Strategy; readonly quantity: Quantity | 'offloadShare'; readonly published: number; readonly source: string }

/** The name people know a board or model by; its id where the document does not describe it. */
export function nameOf(list: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return list.find((entry) => entry.id === id)?.name ?? id;
}
