/** Long calculations in a worker give what they give here, and stop when asked; what was learnt is kept with the run. */
import { describe, expect, it } from 'vitest';
import { bootstrap, type BootstrapRequest } from '../../src-main/core/bootstrap';
import { trainRich } from '../../src-main/core/decision';
import { bootstrapInWorker, trainInWorker } from '../../src-main/engine/calculation';
import { trainingOf } from '../../src-main/engine/decision-choice';
import { trainedWeights } from '../../src-main/engine/trained-weights';
import { syntheticOutcomes } from '../core/synthetic-outcomes';
import { exampleExperiment } from '../support/example-plan';
import { memoryRecord } from '../support/memory-record';

const values = Float64Array.from({ length: 5000 }, (_, i) => (i * 7919) % 1009);
const request: BootstrapRequest = { seed: 4, resamples: 300, samples: 5000, columns: [{ values, noise: [] }], se: [], pairs: [] };
const fit = syntheticOutcomes(3, 400, 1);

describe('the bootstrap in its worker', () => {
  it('answers as the function itself and leaves the caller’s arrays alone', async () => {
    expect(await bootstrapInWorker(request)).toEqual(bootstrap(request));
    expect(values.length).toBe(5000);
  });

  it('stops when the run is cancelled', async () => {
    const stop = new AbortController();
    const answer = bootstrapInWorker({ ...request, resamples: 2_000_000 }, stop.signal);
    setTimeout(() => stop.abort(new Error('cancelled by the user')), 20);
    await expect(answer).rejects.toThrow('cancelled by the user');
    await expect(bootstrapInWorker(request, stop.signal)).rejects.toThrow('cancelled by the user');
  });
});

describe('trained decision modules', () => {
  const job = (signal = new AbortController().signal): { made: ReturnType<typeof memoryRecord>; job: Parameters<typeof trainedWeights>[0] } => {
    const made = memoryRecord();
    return { made, job: { record: made.record, control: { signal }, resolved: { experiment: exampleExperiment({ seed: 5 }) } } as unknown as Parameters<typeof trainedWeights>[0] };
  };

  it.each([{ kind: 'rich-lr' }, { kind: 'rich-mlp', target: 'gain' }, { kind: 'router' }] as const)('learn in the worker what they learn here ($kind)', async (decision) => {
    const training = trainingOf(decision, fit, 5);
    expect(await trainInWorker(training)).toEqual(trainRich(training));
    expect(fit.exits[1].top.length).toBe(400 * fit.exits[1].width);
  });

  it('learn once a model, whatever the board, the threshold or the sitting, and a resumed run finds the weights again', async () => {
    const { made, job: run } = job();
    const first = await trainedWeights(run, 'glyphs-resnet8', { kind: 'rich-mlp' }, fit);
    expect(first).toEqual(trainRich(trainingOf({ kind: 'rich-mlp' }, fit, 5)));
    const [[artefact]] = made.artefacts;
    made.artefacts.set(artefact, JSON.parse(JSON.stringify({ ...first, fromBefore: true })));
    expect(await trainedWeights(run, 'glyphs-resnet8', { kind: 'rich-mlp', threshold: 0.7 }, fit)).toEqual({ ...first, fromBefore: true });
    expect(made.artefacts.size).toBe(1);
    // Another model, and another thing to learn, are others.
    expect(await trainedWeights(run, 'another', { kind: 'rich-mlp' }, fit)).toEqual(first);
    expect(await trainedWeights(run, 'glyphs-resnet8', { kind: 'rich-mlp', target: 'gain' }, fit)).not.toEqual(first);
    expect(made.artefacts.size).toBe(3);
    expect(await trainedWeights(run, 'glyphs-resnet8', { kind: 'oracle' }, fit)).toBeUndefined();
  });

  it('stop learning when the run is cancelled, and keep nothing', async () => {
    const stop = new AbortController();
    const { made, job: run } = job(stop.signal);
    const learning = trainedWeights(run, 'glyphs-resnet8', { kind: 'rich-mlp' }, syntheticOutcomes(3, 40_000, 1));
    setTimeout(() => stop.abort(new Error('cancelled by the user')), 20);
    await expect(learning).rejects.toThrow('cancelled by the user');
    expect(made.artefacts.size).toBe(0);
  });
});
