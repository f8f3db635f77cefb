/** Writes an ONNX model that is another one with operators and outputs added; what was there stays as it is, byte for byte. */
import { Graph, Node, Tensor, ValueInfo } from './descriptor';
import { elementTypeNumber } from './element-types';
import type { OnnxModel } from './graph';
import { joined, mapFields } from './wire';

/** An operator of the default domain with whole-number attributes. */
export interface NewNode { readonly operator: string; readonly inputs: readonly string[]; readonly output: string; readonly attributes?: Readonly<Record<string, number | readonly number[]>> }
export interface NewTensor { readonly name: string; readonly dims: readonly number[]; readonly values: Float32Array }
/** `like`: an output of the model whose batch dimension the new one shares. */
export interface NewOutput { readonly name: string; readonly columns: number; readonly like: string }
export interface Additions { readonly nodes: readonly NewNode[]; readonly tensors: readonly NewTensor[]; readonly outputs: readonly NewOutput[] }

const GRAPH = 7;
const INITIALIZER = 5;
/** ONNX attribute types. */
const INT = 2;
const INTS = 7;
/** Until IR version 3 every stored tensor is an input too. */
const FREE_INITIALIZERS = 4;

/** `file` is what `model` was read from. Weights that lie beside the file move into it, for the new file lies elsewhere. */
export function appendToModel(file: Uint8Array, model: OnnxModel, { nodes, tensors, outputs }: Additions): Uint8Array {
  const added = Graph.encode({
    node: nodes.map(encodeNode), initializer: tensors.map(encodeTensor),
    input: model.irVersion < FREE_INITIALIZERS ? tensors.map(({ name, dims }) => valueInfo(name, dims)) : [],
    output: outputs.map((output) => encodeOutput(output, model)),
  });
  // A message is its fields one after the other, so repeated fields grow by being written behind.
  return mapFields(file, (field, content) => (field === GRAPH ? joined([withWeightsInside(content, model), added]) : content));
}

function withWeightsInside(graph: Uint8Array, model: OnnxModel): Uint8Array {
  return mapFields(graph, (field, content) => {
    if (field !== INITIALIZER) return content;
    const { externalData, name } = Tensor.decode(content);
    return externalData.length === 0 ? content : model.initializers.get(name)?.bytes ?? content;
  });
}

function encodeNode({ operator, inputs, output, attributes = {} }: NewNode): Uint8Array {
  return Node.encode({
    opType: operator, name: `${output}/${operator}`, input: [...inputs], output: [output],
    attribute: Object.entries(attributes).map(([name, value]) => (typeof value === 'number' ? { name, i: value, type: INT } : { name, ints: [...value], type: INTS })),
  });
}

function encodeTensor({ name, dims, values }: NewTensor): Uint8Array {
  return Tensor.encode({ name, dims: [...dims], dataType: elementTypeNumber('float32'), rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) });
}

function valueInfo(name: string, dims: readonly number[]): Uint8Array {
  return ValueInfo.encode({ name, type: { tensorType: { elemType: elementTypeNumber('float32'), shape: { dim: dims.map((dimValue) => ({ dimValue })) } } } });
}

function encodeOutput({ name, columns, like }: NewOutput, model: OnnxModel): Uint8Array {
  const declared = model.outputs.find((output) => output.name === like);
  const batch = declared && ValueInfo.decode(declared.bytes).type?.tensorType?.shape?.dim[0];
  const dim = [batch?.dimParam ? { dimParam: batch.dimParam } : batch?.dimValue ? { dimValue: batch.dimValue } : {}, { dimValue: columns }];
  return ValueInfo.encode({ name, type: { tensorType: { elemType: elementTypeNumber('float32'), shape: { dim } } } });
}
