/** Which images train an exit, which set its temperature and which tell its accuracy: three sets without a common image. */
import { StudioError } from '../core/errors';
import { shufflePool } from '../core/sets';
import type { Dataset } from '../engine/ports';
import type { ImageSet } from '../models/exits/attach-exits';

export interface HeadSets { readonly train: ImageSet; readonly calibrate: ImageSet; readonly report: ImageSet }
/** Wanted numbers of images; sets that hold fewer give all they can. */
export interface HeadSetSizes { readonly train: number; readonly calibrate: number; readonly report: number }

/**
 * Training images come from `training`, or from the pool where that is null. Of the shuffled pool they are the first, calibration images the
 * next, as the card's `pool_used` says: runs with the model leave them out (core/sets). Errors: run.sets-too-large
 */
export function drawHeadSets(seed: number, training: Dataset | null, pool: Dataset, wanted: HeadSetSizes): HeadSets {
  const order = shufflePool(seed, pool.size);
  const take = (from: number, count: number): ImageSet => ({ dataset: pool, indices: order.slice(from, from + count).sort() });
  if (training !== null) {
    const calibrate = Math.min(wanted.calibrate, Math.floor(pool.size / 4));
    const drawn = shufflePool(seed, training.size).slice(0, wanted.train).sort();
    return { train: { dataset: training, indices: drawn }, calibrate: take(0, calibrate), report: take(calibrate, Math.min(wanted.report, pool.size - calibrate)) };
  }
  const calibrate = Math.min(wanted.calibrate, Math.floor(pool.size / 10));
  const train = Math.min(wanted.train, Math.floor(pool.size / 2));
  if (train === 0 || calibrate === 0) throw new StudioError('run.sets-too-large', { fit: wanted.train + wanted.calibrate, report: wanted.report, pool: pool.size });
  return { train: take(0, train), calibrate: take(train, calibrate), report: take(train + calibrate, Math.min(wanted.report, pool.size - train - calibrate)) };
}
