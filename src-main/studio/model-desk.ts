/** What a person does with a model before a run: look at its cuts and costs, and give it exits. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { AttachedModel, BoardFit, ModelDescription, ModelDrawing, ModelTimes } from '../contract/procedures';
import { modelCard, type BoardProfile, type ModelCard } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { memoryFit } from '../core/memory-fit';
import { openDataset, openTraining } from '../datasets/registry';
import type { Dataset, ModelRuntime } from '../engine/ports';
import { attachExits, type AttachedExits, type AttachProgress } from '../models/exits/attach-exits';
import type { Places } from '../models/exits/choose-places';
import { lookAtModel } from '../models/exits/look';
import { draftModel } from '../store/model-folder';
import type { ProfileLibrary } from '../store/profiles';
import { drawHeadSets, type HeadSets } from './head-sets';
import { rememberByFile } from './window/remembered-facts';
import { compareLastExit, exitAccuracies } from './exit-accuracy';

export type { AttachProgress } from '../models/exits/attach-exits';
export type { Places } from '../models/exits/choose-places';

export interface AttachModelRequest {
  /** A model's id, its card, or its ONNX file with a card beside it. */
  readonly model: string; readonly dataset: string; readonly dataFolder: string | null; readonly places: Places;
  /** New folder with model.onnx and card.yaml; null: the person's own models, by the new id. */
  readonly out: string | null;
  /** The new model's id; null: the old one with -exits. */
  readonly id: string | null;
  readonly images: number; readonly calibrate: number; readonly report: number; readonly seed: number;
  /** Train on the pool where the dataset has no training images. */
  readonly fromPool: boolean; readonly ridge: number | null;
}

export interface ModelDesk {
  /** Memory is held against each of `boards`, profile ids. Errors: profile.*, model.* */
  describeModel(model: string, boards: readonly string[]): Promise<Pick<ModelDescription, 'boards'> & { readonly drawing: ModelDrawing }>;
  /** On patterned images: the work of a network does not depend on what it sees. Errors: profile.*, model.* */
  timeModel(model: string, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<ModelTimes>;
  /** Errors: profile.*, model.*, dataset.*, store.not-writable */
  attachExits(request: AttachModelRequest, onProgress: (progress: AttachProgress) => void, signal: AbortSignal): Promise<AttachedModel>;
}

/** `ownModels`: the folder of the person's models. */
export function openModelDesk(profiles: ProfileLibrary, runtime: ModelRuntime, ownModels: string): ModelDesk {
  const drawingOf = rememberByFile(async (card) => (await lookAtModel(card)).drawing);
  return {
    async describeModel(model, boards) {
      const wanted = boards.map((id) => profiles.load('board', id));
      const drawing = await drawingOf(cardOf(profiles, model));
      return { drawing, boards: wanted.map((board) => fitOf(board, drawing)) };
    },
    async timeModel(model, onLoop, signal) {
      return (await lookAtModel(cardOf(profiles, model), { onLoop, signal })).times!;
    },
    async attachExits(request, onProgress, signal) {
      const card = cardOf(profiles, request.model);
      const id = request.id ?? `${card.id}-exits`;
      const folder = request.out ?? join(ownModels, id);
      refuseTaken(profiles, id, folder, request.out === null);
      const profile = profiles.load('dataset', request.dataset);
      const opened: Dataset[] = [];
      try {
        const pool = await openDataset(profile, request.dataFolder);
        opened.push(pool);
        const training = request.fromPool ? null : await openTraining(profile, request.dataFolder);
        if (training !== null) opened.push(training);
        else if (!request.fromPool) throw new StudioError('dataset.no-training', { dataset: pool.name });
        const sets = drawHeadSets(request.seed, training, pool, { train: request.images, calibrate: request.calibrate, report: request.report });
        const attached = await attachExits({ card, places: request.places, train: sets.train, calibrate: sets.calibrate, ridge: request.ridge ?? undefined }, onProgress, signal);
        const draft = draftModel(folder, attached.bytes);
        try {
          const newCard = { ...cardWith(card, attached, sets, request), id, name: nameWith(card.name, id), directory: draft.folder };
          const model = await runtime.open(newCard);
          try {
            const accuracies = await exitAccuracies(model, sets.report, (done, total) => onProgress({ phase: 'accuracy', exit: null, done, total }), signal);
            const { unchanged, difference } = await compareLastExit(runtime, card, model, sets.calibrate);
            draft.keep({ ...newCard, accuracy: { set: `${pool.name}, held-out images that neither trained nor calibrated the exits`, samples: accuracies.samples, exits: accuracies.exits, standard_error: accuracies.standardErrors } });
            const whole = model.facts.exits.at(-1)!.macs;
            return {
              id, folder, images: sets.train.indices.length, cacheMs: attached.cacheMs, fitMs: attached.fitMs, samples: accuracies.samples, unchanged, difference,
              exits: model.facts.exits.map(({ name, after, macs }, k) => {
                const head = attached.trained.find((one) => one.name === name);
                return { name, after, share: macs / Math.max(1, whole), macs, accuracy: accuracies.exits[k], standardError: accuracies.standardErrors[k], trained: head === undefined ? null : { steps: head.steps, ridge: head.ridge, temperature: head.temperature, trainAccuracy: head.trainAccuracy, features: head.features } };
              }),
            };
          } finally {
            await model.close();
          }
        } finally {
          draft.drop();
        }
      } finally {
        for (const dataset of opened) await dataset.close();
      }
    },
  };
}

/** Before any work: an id becomes a folder's name, and a model among the person's own would hide a built-in one of its id. Errors: profile.id-form, profile.id-taken */
function refuseTaken(profiles: ProfileLibrary, id: string, folder: string, among: boolean): void {
  if (!modelCard.shape.id.safeParse(id).success) throw new StudioError('profile.id-form', { id: id.slice(0, 80) });
  const known = among ? profiles.list('model').find((one) => one.id === id)?.file : undefined;
  if (known !== undefined || existsSync(folder)) throw new StudioError('profile.id-taken', { id, place: known ?? folder });
}

/** Errors: profile.*, model.card-missing */
function cardOf(profiles: ProfileLibrary, model: string): ModelCard {
  if (!model.toLowerCase().endsWith('.onnx')) return profiles.load('model', model);
  const own = model.replace(/\.onnx$/i, '.yaml');
  const beside = [own, join(dirname(model), 'card.yaml')].find((file) => existsSync(file));
  if (beside === undefined) throw new StudioError('model.card-missing', { file: model, card: own });
  return { ...profiles.load('model', beside), file: basename(model) };
}

/** The id at the end tells two models with exits of the same one apart. */
const nameWith = (name: string, id: string): string => `${name.slice(0, 70)} + exits (${id.slice(0, 40)})`;

/** Everything that still holds of the old card; what was said of its exits as a whole no longer does. */
function cardWith({ accuracy: _accuracy, accuracy_lossless: _lossless, ...card }: ModelCard, { exits, trained }: AttachedExits, { train, calibrate }: HeadSets, { seed, fromPool }: AttachModelRequest): Omit<ModelCard, 'id' | 'name' | 'directory'> {
  return {
    ...card, file: 'model.onnx', exits,
    pool_used: [...(card.pool_used ?? []), { dataset: calibrate.dataset.id, pool: calibrate.dataset.size, seed, trained: fromPool ? train.indices.length : 0, calibrated: calibrate.indices.length }],
    training: {
      ...card.training, exits_added: trained.map(({ name }) => name), exits_recipe: 'backbone frozen; pooled values, one linear layer each, multinomial logistic regression (L-BFGS), then temperature',
      exits_images: train.indices.length, exits_images_from: fromPool ? `${train.dataset.name}, the held-out pool: runs draw no samples from these images` : `${train.dataset.name}, training images`,
      exits_calibrated_on: `${calibrate.indices.length} images of the held-out pool of ${calibrate.dataset.name}; runs do not report on them`, exits_seed: seed, exits_ridge: trained.map((one) => one.ridge), exits_temperature: trained.map(({ temperature }) => Number(temperature.toFixed(4))),
    },
  };
}

export function fitOf({ id, name, specs }: BoardProfile, { memory }: ModelDrawing): BoardFit {
  const limits = { flash: specs?.flash_bytes?.value ?? null, ram: specs?.ram_bytes?.value ?? null };
  const { fits, tooBig, flashShare, ramShare } = memoryFit(memory, limits);
  return { board: id, name, fits, tooBig: [...tooBig], flashShare, ramShare, ...limits, fitsAsInt8: memory.int8 === null ? null : memoryFit(memory.int8, limits).fits };
}
