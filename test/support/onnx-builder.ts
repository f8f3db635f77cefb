/** Builds small ONNX models for tests, with seeded weights, so that no test needs Python or a binary fixture. */
import { Graph, Model, Node, OperatorSet, Tensor, ValueInfo } from '../../src-main/models/onnx/descriptor';
import { elementTypeNumber } from '../../src-main/models/onnx/element-types';
import type { ModelCard } from '../../src-main/contract/profiles';

type Data = Float32Array | Int8Array | Uint8Array | Int32Array | BigInt64Array;
type AttributeValue = number | { float: number } | number[] | string | { tensor: { dims: number[]; data: Data } } | { graph: Uint8Array };
const dataTypes = new Map<string, string>([['Float32Array', 'float32'], ['Int8Array', 'int8'], ['Uint8Array', 'uint8'], ['Int32Array', 'int32'], ['BigInt64Array', 'int64']]);

/** Numbers in [-1, 1) that any language can repeat: x ← (1103515245 x + 12345) mod 2^31. */
export function seededWeights(count: number, seed: number): Float32Array {
  let x = BigInt(seed);
  return Float32Array.from({ length: count }, () => {
    x = (1103515245n * x + 12345n) % 2147483648n;
    return Number(x) / 2 ** 30 - 1;
  });
}

export class OnnxBuilder {
  readonly #nodes: Uint8Array[] = [];
  readonly #initializers: Uint8Array[] = [];
  readonly #inputs: Uint8Array[] = [];
  readonly #outputs: Uint8Array[] = [];

  /** A dimension given as text is free. */
  input(name: string, dims: (number | string)[], type = 'float32'): this {
    this.#inputs.push(valueInfo(name, dims, type));
    return this;
  }

  output(name: string, dims: (number | string)[] | null = null, type = 'float32'): this {
    this.#outputs.push(valueInfo(name, dims, type));
    return this;
  }

  weights(name: string, dims: number[], data: Data = seededWeights(dims.reduce((a, b) => a * b, 1), name.length + dims.length)): this {
    this.#initializers.push(Tensor.encode({ name, ...tensor(dims, data) }));
    return this;
  }

  externalWeights(name: string, dims: number[], location: string, offset: number, length: number): this {
    const externalData = Object.entries({ location, offset: String(offset), length: String(length) }).map(([key, value]) => ({ key, value }));
    this.#initializers.push(Tensor.encode({ name, dims, dataType: elementTypeNumber('float32'), dataLocation: 1, externalData }));
    return this;
  }

  node(opType: string, input: string[], output: string[], attributes: Record<string, AttributeValue> = {}, domain = ''): this {
    this.#nodes.push(Node.encode({ opType, input, output, domain, attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...attribute(value) })) }));
    return this;
  }

  /** The graph alone, as an inner graph of If or Loop. */
  graph(): Uint8Array {
    return Graph.encode({ name: 'test', node: this.#nodes, initializer: this.#initializers, input: this.#inputs, output: this.#outputs });
  }

  bytes({ opset = 13, irVersion = 8, domains = [] as string[] } = {}): Uint8Array {
    const opsetImport = [OperatorSet.encode({ domain: '', version: opset }), ...domains.map((domain) => OperatorSet.encode({ domain, version: 1 }))];
    return Model.encode({ irVersion, opsetImport, graph: this.graph() });
  }
}

function valueInfo(name: string, dims: (number | string)[] | null, type: string): Uint8Array {
  const shape = dims === null ? undefined : { dim: dims.map((d) => (typeof d === 'number' ? { dimValue: d } : { dimParam: d })) };
  return ValueInfo.encode({ name, type: { tensorType: { elemType: elementTypeNumber(type), shape } } });
}

function tensor(dims: number[], data: Data): { dims: number[]; dataType: number; rawData: Uint8Array } {
  return { dims, dataType: elementTypeNumber(dataTypes.get(data.constructor.name)!), rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

/** Attribute types: FLOAT 1, INT 2, STRING 3, TENSOR 4, GRAPH 5, INTS 7. */
function attribute(value: AttributeValue): object {
  if (typeof value === 'number') return { i: value, type: 2 };
  if (typeof value === 'string') return { s: new TextEncoder().encode(value), type: 3 };
  if (Array.isArray(value)) return { ints: value, type: 7 };
  if ('float' in value) return { f: value.float, type: 1 };
  if ('graph' in value) return { g: value.graph, type: 5 };
  return { t: tensor(value.tensor.dims, value.tensor.data), type: 4 };
}

/** conv 3→4 and relu, exit `early` (pool, linear); conv 4→8 stride 2 and relu, exit `final` (pool, linear). Images 3×8×8, 4 classes. */
export function twoExitModel(batch: number | string = 'batch'): OnnxBuilder {
  return new OnnxBuilder().input('image', [batch, 3, 8, 8])
    .weights('near.weight', [4, 3, 3, 3]).weights('near.bias', [4]).weights('early.weight', [4, 4]).weights('early.bias', [4])
    .weights('far.weight', [8, 4, 3, 3]).weights('far.bias', [8]).weights('final.weight', [4, 8]).weights('final.bias', [4])
    .node('Conv', ['image', 'near.weight', 'near.bias'], ['near.sum'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] })
    .node('Relu', ['near.sum'], ['near'])
    .node('GlobalAveragePool', ['near'], ['early.pool']).node('Flatten', ['early.pool'], ['early.flat'])
    .node('Gemm', ['early.flat', 'early.weight', 'early.bias'], ['early'], { transB: 1 })
    .node('Conv', ['near', 'far.weight', 'far.bias'], ['far.sum'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1], strides: [2, 2] })
    .node('Relu', ['far.sum'], ['far'])
    .node('GlobalAveragePool', ['far'], ['final.pool']).node('Flatten', ['final.pool'], ['final.flat'])
    .node('Gemm', ['final.flat', 'final.weight', 'final.bias'], ['final'], { transB: 1 })
    .output('early', [batch, 4]).output('final', [batch, 4]);
}

/** The card of `twoExitModel`. */
export function twoExitCard(directory: string, change: Partial<ModelCard> = {}): ModelCard {
  return {
    kind: 'model', id: 'two-exits', name: 'Two exits', role: 'local', architecture: 'test', file: 'model.onnx', dataset: 'test', directory,
    input: { layout: 'NCHW', height: 8, width: 8, channels: 3, type: 'float32' }, preprocessing: { scale: 255, mean: [0.5, 0.4, 0.3], std: [0.25, 0.2, 0.5] },
    output: 'logits', labels: ['a', 'b', 'c', 'd'], exits: [{ name: 'branch', output: 'early', after: 'first convolution' }, { name: 'end', output: 'final' }], licence: 'MIT', ...change,
  };
}

/** Repeatable pixels: sample i, byte j is (37 i + 11 j + i j) mod 256. */
export function patternBatch(count: number, bytes: number): { count: number; bytes: number; pixels: Uint8Array; labels: Uint16Array } {
  const pixels = Uint8Array.from({ length: count * bytes }, (_, at) => (37 * Math.floor(at / bytes) + 11 * (at % bytes) + Math.floor(at / bytes) * (at % bytes)) % 256);
  return { count, bytes, pixels, labels: Uint16Array.from({ length: count }, (_, i) => i % 4) };
}
