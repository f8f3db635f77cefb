/** What inspection finds in ONNX files, and what it refuses. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '../../src-main/contract/profiles';
import { inspectGraph } from '../../src-main/models/inspect';
import { parseOnnx, readOnnx } from '../../src-main/models/onnx/read';
import { OnnxBuilder, seededWeights, twoExitCard, twoExitModel } from '../support/onnx-builder';

const inspect = async (bytes: Uint8Array, change: Partial<ModelCard> = {}) => inspectGraph(twoExitCard('cards', change), parseOnnx(bytes, 'model.onnx'));
const problem = (bytes: Uint8Array, change: Partial<ModelCard> = {}): Promise<unknown> => inspect(bytes, change).then(() => 'no problem', (error: Error) => error.message);
const single = { exits: [{ name: 'end', output: 'final' }] };
const image = (): OnnxBuilder => new OnnxBuilder().input('image', ['batch', 3, 8, 8]);

/** The ResNet-8 of MLPerf Tiny with batch norm folded, and a 4×4 max-pool head after the second block. */
function resnet8(): OnnxBuilder {
  const b = new OnnxBuilder().input('image', ['batch', 3, 32, 32]);
  const conv = (from: string, to: string, inside: number, outside: number, kernel: number, stride: number): string => {
    b.weights(`${to}.w`, [outside, inside, kernel, kernel]).weights(`${to}.b`, [outside]);
    b.node('Conv', [from, `${to}.w`, `${to}.b`], [to], { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: Array<number>(4).fill((kernel - 1) / 2) });
    return to;
  };
  const relu = (from: string): string => (b.node('Relu', [from], [`${from}.relu`]), `${from}.relu`);
  const block = (from: string, name: string, inside: number, outside: number, stride: number): string => {
    const main = conv(relu(conv(from, `${name}.1`, inside, outside, 3, stride)), `${name}.2`, outside, outside, 3, 1);
    const side = inside === outside ? from : conv(from, `${name}.s`, inside, outside, 1, stride);
    b.node('Add', [main, side], [`${name}.sum`]);
    return relu(`${name}.sum`);
  };
  const linear = (from: string, to: string, inside: number): void => {
    b.node('Flatten', [from], [`${to}.flat`]).weights(`${to}.w`, [10, inside]).weights(`${to}.b`, [10]).node('Gemm', [`${to}.flat`, `${to}.w`, `${to}.b`], [to], { transB: 1 }).output(to, ['batch', 10]);
  };
  const second = block(block(relu(conv('image', 'stem', 3, 16, 3, 1)), 'one', 16, 16, 1), 'two', 16, 32, 2);
  b.node('MaxPool', [second], ['pool'], { kernel_shape: [4, 4], strides: [4, 4] });
  linear('pool', 'exit1', 512);
  b.node('GlobalAveragePool', [block(second, 'three', 32, 64, 2)], ['mean']);
  linear('mean', 'final', 64);
  return b;
}

describe('the work of a model', () => {
  it('is what a count by hand gives for ResNet-8', async () => {
    // By hand, output height × width × filters × weights of a filter:
    const stem = 32 * 32 * 16 * 27; //                                                442 368
    const one = 2 * (32 * 32 * 16 * 144); //                                        4 718 592
    const two = 16 * 16 * 32 * 144 + 16 * 16 * 32 * 288 + 16 * 16 * 32 * 16; //     3 670 016
    const three = 8 * 8 * 64 * 288 + 8 * 8 * 64 * 576 + 8 * 8 * 64 * 32; //         3 670 016
    const head = 512 * 10;
    const { facts } = await inspect(resnet8().bytes(), {
      input: { layout: 'NCHW', channels: 3, height: 32, width: 32, type: 'float32' }, labels: [...'abcdefghij'], exits: [{ name: 'branch', output: 'exit1', after: 'second block' }, { name: 'end', output: 'final' }],
    });
    expect(facts.exits.map((exit) => exit.macs)).toEqual([stem + one + two + head, stem + one + two + head + three + 640]);
    expect(facts.plainMacs).toBe(12_501_632);
    // Weights and biases: stem 448, one 4640, two 14 432, three 57 536, linear 650; head 5130.
    expect(facts.plainParameters).toBe(77_706);
    expect(facts.exits.map((exit) => exit.parameters)).toEqual([448 + 4640 + 14_432 + 5130, 77_706 + 5130]);
    expect(facts.operators).toEqual({ Conv: 9, Relu: 7, Add: 3, MaxPool: 1, GlobalAveragePool: 1, Flatten: 2, Gemm: 2 });
  });

  it('is per image, whatever batch the file fixes', async () => {
    expect((await inspect(twoExitModel(8).bytes())).facts.plainMacs).toBe((await inspect(twoExitModel().bytes())).facts.plainMacs);
  });

  it('counts grouped, transposed and matrix products', async () => {
    const bytes = image().weights('depth', [3, 1, 3, 3]).weights('up', [3, 2, 2, 2])
      .node('Conv', ['image', 'depth'], ['a'], { group: 3, pads: [1, 1, 1, 1] }) // 3·8·8·9 = 1728
      .node('MaxPool', ['a'], ['b'], { kernel_shape: [2, 2], strides: [2, 2] })
      .node('ConvTranspose', ['b', 'up'], ['c'], { strides: [2, 2] }) // 3·4·4 inputs × 2·2·2 = 384; gives 2×8×8
      .weights('first', [128, 4]).node('Flatten', ['c'], ['d']).node('MatMul', ['d', 'first'], ['final']) // 128·4 = 512
      .output('final').bytes();
    expect((await inspect(bytes, single)).facts.plainMacs).toBe(1728 + 384 + 512);
  });

  it('counts quantised layers, without their scales and zero points', async () => {
    const scale = new Float32Array([0.02]);
    const int8 = (n: number): Int8Array => Int8Array.from(seededWeights(n, 5), (w) => Math.round(100 * w));
    const bytes = new OnnxBuilder().input('image', ['batch', 3, 8, 8], 'uint8')
      .weights('s', [], scale).weights('zu', [], new Uint8Array([128])).weights('zi', [], new Int8Array([0]))
      .weights('w', [4, 3, 3, 3], int8(108)).weights('b', [4], new Int32Array(4)).weights('dense', [144, 4], int8(576))
      .node('QLinearConv', ['image', 's', 'zu', 'w', 's', 'zi', 's', 'zu', 'b'], ['q']) // 4·6·6·27 = 3888
      .node('Flatten', ['q'], ['flat']).node('QLinearMatMul', ['flat', 's', 'zu', 'dense', 's', 'zi', 's', 'zu'], ['scores']) // 144·4 = 576
      .node('DequantizeLinear', ['scores', 's', 'zu'], ['final']).output('final').bytes();
    const { facts } = await inspect(bytes, { ...single, input: { layout: 'NCHW', channels: 3, height: 8, width: 8, type: 'uint8' } });
    expect([facts.plainMacs, facts.plainParameters]).toEqual([3888 + 576, 108 + 4 + 576]);
  });
});

describe('a card that does not fit its model', () => {
  const good = twoExitModel().bytes();
  const input = twoExitCard('').input;

  it.each<[string, Uint8Array, Partial<ModelCard>, RegExp]>([
    ['too few labels', good, { labels: ['a', 'b'] }, /^Output “early” of model\.onnx has 4 classes, but the card has 2 labels;/],
    ['an output that is not there', good, { exits: [{ name: 'end', output: 'logits' }] }, /^Exit “end” of the card names the output “logits”, which model\.onnx does not have; its outputs are “early”, “final”\.$/],
    ['one output twice', good, { exits: [{ name: 'a', output: 'final' }, { name: 'b', output: 'final' }] }, /names the output “final” for two exits/],
    ['exits in the wrong order', good, { exits: [{ name: 'end', output: 'final' }, { name: 'branch', output: 'early' }] }, /^Exit “branch” of model\.onnx needs no more work than “end” before it;/],
    ['an exit that an earlier one contains', image().node('Flatten', ['image'], ['a']).weights('w', [192, 4]).node('MatMul', ['a', 'w'], ['one']).node('Softmax', ['one'], ['two']).output('one').output('two').bytes(), { exits: [{ name: 'a', output: 'two' }, { name: 'b', output: 'one' }] }, /^Exit “b” of model\.onnx needs no more work than “a” before it;/],
    ['the wrong layout', good, { input: { ...input, layout: 'NHWC' } }, /^Input “image” of model\.onnx has the shape \[free, 3, 8, 8\], but the card describes \[batch, 8, 8, 3\] \(NHWC\);/],
    ['the wrong size', good, { input: { ...input, width: 9 } }, /the card describes \[batch, 3, 8, 9\]/],
    ['the wrong type', good, { input: { ...input, type: 'int8' } }, /^Input “image” of model\.onnx takes float32, but the card says int8;/],
    ['two means for three channels', good, { preprocessing: { scale: 1, mean: [0, 0], std: [1] } }, /^preprocessing\.mean in the card of “two-exits” has 2 values;/],
    ['two inputs', image().input('other', [1]).node('Relu', ['image'], ['final']).output('final').bytes(), single, /has 2 inputs \(“image”, “other”\) where a classifier has exactly one/],
    ['an output without the image', image().weights('w', [1, 4]).node('Relu', ['w'], ['final']).output('final').bytes(), single, /“final” of exit “end” in model\.onnx does not depend on the image/],
    ['a picture as output', image().node('Relu', ['image'], ['final']).output('final').bytes(), single, /^Output “final” of model\.onnx has the shape \[1, 3, 8, 8\] where \[1, 4\] was expected;/],
    ['classes as numbers', image().node('Flatten', ['image'], ['flat']).node('ArgMax', ['flat'], ['final'], { axis: 1 }).output('final', null, 'int64').bytes(), single, /^Output “final” of model\.onnx is int64, but class scores must be float32;/],
  ])('is refused in one sentence: %s', async (_, bytes, change, sentence) => {
    expect(await problem(bytes, change)).toMatch(sentence);
  });

  it('fits when the model takes the image flattened, or says no more than a free size', async () => {
    const flat = new OnnxBuilder().input('image', ['batch', 192]).weights('w', [192, 4]).node('MatMul', ['image', 'w'], ['final']).output('final').bytes();
    expect((await inspect(flat, single)).facts.plainMacs).toBe(768);
    const free = new OnnxBuilder().input('image', ['batch', 3, 'h', 'w']).weights('k', [4, 3, 1, 1]).node('Conv', ['image', 'k'], ['a']).node('GlobalAveragePool', ['a'], ['final']).output('final').bytes();
    expect((await inspect(free, single)).facts.plainMacs).toBe(64 * 12);
  });
});

describe('an ONNX file that cannot be used', () => {
  const relu = (operator: string, domain = ''): OnnxBuilder => image().node(operator, ['image'], ['final'], {}, domain).output('final');

  it.each<[string, Uint8Array, RegExp]>([
    ['unknown operator', relu('Foo').bytes(), /^model\.onnx uses the operator “Foo”, which ONNX Runtime does not offer for float or quantised tensors in opset 13;/],
    ['operator of a foreign domain', relu('Foo', 'my.ops').bytes({ domains: ['my.ops'] }), /^model\.onnx uses the operator “my\.ops:Foo”/],
    ['opset from the future', relu('Relu').bytes({ opset: 99 }), /^model\.onnx uses opset 99, newer than this studio's ONNX Runtime knows \(opset \d+\); export it again/],
    ['IR version from the future', relu('Relu').bytes({ irVersion: 99 }), /^model\.onnx uses ONNX IR version 99/],
    ['missing weights', image().node('Conv', ['image', 'gone'], ['final']).output('final').bytes(), /^ONNX Runtime cannot run model\.onnx: .*“?'?gone'?”?.*export it again\.$/],
    ['shapes that do not fit', image().weights('w', [4, 5, 3, 3]).node('Conv', ['image', 'w'], ['final']).output('final').bytes(), /^ONNX Runtime cannot run model\.onnx: (?!.*\.cc:)/],
    ['nothing in it', new Uint8Array(), /^model\.onnx is not an ONNX model: it is empty;/],
    ['a text', new TextEncoder().encode('hello, this is no model'), /^model\.onnx is not an ONNX model: it is a text file;/],
    ['a Git LFS pointer', new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'), /Git LFS pointer/],
    ['a checkpoint', new Uint8Array([80, 75, 3, 4, 0, 0, 0, 0]), /zip archive, perhaps a PyTorch checkpoint/],
    ['a file cut in half', twoExitModel().bytes().subarray(0, 1500), /^The ONNX file model\.onnx is cut off after 1500 bytes/],
  ])('is named in one sentence: %s', async (_, bytes, sentence) => {
    const said = await problem(bytes, single);
    expect(said).toMatch(sentence);
    expect(said).not.toContain('\n');
  });
});

describe('weights beside the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hi-studio-external-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const model = (location: string, length = 768 * 4): string => {
    const file = join(folder, 'model.onnx');
    writeFileSync(file, image().node('Flatten', ['image'], ['flat']).externalWeights('w', [192, 4], location, 16, length).node('MatMul', ['flat', 'w'], ['final']).output('final').bytes());
    return file;
  };

  it('are read with it and belong to its fingerprint', async () => {
    writeFileSync(join(folder, 'weights.bin'), new Uint8Array(16 + 768 * 4));
    const graph = readOnnx(model('weights.bin'), 'm');
    expect((await inspectGraph(twoExitCard(folder, single), graph)).facts.plainParameters).toBe(768);
    writeFileSync(join(folder, 'weights.bin'), new Uint8Array(16 + 768 * 4).fill(1));
    expect(readOnnx(model('weights.bin'), 'm').sha256).not.toBe(graph.sha256);
  });

  it('are missed in one sentence', () => {
    expect(() => readOnnx(model('gone.bin'), 'm')).toThrow(/^The weights “w” of .*model\.onnx should lie in “gone\.bin” beside it, but it cannot be read;/);
    expect(() => readOnnx(model('weights.bin', 4000), 'm')).toThrow(/but it has only 3088 bytes;/);
    expect(() => readOnnx(model('../weights.bin'), 'm')).toThrow(/not below the model’s folder/);
  });
});
