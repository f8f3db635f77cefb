/** Says what of a model card does not fit its ONNX file, one sentence a problem. */
import type { ModelCard } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { elements, shapeText, type GraphValue, type OnnxModel } from './onnx/graph';

/** All that the file tells without being run; empty where card and file fit. */
export function checkCard(card: ModelCard, model: OnnxModel): StudioError[] {
  return [...checkPreprocessing(card), ...checkInput(card, model), ...checkExits(card, model)];
}

function checkPreprocessing(card: ModelCard): StudioError[] {
  const { channels } = card.input;
  return (['mean', 'std'] as const).flatMap((field) => {
    const found = card.preprocessing[field].length;
    return found === 1 || found === channels ? [] : [new StudioError('model.preprocessing', { model: card.id, field, found, channels })];
  });
}

function checkInput(card: ModelCard, model: OnnxModel): StudioError[] {
  const { file } = model;
  if (model.inputs.length !== 1) return [new StudioError('model.inputs', { file, inputs: model.inputs.map((input) => input.name) })];
  const [image] = model.inputs;
  const problems: StudioError[] = [];
  if (image.type !== card.input.type) problems.push(new StudioError('model.input-type', { file, input: image.name, found: image.type, expected: card.input.type }));
  if (!shapeFits(card, image)) problems.push(new StudioError('model.input-shape', { file, input: image.name, found: shapeText(image), expected: `[batch, ${imageDims(card).join(', ')}] (${card.input.layout})` }));
  return problems;
}

export function imageDims({ input: { layout, channels, height, width } }: ModelCard): number[] {
  return layout === 'NCHW' ? [channels, height, width] : [height, width, channels];
}

/** Four dimensions must be the card's; fewer (a flattened image, one channel left out) must hold as many values. A free size fits any. */
function shapeFits(card: ModelCard, { dims }: GraphValue): boolean {
  if (dims === null || dims.length < 2) return false;
  const wanted = imageDims(card);
  const own = dims.slice(1);
  if (own.length === 3) return own.every((n, i) => n === null || n === wanted[i]);
  return own.every((n) => n !== null) && elements(own as number[]) === elements(wanted);
}

function checkExits(card: ModelCard, model: OnnxModel): StudioError[] {
  const { file } = model;
  const outputs = model.outputs.map((output) => output.name);
  const named = card.exits.map((exit) => exit.output);
  return card.exits.flatMap(({ name: exit, output }, k): StudioError[] => {
    if (!outputs.includes(output)) return [new StudioError('model.output-missing', { file, exit, output, outputs })];
    if (named.indexOf(output) < k) return [new StudioError('model.exit-twice', { model: card.id, output })];
    return [];
  });
}

/** What an exit gave for `batch` images when the model was tried. */
export interface TriedOutput { readonly name: string; readonly type: string; readonly dims: readonly number[] }

export function checkOutputs(card: ModelCard, model: OnnxModel, tried: readonly TriedOutput[], batch: number): StudioError[] {
  const { file } = model;
  return tried.flatMap(({ name: output, type, dims }): StudioError[] => {
    if (type !== 'float32') return [new StudioError('model.output-type', { file, output, found: type })];
    const found = elements(dims) / batch;
    const oneAxis = dims.length > 1 && dims[0] === batch && dims.slice(1).filter((n) => n !== 1).length <= 1;
    if (!oneAxis) return [new StudioError('model.output-shape', { file, output, found: `[${dims.join(', ')}]`, expected: `[${batch}, ${card.labels.length}]` })];
    return found === card.labels.length ? [] : [new StudioError('model.classes', { file, output, found, labels: card.labels.length })];
  });
}

/** `macs[k]`: work of exit k alone, without other heads; `added[k]`: operators that the exits before it did not run. Less work than the exit before, or none, is the wrong place. */
export function checkOrder(card: ModelCard, model: OnnxModel, macs: readonly number[], added: readonly number[]): StudioError[] {
  return card.exits.flatMap(({ name: exit }, k) => (k > 0 && (macs[k] < macs[k - 1] || added[k] === 0) ? [new StudioError('model.exit-order', { file: model.file, exit, after: card.exits[k - 1].name })] : []));
}
