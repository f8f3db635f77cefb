/** Runs a model once to learn what its tensors look like: right for any operator, with no shape inference of our own. */
import type { ImageInput } from './image-input';
import type { OnnxModel } from './onnx/graph';
import { encodeSubgraph, type Subgraph } from './onnx/subgraph';
import { createNetwork } from './session';

/** Stored tensors have shapes too, but no types: their files tell. */
export interface Tried { readonly shapes: ReadonlyMap<string, readonly number[]>; readonly types: ReadonlyMap<string, string> }

/** `wanted` tensors are added to the outputs of `part`. Without `pixels` the image is black. Errors: model.opset-too-new, .operator-unsupported, .not-runnable */
export async function tryModel(graph: OnnxModel, part: Subgraph, wanted: Iterable<string>, image: ImageInput, batch: number, pixels?: Uint8Array): Promise<Tried> {
  const shapes = new Map<string, readonly number[]>([...graph.initializers].map(([name, tensor]) => [name, tensor.dims]));
  const outputs = [...new Set([...part.outputs, ...wanted])].filter((name) => name !== image.name && !shapes.has(name));
  const network = await createNetwork(encodeSubgraph(graph, { ...part, outputs }, new Map()), graph.file, graph.opset);
  try {
    const fed = pixels === undefined ? blackImage(image, batch) : image.tensor(pixels, 1, batch);
    shapes.set(image.name, fed.dims);
    const results = await network.run({ [image.name]: fed });
    for (const [name, tensor] of Object.entries(results)) shapes.set(name, tensor.dims);
    return { shapes, types: new Map([[image.name, fed.type], ...Object.entries(results).map(([name, tensor]) => [name, tensor.type] as const)]) };
  } finally {
    await network.release();
  }
}

export function blackImage(image: ImageInput, batch: number): ReturnType<ImageInput['tensor']> {
  const { channels, height, width } = image.card.input;
  return image.tensor(new Uint8Array(channels * height * width), 1, batch);
}
