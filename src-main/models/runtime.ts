/** The model runtime behind the engine's port: ONNX classifiers, each open one in a worker thread of its own. */
import type { ModelCard } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { usesExits, type ExitOutputs, type Policy } from '../core/measurements';
import type { ImageShape, LoadedModel, LoopTimes, ModelFacts, ModelRuntime, SampleBatch, TimingRequest, WalkResult } from '../engine/ports';
import { nullCard, nullFacts } from './null-card';
import { WorkerLink } from './worker-link';
import type { Classification } from './worker-messages';

export const onnxRuntime: ModelRuntime = {
  async open(card) {
    const link = new WorkerLink(card.id);
    try {
      return new WorkerModel(card, await link.request('load', { card }), link);
    } catch (error) {
      await link.close();
      throw error;
    }
  },
  async inspect(card) {
    const link = new WorkerLink(card.id);
    try {
      return await link.request('load', { card });
    } finally {
      await link.close();
    }
  },
};

/** A model that does nothing, through the same worker and the same timing: its latency is the engine's own overhead. */
export async function openNullModel(shape: ImageShape = { channels: 3, height: 32, width: 32 }): Promise<LoadedModel> {
  const card = nullCard(shape);
  const link = new WorkerLink(card.id);
  await link.request('load-null', { card });
  return new WorkerModel(card, nullFacts(card), link);
}

class WorkerModel implements LoadedModel {
  constructor(readonly card: ModelCard, readonly facts: ModelFacts, private readonly link: WorkerLink) {}

  async outputs(batch: SampleBatch): Promise<ExitOutputs[]> {
    const pixels = this.#pixels(batch, batch.count);
    return this.link.request('outputs', { pixels, count: batch.count }, [pixels.buffer]);
  }

  async classify(batch: SampleBatch): Promise<Classification> {
    const pixels = this.#pixels(batch, batch.count);
    return this.link.request('classify', { pixels, count: batch.count }, [pixels.buffer]);
  }

  async time(batch: SampleBatch, request: TimingRequest, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<LoopTimes[]> {
    if (batch.count === 0) throw new RangeError('timing needs at least one sample');
    const pixels = this.#pixels(batch, batch.count);
    return this.link.request('time', { pixels, count: batch.count, request }, [pixels.buffer], { signal, onProgress: onLoop });
  }

  async walk(sample: SampleBatch, policy: Policy): Promise<WalkResult> {
    const branches = this.card.exits.length - 1;
    const wanted = !usesExits(policy.strategy) ? [] : policy.strategy === 'early-offload' ? [policy.thresholds, policy.offloadBelow ?? []] : [policy.thresholds];
    for (const { length: found } of wanted) if (found !== branches) throw new StudioError('model.thresholds', { model: this.card.id, found, branches });
    const pixels = this.#pixels(sample, 1);
    return this.link.request('walk', { pixels, truth: sample.labels[0], policy }, [pixels.buffer]);
  }

  close(): Promise<void> {
    return this.link.close();
  }

  /** A copy of the first `count` samples that may move to the worker: a view would take its whole buffer along. */
  #pixels({ pixels, bytes }: SampleBatch, count: number): Uint8Array<ArrayBuffer> {
    const { channels, height, width } = this.facts.shape;
    const expected = channels * height * width;
    if (bytes !== expected) throw new StudioError('model.sample-size', { model: this.card.id, found: `${bytes} bytes`, expected: `${channels} × ${height} × ${width} = ${expected} bytes` });
    return new Uint8Array(pixels.subarray(0, count * bytes));
  }
}
