/** Where a graph can be cut, what lies on either side, and what it needs in memory. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawModel } from '../../../src-main/models/exits/draw-model';
import { planHead } from '../../../src-main/models/exits/head-graph';
import { inspectGraph } from '../../../src-main/models/inspect';
import { findCuts } from '../../../src-main/models/onnx/cuts';
import { nodesFor } from '../../../src-main/models/onnx/graph';
import { parseOnnx } from '../../../src-main/models/onnx/read';
import { OnnxBuilder, twoExitCard, twoExitModel } from '../../support/onnx-builder';

const read = (builder: OnnxBuilder): ReturnType<typeof parseOnnx> => parseOnnx(builder.bytes(), 'model.onnx');
const tensors = (builder: OnnxBuilder, exit: string): string[] => findCuts(read(builder), exit).map(({ tensor }) => tensor);

describe('cuts', () => {
  it('lie between the layers of a chain, and not inside of a residual block', () => {
    const chain = new OnnxBuilder().input('x', ['b', 4]).node('Relu', ['x'], ['a']).node('Neg', ['a'], ['left']).node('Abs', ['left'], ['right']).node('Add', ['a', 'right'], ['sum']).node('Tanh', ['sum'], ['y']).output('y');
    expect(tensors(chain, 'y')).toEqual(['a', 'sum']);
  });

  it('are none where the image is read again at the end', () => {
    expect(tensors(new OnnxBuilder().input('x', ['b', 4]).node('Relu', ['x'], ['a']).node('Neg', ['a'], ['c']).node('Add', ['c', 'x'], ['y']).output('y'), 'y')).toEqual([]);
  });

  it('do not count weights that are unpacked in the graph, nor the head of another exit', () => {
    const unpacked = new OnnxBuilder().input('x', ['b', 4]).weights('w', [4]).node('Relu', ['x'], ['a']).node('Neg', ['w'], ['v']).node('Add', ['a', 'v'], ['c']).node('Mul', ['c', 'v'], ['y']).output('y');
    expect(tensors(unpacked, 'y')).toEqual(['a', 'c']);
    expect(tensors(twoExitModel(), 'final')).toEqual(['near.sum', 'near', 'far.sum', 'far', 'final.pool', 'final.flat']);
  });

  it('are exactly the tensors without which the image does not reach the exit, in any graph and order of nodes', () => {
    // Node k reads one or two of the tensors before it; the oracle takes a tensor out and looks whether a path is left.
    const graphs = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 14 });
    fc.assert(fc.property(graphs, (nodes) => {
      const builder = new OnnxBuilder().input('t0', ['b', 4]);
      const reads = nodes.map(([a, b, two], k) => (two ? [a % (k + 1), b % (k + 1)] : [a % (k + 1)]));
      reads.forEach((from, k) => builder.node(from.length === 2 ? 'Add' : 'Relu', from.map((n) => `t${n}`), [`t${k + 1}`]));
      const exit = `t${nodes.length}`;
      const model = read(builder.output(exit));
      const reaches = (tensor: number, without: number): boolean => tensor !== without && (tensor === 0 || reads[tensor - 1].some((n) => reaches(n, without)));
      const needed = new Set(nodesFor(model, [exit]).map((n) => n + 1));
      const expected = [...needed].filter((n) => n !== nodes.length && !reaches(nodes.length, n)).map((n) => `t${n}`);
      expect(findCuts(model, exit).map(({ tensor }) => tensor)).toEqual(expected);
    }), { seed: 7, numRuns: 300 });
  });
});

describe('a model’s drawing', () => {
  const draw = async (bytes: Uint8Array, change = {}) => drawModel(await inspectGraph(twoExitCard('cards', change), parseOnnx(bytes, 'model.onnx')));

  it('says what a count by hand gives on either side of each cut', async () => {
    const { cuts, stages, total } = await draw(twoExitModel().bytes());
    // conv 3→4 on 8×8: 64·4·27 = 6912; conv 4→8 to 4×4: 16·8·36, the border counted as the rest; last layer 8·4.
    const far = 16 * 8 * 36;
    expect(total.macs).toBe(6912 + far + 32);
    const near = cuts.find(({ tensor }) => tensor === 'near')!;
    expect(near).toMatchObject({ dims: [4, 8, 8], bytes: 1024, layer: 1, before: { macs: 6912, parameters: 112 }, after: { macs: far + 32, parameters: 296 + 36 }, unfit: null, place: true, head: { pool: 'grid', features: 64, parameters: 65 * 4 + 2 } });
    expect(cuts.find(({ tensor }) => tensor === 'near.sum')!.place).toBe(false);
    expect(cuts.find(({ tensor }) => tensor === 'far')).toMatchObject({ unfit: 'no-work-after', place: false });
    expect(cuts.map(({ before, after }) => before.macs + after.macs)).toEqual(cuts.map(() => total.macs));
    expect(stages.map(({ exit, from, handedOver }) => ({ exit, from, handedOver }))).toEqual([{ exit: 'branch', from: 'near', handedOver: 1024 }, { exit: 'end', from: null, handedOver: 0 }]);
  });

  it('holds the largest sum of results that live at once', async () => {
    const { memory } = await draw(twoExitModel().bytes());
    // Image 3·64 floats and the first convolution's 4·64; its ReLU works in place; the weights 108+4+288+8+16+4+32+4 floats.
    expect(memory).toMatchObject({ activations: (192 + 256) * 4, peakAt: 'Conv → near.sum', weights: 464 * 4, int8: { weights: 464, activations: 448 } });
  });

  it('is refused where the model decides what it runs', async () => {
    const branch = (operator: string): Uint8Array => new OnnxBuilder().node(operator, ['flat'], ['inner']).output('inner').graph();
    const deciding = new OnnxBuilder().input('image', ['b', 3, 8, 8]).weights('yes', [1], new Uint8Array([1])).weights('w', [192, 4]).node('Flatten', ['image'], ['flat']).node('Cast', ['yes'], ['condition'], { to: 9 })
      .node('If', ['condition'], ['chosen'], { then_branch: { graph: branch('Abs') }, else_branch: { graph: branch('Neg') } }).node('MatMul', ['chosen', 'w'], ['final']).output('final');
    await expect(draw(deciding.bytes(), { exits: [{ name: 'end', output: 'final' }] })).rejects.toThrow(/^model\.onnx decides with the operator “If” what it runs, so its work depends on the image and it cannot be cut;/);
  });
});

describe('the head of an exit', () => {
  it('pools maps to about 4 × 4 with at most 1024 values, and takes small maps as they are', () => {
    expect(planHead([32, 16, 16])).toMatchObject({ pool: 'grid', kernel: [4, 4], features: 512 });
    expect(planHead([64, 8, 8])).toMatchObject({ kernel: [2, 2], features: 1024 });
    expect(planHead([256, 56, 56])).toMatchObject({ kernel: [28, 28], features: 1024 });
    expect(planHead([2048, 7, 7])).toMatchObject({ kernel: [7, 7], features: 2048 });
    expect(planHead([64, 1, 1])).toMatchObject({ pool: 'none', features: 64 });
    expect(planHead([197, 192])).toMatchObject({ pool: 'tokens', features: 192 });
    expect(planHead([10])).toMatchObject({ pool: 'none', features: 10 });
    expect(planHead([])).toBeNull();
  });
});
