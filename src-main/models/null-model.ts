/** A model that computes nothing: what is timed with it is the engine itself. */
import { Tensor } from 'onnxruntime-node';
import type { ModelCard } from '../contract/profiles';
import { ImageInput } from './image-input';
import { CLASSES, SCORES } from './null-card';
import type { Network } from './session';
import type { RunnableModel } from './stages';

export function runnableNull(card: ModelCard): RunnableModel {
  const image = new ImageInput('image', card, [null, null, null, null]);
  const one = { [SCORES]: new Tensor('float32', new Float32Array(CLASSES), [1, CLASSES]) };
  const network: Network = {
    run: async (feeds) => {
      const rows = feeds[image.name].dims[0];
      return rows === 1 ? one : { [SCORES]: new Tensor('float32', new Float32Array(rows * CLASSES), [rows, CLASSES]) };
    },
    release: async () => {},
  };
  const segment = { network, inputs: [image.name], exit: SCORES };
  return {
    id: card.id, exitNames: ['final'], exitTensors: [SCORES], classes: CLASSES, outputKind: 'logits', image, fixedBatch: null,
    whole: async () => network, plain: async () => segment, segments: async () => [segment], close: async () => {},
  };
}
