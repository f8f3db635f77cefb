/** Preprocessing and layout of an image, value by value. */
import { describe, expect, it } from 'vitest';
import type { ModelCard } from '../../src-main/contract/profiles';
import { ImageInput } from '../../src-main/models/image-input';
import { twoExitCard } from '../support/onnx-builder';

const card = (input: Partial<ModelCard['input']>, preprocessing: ModelCard['preprocessing']): ModelCard =>
  twoExitCard('', { input: { layout: 'NCHW', channels: 2, height: 1, width: 2, type: 'float32', ...input }, preprocessing });
const free = [null, null, null, null];

describe('an image on its way into a model', () => {
  it('becomes (raw / scale - mean) / std in each channel', () => {
    const tensor = new ImageInput('x', card({}, { scale: 255, mean: [0.5, 0], std: [0.5, 2] }), free).tensor(new Uint8Array([0, 255, 255, 51]), 1);
    expect([...tensor.data as Float32Array].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([-1, 1, 0.5, 0.1]);
    expect(tensor.dims).toEqual([1, 2, 1, 2]);
  });

  it('turns to channels last where the model wants it', () => {
    const tensor = new ImageInput('x', card({ layout: 'NHWC' }, { scale: 1, mean: [0], std: [1] }), free).tensor(new Uint8Array([1, 2, 11, 12, 3, 4, 13, 14]), 2);
    expect([...tensor.data as Float32Array]).toEqual([1, 11, 2, 12, 3, 13, 4, 14]);
    expect(tensor.dims).toEqual([2, 1, 2, 2]);
  });

  it('is rounded and clipped for quantised inputs', () => {
    const pixels = new Uint8Array([0, 127, 128, 255]);
    expect([...new ImageInput('x', card({ type: 'int8' }, { scale: 1, mean: [128], std: [1] }), free).tensor(pixels, 1).data as Int8Array]).toEqual([-128, -1, 0, 127]);
    expect([...new ImageInput('x', card({ type: 'uint8' }, { scale: 0.5, mean: [100], std: [1] }), free).tensor(pixels, 1).data as Uint8Array]).toEqual([0, 154, 156, 255]);
  });

  it('repeats the last sample to fill a fixed batch, and lies flat where the model takes it so', () => {
    const image = new ImageInput('x', card({}, { scale: 1, mean: [0], std: [1] }), [4, 4]);
    const tensor = image.tensor(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]), 2, 4);
    expect(tensor.dims).toEqual([4, 4]);
    expect([...tensor.data as Float32Array].slice(4)).toEqual([5, 6, 7, 8, 5, 6, 7, 8, 5, 6, 7, 8]);
  });
});
