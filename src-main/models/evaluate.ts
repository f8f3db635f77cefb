/** Runs a whole set through every exit in batches; the throughput of a run hangs on this loop. */
import { StudioError } from '../core/errors';
import type { ExitOutputs } from '../core/measurements';
import { Answers } from './answers';
import type { RunnableModel } from './stages';
import type { Classification } from './worker-messages';

const LARGEST_BATCH = 64;
/** Activations are several times the input; larger batches leave the caches and gain nothing. */
const BATCH_VALUES = 2 ** 20;

export function batchSize(model: RunnableModel, sampleBytes: number): number {
  return model.fixedBatch ?? Math.max(1, Math.min(LARGEST_BATCH, Math.floor(BATCH_VALUES / sampleBytes)));
}

/** `pause` lets messages through between batches. Errors: model.not-finite, .not-softmax, .not-runnable */
export async function evaluate(model: RunnableModel, pixels: Uint8Array, count: number, pause: () => Promise<void>): Promise<ExitOutputs[]> {
  const answers = model.exitNames.map((exit) => new Answers(model.id, exit, model.classes, model.outputKind, count));
  const network = await model.whole();
  const bytes = pixels.length / Math.max(1, count);
  const batch = batchSize(model, bytes);
  for (let from = 0; from < count; from += batch) {
    await pause();
    const n = Math.min(batch, count - from);
    const results = await network.run({ [model.image.name]: model.image.tensor(pixels.subarray(from * bytes, (from + n) * bytes), n, model.fixedBatch ?? n) });
    for (let k = 0; k < answers.length; k++) {
      const scores = results[model.exitTensors[k]].data as Float32Array;
      for (let i = 0; i < n; i++) answers[k].take(scores, i, from + i);
    }
  }
  return answers.map((one) => one.outputs);
}

/** The last exit's arg max alone, without branch heads and without softmax: what the edge server does. Errors: model.not-finite */
export async function classify(model: RunnableModel, pixels: Uint8Array, count: number): Promise<Classification> {
  const prediction = new Uint16Array(count);
  const { network, exit } = await model.plain();
  const bytes = pixels.length / Math.max(1, count);
  const batch = batchSize(model, bytes);
  let preprocessMs = 0;
  let inferMs = 0;
  for (let from = 0; from < count; from += batch) {
    const n = Math.min(batch, count - from);
    const start = performance.now();
    const image = model.image.tensor(pixels.subarray(from * bytes, (from + n) * bytes), n, model.fixedBatch ?? n);
    const prepared = performance.now();
    const scores = (await network.run({ [model.image.name]: image }))[exit].data as Float32Array;
    for (let i = 0; i < n; i++) prediction[from + i] = argMax(model, scores, i, from + i);
    preprocessMs += prepared - start;
    inferMs += performance.now() - prepared;
  }
  return { prediction, preprocessMs, inferMs };
}

/** The first index on ties. */
function argMax(model: RunnableModel, scores: Float32Array, row: number, sample: number): number {
  const from = row * model.classes;
  let best = 0;
  for (let c = 0; c < model.classes; c++) {
    if (!Number.isFinite(scores[from + c])) throw new StudioError('model.not-finite', { model: model.id, exit: model.exitNames[model.exitNames.length - 1], sample });
    if (scores[from + c] > scores[from + best]) best = c;
  }
  return best;
}
