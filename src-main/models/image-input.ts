/** Turns pixels into the tensor a model expects: x = (raw / scale - mean) / std, by the card. */
import { Tensor } from 'onnxruntime-node';
import type { ModelCard } from '../contract/profiles';

const arrays = { float32: Float32Array, uint8: Uint8Array, int8: Int8Array };

function quantised(type: ModelCard['input']['type'], x: number): number {
  if (type === 'float32') return x;
  return type === 'uint8' ? Math.min(255, Math.max(0, Math.round(x))) : Math.min(127, Math.max(-128, Math.round(x)));
}

/**
 * Quantised inputs take x rounded to the nearest integer and clipped to their range: their card gives the scale that leads there
 * (uint8: scale 1, mean 0, std 1 feeds the raw value; int8: mean 128).
 */
export class ImageInput {
  /** Raw value → fed value, one table of 256 a channel. */
  readonly #table: Float64Array;

  /** `dims` is the file's shape, null where free; the first is the batch. */
  constructor(readonly name: string, readonly card: ModelCard, readonly dims: readonly (number | null)[]) {
    const { channels } = card.input;
    const { scale, mean, std } = card.preprocessing;
    this.#table = new Float64Array(channels * 256);
    for (let c = 0; c < channels; c++) {
      for (let raw = 0; raw < 256; raw++) this.#table[c * 256 + raw] = quantised(card.input.type, (raw / scale - mean[mean.length === 1 ? 0 : c]) / std[std.length === 1 ? 0 : c]);
    }
  }

  /** `pixels`: uint8 (count, channels, height, width). Fills up to `rows` by repeating the last sample. */
  tensor(pixels: Uint8Array, count: number, rows: number = count): Tensor {
    const { channels, height, width, layout, type } = this.card.input;
    const plane = height * width;
    const bytes = channels * plane;
    const data = new arrays[type](rows * bytes);
    for (let row = 0; row < rows; row++) {
      const from = Math.min(row, count - 1) * bytes;
      for (let c = 0; c < channels; c++) {
        const table = this.#table.subarray(c * 256, c * 256 + 256);
        if (layout === 'NCHW') for (let i = 0, to = row * bytes + c * plane, at = from + c * plane; i < plane; i++) data[to + i] = table[pixels[at + i]];
        else for (let i = 0, to = row * bytes + c, at = from + c * plane; i < plane; i++) data[to + i * channels] = table[pixels[at + i]];
      }
    }
    return new Tensor(type, data, this.#shape(rows, bytes));
  }

  #shape(rows: number, bytes: number): number[] {
    const { channels, height, width, layout } = this.card.input;
    if (this.dims.length === 4) return layout === 'NCHW' ? [rows, channels, height, width] : [rows, height, width, channels];
    return this.dims.length === 2 ? [rows, bytes] : [rows, ...this.dims.slice(1).map((n) => n ?? 1)];
  }
}
