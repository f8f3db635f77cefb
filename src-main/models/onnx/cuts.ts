/** Finds the tensors that alone separate what comes before them in a graph from what comes after. */
import { constantNodes, nodesFor, type OnnxModel } from './graph';

/** Nodes on either side, constants left out, in execution order; `producer` is the node that makes the tensor. */
export interface Cut { readonly tensor: string; readonly producer: number; readonly before: readonly number[]; readonly after: readonly number[] }

/**
 * Every tensor through which all paths from the image to `exit` go, in order; image and exit themselves are none. One pass over the nodes
 * that `exit` needs suffices: where a single tensor is still wanted, it separates, and in whichever order the file lists its nodes, those
 * before a separating tensor stand before it, because each lies on a path through it.
 */
export function findCuts(model: OnnxModel, exit: string): Cut[] {
  const constant = constantNodes(model);
  const nodes = nodesFor(model, [exit]).filter((n) => !constant.has(n));
  const lastReader = new Map<string, number>();
  for (const n of nodes) for (const name of model.nodes[n].inputs) lastReader.set(name, n);
  const varying = new Set(nodes.flatMap((n) => model.nodes[n].outputs));
  const wanted = new Set(model.inputs.map((input) => input.name).filter((name) => lastReader.has(name)));
  const cuts: Cut[] = [];
  nodes.forEach((n, at) => {
    for (const name of model.nodes[n].outputs) if (varying.has(name) && (lastReader.has(name) || name === exit)) wanted.add(name);
    for (const name of wanted) if (lastReader.get(name) === n && name !== exit) wanted.delete(name);
    const [tensor] = wanted;
    if (wanted.size === 1 && tensor !== exit && model.producer.get(tensor) === n) cuts.push({ tensor, producer: n, before: nodes.slice(0, at + 1), after: nodes.slice(at + 1) });
  });
  return cuts;
}

/** Operators with inner graphs: their work depends on the sample. */
export function controlFlow(model: OnnxModel, nodes: readonly number[]): string | null {
  return nodes.map((n) => model.nodes[n].operator).find((operator) => ['If', 'Loop', 'Scan', 'SequenceMap'].includes(operator)) ?? null;
}
