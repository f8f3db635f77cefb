/** Reads an ONNX file into a graph, weights kept beside it included; whatever is wrong with it becomes one sentence. */
import { createHash, type Hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, normalize, resolve } from 'node:path';
import { StudioError } from '../../core/errors';
import { Graph, Model, OperatorSet, SparseTensor, Tensor, ValueInfo, toNumber, type GraphMessage, type ModelMessage, type TensorMessage } from './descriptor';
import { elementTypeName } from './element-types';
import { graphNode, storedTensor, type GraphValue, type OnnxModel, type StoredTensor } from './graph';

const EXTERNAL = 1;

/** Errors: model.file-missing, .file-unreadable, .not-onnx, .truncated, .external-data-missing */
export function readOnnx(file: string, model: string): OnnxModel {
  return parseOnnx(readBytes(file, model), file);
}

function readBytes(file: string, model: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new StudioError('model.file-missing', { file, model }, { cause: error });
    throw new StudioError('model.file-unreadable', { file, reason: code }, { cause: error });
  }
}

/** `file` names the model in sentences and is where external weights are looked for. */
export function parseOnnx(bytes: Uint8Array, file: string): OnnxModel {
  if (bytes.length === 0) throw new StudioError('model.not-onnx', { file, found: 'it is empty' });
  try {
    return decode(bytes, file);
  } catch (error) {
    if (error instanceof StudioError) throw error;
    const cutOff = error instanceof RangeError && looksLikeOnnx(bytes);
    if (cutOff) throw new StudioError('model.truncated', { file, bytes: bytes.length }, { cause: error });
    throw new StudioError('model.not-onnx', { file, found: whatElse(bytes) }, { cause: error });
  }
}

/** Every exporter writes the IR version (field 1, varint) first. */
const looksLikeOnnx = (bytes: Uint8Array): boolean => bytes[0] === 0x08 && bytes[1] > 0 && bytes[1] < 0x40;

function whatElse(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 40)).toString('latin1');
  if (start.startsWith('version https://git-lfs')) return 'it is a Git LFS pointer whose content was not fetched (git lfs pull)';
  if (start.startsWith('PK')) return 'it is a zip archive, perhaps a PyTorch checkpoint';
  if (start.slice(4, 8) === 'TFL3') return 'it is a TensorFlow Lite model';
  if (/^[\t\n\r -~]{8,}$/.test(start)) return 'it is a text file';
  return 'its bytes do not follow the format';
}

function decode(bytes: Uint8Array, file: string): OnnxModel {
  const message = Model.decode(bytes);
  if (!message.graph?.length) throw new StudioError('model.not-onnx', { file, found: looksLikeOnnx(bytes) ? 'it has no graph' : whatElse(bytes) });
  const graph = Graph.decode(message.graph);
  const hash = createHash('sha256').update(bytes);
  const initializers = readInitializers(graph, file, hash);
  const nodes = graph.node.map(graphNode);
  const values = graph.input.map(graphValue);
  return {
    file, sha256: hash.digest('hex'), bytes: bytes.length, irVersion: toNumber(message.irVersion), opset: defaultOpset(message),
    opsetImport: message.opsetImport, functions: message.functions,
    inputs: values.filter((value) => !initializers.has(value.name)), outputs: graph.output.map(graphValue),
    overridable: new Map(values.filter((value) => initializers.has(value.name)).map((value) => [value.name, value.bytes])),
    nodes, initializers, producer: new Map(nodes.flatMap((node, index) => node.outputs.map((name) => [name, index] as const))),
  };
}

function defaultOpset(message: ModelMessage): number {
  const own = message.opsetImport.map((bytes) => OperatorSet.decode(bytes)).find((set) => set.domain === '' || set.domain === 'ai.onnx');
  return toNumber(own?.version);
}

function graphValue(bytes: Uint8Array): GraphValue {
  const { name, type } = ValueInfo.decode(bytes);
  const tensor = type?.tensorType;
  const dims = tensor?.shape?.dim.map((d) => (toNumber(d.dimValue) > 0 ? toNumber(d.dimValue) : null)) ?? null;
  return { name, type: tensor ? elementTypeName(tensor.elemType) : 'no tensor', dims, bytes };
}

function readInitializers(graph: GraphMessage, file: string, hash: Hash): Map<string, StoredTensor> {
  const found = new Map<string, StoredTensor>();
  for (const bytes of graph.initializer) {
    const tensor = Tensor.decode(bytes);
    found.set(tensor.name, storedTensor(tensor, tensor.dataLocation === EXTERNAL ? withDataInside(tensor, file, hash) : bytes));
  }
  for (const bytes of graph.sparseInitializer) {
    const { values, dims } = SparseTensor.decode(bytes);
    if (values) found.set(values.name, storedTensor(values, bytes, dims));
  }
  return found;
}

/** Weights stored beside the model move into the message: sessions are made from memory, where paths mean nothing. */
function withDataInside(tensor: TensorMessage, file: string, hash: Hash): Uint8Array {
  const entry = new Map(tensor.externalData.map(({ key, value }) => [key, value]));
  const data = entry.get('location') ?? '';
  const refuse = (reason: string, cause?: unknown): never => {
    throw new StudioError('model.external-data-missing', { file, tensor: tensor.name, data, reason }, { cause });
  };
  if (data === '' || isAbsolute(data) || normalize(data).startsWith('..')) return refuse('that place is not below the model’s folder');
  let stored: Uint8Array;
  try {
    stored = readFileSync(resolve(dirname(file), data));
  } catch (error) {
    return refuse('it cannot be read', error);
  }
  const offset = Number(entry.get('offset') ?? 0);
  const length = Number(entry.get('length') ?? stored.length - offset);
  if (!(offset >= 0 && length >= 0 && offset + length <= stored.length)) return refuse(`it has only ${stored.length} bytes`);
  const rawData = stored.subarray(offset, offset + length);
  hash.update(rawData);
  return Tensor.encode({ dims: tensor.dims, dataType: tensor.dataType, name: tensor.name, rawData });
}
