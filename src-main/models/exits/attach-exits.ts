/** Gives a model exits: pooled values cached once, heads fitted with the backbone frozen, calibrated, written as a new file. */
import { basename } from 'node:path';
import type { ModelCut } from '../../contract/procedures';
import type { ModelCard } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { Dataset } from '../../engine/ports';
import { WorkerLink } from '../worker-link';
import { choosePlaces, type Places } from './choose-places';
import type { HeadReport, SetName } from './trainer';

/** Samples of a dataset by their positions. */
export interface ImageSet { readonly dataset: Dataset; readonly indices: Int32Array }
export interface AttachRequest {
  readonly card: ModelCard; readonly places: Places;
  /** `calibrate` should hold images that the backbone was not trained on: on others it is too sure. */
  readonly train: ImageSet; readonly calibrate: ImageSet;
  /** Left out: the calibration images choose it. */
  readonly ridge?: number; readonly maxSteps?: number;
}
/** `exit` names the head in work; `done` of `total` images, or steps of at most `total`. */
export interface AttachProgress { readonly phase: 'features' | 'head' | 'accuracy'; readonly exit: string | null; readonly done: number; readonly total: number }
export interface TrainedExit extends HeadReport { readonly name: string; readonly tensor: string; readonly features: number; readonly cut: ModelCut }
export interface AttachedExits { readonly bytes: Uint8Array; readonly exits: ModelCard['exits']; readonly trained: readonly TrainedExit[]; readonly cacheMs: number; readonly fitMs: number }

const DEFAULT_STEPS = 1000;
/** Largest gradient entry at the end, per image; accuracy no longer moves below it. */
const TOLERANCE = 1e-3;
/** Images a message: enough to keep the worker busy, few enough to stop soon. */
const PORTION = 256;

/** The original file is only read. Rejects with the signal's reason when it aborts. Errors: model.*, dataset.*, plan.labels-differ */
export async function attachExits(request: AttachRequest, onProgress: (progress: AttachProgress) => void, signal: AbortSignal): Promise<AttachedExits> {
  const { card, places, train, calibrate } = request;
  for (const { dataset } of [train, calibrate]) checkClasses(card, dataset);
  const link = new WorkerLink(card.id);
  try {
    await link.request('load', { card }, [], { signal });
    const cuts = choosePlaces(await link.request('draw', {}, [], { signal }), places, basename(card.file));
    const heads = await link.request('exits-begin', { tensors: cuts.map(({ tensor }) => tensor), sizes: { train: train.indices.length, calibrate: calibrate.indices.length } }, [], { signal });

    const total = train.indices.length + calibrate.indices.length;
    const cacheStart = performance.now();
    let done = 0;
    const cache = async (set: SetName, { dataset, indices }: ImageSet): Promise<void> => {
      const portion = (from: number) => dataset.read(indices.subarray(from, from + PORTION));
      let next = portion(0);
      for (let from = 0; from < indices.length; from += PORTION) {
        const { pixels, labels, count } = await next;
        const own = new Uint8Array(pixels);
        const sent = link.request('exits-cache', { set, pixels: own, labels, count }, [own.buffer], { signal });
        // Reading or drawing the next images takes the other core.
        if (from + PORTION < indices.length) {
          next = portion(from + PORTION);
          next.catch(() => undefined);
        }
        await sent;
        onProgress({ phase: 'features', exit: null, done: done += count, total });
      }
    };
    await cache('train', train);
    await cache('calibrate', calibrate);
    const fitStart = performance.now();
    const limits = { ridge: request.ridge ?? null, maxSteps: request.maxSteps ?? DEFAULT_STEPS, tolerance: TOLERANCE };
    const trained: TrainedExit[] = [];
    for (const [k, head] of heads.entries()) {
      const report = await link.request('exits-train', { head: k, limits }, [], { signal, onProgress: (step, steps) => onProgress({ phase: 'head', exit: head.name, done: step, total: steps }) });
      trained.push({ ...head, ...report, cut: cuts[k] });
    }
    const fitMs = performance.now() - fitStart;
    const { bytes, exits } = await link.request('exits-finish', {}, [], { signal });
    return { bytes, exits: [...exits], trained, cacheMs: fitStart - cacheStart, fitMs };
  } finally {
    await link.close();
  }
}

function checkClasses(card: ModelCard, dataset: Dataset): void {
  if (card.labels.length !== dataset.labels.length) throw new StudioError('plan.labels-differ', { model: card.id, modelLabels: card.labels.length, dataset: dataset.name, datasetLabels: dataset.labels.length });
  const { channels, height, width } = card.input;
  const { shape } = dataset;
  if (shape.channels !== channels || shape.height !== height || shape.width !== width) {
    throw new StudioError('model.sample-size', { model: card.id, found: `${shape.channels} × ${shape.height} × ${shape.width}`, expected: `${channels} × ${height} × ${width}` });
  }
}
