/** How often each exit of a model is right on held-out images, and whether its last exit still says what it said before. */
import type { ModelCard } from '../contract/profiles';
import type { LoadedModel, ModelRuntime } from '../engine/ports';
import type { ImageSet } from '../models/exits/attach-exits';

const PORTION = 500;
/** Enough that a changed weight would show. */
const COMPARED = 64;

export interface ExitAccuracies { readonly samples: number; readonly exits: number[]; /** sqrt(a (1 - a) / N) */ readonly standardErrors: number[] }

export async function exitAccuracies(model: LoadedModel, { dataset, indices }: ImageSet, onProgress: (done: number, total: number) => void, signal: AbortSignal): Promise<ExitAccuracies> {
  const right = model.card.exits.map(() => 0);
  const samples = indices.length;
  for (let from = 0; from < samples; from += PORTION) {
    signal.throwIfAborted();
    const batch = await dataset.read(indices.subarray(from, from + PORTION));
    const outputs = await model.outputs(batch);
    outputs.forEach(({ prediction }, k) => prediction.forEach((c, i) => { if (c === batch.labels[i]) right[k]++; }));
    onProgress(Math.min(samples, from + PORTION), samples);
  }
  const exits = right.map((n) => n / samples);
  return { samples, exits, standardErrors: exits.map((a) => Math.sqrt((a * (1 - a)) / samples)) };
}

/** Both whole models with every output asked for. `difference` is the largest between softmax values: a runtime may merge operators differently around a new branch. */
export async function compareLastExit(runtime: ModelRuntime, original: ModelCard, attached: LoadedModel, { dataset, indices }: ImageSet): Promise<{ unchanged: boolean; difference: number }> {
  const batch = await dataset.read(indices.subarray(0, COMPARED));
  const model = await runtime.open(original);
  try {
    const before = (await model.outputs(batch)).at(-1)!.top;
    const after = (await attached.outputs(batch)).at(-1)!.top;
    const difference = before.reduce((most, p, i) => Math.max(most, Math.abs(p - after[i])), 0);
    return { unchanged: before.every((p, i) => Object.is(p, after[i])), difference };
  } finally {
    await model.close();
  }
}
