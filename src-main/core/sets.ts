/** The three disjoint sets: models are trained elsewhere; fit and report are drawn here from the held-out pool. */
import { StudioError } from './errors';
import { createRandom } from './random';

/** Pool indices, each sorted ascending, without a common element. */
export interface SampleSets { readonly fit: Int32Array; readonly report: Int32Array }

/** A seeded Fisher-Yates shuffle of the pool: its first `fit` indices, then the next `report`. Errors: run.sets-too-large */
export function drawSets(seed: number, poolSize: number, fit: number, report: number): SampleSets {
  if (fit + report > poolSize) throw new StudioError('run.sets-too-large', { fit, report, pool: poolSize });
  const pool = Int32Array.from({ length: poolSize }, (_, i) => i);
  const random = createRandom(seed);
  // Only the head that is used has to be shuffled.
  for (let i = 0; i < fit + report; i++) {
    const j = i + random.integer(poolSize - i);
    const held = pool[i];
    pool[i] = pool[j];
    pool[j] = held;
  }
  return { fit: pool.slice(0, fit).sort(), report: pool.slice(fit, fit + report).sort() };
}
