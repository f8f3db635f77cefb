/** An ONNX graph as names and dependencies: what is needed for what. */
import { Graph, Node, toNumber, type GraphMessage, type Integer, type TensorMessage } from './descriptor';

/** A stored tensor; `bytes` is its whole message, data included. */
export interface StoredTensor { readonly name: string; readonly dims: readonly number[]; readonly dataType: number; readonly bytes: Uint8Array; readonly sparse: boolean }
/** A graph input or output. A dimension is null where it is free; `dims` is null where the file gives no shape. */
export interface GraphValue { readonly name: string; readonly type: string; readonly dims: readonly (number | null)[] | null; readonly bytes: Uint8Array }
/** One operator. `inputs` holds what its inner graphs (If, Loop) take from outside too. */
export interface GraphNode { readonly operator: string; readonly inputs: readonly string[]; readonly outputs: readonly string[]; readonly constants: readonly StoredTensor[]; readonly bytes: Uint8Array }

/** A read ONNX file. `producer` maps a tensor to the index of its node; nodes are in execution order, as ONNX demands. */
export interface OnnxModel {
  readonly file: string; readonly sha256: string; readonly bytes: number; readonly irVersion: number; readonly opset: number;
  readonly opsetImport: readonly Uint8Array[]; readonly functions: readonly Uint8Array[];
  readonly inputs: readonly GraphValue[]; readonly outputs: readonly GraphValue[];
  /** Value infos of initializers that old files (IR version 3) list among the inputs, by name. */
  readonly overridable: ReadonlyMap<string, Uint8Array>;
  readonly nodes: readonly GraphNode[]; readonly initializers: ReadonlyMap<string, StoredTensor>; readonly producer: ReadonlyMap<string, number>;
}

export function storedTensor(message: TensorMessage, bytes: Uint8Array, sparseDims: readonly Integer[] | null = null): StoredTensor {
  return { name: message.name, dims: (sparseDims ?? message.dims).map(toNumber), dataType: message.dataType, bytes, sparse: sparseDims !== null };
}

export const elements = (dims: readonly number[]): number => dims.reduce((product, n) => product * n, 1);

export function graphNode(bytes: Uint8Array): GraphNode {
  const node = Node.decode(bytes);
  const inner = node.attribute.flatMap((a) => [...(a.g?.length ? [a.g] : []), ...a.graphs]);
  const constants = node.opType === 'Constant' ? node.attribute.flatMap((a) => (a.t ? [storedTensor(a.t, new Uint8Array())] : [])) : [];
  return {
    operator: node.domain === '' || node.domain === 'ai.onnx' ? node.opType : `${node.domain}.${node.opType}`,
    inputs: [...node.input, ...inner.flatMap((graph) => namesTakenFromOutside(Graph.decode(graph)))].filter((name) => name !== ''),
    outputs: node.output.filter((name) => name !== ''),
    constants, bytes,
  };
}

/** Names inside an inner graph never hide outer ones, so all that it reads may come from outside. */
function namesTakenFromOutside(graph: GraphMessage): string[] {
  return graph.node.flatMap((bytes) => graphNode(bytes).inputs);
}

/** Indices of every node that one of `tensors` needs, in execution order; nodes in `done` count as computed already. */
export function nodesFor(model: OnnxModel, tensors: readonly string[], done: ReadonlySet<number> = new Set()): number[] {
  const found = new Set<number>();
  const open = [...tensors];
  while (open.length > 0) {
    const index = model.producer.get(open.pop()!);
    if (index === undefined || found.has(index) || done.has(index)) continue;
    found.add(index);
    open.push(...model.nodes[index].inputs);
  }
  return [...found].sort((a, b) => a - b);
}

/** Nodes whose values follow from the file alone, such as unpacked weights; they cost nothing after loading. */
export function constantNodes(model: OnnxModel): Set<number> {
  const varying = new Set(model.inputs.map((input) => input.name));
  const constant = new Set<number>();
  model.nodes.forEach((node, index) => {
    if (node.inputs.some((name) => varying.has(name))) for (const output of node.outputs) varying.add(output);
    else constant.add(index);
  });
  return constant;
}

export function shapeText(value: GraphValue): string {
  return value.dims === null ? `unknown (${value.type})` : `[${value.dims.map((n) => n ?? 'free').join(', ')}]`;
}

