/** Writes a part of a graph as an ONNX model of its own. */
import { Graph, Model, ValueInfo } from './descriptor';
import { elementTypeNumber } from './element-types';
import type { OnnxModel } from './graph';

/** From IR version 4 on, initializers need not be listed among the inputs. */
const FREE_INITIALIZERS = 4;

export interface Subgraph { readonly nodes: readonly number[]; readonly inputs: readonly string[]; readonly outputs: readonly string[] }

/**
 * `types` gives the element type (ONNX Runtime's name) of tensors that cross the cut; they get no shape, so any batch passes.
 * Outputs without a known type are written without one: ONNX Runtime infers it.
 */
export function encodeSubgraph(model: OnnxModel, part: Subgraph, types: ReadonlyMap<string, string>): Uint8Array {
  const used = new Set(part.nodes.flatMap((index) => model.nodes[index].inputs));
  const stored = [...model.initializers.values()].filter((tensor) => used.has(tensor.name) || part.outputs.includes(tensor.name));
  const declared = new Map([...model.inputs, ...model.outputs].map((value) => [value.name, value.bytes]));
  const valueInfo = (name: string): Uint8Array => {
    const type = types.get(name);
    return declared.get(name) ?? ValueInfo.encode(type === undefined ? { name } : { name, type: { tensorType: { elemType: elementTypeNumber(type) } } });
  };
  const listed = model.irVersion < FREE_INITIALIZERS ? stored.flatMap((tensor) => model.overridable.get(tensor.name) ?? []) : [];
  const graph = Graph.encode({
    name: 'part', node: part.nodes.map((index) => model.nodes[index].bytes),
    initializer: stored.filter((tensor) => !tensor.sparse).map((tensor) => tensor.bytes),
    sparseInitializer: stored.filter((tensor) => tensor.sparse).map((tensor) => tensor.bytes),
    input: [...part.inputs.map(valueInfo), ...listed], output: part.outputs.map(valueInfo),
  });
  return Model.encode({ irVersion: model.irVersion, producerName: 'hi-studio', opsetImport: [...model.opsetImport], functions: [...model.functions], graph });
}
