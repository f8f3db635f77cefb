/** Turns pixels into the tensor a model expects: x = (raw / scale - mean) / std, by the card. */
import { Tensor } from 'onnxruntime-node';
import type { ModelCard } from '../contract/profiles';

type Values = Float32Array | Uint8Array | Int8Array;
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
  /** Raw value → fed value, 256 entries a channel. */
  readonly #tables: readonly Values[];

  /** `dims` is the file's shape, null where free; the first is the batch. */
  constructor(readonly name: string, readonly card: ModelCard, readonly dims: readonly (number | null)[]) {
    const { channels, type } = card.input;
    const { scale, mean, std } = card.preprocessing;
    this.#tables = Array.from({ length: channels }, (_, c) => {
      const channelMean = mean[mean.length === 1 ? 0 : c];
      const channelStd = std[std.length === 1 ? 0 : c];
      const table = new arrays[type](256);
      for (let raw = 0; raw < 256; raw++) table[raw] = quantised(type, (raw / scale - channelMean) / channelStd);
      return table;
    });
  }

  /**
   * `pixels`: uint8 (count, channels, height, width). Fills up to `rows` by repeating the last sample.
   * A tensor in `reuse` with as many rows is overwritten and returned: fresh memory costs more than the arithmetic.
   */
  tensor(pixels: Uint8Array, count: number, rows: number = count, reuse: Tensor | null = null): Tensor {
    const { channels, height, width, layout, type } = this.card.input;
    const plane = height * width;
    const bytes = channels * plane;
    const tensor = reuse?.dims[0] === rows ? reuse : new Tensor(type, new arrays[type](rows * bytes), this.#shape(rows, bytes));
    const data = tensor.data as Values;
    for (let row = 0; row < rows; row++) {
      const from = Math.min(row, count - 1) * bytes;
      for (let c = 0; c < channels; c++) {
        const table = this.#tables[c];
        const at = from + c * plane;
        if (layout === 'NCHW') lookUp(table, pixels.subarray(at, at + plane), data.subarray(row * bytes + c * plane, row * bytes + (c + 1) * plane));
        else for (let i = 0, to = row * bytes + c; i < plane; i++, to += channels) data[to] = table[pixels[at + i]];
      }
    }
    return tensor;
  }

  #shape(rows: number, bytes: number): number[] {
    const { channels, height, width, layout } = this.card.input;
    if (this.dims.length === 4) return layout === 'NCHW' ? [rows, channels, height, width] : [rows, height, width, channels];
    return this.dims.length === 2 ? [rows, bytes] : [rows, ...this.dims.slice(1).map((n) => n ?? 1)];
  }
}

/** Eight at a time on views that start at 0: this loop is most of what the engine adds to a bare run, and V8 makes it twice as fast so. */
function lookUp(table: Values, pixels: Uint8Array, to: Values): void {
  let i = 0;
  for (; i + 8 <= to.length; i += 8) {
    to[i] = table[pixels[i]];
    to[i + 1] = table[pixels[i + 1]];
    to[i + 2] = table[pixels[i + 2]];
    to[i + 3] = table[pixels[i + 3]];
    to[i + 4] = table[pixels[i + 4]];
    to[i + 5] = table[pixels[i + 5]];
    to[i + 6] = table[pixels[i + 6]];
    to[i + 7] = table[pixels[i + 7]];
  }
  for (; i < to.length; i++) to[i] = table[pixels[i]];
}
