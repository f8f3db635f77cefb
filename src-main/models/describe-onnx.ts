/** Describes an ONNX classifier that has no card yet: what it takes and gives, and a draft of its card. */
import { basename } from 'node:path';
import { StudioError } from '../core/errors';
import { elements, nodesFor, shapeText, type GraphValue, type OnnxModel } from './onnx/graph';
import { readOnnx } from './onnx/read';

/** What the file alone tells; null where it does not. `classes` per output, in file order. */
export interface OnnxDescription {
  readonly file: string; readonly opset: number; readonly parameters: number; readonly operators: Readonly<Record<string, number>>;
  readonly input: { readonly name: string; readonly type: string; readonly shape: string; readonly layout: 'NCHW' | 'NHWC' | null; readonly channels: number | null; readonly height: number | null; readonly width: number | null; readonly batch: 'free' | 'fixed' | null };
  readonly outputs: readonly { readonly name: string; readonly classes: number | null; readonly kind: 'logits' | 'softmax' }[];
}

/** Errors: model.file-missing, .not-onnx, .truncated, .inputs */
export function describeOnnx(file: string): OnnxDescription {
  const model = readOnnx(file, basename(file));
  if (model.inputs.length !== 1) throw new StudioError('model.inputs', { file, inputs: model.inputs.map((input) => input.name) });
  const [image] = model.inputs;
  const operators: Record<string, number> = {};
  for (const { operator } of model.nodes) operators[operator] = (operators[operator] ?? 0) + 1;
  return {
    file, opset: model.opset, operators,
    parameters: [...model.initializers.values()].reduce((sum, { dims }) => sum + elements(dims), 0),
    input: { name: image.name, type: image.type, shape: shapeText(image), ...layoutOf(image), batch: image.dims === null ? null : image.dims[0] === null ? 'free' : 'fixed' },
    // Exits come in the order of what they need: an earlier one needs fewer nodes.
    outputs: [...model.outputs].sort((a, b) => nodesFor(model, [a.name]).length - nodesFor(model, [b.name]).length)
      .map((output) => ({ name: output.name, classes: output.dims?.at(-1) ?? null, kind: endsInSoftmax(model, output.name) ? 'softmax' : 'logits' })),
  };
}

function layoutOf({ dims }: GraphValue): Pick<OnnxDescription['input'], 'layout' | 'channels' | 'height' | 'width'> {
  if (dims === null || dims.length !== 4) return { layout: null, channels: null, height: null, width: null };
  const [, a, b, c] = dims;
  const isChannels = (n: number | null): boolean => n === 1 || n === 3;
  if (isChannels(a) && !isChannels(c)) return { layout: 'NCHW', channels: a, height: b, width: c };
  return isChannels(c) ? { layout: 'NHWC', channels: c, height: a, width: b } : { layout: null, channels: null, height: null, width: null };
}

/** Quantised files put a DequantizeLinear behind their Softmax. */
function endsInSoftmax(model: OnnxModel, tensor: string): boolean {
  const producer = model.producer.get(tensor);
  if (producer === undefined) return false;
  const { operator, inputs } = model.nodes[producer];
  return operator === 'Softmax' || (['DequantizeLinear', 'Identity', 'QuantizeLinear', 'Cast'].includes(operator) && endsInSoftmax(model, inputs[0]));
}

/** A card.yaml to be completed by hand: what the file does not tell is marked TODO, which the schema refuses. */
export function draftCard({ file, input, outputs }: OnnxDescription): string {
  const classes = outputs.at(-1)?.classes ?? null;
  const id = basename(file, '.onnx').toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[^a-z0-9]+/, '') || 'model';
  return [
    'kind: model', `id: ${id}`, `name: ${id}`, 'role: TODO            # local | remote', 'architecture: TODO    # resnet8, …', `file: ${basename(file)}`, 'dataset: TODO         # id of the dataset it was trained for',
    `input: { layout: ${input.layout ?? 'TODO'}, height: ${input.height ?? 'TODO'}, width: ${input.width ?? 'TODO'}, channels: ${input.channels ?? 'TODO'}, type: ${input.type} }`,
    'preprocessing: { scale: 255, mean: [0], std: [1] }   # x = (raw / scale - mean) / std: check',
    `output: ${outputs.at(-1)?.kind ?? 'TODO'}`,
    `labels: [${classes === null ? 'TODO' : Array.from({ length: classes }, (_, c) => `class ${c}`).join(', ')}]`,
    'exits:', ...outputs.map(({ name }) => `  - { name: ${JSON.stringify(name)}, output: ${JSON.stringify(name)} }`), 'licence: TODO', '',
  ].join('\n');
}
