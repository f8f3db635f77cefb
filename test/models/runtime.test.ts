/** Models in their workers: outputs, walks, timing, and workers that end. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ModelCard } from '../../src-main/contract/profiles';
import type { Policy } from '../../src-main/core/measurements';
import type { LoadedModel } from '../../src-main/engine/ports';
import { onnxRuntime, openNullModel } from '../../src-main/models/runtime';
import { OnnxBuilder, patternBatch, twoExitCard, twoExitModel } from '../support/onnx-builder';

const folder = mkdtempSync(join(tmpdir(), 'hi-studio-models-'));
afterAll(() => rmSync(folder, { recursive: true }));
const opened: LoadedModel[] = [];
afterEach(async () => { for (const model of opened.splice(0)) await model.close(); });

async function open(bytes: Uint8Array, change: Partial<ModelCard> = {}): Promise<LoadedModel> {
  const card = twoExitCard(folder, change);
  writeFileSync(join(folder, card.file), bytes);
  const model = await onnxRuntime.open(card);
  opened.push(model);
  return model;
}

const never = new AbortController().signal;
const one = (i: number): ReturnType<typeof patternBatch> => {
  const { bytes, pixels, labels } = patternBatch(40, 192);
  return { count: 1, bytes, pixels: pixels.subarray(i * 192, (i + 1) * 192), labels: labels.subarray(i, i + 1) };
};
const policy = (change: Partial<Policy>): Policy => ({ strategy: 'ee', measure: 'max-softmax', thresholds: [0.5], decision: null, ...change });

/** A model whose second segment always yields NaN: 0 / 0 after the branch. */
function brokenAfterBranch(): OnnxBuilder {
  return new OnnxBuilder().input('image', ['batch', 3, 8, 8]).weights('w1', [4, 192]).weights('w2', [4, 4]).weights('zero', [1], new Float32Array(1))
    .node('Flatten', ['image'], ['flat']).node('Gemm', ['flat', 'w1'], ['early'], { transB: 1 })
    .node('Mul', ['early', 'zero'], ['nothing']).node('Div', ['nothing', 'zero'], ['nan']).node('Gemm', ['nan', 'w2'], ['final'], { transB: 1 })
    .output('early', ['batch', 4]).output('final', ['batch', 4]);
}

describe('outputs of a model with two exits', () => {
  it('agree with PyTorch on three images', async () => {
    // Origin: torch 1.13 (F.conv2d, F.linear, softmax in float64) on the weights read from the same file with onnx 1.12; pixels and card as below.
    const model = await open(twoExitModel().bytes());
    const [branch, end] = await model.outputs(patternBatch(3, 192));
    expect([...branch.prediction, ...end.prediction]).toEqual([0, 1, 1, 2, 2, 2]);
    const top = [0.6727328, 0.2676776, 0.0389743, 0.0206153, 0.5538869, 0.3742016, 0.0401045, 0.031807, 0.5781259, 0.3171269, 0.0650415, 0.0397056];
    branch.top.forEach((p, i) => expect(p).toBeCloseTo(top[i], 5));
    [0.8259563, 0.9337184, 0.9868391].forEach((h, i) => expect(branch.entropy[i]).toBeCloseTo(h, 5));
    [0.9259044, 0.962912, 0.7881805].forEach((p, i) => expect(end.top[4 * i]).toBeCloseTo(p, 5));
    [0.2651238, 0.1589466, 0.5325976].forEach((h, i) => expect(end.entropy[i]).toBeCloseTo(h, 5));
  });

  it('do not depend on how the file fixes its batch', async () => {
    const batch = patternBatch(70, 192);
    const free = await (await open(twoExitModel().bytes())).outputs(batch);
    for (const fixed of [1, 8]) {
      const outputs = await (await open(twoExitModel(fixed).bytes())).outputs(batch);
      outputs.forEach((exit, k) => {
        expect(exit.prediction).toEqual(free[k].prediction);
        exit.top.forEach((p, i) => expect(p).toBeCloseTo(free[k].top[i], 5));
      });
    }
  });

  it('come one image at a time from a model that reshapes to one', async () => {
    const shape = new BigInt64Array([1n, 192n]);
    const bytes = new OnnxBuilder().input('image', ['batch', 3, 8, 8]).weights('shape', [2], shape).weights('w', [4, 192])
      .node('Reshape', ['image', 'shape'], ['flat']).node('Gemm', ['flat', 'w'], ['final'], { transB: 1 }).output('final').bytes();
    const [exit] = await (await open(bytes, { exits: [{ name: 'end', output: 'final' }] })).outputs(patternBatch(5, 192));
    expect(exit.prediction).toHaveLength(5);
  });

  it('are empty for no samples, and the caller keeps its pixels', async () => {
    const model = await open(twoExitModel().bytes());
    expect((await model.outputs(patternBatch(0, 192)))[0].prediction).toHaveLength(0);
    const batch = patternBatch(2, 192);
    await model.outputs(batch);
    expect(batch.pixels).toHaveLength(384);
  });

  it('name model, exit and sample when a value is not finite', async () => {
    const model = await open(brokenAfterBranch().bytes(), { exits: [{ name: 'end', output: 'final' }] });
    await expect(model.outputs(patternBatch(3, 192))).rejects.toThrow('Model “two-exits” gave NaN or infinity at exit “end” for sample 0 of the batch');
    await expect(model.classify(patternBatch(3, 192))).rejects.toMatchObject({ code: 'model.not-finite' });
  });

  it('are refused as softmax when they do not add up to one', async () => {
    const model = await open(twoExitModel().bytes(), { output: 'softmax' });
    await expect(model.outputs(patternBatch(3, 192))).rejects.toThrow(/says its outputs are softmax values, but those of exit “branch” for sample 0 of the batch add up to .*; set output: logits/);
  });

  it('are refused for images of another size', async () => {
    const model = await open(twoExitModel().bytes());
    await expect(model.outputs(patternBatch(1, 100))).rejects.toThrow('takes images of 3 × 8 × 8 = 192 bytes, but the dataset gives 100 bytes');
  });
});

describe('a walk', () => {
  it('takes the same exit with the same answer as the outputs say, for any threshold', async () => {
    const model = await open(twoExitModel().bytes());
    const outputs = await model.outputs(patternBatch(40, 192));
    await fc.assert(fc.asyncProperty(fc.nat(39), fc.double({ min: 0, max: 1.2, noNaN: true }), async (i, theta) => {
      const early = outputs[0].top[4 * i];
      fc.pre(Math.abs(early - theta) > 1e-4);
      const walked = await model.walk(one(i), policy({ thresholds: [theta] }));
      const k = early >= theta ? 0 : 1;
      expect(walked).toMatchObject({ exit: k, accepted: true, prediction: outputs[k].prediction[i] });
      expect(walked.p1).toBeCloseTo(outputs[k].top[4 * i], 5);
      expect(walked.p2).toBeCloseTo(outputs[k].top[4 * i + 1], 5);
    }), { numRuns: 60 });
  });

  it('does not run what lies behind the exit it leaves at', async () => {
    const model = await open(brokenAfterBranch().bytes());
    expect(await model.walk(one(0), policy({ thresholds: [0] }))).toMatchObject({ exit: 0 });
    await expect(model.walk(one(0), policy({ thresholds: [2] }))).rejects.toMatchObject({ code: 'model.not-finite', facts: { exit: 'end' } });
    // Early offload leaves unsure samples to the server before the broken rest is computed.
    expect(await model.walk(one(0), policy({ strategy: 'early-offload', thresholds: [2], offloadBelow: [2] }))).toMatchObject({ exit: 0, accepted: false });
    expect(await model.walk(one(0), policy({ strategy: 'early-offload', thresholds: [0], offloadBelow: [0] }))).toMatchObject({ exit: 0, accepted: true });
    await expect(model.walk(one(0), policy({ strategy: 'early-offload', thresholds: [2], offloadBelow: [0] }))).rejects.toMatchObject({ code: 'model.not-finite', facts: { exit: 'end' } });
    await expect(model.walk(one(0), policy({ strategy: 'early-offload', thresholds: [2] }))).rejects.toThrow('0 exit thresholds');
  });

  it('asks the decision module only at the end, and only for HI and EE-HI', async () => {
    const model = await open(twoExitModel().bytes());
    const refuse = { kind: 'threshold', measure: 'max-softmax', threshold: 2 } as const;
    expect(await model.walk(one(1), policy({ strategy: 'ee-hi', thresholds: [0], decision: refuse }))).toMatchObject({ exit: 0, accepted: true });
    expect(await model.walk(one(1), policy({ strategy: 'ee-hi', thresholds: [2], decision: refuse }))).toMatchObject({ exit: 1, accepted: false });
    expect(await model.walk(one(1), policy({ strategy: 'hi', thresholds: [], decision: refuse }))).toMatchObject({ exit: 1, accepted: false });
    expect(await model.walk(one(1), policy({ strategy: 'on-device', thresholds: [], decision: refuse }))).toMatchObject({ exit: 1, accepted: true });
  });

  it('lets the oracle accept exactly what is right', async () => {
    const model = await open(twoExitModel().bytes());
    const [, end] = await model.outputs(patternBatch(10, 192));
    for (let i = 0; i < 10; i++) {
      const walked = await model.walk(one(i), policy({ strategy: 'hi', thresholds: [], decision: { kind: 'oracle' } }));
      expect(walked.accepted).toBe(end.prediction[i] === one(i).labels[0]);
    }
  });

  it('refuses a policy with the wrong number of thresholds', async () => {
    const model = await open(twoExitModel().bytes());
    await expect(model.walk(one(0), policy({ thresholds: [] }))).rejects.toThrow('The policy has 0 exit thresholds, but “two-exits” has 1 branches');
  });
});

describe('timing', () => {
  it('gives every stage its loops and reports each of them', async () => {
    const model = await open(twoExitModel().bytes());
    const seen: number[] = [];
    const times = await model.time(patternBatch(4, 192), { stages: [0, 1, 'plain'], warmUp: 3, loops: 5, minLoopMs: 0.5 }, (done, total) => seen.push(done, total), never);
    expect(seen).toEqual(Array.from({ length: 15 }, (_, i) => [i + 1, 15]).flat());
    for (const { ms, inferences, energyMj } of times) {
      expect(ms).toHaveLength(5);
      expect(ms.every((t) => t > 0 && Number.isFinite(t))).toBe(true);
      expect(inferences).toBeGreaterThanOrEqual(1);
      expect(energyMj).toBeNull();
    }
  });

  it('stops when it is aborted, and the model stays usable', async () => {
    const model = await open(twoExitModel().bytes());
    const stop = new AbortController();
    const timing = model.time(patternBatch(4, 192), { stages: ['plain'], warmUp: 0, loops: 1_000_000, minLoopMs: 1 }, () => stop.abort(new Error('stopped by the test')), stop.signal);
    await expect(timing).rejects.toThrow('stopped by the test');
    expect((await model.classify(patternBatch(2, 192))).prediction).toHaveLength(2);
  });

  it('times a model that does nothing through the same path', async () => {
    const model = await openNullModel({ channels: 3, height: 8, width: 8 });
    opened.push(model);
    const [time] = await model.time(patternBatch(4, 192), { stages: ['plain'], warmUp: 10, loops: 3, minLoopMs: 1 }, () => {}, never);
    expect(time.ms).toHaveLength(3);
    expect(model.card.architecture).toBe('null');
    expect((await model.outputs(patternBatch(4, 192)))[0].prediction).toEqual(new Uint16Array(4));
    expect(await model.walk(one(0), policy({ thresholds: [] }))).toMatchObject({ exit: 0, accepted: true });
  });
});

describe('a worker', () => {
  it('classifies with the model’s own output and says where the time went', async () => {
    const model = await open(twoExitModel().bytes());
    const batch = patternBatch(40, 192);
    const { prediction, preprocessMs, inferMs } = await model.classify(batch);
    expect(prediction).toEqual((await model.outputs(batch))[1].prediction);
    expect(preprocessMs).toBeGreaterThanOrEqual(0);
    expect(inferMs).toBeGreaterThan(0);
  });

  it('ends when its model is closed; later work is refused in a sentence', async () => {
    const model = await onnxRuntime.open((await open(twoExitModel().bytes())).card);
    await Promise.all([model.close(), model.close()]);
    await expect(model.outputs(patternBatch(1, 192))).rejects.toThrow('Model “two-exits” was closed');
  });

  it('answers requests one after another when they come at once', async () => {
    const model = await open(twoExitModel().bytes());
    const results = await Promise.all(Array.from({ length: 8 }, (_, i) => model.walk(one(i), policy({ thresholds: [2] }))));
    const [, end] = await model.outputs(patternBatch(8, 192));
    expect(results.map((r) => r.prediction)).toEqual([...end.prediction]);
  });

  it('says in one sentence that a file is missing', async () => {
    await expect(onnxRuntime.open(twoExitCard(folder, { file: 'nowhere.onnx' }))).rejects.toThrow(/nowhere\.onnx of “two-exits” does not exist; put the ONNX file beside the card/);
    await expect(onnxRuntime.inspect(twoExitCard(folder, { file: '.' }))).rejects.toMatchObject({ code: 'model.file-unreadable' });
  });
});
