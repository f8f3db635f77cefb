/** Whether a model fits into a board's memory, and what of it is too big. */

/** Bytes of the model alone: stored weights, and the intermediate results that live at once. */
export interface MemoryNeed { readonly weights: number; readonly activations: number }
/** Bytes of the board; null where its profile does not say. Without flash of its own, weights lie in RAM. */
export interface MemoryLimits { readonly flash: number | null; readonly ram: number | null }
export interface MemoryFit {
  /** Null where the board's memory is unknown. */
  readonly fits: boolean | null;
  /** What is larger than its place; both where weights and activations share the RAM and their sum is too large. */
  readonly tooBig: readonly ('weights' | 'activations')[];
  /** Share of the place that is taken, above 1 where it is too small; null where unknown. */
  readonly flashShare: number | null; readonly ramShare: number | null;
}

/** The board's own software is not counted: what fits exactly will not fit beside it, so shares are given. */
export function memoryFit({ weights, activations }: MemoryNeed, { flash, ram }: MemoryLimits): MemoryFit {
  const inRam = flash === null ? weights + activations : activations;
  const flashShare = flash === null ? null : weights / flash;
  const ramShare = ram === null ? null : inRam / ram;
  if (flashShare === null && ramShare === null) return { fits: null, tooBig: [], flashShare, ramShare };
  const tooBig: ('weights' | 'activations')[] = [];
  if ((flashShare ?? 0) > 1) tooBig.push('weights');
  if ((ramShare ?? 0) > 1) {
    if (flash === null) tooBig.push('weights');
    tooBig.push('activations');
  }
  // With one of two places unknown, only a misfit can be told.
  return { fits: tooBig.length > 0 ? false : flashShare !== null && ramShare === null ? null : true, tooBig, flashShare, ramShare };
}
