/** What a model's tensors need in memory: stored weights, and the largest sum of intermediate results that live at once. */
import { elementBytes, elementTypeName } from './element-types';
import { constantNodes, elements, type OnnxModel } from './graph';

/** Shapes of one sample's run and element types (ONNX Runtime's names), by tensor. */
export interface TensorSizes { readonly shapes: ReadonlyMap<string, readonly number[]>; readonly types: ReadonlyMap<string, string>; /** Samples in the run. */ readonly batch: number }
export interface ActivationPeak { readonly bytes: number; /** Index of the operator at work then; -1 for a model without any. */ readonly node: number }

/** Operators that may write over what they read: one value in, one value out, or the same values in another shape. */
const inPlace = new Set(['Relu', 'LeakyRelu', 'Clip', 'Sigmoid', 'HardSigmoid', 'HardSwish', 'Tanh', 'BatchNormalization', 'Identity', 'Dropout', 'Flatten', 'Reshape', 'Squeeze', 'Unsqueeze', 'QuantizeLinear', 'DequantizeLinear', 'Softmax', 'Cast']);

/** Bytes of one sample's tensor. Between a quantising and a dequantising operator it is kept as integers, as runtimes of boards do. */
export function tensorBytes(model: OnnxModel, name: string, { shapes, types, batch }: TensorSizes): number {
  const producer = model.producer.get(name);
  const shown = producer !== undefined && model.nodes[producer].operator === 'DequantizeLinear' ? model.nodes[producer].inputs[0] : name;
  const readers = model.nodes.filter((node) => node.inputs[0] === name);
  const width = readers.length > 0 && readers.every(({ operator }) => operator === 'QuantizeLinear') ? 1 : elementBytes(types.get(shown) ?? types.get(name) ?? 'float32');
  return (elements(shapes.get(name) ?? shapes.get(shown) ?? []) * width) / batch;
}

/** In file order, each result held from its operator until its last reader has run; an operator that can writes over its first input. Weights are not counted. */
export function activationPeak(model: OnnxModel, nodes: readonly number[], outputs: readonly string[], sizes: TensorSizes): ActivationPeak {
  const constant = constantNodes(model);
  const working = nodes.filter((n) => !constant.has(n));
  const lastReader = new Map<string, number>();
  for (const n of working) for (const name of model.nodes[n].inputs) lastReader.set(name, n);
  const stays = new Set(outputs);
  const bytesOf = (name: string): number => tensorBytes(model, name, sizes);
  const held = new Map<string, number>(model.inputs.filter(({ name }) => lastReader.has(name)).map(({ name }) => [name, bytesOf(name)]));
  let now = [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
  let peak: ActivationPeak = { bytes: now, node: -1 };
  for (const n of working) {
    const { operator, inputs, outputs: made } = model.nodes[n];
    const reused = inPlace.has(operator) && lastReader.get(inputs[0]) === n && !stays.has(inputs[0]) ? held.get(inputs[0]) ?? 0 : 0;
    const fresh = made.filter((name) => lastReader.has(name) || stays.has(name)).map((name) => [name, bytesOf(name)] as const);
    const added = fresh.reduce((sum, [, bytes]) => sum + bytes, 0);
    const during = now + Math.max(0, added - reused);
    if (during > peak.bytes) peak = { bytes: during, node: n };
    for (const [name, bytes] of fresh) held.set(name, bytes);
    now += added;
    for (const name of new Set(inputs)) {
      if (lastReader.get(name) !== n || stays.has(name)) continue;
      now -= held.get(name) ?? 0;
      held.delete(name);
    }
  }
  return peak;
}

/** Bytes of the stored tensors that `nodes` use, each once. */
export function storedBytes(model: OnnxModel, nodes: readonly number[]): number {
  const used = new Set(nodes.flatMap((n) => model.nodes[n].inputs));
  const stored = [...model.initializers.values()].filter(({ name }) => used.has(name));
  return [...stored, ...nodes.flatMap((n) => model.nodes[n].constants)].reduce((sum, { dims, dataType }) => sum + elements(dims) * elementBytes(elementTypeName(dataType)), 0);
}
