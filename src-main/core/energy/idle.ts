/**
 * The idle power of a board with an uncertainty that holds although neighbouring samples resemble each other: means of batches.
 * Source: A. Law, Simulation Modeling and Analysis, 5th ed., 9.5.3 (batch means; 20 to 30 batches).
 */
import type { Estimate, Provenance } from '../measurements';
import { trySummarise } from '../stats';
import type { BlockTrace } from '../trace/block-trace';
import { windowPower } from './window-power';

export interface IdleBaseline {
  /** W; `n` batches, `sd` between them. */
  readonly powerW: Estimate;
  readonly durationS: number;
  readonly coverage: number;
}

const BATCHES = 30;

/** Idle power over the given stretches (sample numbers), all of them cut into about 30 batches. Null where nothing was measured. */
export function measureIdle(trace: BlockTrace, stretches: readonly { readonly from: number; readonly to: number }[], provenance: Provenance = 'measured'): IdleBaseline | null {
  const total = stretches.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);
  const length = Math.max(1, total / BATCHES);
  const means: number[] = [];
  let measuredS = 0;
  for (const { from, to } of stretches) {
    const batches = Math.max(1, Math.round((to - from) / length));
    for (let b = 0; b < batches; b++) {
      const power = windowPower(trace, from + (b / batches) * (to - from), from + ((b + 1) / batches) * (to - from));
      measuredS += power.measuredS;
      if (power.meanW !== null) means.push(power.meanW);
    }
  }
  const durationS = total / trace.format.rateHz;
  const powerW = trySummarise(Float64Array.from(means), provenance, `idle power, means of ${means.length} batches over ${Number(durationS.toPrecision(3))} s`);
  return powerW === null ? null : { powerW, durationS, coverage: durationS === 0 ? 1 : measuredS / durationS };
}
