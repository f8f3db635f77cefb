/** Cuts a model with several exits into segments: what must run before exit 1, what more for exit 2, and so on. */
import { constantNodes, nodesFor, type OnnxModel } from './onnx/graph';
import type { Subgraph } from './onnx/subgraph';

export interface Partition {
  /** Segment k computes exit k from the image and from what segments before it left; its own exit is its first output. */
  readonly segments: readonly Subgraph[];
  /** The last exit alone, without branch heads. */
  readonly plain: Subgraph;
  /** Every exit in one go. */
  readonly whole: Subgraph;
  /** Nodes of the whole model up to exit k, heads before it included. */
  readonly through: readonly (readonly number[])[];
}

/**
 * `exits` are output names in order. A tensor crosses a cut only where a later segment reads it; constants are computed
 * again on either side, for ONNX Runtime folds them when it loads. A segment without nodes means the exits are not in order.
 */
export function partition(model: OnnxModel, exits: readonly string[]): Partition {
  const images = model.inputs.map((input) => input.name);
  const constant = constantNodes(model);
  const done = new Set<number>();
  const own = exits.map((exit) => {
    const nodes = nodesFor(model, [exit], done);
    for (const index of nodes) if (!constant.has(index)) done.add(index);
    return nodes;
  });
  const madeIn = new Map(own.flatMap((nodes, k) => nodes.filter((n) => !constant.has(n)).flatMap((n) => model.nodes[n].outputs.map((name) => [name, k] as const))));
  const reads = own.map((nodes, k) => [...new Set(nodes.flatMap((n) => model.nodes[n].inputs))].filter((name) => images.includes(name) || (madeIn.get(name) ?? k) !== k));
  const segments = own.map((nodes, k) => {
    const carried = new Set(reads.slice(k + 1).flat().filter((name) => madeIn.get(name) === k && name !== exits[k]));
    return { nodes, inputs: reads[k], outputs: [exits[k], ...carried] };
  });
  const last = exits[exits.length - 1];
  return {
    segments,
    plain: { nodes: nodesFor(model, [last]), inputs: images, outputs: [last] },
    whole: { nodes: nodesFor(model, exits), inputs: images, outputs: exits },
    through: exits.map((_, k) => nodesFor(model, exits.slice(0, k + 1))),
  };
}

/** Tensors that are handed from one segment to a later one. */
export function crossings(parts: Partition): string[] {
  return parts.segments.flatMap((segment) => segment.outputs.slice(1));
}
