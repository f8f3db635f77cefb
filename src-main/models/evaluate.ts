/** Runs a whole set through every exit in batches; the throughput of a run hangs on this loop. */
import type { Tensor } from 'onnxruntime-node';
import { StudioError } from '../core/errors';
import type { ExitOutputs } from '../core/measurements';
import { Answers } from './answers';
import type { RunnableModel } from './stages';
import type { Classification } from './worker-messages';

/** Activations are many times the input: larger batches leave the caches and are slower (ResNet-8, 32 × 32: 8 images beat 64 by a tenth). */
const LARGEST_BATCH = 8;

/** Errors: model.not-finite, .not-softmax, .not-runnable */
export async function evaluate(model: RunnableModel, pixels: Uint8Array, count: number): Promise<ExitOutputs[]> {
  const answers = model.exitNames.map((exit) => new Answers(model.id, exit, model.classes, model.outputKind, count));
  const network = await model.whole();
  const bytes = pixels.length / Math.max(1, count);
  const batch = model.fixedBatch ?? LARGEST_BATCH;
  let image: Tensor | null = null;
  for (let from = 0; from < count; from += batch) {
    const n = Math.min(batch, count - from);
    image = model.image.tensor(pixels.subarray(from * bytes, (from + n) * bytes), n, model.fixedBatch ?? n, image);
    const results = await network.run({ [model.image.name]: image });
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
  const batch = model.fixedBatch ?? LARGEST_BATCH;
  let reused: Tensor | null = null;
  let preprocessMs = 0;
  let inferMs = 0;
  for (let from = 0; from < count; from += batch) {
    const n = Math.min(batch, count - from);
    const start = performance.now();
    const image: Tensor = (reused = model.image.tensor(pixels.subarray(from * bytes, (from + n) * bytes), n, model.fixedBatch ?? n, reused));
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
