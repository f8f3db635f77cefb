/** The quantities a run measures and every later stage reads: outcomes, costs and estimates with their provenance. */

/** Where a number comes from: timed or counted here; computed from a profile or an equation; printed in a source. */
export type Provenance = 'measured' | 'modelled' | 'published';

/** One figure with what is needed to trust it. `n` is 0 where nothing was observed here (published, modelled). */
export interface Estimate {
  readonly value: number;
  readonly n: number;
  /** Standard deviation of one observation; null where n < 2 or unknown. */
  readonly sd: number | null;
  /** 95 % interval of `value`; null where unknown. */
  readonly ci95: readonly [low: number, high: number] | null;
  readonly median: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly provenance: Provenance;
  /** How it was obtained, for people: "Table 4, HI paper", "30 loops of 40 inferences". */
  readonly source: string;
}

/** Latency in ms and board energy in mJ of one step; energy is null where neither meter nor profile gives it. */
export interface StageCost {
  readonly latencyMs: Estimate;
  readonly energyMj: Estimate | null;
}

/**
 * What each part costs on one board with one local model, one server and one link (algorithms.md 4.1, 5.1).
 * `exits[k]`: T_k, E_k, cumulative through head k, heads 0..k-1 included; the last entry is the whole model with all heads.
 */
export interface Costs {
  readonly exits: readonly StageCost[];
  /** The whole model without branch heads: what on-device and HI run. */
  readonly plain: StageCost;
  readonly decision: StageCost;
  readonly offload: StageCost;
  /** The board sent and timed its own offloads: the times of `Outcomes.offloadMs` are another machine's. */
  readonly offloadsApart?: boolean;
}

/** How many leading softmax values are kept per sample and exit. */
export const KEPT_PROBABILITIES = 10;

/** What one exit said about N samples. Probabilities are after softmax. */
export interface ExitOutputs {
  /** (N) arg-max class; the first index on ties. */
  readonly prediction: Uint16Array;
  /** (N, width) softmax values, highest first, row-major; width = min(C, KEPT_PROBABILITIES). */
  readonly top: Float32Array;
  readonly width: number;
  /** (N) entropy of the whole softmax in nats. */
  readonly entropy: Float32Array;
}

/** Per-sample results of one sample set for one local model and one remote model. N samples, K branches. */
export interface Outcomes {
  readonly samples: number;
  readonly classes: number;
  /** (N) index of the sample in its dataset's pool. */
  readonly index: Int32Array;
  /** (N) true class. */
  readonly truth: Uint16Array;
  /** K + 1 entries in order; the last is the model's own output. */
  readonly exits: readonly ExitOutputs[];
  /** (N) the remote model's class; null where the run has no remote model. */
  readonly remote: Uint16Array | null;
  /** (N) measured t_off in ms, NaN where not measured; null where none was. */
  readonly offloadMs: Float64Array | null;
}

/** Each sample's own t_off on the board of these costs, NaN where it was not timed; null: only the mean is known. */
export function ownOffloadMs({ offloadMs }: Outcomes, { offload, offloadsApart }: Costs): Float64Array | null {
  return offload.latencyMs.provenance === 'measured' && offloadsApart !== true ? offloadMs : null;
}

/** `early-offload`: EE-HI that may also offload at a branch, where it is unsure enough to know that the rest of the model is wasted (algorithms 6). */
export type Strategy = 'on-device' | 'remote' | 'hi' | 'ee' | 'ee-hi' | 'early-offload';

export const strategies: readonly Strategy[] = ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'];

export const usesRemote = (strategy: Strategy): boolean => strategy !== 'on-device' && strategy !== 'ee';
export const usesExits = (strategy: Strategy): boolean => strategy === 'ee' || strategy === 'ee-hi' || strategy === 'early-offload';
/** Whether a sample that reaches the end of the local model meets the decision module there. */
export const decidesAtEnd = (strategy: Strategy): boolean => strategy === 'hi' || strategy === 'ee-hi' || strategy === 'early-offload';

/** Whether it always answers the same share of samples at its branches, or (`atEnd`) at the end of the local model. */
export const answersFixed = (strategy: Strategy, atEnd: boolean): boolean => (atEnd ? strategy === 'on-device' || strategy === 'remote' : !usesExits(strategy));

/** Which scalar stands for "how sure": p1, p1 - p2, or 1 - H / ln C; all rise with confidence, in [0, 1]. */
export type ConfidenceMeasure = 'max-softmax' | 'margin' | 'entropy';

/** What a `rich` decision module looks at; `core/decision/rich-features` says what each holds. */
export type RichFeatures = 'top-five' | 'differences';

/**
 * Logistic regression (`hidden` 0) or one hidden layer with ReLU over D standardised features, as plain numbers.
 * `weights`: (D) and the bias; with a hidden layer (H, D), H biases, H output weights, the output bias, one after another.
 */
export interface RichWeights { readonly mean: readonly number[]; readonly scale: readonly number[]; readonly hidden: number; readonly weights: readonly number[] }

/**
 * The decision module at the end of the local model, as it is deployed. Accept where score >= threshold.
 * `binary-lr`: score z = bias + w1 p1 + w2 p2, threshold on z (0 is probability 0.5).
 * `rich`: score z of the weights over the features, threshold on z.
 * `oracle`: accepts exactly the locally right samples; a bound, not deployable.
 */
export type DecisionModule =
  | { readonly kind: 'threshold'; readonly measure: ConfidenceMeasure; readonly threshold: number }
  | { readonly kind: 'binary-lr'; readonly bias: number; readonly w1: number; readonly w2: number; readonly threshold: number; readonly fittedOn: string }
  | ({ readonly kind: 'rich'; readonly features: RichFeatures; readonly threshold: number; readonly fittedOn: string } & RichWeights)
  | { readonly kind: 'oracle' };

/** Everything that decides the path of a sample. */
export interface Policy {
  readonly strategy: Strategy;
  readonly measure: ConfidenceMeasure;
  /** (K) exit at branch k when confidence >= thresholds[k]; a value above 1 means never. Empty without exits. */
  readonly thresholds: readonly number[];
  /** (K) `early-offload` alone: offload at branch k when confidence < offloadBelow[k] and it is not sure enough to exit; 0 means never. */
  readonly offloadBelow?: readonly number[];
  /** Null for strategies that never offload or always do. */
  readonly decision: DecisionModule | null;
}
