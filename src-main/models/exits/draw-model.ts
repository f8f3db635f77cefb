/** Draws a model: its stages, every place where it can be cut, what lies on either side, and what it needs in memory. */
import type { ModelCut, ModelDrawing } from '../../contract/procedures';
import { suggestPlaces } from '../../core/exits';
import { StudioError } from '../../core/errors';
import type { InspectedModel } from '../inspect';
import { controlFlow, findCuts, type Cut } from '../onnx/cuts';
import { elements, type OnnxModel } from '../onnx/graph';
import { activationPeak, storedBytes, tensorBytes, type TensorSizes } from '../onnx/memory';
import { countParameters, multiplyAccumulates } from '../onnx/multiply-accumulates';
import { tryModel } from '../try-model';
import { headMacs, headParameters, OLDEST_OPSET, planHead } from './head-graph';

/** An exit that saves less than this share of the work is none: only the last classifier is left behind it. */
const LEAST_SAVED = 0.01;

/** Errors: model.control-flow, .not-runnable */
export async function drawModel(model: InspectedModel): Promise<ModelDrawing> {
  const { card, graph, parts, image, fixedBatch, facts } = model;
  const flow = controlFlow(graph, parts.whole.nodes);
  if (flow !== null) throw new StudioError('model.control-flow', { file: graph.file, operator: flow });
  const batch = fixedBatch ?? 1;
  const made = parts.whole.nodes.flatMap((n) => graph.nodes[n].outputs);
  const sizes: TensorSizes = { ...(await tryModel(graph, parts.whole, made, image, batch)), batch };
  const { channels, height, width } = card.input;
  const noise = Uint8Array.from({ length: channels * height * width }, (_, i) => (i * 151 + (i >> 3) * 29) % 256);
  const other = await tryModel(graph, parts.whole, made, image, batch, noise);
  const macs = (nodes: readonly number[]): number => nodes.reduce((sum, n) => sum + multiplyAccumulates(graph.nodes[n], sizes.shapes), 0) / batch;
  const exit = parts.plain.outputs[0];
  const found = findCuts(graph, exit);
  const cuts = found.map((cut) => cutFacts(graph, cut, sizes, other.shapes, macs, card.labels.length));
  markPlaces(cuts, takenTensors(model, found));

  const peak = activationPeak(graph, parts.whole.nodes, card.exits.map(({ output }) => output), sizes);
  const weights = storedBytes(graph, parts.whole.nodes);
  const values = countParameters(graph, parts.whole.nodes);
  const whole = facts.exits.at(-1)!;
  return {
    name: card.name, architecture: card.architecture, input: { name: image.name, bytes: tensorBytes(graph, image.name, sizes) }, total: { macs: facts.plainMacs, parameters: facts.plainParameters },
    stages: facts.exits.map(({ name, after, macs: upTo, parameters }, k) => ({
      exit: name, after, from: k === facts.exits.length - 1 ? null : branchOf(graph, found, card.exits[k].output), macs: upTo - (facts.exits[k - 1]?.macs ?? 0), parameters: parameters - (facts.exits[k - 1]?.parameters ?? 0),
      handedOver: parts.segments[k].outputs.slice(1).reduce((sum, tensor) => sum + tensorBytes(graph, tensor, sizes), 0), share: upTo / Math.max(1, whole.macs), accuracy: card.accuracy?.exits[k] ?? null,
    })),
    cuts,
    memory: {
      fileBytes: graph.bytes, weights, activations: peak.bytes, peakAt: peak.node < 0 ? '' : `${graph.nodes[peak.node].operator} → ${graph.nodes[peak.node].outputs[0]}`,
      int8: weights < 2 * values ? null : { weights: values, activations: Math.ceil(peak.bytes / 4) },
    },
    operators: operatorKinds(graph, parts.whole.nodes, macs),
  };
}

function cutFacts(graph: OnnxModel, cut: Cut, sizes: TensorSizes, otherShapes: ReadonlyMap<string, readonly number[]>, macs: (nodes: readonly number[]) => number, classes: number): ModelCut {
  const shape = sizes.shapes.get(cut.tensor) ?? [];
  const dims = shape.slice(1);
  const type = sizes.types.get(cut.tensor) ?? 'unknown';
  const before = { macs: macs(cut.before), parameters: countParameters(graph, cut.before) };
  const after = { macs: macs(cut.after), parameters: countParameters(graph, cut.after) };
  const varies = shape[0] !== sizes.batch || elements(shape) === 0 || otherShapes.get(cut.tensor)?.join() !== shape.join();
  const plan = planHead(dims);
  const unfit = type !== 'float32' ? 'type' : varies || plan === null ? 'shape' : before.macs === 0 ? 'no-work-before' : after.macs < LEAST_SAVED * (before.macs + after.macs) ? 'no-work-after' : null;
  return {
    tensor: cut.tensor, operator: graph.nodes[cut.producer].operator, layer: cut.before.filter((n) => multiplyAccumulates(graph.nodes[n], sizes.shapes) > 0).length,
    dims, type, bytes: tensorBytes(graph, cut.tensor, sizes), before, after, share: before.macs / Math.max(1, before.macs + after.macs), unfit, place: false, suggested: false,
    head: unfit !== null || plan === null || graph.opset < OLDEST_OPSET ? null : { pool: plan.pool, features: plan.features, macs: headMacs(plan, classes), parameters: headParameters(plan, classes) },
  };
}

/** Of tensors with equal work before them the last is the place: it has been through activation and pooling. Places that have an exit are not suggested. */
function markPlaces(cuts: ModelCut[], taken: ReadonlySet<string>): void {
  const fit = cuts.filter((cut) => cut.unfit === null);
  const places = fit.filter((cut, i) => cut.before.macs !== fit[i + 1]?.before.macs);
  for (const cut of places) cut.place = true;
  const free = places.filter((cut) => !fit.some(({ tensor, before }) => taken.has(tensor) && before.macs === cut.before.macs));
  for (const i of suggestPlaces(free.map(({ share }) => share))) free[i].suggested = true;
}

function takenTensors({ graph, card }: InspectedModel, cuts: readonly Cut[]): Set<string> {
  return new Set(card.exits.slice(0, -1).flatMap(({ output }) => branchOf(graph, cuts, output) ?? []));
}

/** The last cut that a branch's head needs. */
function branchOf(graph: OnnxModel, cuts: readonly Cut[], output: string): string | null {
  const needed = new Set<string>();
  const open = [output];
  while (open.length > 0) {
    const name = open.pop()!;
    if (needed.has(name)) continue;
    needed.add(name);
    const producer = graph.producer.get(name);
    if (producer !== undefined) open.push(...graph.nodes[producer].inputs);
  }
  return cuts.findLast(({ tensor }) => needed.has(tensor))?.tensor ?? null;
}

function operatorKinds(graph: OnnxModel, nodes: readonly number[], macs: (nodes: readonly number[]) => number): ModelDrawing['operators'] {
  const kinds = new Map<string, { operator: string; count: number; macs: number }>();
  for (const n of nodes) {
    const { operator } = graph.nodes[n];
    const kind = kinds.get(operator) ?? { operator, count: 0, macs: 0 };
    kind.count++;
    kind.macs += macs([n]);
    kinds.set(operator, kind);
  }
  return [...kinds.values()].sort((a, b) => b.macs - a.macs || b.count - a.count);
}
