/**
 * The ONNX messages as a reduced protobuf schema (field numbers: onnx/onnx.proto3, IR version 13).
 * Everything that is written again unchanged (nodes, tensors, value infos, opsets, functions) is declared as `bytes`
 * in its container, so that a subgraph keeps every field of its parts, those of later ONNX versions included.
 */
import protobuf from 'protobufjs/light.js';

const root = protobuf.Root.fromJSON({
  nested: {
    Model: { fields: {
      irVersion: { type: 'int64', id: 1 }, producerName: { type: 'string', id: 2 }, producerVersion: { type: 'string', id: 3 },
      graph: { type: 'bytes', id: 7 }, opsetImport: { rule: 'repeated', type: 'bytes', id: 8 },
      metadataProps: { rule: 'repeated', type: 'bytes', id: 14 }, functions: { rule: 'repeated', type: 'bytes', id: 25 },
    } },
    Graph: { fields: {
      node: { rule: 'repeated', type: 'bytes', id: 1 }, name: { type: 'string', id: 2 }, initializer: { rule: 'repeated', type: 'bytes', id: 5 },
      input: { rule: 'repeated', type: 'bytes', id: 11 }, output: { rule: 'repeated', type: 'bytes', id: 12 },
      sparseInitializer: { rule: 'repeated', type: 'bytes', id: 15 },
    } },
    OperatorSet: { fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } } },
    Node: { fields: {
      input: { rule: 'repeated', type: 'string', id: 1 }, output: { rule: 'repeated', type: 'string', id: 2 }, name: { type: 'string', id: 3 },
      opType: { type: 'string', id: 4 }, attribute: { rule: 'repeated', type: 'Attribute', id: 5 }, domain: { type: 'string', id: 7 },
    } },
    Attribute: { fields: {
      name: { type: 'string', id: 1 }, f: { type: 'float', id: 2 }, i: { type: 'int64', id: 3 }, s: { type: 'bytes', id: 4 }, t: { type: 'Tensor', id: 5 },
      g: { type: 'bytes', id: 6 }, ints: { rule: 'repeated', type: 'int64', id: 8 }, graphs: { rule: 'repeated', type: 'bytes', id: 11 }, type: { type: 'int32', id: 20 },
    } },
    Tensor: { fields: {
      dims: { rule: 'repeated', type: 'int64', id: 1 }, dataType: { type: 'int32', id: 2 }, name: { type: 'string', id: 8 }, rawData: { type: 'bytes', id: 9 },
      externalData: { rule: 'repeated', type: 'Entry', id: 13 }, dataLocation: { type: 'int32', id: 14 },
    } },
    SparseTensor: { fields: { values: { type: 'Tensor', id: 1 }, dims: { rule: 'repeated', type: 'int64', id: 3 } } },
    Entry: { fields: { key: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } } },
    ValueInfo: { fields: { name: { type: 'string', id: 1 }, type: { type: 'Type', id: 2 } } },
    Type: { fields: { tensorType: { type: 'TensorType', id: 1 } } },
    TensorType: { fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'Shape', id: 2 } } },
    Shape: { fields: { dim: { rule: 'repeated', type: 'Dimension', id: 1 } } },
    Dimension: { fields: { dimValue: { type: 'int64', id: 1 }, dimParam: { type: 'string', id: 2 } } },
  },
});

/** protobufjs gives 64-bit integers as numbers or as Long objects; sizes and versions fit a double. */
export type Integer = number | { toNumber(): number };
export const toNumber = (value: Integer | null | undefined): number => (value === null || value === undefined ? 0 : typeof value === 'number' ? value : value.toNumber());

/** Decoded messages always have their repeated fields; encoding takes what is given. */
export interface ModelMessage { irVersion: Integer; producerName: string; producerVersion: string; graph: Uint8Array; opsetImport: Uint8Array[]; metadataProps: Uint8Array[]; functions: Uint8Array[] }
export interface GraphMessage { node: Uint8Array[]; name: string; initializer: Uint8Array[]; input: Uint8Array[]; output: Uint8Array[]; sparseInitializer: Uint8Array[] }
export interface OperatorSetMessage { domain: string; version: Integer }
export interface AttributeMessage { name: string; f: number; i: Integer; s: Uint8Array; t: TensorMessage | null; g: Uint8Array; ints: Integer[]; graphs: Uint8Array[]; type: number }
export interface NodeMessage { input: string[]; output: string[]; name: string; opType: string; attribute: AttributeMessage[]; domain: string }
export interface TensorMessage { dims: Integer[]; dataType: number; name: string; rawData: Uint8Array; externalData: { key: string; value: string }[]; dataLocation: number }
export interface SparseTensorMessage { values: TensorMessage | null; dims: Integer[] }
export interface ValueInfoMessage { name: string; type: { tensorType: { elemType: number; shape: { dim: { dimValue: Integer; dimParam: string }[] } | null } | null } | null }

/** Nested parts of a message may be left out when it is written. */
type Draft<T> = T extends Uint8Array | number | string ? T : T extends (infer Item)[] ? Draft<Item>[] : T extends object ? { [K in keyof T]?: Draft<T[K]> } : T;
interface Codec<T> { decode(bytes: Uint8Array): T; encode(message: Draft<T>): Uint8Array }

function codec<T>(name: string): Codec<T> {
  const type = root.lookupType(name);
  return {
    decode: (bytes) => type.decode(bytes) as unknown as T,
    encode: (message) => type.encode(type.fromObject(message as Record<string, unknown>)).finish(),
  };
}

export const Model = codec<ModelMessage>('Model');
export const Graph = codec<GraphMessage>('Graph');
export const OperatorSet = codec<OperatorSetMessage>('OperatorSet');
export const Node = codec<NodeMessage>('Node');
export const Tensor = codec<TensorMessage>('Tensor');
export const SparseTensor = codec<SparseTensorMessage>('SparseTensor');
export const ValueInfo = codec<ValueInfoMessage>('ValueInfo');
