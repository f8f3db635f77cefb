/** A model that answers and times by arithmetic, and a clock that moves only when it is told or read. */
import type { ModelCard } from '../../src-main/contract/profiles';
import type { ExitOutputs } from '../../src-main/core/measurements';
import type { Clock, LoadedModel, LoopTimes, SampleBatch } from '../../src-main/engine/ports';

export const card: ModelCard = {
  kind: 'model', id: 'small', name: 'Small', role: 'local', architecture: 'resnet8', file: 'small.onnx', directory: '.', dataset: 'cifar10-jpeg', licence: 'MIT',
  input: { layout: 'NCHW', height: 32, width: 32, channels: 3, type: 'float32' }, preprocessing: { scale: 255, mean: [0], std: [1] }, output: 'logits', labels: ['a', 'b', 'c'],
  exits: [{ name: 'early', output: 'exit1' }, { name: 'final', output: 'exit2' }],
};

/** ResNet-8 of MLPerf Tiny with one branch: MACs through each head, and without heads. */
export const resnet8Macs = { exits: [6_400_000, 12_600_000], plain: 12_501_632 };

export function batchOf(count: number, bytes = 3072): SampleBatch {
  return { count, bytes, pixels: new Uint8Array(count * bytes), labels: new Uint16Array(count) };
}

/** A clock in ms; every reading moves it by `tick`. */
export function fakeClock(tick = 0): Clock & { advance(ms: number): void } {
  let now = 0;
  return { now: () => new Date(0), ms: () => (now += tick), advance: (ms) => (now += ms) };
}

export interface FakeOptions { readonly card?: Partial<ModelCard>; readonly macs?: { readonly exits: readonly number[]; readonly plain: number }; readonly clock?: { advance(ms: number): void }; readonly inferences?: number }

/** Stage k takes k + 1 ms an inference, the plain model 1.5 ms; each loop runs `inferences` and moves the clock by as much. */
export function fakeModel({ card: over = {}, macs = resnet8Macs, clock, inferences = 10 }: FakeOptions = {}): LoadedModel & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    card: { ...card, ...over },
    facts: {
      sha256: '0', bytes: 1, classes: 3, shape: { channels: 3, height: 32, width: 32 }, layout: 'NCHW', operators: {},
      exits: macs.exits.map((m, k) => ({ name: `exit${k}`, after: '', macs: m, parameters: 1 })), plainMacs: macs.plain, plainParameters: 1,
    },
    async outputs(batch): Promise<ExitOutputs[]> {
      const top = new Float32Array(batch.count * 3);
      for (let i = 0; i < batch.count; i++) top.set([0.5 + i / (2 * batch.count), 0.3, 0.1], 3 * i);
      const one = { prediction: new Uint16Array(batch.count), top, width: 3, entropy: new Float32Array(batch.count) };
      return macs.exits.map(() => one);
    },
    classify: async (batch) => ({ prediction: new Uint16Array(batch.count), preprocessMs: 0, inferMs: 0 }),
    async time(_batch, request, onLoop): Promise<LoopTimes[]> {
      asked.push(request.stages.join(','));
      let done = 0;
      return request.stages.map((stage) => {
        const each = stage === 'plain' ? 1.5 : stage + 1;
        for (let loop = 0; loop < request.loops; loop++) {
          clock?.advance(each * inferences);
          onLoop(++done, request.loops * request.stages.length);
        }
        return { ms: new Float64Array(request.loops).fill(each), inferences, energyMj: null };
      });
    },
    walk: async () => ({ exit: 1, accepted: true, prediction: 0, p1: 0.9, p2: 0.05, ms: 1 }),
    close: async () => {},
  };
}
