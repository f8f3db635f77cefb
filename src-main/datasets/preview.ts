/** A contact sheet: samples side by side, so that a person can look at a dataset. */
import type { Dataset, ImageShape, SampleBatch } from '../engine/ports';

/** (height, width, 4) uint8, opaque. */
export interface PreviewSheet { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }

const gap = 2;

/** The samples `indices`, row by row, `columns` in a row, every pixel drawn `zoom` x `zoom`. Errors: dataset.* */
export async function previewSheet(dataset: Dataset, indices: Int32Array, columns: number, zoom = 1): Promise<PreviewSheet> {
  return arrangeSheet(await dataset.read(indices), dataset.shape, columns, zoom);
}

/** Tiles in the order of the batch with a white gap of 2 pixels around each; `columns` and `zoom` at least 1. */
export function arrangeSheet(batch: SampleBatch, shape: ImageShape, columns: number, zoom = 1): PreviewSheet {
  const across = Math.max(1, Math.min(Math.floor(columns), batch.count));
  const scale = Math.max(1, Math.floor(zoom));
  const tileWidth = shape.width * scale + gap;
  const tileHeight = shape.height * scale + gap;
  const width = across * tileWidth + gap;
  const height = Math.ceil(batch.count / across) * tileHeight + gap;
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  const plane = shape.height * shape.width;
  const green = shape.channels >= 3 ? plane : 0; // grey images show their one plane three times
  for (let i = 0; i < batch.count; i++) {
    const left = gap + (i % across) * tileWidth;
    const top = gap + Math.floor(i / across) * tileHeight;
    for (let y = 0; y < shape.height * scale; y++) {
      const row = i * batch.bytes + Math.floor(y / scale) * shape.width;
      for (let x = 0; x < shape.width * scale; x++) {
        const from = row + Math.floor(x / scale);
        const to = ((top + y) * width + left + x) * 4;
        rgba[to] = batch.pixels[from];
        rgba[to + 1] = batch.pixels[from + green];
        rgba[to + 2] = batch.pixels[from + 2 * green];
      }
    }
  }
  return { width, height, rgba };
}
