/** The card of the null model; apart from its network, so that only the worker loads ONNX Runtime. */
import type { ModelCard } from '../contract/profiles';
import type { ImageShape, ModelFacts } from '../engine/ports';

export const CLASSES = 10;
export const SCORES = 'scores';

export function nullCard({ channels, height, width }: ImageShape): ModelCard {
  return {
    kind: 'model', id: 'null', name: 'Null model (the engine’s own overhead)', role: 'local', architecture: 'null', file: 'none', dataset: 'any', directory: '.',
    input: { layout: 'NCHW', channels, height, width, type: 'float32' }, preprocessing: { scale: 255, mean: [0], std: [1] },
    output: 'logits', labels: Array.from({ length: CLASSES }, (_, c) => `class ${c}`), exits: [{ name: 'final', output: SCORES }], licence: 'MIT',
  };
}

export function nullFacts({ input: { channels, height, width, layout } }: ModelCard): ModelFacts {
  return {
    sha256: '', bytes: 0, classes: CLASSES, shape: { channels, height, width }, layout, exits: [{ name: 'final', after: '', macs: 0, parameters: 0 }],
    plainMacs: 0, plainParameters: 0, operators: {},
  };
}
