/** Exits that are attached to models: trained, calibrated, written; the model they came from stays as it was. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { modelCard, type ModelCard } from '../../../src-main/contract/profiles';
import { glyphs } from '../../../src-main/datasets/glyphs';
import type { Dataset } from '../../../src-main/engine/ports';
import { attachExits, type AttachedExits, type AttachProgress } from '../../../src-main/models/exits/attach-exits';
import type { Places } from '../../../src-main/models/exits/choose-places';
import { inspectGraph } from '../../../src-main/models/inspect';
import { parseOnnx } from '../../../src-main/models/onnx/read';
import { projectRoot } from '../../../src-main/paths';
import { OnnxBuilder, patternBatch, twoExitCard, twoExitModel } from '../../support/onnx-builder';

const folder = mkdtempSync(join(tmpdir(), 'hi-studio-exits-'));
afterAll(() => rmSync(folder, { recursive: true }));

const python = '/usr/bin/python3';
const hasOnnx = spawnSync(python, ['-c', 'import onnx']).status === 0;
if (!hasOnnx) console.info('skipped: onnx is not installed (Debian: python3-onnx)');

/** Images of the builder's card whose brightness tells the class, so that a linear layer can learn it. */
function brightness(size = 200, classes = 4, labels = ['a', 'b', 'c', 'd']): Dataset {
  return {
    id: 'test', name: 'Test', labels, shape: { channels: 3, height: 8, width: 8 }, size,
    read: async (indices) => {
      const pattern = patternBatch(size, 192);
      const truth = Uint16Array.from(indices, (i) => i % classes);
      return { count: indices.length, bytes: 192, labels: truth, pixels: Uint8Array.from({ length: indices.length * 192 }, (_, at) => 60 * truth[Math.floor(at / 192)] + (pattern.pixels[indices[Math.floor(at / 192)] * 192 + (at % 192)] % 40)) };
    },
    fingerprint: async () => '', close: async () => undefined,
  };
}
const ignore: (progress: AttachProgress) => void = () => undefined;
const range = (from: number, count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => from + i);

function cardFor(name: string, bytes: Uint8Array, change: Partial<ModelCard> = {}): ModelCard {
  writeFileSync(join(folder, name), bytes);
  return twoExitCard(folder, { file: name, ...change });
}
async function attach(card: ModelCard, places: Places, { dataset = brightness(), images = 120, maxSteps = 1000, onProgress = ignore, signal = new AbortController().signal } = {}): Promise<AttachedExits> {
  return attachExits({ card, places, train: { dataset, indices: range(0, images) }, calibrate: { dataset, indices: range(images, 40) }, ridge: 0.01, maxSteps }, onProgress, signal);
}
const problem = (card: ModelCard, places: Places, options: Parameters<typeof attach>[2] = {}): Promise<string> => attach(card, places, options).then(() => 'no problem', (error: Error) => error.message);
const single = { exits: [{ name: 'end', output: 'final' }] };

async function scores(bytes: Uint8Array, outputs: readonly string[], images: number, shape: number[]): Promise<Record<string, Buffer>> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 4 });
  const data = Float32Array.from({ length: images * shape.reduce((a, b) => a * b) }, (_, i) => ((i * 37) % 101) / 50 - 1);
  const found = await session.run({ [session.inputNames[0]]: new Tensor('float32', data, [images, ...shape]) }, [...outputs]);
  const kept = Object.fromEntries(outputs.map((name) => [name, Buffer.from((found[name].data as Float32Array).slice().buffer)]));
  await session.release();
  return kept;
}

describe('attached exits', () => {
  it('learn the classes, stand in order, and leave every output of the model as it was, to the bit', async () => {
    const original = twoExitModel().bytes();
    const card = cardFor('two.onnx', original);
    const seen: AttachProgress[] = [];
    const { bytes, exits, trained } = await attach(card, { at: ['near', 'near.sum'] }, { onProgress: (progress) => seen.push(progress) });
    expect(readFileSync(join(folder, 'two.onnx'))).toEqual(Buffer.from(original));
    expect(trained.map(({ tensor, features }) => ({ tensor, features }))).toEqual([{ tensor: 'near.sum', features: 64 }, { tensor: 'near', features: 64 }]);
    for (const { trainAccuracy, temperature } of trained) {
      expect(trainAccuracy).toBeGreaterThan(0.95);
      expect(temperature).toBeGreaterThan(0);
    }
    expect(exits.at(-1)).toEqual(card.exits.at(-1));
    expect(exits.map(({ output }) => output).sort()).toEqual(['branch1', 'branch2', 'early', 'final'].sort());
    const facts = (await inspectGraph({ ...card, exits }, parseOnnx(bytes, 'attached.onnx'))).facts;
    expect(facts.exits.map(({ macs }) => macs)).toEqual(facts.exits.map(({ macs }) => macs).sort((a, b) => a - b));
    expect(await scores(bytes, ['early', 'final'], 8, [3, 8, 8])).toEqual(await scores(original, ['early', 'final'], 8, [3, 8, 8]));
    expect(seen.at(0)).toMatchObject({ phase: 'features', total: 160 });
    expect(seen.filter(({ phase }) => phase === 'features').at(-1)).toMatchObject({ done: 160 });
    expect(seen.some(({ phase, exit }) => phase === 'head' && exit === 'branch2')).toBe(true);
  });

  it.skipIf(!hasOnnx)('make files that onnx.checker and its shape inference accept, for logits and softmax, free and fixed batch', async () => {
    const softmax = twoExitModel(1).node('Softmax', ['final'], ['final.p'], { axis: 1 }).output('final.p', [1, 4]);
    const cards = [cardFor('free.onnx', twoExitModel().bytes()), cardFor('fixed.onnx', softmax.bytes(), { output: 'softmax', exits: [{ name: 'end', output: 'final.p' }] })];
    for (const [k, card] of cards.entries()) {
      writeFileSync(join(folder, `made-${k}.onnx`), (await attach(card, { suggest: 2 })).bytes);
      const script = `import onnx, sys\nm = onnx.load(sys.argv[1])\nonnx.checker.check_model(m, full_check=True)\ni = onnx.shape_inference.infer_shapes(m, strict_mode=True, data_prop=True)\nprint([[d.dim_value or d.dim_param for d in o.type.tensor_type.shape.dim] for o in i.graph.output if o.name.startswith('branch')])`;
      const run = spawnSync(python, ['-c', script, join(folder, `made-${k}.onnx`)], { encoding: 'utf8' });
      expect(run.stderr).toBe('');
      expect(run.stdout).toMatch(k === 0 ? /^\[\['batch', 4\]/ : /^\[\[1, 4\]/);
    }
  });

  it('answer as the model with softmax outputs does: with probabilities', async () => {
    const bytes = twoExitModel().node('Softmax', ['final'], ['p'], { axis: 1 }).output('p', ['batch', 4]).bytes();
    const attached = await attach(cardFor('soft.onnx', bytes, { output: 'softmax', exits: [{ name: 'end', output: 'p' }] }), { at: ['near'] });
    const row = new Float32Array((await scores(attached.bytes, ['branch1'], 1, [3, 8, 8])).branch1.buffer.slice(0));
    expect(row.slice(0, 4).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  });

  it('take weights that lie beside the model into the new file, and old files whose weights are inputs', async () => {
    writeFileSync(join(folder, 'weights.bin'), new Uint8Array(new Float32Array(3 * 4 * 9).map((_, i) => Math.sin(i)).buffer));
    const chain = (b: OnnxBuilder): OnnxBuilder => b.weights('last', [256, 4]).node('Conv', ['image', 'w'], ['c'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }).node('Relu', ['c'], ['r']).node('Flatten', ['r'], ['flat']).node('MatMul', ['flat', 'last'], ['final']).output('final', ['batch', 4]);
    const beside = chain(new OnnxBuilder().input('image', ['batch', 3, 8, 8]).externalWeights('w', [4, 3, 3, 3], 'weights.bin', 0, 432)).bytes();
    const { bytes } = await attach(cardFor('beside.onnx', beside, single), { at: ['r'] });
    // Nothing beside it any more: it opens from memory alone.
    expect(Object.keys(await scores(bytes, ['branch1', 'final'], 2, [3, 8, 8]))).toEqual(['branch1', 'final']);
    const old = chain(new OnnxBuilder().input('image', ['batch', 3, 8, 8]).input('w', [4, 3, 3, 3]).input('last', [256, 4]).weights('w', [4, 3, 3, 3])).bytes({ irVersion: 3, opset: 9 });
    const made = await attach(cardFor('old.onnx', old, single), { at: ['r'] });
    expect(parseOnnx(made.bytes, 'm').inputs.map(({ name }) => name)).toEqual(['image']);
    expect(Object.keys(await scores(made.bytes, ['branch1'], 2, [3, 8, 8]))).toEqual(['branch1']);
  });

  it('leave the bundled ResNet-8 as it is, and learn the glyphs', async () => {
    const directory = join(projectRoot(), 'resources', 'models', 'glyphs-resnet8');
    const card: ModelCard = { ...modelCard.parse(parse(readFileSync(join(directory, 'card.yaml'), 'utf8'))), directory };
    const dataset = await glyphs.openTraining!({ kind: 'dataset', id: 'glyphs', name: 'Glyphs', reader: 'glyphs', seed: 1 });
    const { bytes, trained } = await attachExits({ card, places: { at: ['6'] }, train: { dataset, indices: range(0, 400) }, calibrate: { dataset, indices: range(400, 100) } }, () => undefined, new AbortController().signal);
    expect(trained[0]).toMatchObject({ features: 512, cut: { dims: [32, 16, 16] } });
    expect(trained[0].trainAccuracy).toBeGreaterThan(0.5);
    const names = card.exits.map(({ output }) => output);
    expect(await scores(bytes, names, 4, [3, 32, 32])).toEqual(await scores(readFileSync(join(directory, card.file)), names, 4, [3, 32, 32]));
  });

  it('stop at once when they are cancelled', async () => {
    const stop = new AbortController();
    const card = cardFor('stopped.onnx', twoExitModel().bytes());
    await expect(attach(card, { at: ['near'] }, { signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow(/abort/i);
  });
});

describe('exits that cannot be attached say why in one sentence', () => {
  const image = (): OnnxBuilder => new OnnxBuilder().input('image', ['batch', 3, 8, 8]);

  it.each<[string, () => ModelCard, Places, Parameters<typeof attach>[2], RegExp]>([
    ['no cut', () => cardFor('nocut.onnx', image().weights('w', [192, 4]).node('Flatten', ['image'], ['flat']).node('MatMul', ['flat', 'w'], ['final']).output('final').bytes(), single), { suggest: 2 }, {}, /^nocut\.onnx has no place for an exit: of the 1 tensors that separate beginning and end none has float values with work on either side; use a model/],
    ['the image read again at the end', () => cardFor('again.onnx', image().weights('w', [192, 4]).node('Flatten', ['image'], ['a']).node('Flatten', ['image'], ['b']).node('Add', ['a', 'b'], ['c']).node('MatMul', ['c', 'w'], ['d']).node('MatMul', ['a', 'w'], ['e']).node('Add', ['d', 'e'], ['final']).output('final').bytes(), single), { suggest: 1 }, {}, /no single tensor separates its beginning from its end/],
    ['a place that is none', () => cardFor('place.onnx', twoExitModel().bytes()), { at: ['early.pool'] }, {}, /^“early\.pool” is no place for an exit in place\.onnx; places are “1: near”\.$/],
    ['several inputs', () => cardFor('inputs.onnx', image().input('other', [1]).node('Relu', ['image'], ['final']).output('final').bytes(), single), { suggest: 1 }, {}, /has 2 inputs \(“image”, “other”\)/],
    ['a custom operator', () => cardFor('custom.onnx', image().node('Foo', ['image'], ['final'], {}, 'my.ops').output('final').bytes({ domains: ['my.ops'] }), single), { suggest: 1 }, {}, /uses the operator “my\.ops:Foo”, which ONNX Runtime does not offer/],
    ['an opset from the future', () => cardFor('future.onnx', twoExitModel().bytes({ opset: 99 })), { suggest: 1 }, {}, /uses opset 99, newer than this studio's ONNX Runtime knows/],
    ['an opset from before broadcasting', () => cardFor('ancient.onnx', image().weights('k', [4, 3, 1, 1]).weights('m', [4, 4, 1, 1]).node('Conv', ['image', 'k'], ['a']).node('Relu', ['a'], ['r']).node('Conv', ['r', 'm'], ['b']).node('GlobalAveragePool', ['b'], ['g']).node('Flatten', ['g'], ['final']).output('final', ['batch', 4]).bytes({ opset: 6 }), single), { suggest: 1 }, {}, /uses opset 6, but the operators of an exit need opset 7 or newer;/],
    ['missing weights beside it', () => cardFor('gone.onnx', image().externalWeights('w', [192, 4], 'gone.bin', 0, 3072).node('Flatten', ['image'], ['flat']).node('MatMul', ['flat', 'w'], ['final']).output('final').bytes(), single), { suggest: 1 }, {}, /should lie in “gone\.bin” beside it, but it cannot be read;/],
    ['a dataset of other classes', () => cardFor('classes.onnx', twoExitModel().bytes()), { suggest: 1 }, { dataset: brightness(200, 3, ['a', 'b', 'c']) }, /^Model “two-exits” answers 4 classes and dataset “Test” has 3;/],
    ['a class without images', () => cardFor('missing.onnx', twoExitModel().bytes()), { suggest: 1 }, { dataset: brightness(200, 3) }, /^None of the 120 training images for the exits of “two-exits” shows “d”; use more images/],
    ['a head that does not settle', () => cardFor('steps.onnx', twoExitModel().bytes()), { at: ['near'] }, { maxSteps: 2 }, /^The exit at “near” of .*steps\.onnx did not settle in 2 steps \(gradient 0\.\d+\); allow more steps/],
  ])('%s', async (_, card, places, options, sentence) => {
    const said = await problem(card(), places, options);
    expect(said).toMatch(sentence);
    expect(said).not.toContain('\n');
  });

  it('but free sizes take those of the card', async () => {
    const free = new OnnxBuilder().input('image', ['batch', 3, 'h', 'w']).weights('k', [4, 3, 1, 1]).weights('m', [4, 4, 1, 1]).node('Conv', ['image', 'k'], ['a']).node('Relu', ['a'], ['r']).node('Conv', ['r', 'm'], ['b']).node('GlobalAveragePool', ['b'], ['g']).node('Flatten', ['g'], ['final']).output('final', ['batch', 4]);
    expect((await attach(cardFor('sizes.onnx', free.bytes(), single), { suggest: 1 })).trained[0].tensor).toBe('r');
  });
});
