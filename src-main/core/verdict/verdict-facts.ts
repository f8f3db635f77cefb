/** What the verdict looks at: plain figures of one run, all optional ones null where the run has none. */

export interface VerdictFacts {
  /** Samples of the report set that were evaluated, and of the fit set. */
  readonly reportSamples: number;
  readonly fitSamples: number;
  /** Samples the plan asked for in the report set. */
  readonly plannedReportSamples: number;
  /** finished, or how far it came; `resumed`: it was interrupted and went on. */
  readonly status: 'finished' | 'interrupted' | 'cancelled';
  readonly resumed: boolean;
  readonly hasRemote: boolean;
  readonly strategies: readonly StrategyFacts[];
  readonly stages: readonly StageFacts[];
  readonly machine: MachineFacts | null;
  /** Engine's own time for a null model, ms; null where it was not measured. */
  readonly overheadMs: number | null;
  readonly decisions: readonly { readonly model: string; readonly constant: 'no-samples' | 'all-right' | 'all-wrong' | null }[];
  readonly targets: readonly TargetFacts[];
  readonly loops: readonly LoopFacts[];
  /** Models that were trained for another dataset than the run's, with its id. */
  readonly otherDataset: readonly { readonly model: string; readonly trainedFor: string }[];
  /** Samples whose offload failed and were measured again or left out. */
  readonly lostOffloads: number;
  /** A board and model each, where an instrument was asked to measure; left out: none was. */
  readonly measuredEnergy?: readonly EnergyFacts[];
}

/** What an instrument measured of a board. */
export interface EnergyFacts {
  readonly board: string; readonly instrument: string; readonly simulated: boolean;
  /** `coverage` 0..1: measured share of the time in all windows that the board began; `missing` of them were not found. */
  readonly works: readonly { readonly name: string; readonly windows: number; readonly missing: number; readonly coverage: number; readonly warnings: readonly string[] }[];
  /** One sentence a part without a measured energy. */
  readonly gaps: readonly string[];
}

/** Accuracies 0..1. */
export interface StrategyFacts {
  readonly name: string;
  readonly accuracy: number;
  readonly accuracyLow: number | null;
  readonly accuracyHigh: number | null;
  readonly energy: 'measured' | 'modelled' | 'published' | null;
  readonly latency: 'measured' | 'modelled' | 'published';
}

/** One timed stage on this computer; latencies in ms per inference, loop by loop. */
export interface StageFacts {
  readonly name: string;
  readonly meanMs: number;
  /** Standard deviation of loops over their mean. */
  readonly relativeSd: number | null;
  readonly loops: number;
  /** Means of the first and the last third of the loops: a drift is a clock or a temperature that moved. */
  readonly firstThirdMs: number | null;
  readonly lastThirdMs: number | null;
}

export interface MachineFacts {
  /** Linux cpufreq governor; null where it cannot be read. */
  readonly governor: string | null;
  /** Processors that other programs kept busy while stages were timed, on average; null where it was not watched. */
  readonly otherLoad: number | null;
  readonly processors: number;
}

/** Thresholds chosen on the fit set for a target: was there a choice, and does it hold on the report set? */
export interface TargetFacts {
  readonly name: string;
  readonly feasibleOnFit: boolean;
  /** Accuracy 0..1 asked for and reached on the report set; null where not applicable. */
  readonly asked: number | null;
  readonly reached: number | null;
}

export interface LoopFacts {
  readonly name: string;
  readonly samples: number;
  /** Share of samples for which the loop decided as composed. */
  readonly decisionsAgree: number;
  /** Quantities whose difference the interval does not explain, with the relative difference (accuracy and share: points / 100). */
  readonly unexplained: readonly { readonly quantity: string; readonly difference: number }[];
}

/** The lines between trust and doubt, in one place. */
export const limits = {
  /** Below: invalid, and below: caution. */
  fewestSamples: 100, fewSamples: 1000, fewFitSamples: 500,
  /** Width of the accuracy interval, 0..1. */
  wideInterval: 0.04,
  /** Relative standard deviation of loops. */
  noisyLoops: 0.15,
  /** Relative difference of last and first third. */
  drift: 0.05,
  /** Share of all processors that other programs may take while stages are timed. */
  busy: 0.15,
  /** Engine overhead over the fastest inference. */
  overhead: 0.05,
  /** Share of in-loop decisions that may differ. */
  disagreement: 0,
  /** Measured share of the time in the windows; below `coverage` caution (mlcommons/tiny takes 0.1 % loss for an error), below `leastCoverage` invalid. */
  coverage: 0.999, leastCoverage: 0.99,
} as const;
