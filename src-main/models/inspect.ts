/** Opens a model as its card describes it, tries it once and counts its work. */
import { join } from 'node:path';
import type { ModelCard } from '../contract/profiles';
import { StudioError } from '../core/errors';
import type { ModelFacts } from '../engine/ports';
import { checkCard, checkOrder, checkOutputs, type TriedOutput } from './check-card';
import { ImageInput } from './image-input';
import { elements, nodesFor, type OnnxModel } from './onnx/graph';
import { countParameters, multiplyAccumulates, tensorsToMeasure } from './onnx/multiply-accumulates';
import { readOnnx } from './onnx/read';
import { encodeSubgraph } from './onnx/subgraph';
import { crossings, partition, type Partition } from './segments';
import { createNetwork } from './session';
import { blackImage, tryModel } from './try-model';

/** A checked model with all that is needed to run it. */
export interface InspectedModel {
  readonly card: ModelCard; readonly facts: ModelFacts; readonly graph: OnnxModel; readonly parts: Partition; readonly image: ImageInput;
  /** Images that one run takes: the file's own number, or null where it is free. */
  readonly fixedBatch: number | null;
  /** Element types of tensors that cross from one segment to the next. */
  readonly types: ReadonlyMap<string, string>;
}

/** Errors: model.* for the file, and the first thing in the card that does not fit it. */
export async function inspectModel(card: ModelCard): Promise<InspectedModel> {
  return inspectGraph(card, readOnnx(join(card.directory, card.file), card.id));
}

export async function inspectGraph(card: ModelCard, graph: OnnxModel): Promise<InspectedModel> {
  refuse(checkCard(card, graph));
  const exits = card.exits.map((exit) => exit.output);
  const parts = partition(graph, exits);
  const [input] = graph.inputs;
  refuse(card.exits.filter((_, k) => !nodesFor(graph, [exits[k]]).some((n) => graph.nodes[n].inputs.includes(input.name)))
    .map(({ name, output }) => new StudioError('model.output-constant', { file: graph.file, exit: name, output })));
  const image = new ImageInput(input.name, card, input.dims ?? []);
  const declared = input.dims?.[0] ?? null;
  const tried = await tryModel(graph, parts.whole, [...crossings(parts), ...parts.whole.nodes.flatMap((n) => tensorsToMeasure(graph.nodes[n]))], image, declared ?? 1);
  const answers = exits.map((exit): TriedOutput => ({ name: exit, type: tried.types.get(exit) ?? 'no tensor', dims: tried.shapes.get(exit) ?? [] }));
  refuse(checkOutputs(card, graph, answers, declared ?? 1));
  const count = (nodes: readonly number[]): number => nodes.reduce((sum, n) => sum + multiplyAccumulates(graph.nodes[n], tried.shapes), 0) / (declared ?? 1);
  refuse(checkOrder(card, graph, exits.map((exit) => count(nodesFor(graph, [exit]))), parts.segments.map((segment) => segment.nodes.length)));
  const { channels, height, width, layout } = card.input;
  const facts: ModelFacts = {
    sha256: graph.sha256, bytes: graph.bytes, classes: card.labels.length, shape: { channels, height, width }, layout,
    exits: card.exits.map(({ name, after }, k) => ({ name, after: after ?? '', macs: count(parts.through[k]), parameters: countParameters(graph, parts.through[k]) })),
    plainMacs: count(parts.plain.nodes), plainParameters: countParameters(graph, parts.plain.nodes), operators: countOperators(graph, parts.whole.nodes),
  };
  const fixedBatch = declared ?? (await takesTwo(graph, parts, image, card) ? null : 1);
  return { card, facts, graph, parts, image, fixedBatch, types: tried.types };
}

function refuse(problems: readonly StudioError[]): void {
  if (problems.length > 0) throw problems[0];
}

function countOperators(graph: OnnxModel, nodes: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const n of nodes) counts[graph.nodes[n].operator] = (counts[graph.nodes[n].operator] ?? 0) + 1;
  return counts;
}

/** Some exporters leave the batch free and then reshape to a fixed one; such a model gets one image at a time. */
async function takesTwo(graph: OnnxModel, parts: Partition, image: ImageInput, card: ModelCard): Promise<boolean> {
  const network = await createNetwork(encodeSubgraph(graph, parts.whole, new Map()), graph.file, graph.opset);
  try {
    const results = await network.run({ [image.name]: blackImage(image, 2) });
    return Object.values(results).every((tensor) => tensor.dims[0] === 2 && elements(tensor.dims) === 2 * card.labels.length);
  } catch (error) {
    if (error instanceof StudioError) return false;
    throw error;
  } finally {
    await network.release();
  }
}
