/** The three disjoint sets: models are trained elsewhere; fit and report are drawn here from the held-out pool. */
import { StudioError } from './errors';
import { createRandom } from './random';

/** Pool indices, each sorted ascending, without a common element. */
export interface SampleSets { readonly fit: Int32Array; readonly report: Int32Array }

/** Pool indices that a model has seen all the same: exits were trained on some, their temperature and ridge chosen on others. */
export interface SeenSamples { readonly trained: ReadonlySet<number>; readonly calibrated: ReadonlySet<number> }

const nothing: SeenSamples = { trained: new Set(), calibrated: new Set() };

/** The first `head` of a seeded Fisher-Yates shuffle of the pool: where a shorter head ends, a longer one goes on. */
export function shufflePool(seed: number, poolSize: number, head = poolSize): Int32Array {
  const pool = Int32Array.from({ length: poolSize }, (_, i) => i);
  const random = createRandom(seed);
  for (let i = 0; i < head; i++) {
    const j = i + random.integer(poolSize - i);
    const held = pool[i];
    pool[i] = pool[j];
    pool[j] = held;
  }
  return pool.subarray(0, head);
}

/**
 * The first `fit` indices of the shuffled pool, then the next `report`. Samples that trained an exit are in neither; those that calibrated
 * one are never reported on, and in the fit set only where nothing else is left for it. Errors: run.sets-too-large
 */
export function drawSets(seed: number, poolSize: number, fit: number, report: number, seen: SeenSamples = nothing): SampleSets {
  const { reportable, drawable } = roomIn(poolSize, seen);
  if (report > reportable || fit + report > drawable) throw new StudioError('run.sets-too-large', { fit, report, pool: drawable });
  const order = shufflePool(seed, poolSize, seen.trained.size + seen.calibrated.size === 0 ? fit + report : poolSize);
  const clean = order.filter((i) => !seen.trained.has(i) && !seen.calibrated.has(i));
  const calibrated = order.filter((i) => seen.calibrated.has(i) && !seen.trained.has(i));
  const cleanFit = Math.min(fit, clean.length - report);
  const fitted = new Int32Array(fit);
  fitted.set(clean.subarray(0, cleanFit));
  fitted.set(calibrated.subarray(0, fit - cleanFit), cleanFit);
  return { fit: fitted.sort(), report: clean.slice(cleanFit, cleanFit + report).sort() };
}

/** How many samples of a pool the report may be about, and how many both sets may hold. */
export function roomIn(poolSize: number, { trained, calibrated }: SeenSamples): { readonly reportable: number; readonly drawable: number } {
  const drawable = poolSize - [...trained].filter((i) => i < poolSize).length;
  return { drawable, reportable: drawable - [...calibrated].filter((i) => i < poolSize && !trained.has(i)).length };
}
