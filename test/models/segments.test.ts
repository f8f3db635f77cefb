/** A model cut at its exits computes what the whole model computes. */
import { describe, expect, it } from 'vitest';
import { parseOnnx } from '../../src-main/models/onnx/read';
import { encodeSubgraph } from '../../src-main/models/onnx/subgraph';
import { partition } from '../../src-main/models/segments';
import { OnnxBuilder, twoExitModel } from '../support/onnx-builder';

const read = (builder: OnnxBuilder): ReturnType<typeof parseOnnx> => parseOnnx(builder.bytes(), 'model.onnx');

describe('segments', () => {
  it('hand over only what a later exit needs, and leave the branch head out of the plain model', () => {
    const model = read(twoExitModel());
    const { segments, plain, through } = partition(model, ['early', 'final']);
    expect(segments).toEqual([
      { nodes: [0, 1, 2, 3, 4], inputs: ['image'], outputs: ['early', 'near'] },
      { nodes: [5, 6, 7, 8, 9], inputs: ['near'], outputs: ['final'] },
    ]);
    expect(plain.nodes).toEqual([0, 1, 5, 6, 7, 8, 9]);
    expect(through).toEqual([[0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
  });

  it('pass a tensor over a segment that does not use it', () => {
    const model = read(new OnnxBuilder().input('x', ['b', 4]).node('Relu', ['x'], ['a']).node('Neg', ['a'], ['one']).node('Abs', ['one'], ['two'])
      .node('Add', ['a', 'two'], ['sum']).node('Add', ['sum', 'x'], ['three']).output('one').output('two').output('three'));
    expect(partition(model, ['one', 'two', 'three']).segments.map(({ inputs, outputs }) => ({ inputs, outputs }))).toEqual([
      { inputs: ['x'], outputs: ['one', 'a'] }, { inputs: ['one'], outputs: ['two'] }, { inputs: ['a', 'two', 'x'], outputs: ['three'] },
    ]);
  });

  it('unpack shared constants on either side of a cut', () => {
    const model = read(new OnnxBuilder().input('x', ['b', 4]).node('Constant', [], ['c'], { value: { tensor: { dims: [4], data: new Float32Array(4) } } }).node('Neg', ['c'], ['d'])
      .node('Add', ['x', 'd'], ['one']).node('Mul', ['one', 'd'], ['two']).output('one').output('two'));
    const { segments } = partition(model, ['one', 'two']);
    expect(segments).toEqual([{ nodes: [0, 1, 2], inputs: ['x'], outputs: ['one'] }, { nodes: [0, 1, 3], inputs: ['one'], outputs: ['two'] }]);
  });

  it('see what the inner graph of an If takes from outside', () => {
    const branch = (operator: string): Uint8Array => new OnnxBuilder().node(operator, ['hidden'], ['inner']).output('inner').graph();
    const model = read(new OnnxBuilder().input('x', ['b', 4]).weights('yes', [1], new Uint8Array([1])).node('Relu', ['x'], ['hidden']).node('Neg', ['hidden'], ['one'])
      .node('If', ['yes'], ['two'], { then_branch: { graph: branch('Abs') }, else_branch: { graph: branch('Neg') } }).output('one').output('two'));
    expect(partition(model, ['one', 'two']).segments[1]).toEqual({ nodes: [2], inputs: ['hidden'], outputs: ['two'] });
  });

  it('keep attributes, weights, opsets and old-style inputs when they are written', () => {
    const original = read(twoExitModel());
    const part = partition(original, ['early', 'final']).segments[1];
    const written = parseOnnx(encodeSubgraph(original, part, new Map([['near', 'float32']])), 'part.onnx');
    expect(written.nodes.map((node) => Buffer.from(node.bytes))).toEqual(part.nodes.map((n) => Buffer.from(original.nodes[n].bytes)));
    expect([...written.initializers.keys()]).toEqual(['far.weight', 'far.bias', 'final.weight', 'final.bias']);
    expect([written.opset, written.irVersion]).toEqual([13, 8]);
    expect(written.inputs).toMatchObject([{ name: 'near', type: 'float32', dims: null }]);
    const old = parseOnnx(new OnnxBuilder().input('x', ['b', 2]).input('w', [2, 2]).weights('w', [2, 2]).node('MatMul', ['x', 'w'], ['y']).output('y').bytes({ irVersion: 3 }), 'old.onnx');
    expect(old.inputs.map((input) => input.name)).toEqual(['x']);
    expect([...parseOnnx(encodeSubgraph(old, partition(old, ['y']).plain, new Map()), 'part.onnx').overridable.keys()]).toEqual(['w']);
  });
});
