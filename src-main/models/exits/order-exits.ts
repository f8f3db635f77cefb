/** Puts a model's exits into the order in which a sample meets them: by the work that each needs without the others' heads. */
import type { ModelCard } from '../../contract/profiles';
import type { InspectedModel } from '../inspect';
import { nodesFor, type OnnxModel } from '../onnx/graph';
import { multiplyAccumulates, tensorsToMeasure } from '../onnx/multiply-accumulates';
import { tryModel } from '../try-model';

export type OrderedExit = ModelCard['exits'][number];

/** `added` exits of `attached` beside those of the card; the model's own output stays the last. */
export async function orderExits({ card, image, fixedBatch, parts }: InspectedModel, attached: OnnxModel, added: readonly OrderedExit[]): Promise<OrderedExit[]> {
  const branches = [...card.exits.slice(0, -1), ...added];
  const outputs = branches.map(({ output }) => output);
  const nodes = nodesFor(attached, outputs);
  const { shapes } = await tryModel(attached, { nodes, inputs: parts.whole.inputs, outputs }, nodes.flatMap((n) => tensorsToMeasure(attached.nodes[n])), image, fixedBatch ?? 1);
  const own = new Map(branches.map((exit) => {
    const needed = nodesFor(attached, [exit.output]);
    return [exit, { macs: needed.reduce((sum, n) => sum + multiplyAccumulates(attached.nodes[n], shapes), 0), nodes: needed.length }];
  }));
  const work = (exit: OrderedExit): { macs: number; nodes: number } => own.get(exit)!;
  return [...branches.sort((a, b) => work(a).macs - work(b).macs || work(a).nodes - work(b).nodes), card.exits.at(-1)!];
}
