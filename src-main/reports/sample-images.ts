/** Samples as PNG data URLs, for windows. */
import { createCanvas, ImageData } from '@napi-rs/canvas';
import type { ImageShape, SampleBatch } from '../engine/ports';

/** Larger images are drawn smaller, so that a page of them stays light. */
const MOST_PIXELS = 96;

/** The image's own size, or such that its longer side has 96 pixels. */
export function imageSize({ height, width }: ImageShape): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** One URL a sample, in the batch's order. Grey images show their one plane. */
export function sampleImages({ count, bytes, pixels }: SampleBatch, shape: ImageShape): { readonly urls: string[] } {
  const { channels, height, width } = shape;
  const size = imageSize(shape);
  const plane = width * height;
  const green = channels >= 3 ? plane : 0;
  const full = createCanvas(width, height);
  const shown = size.width === width && size.height === height ? full : createCanvas(size.width, size.height);
  const urls = Array.from({ length: count }, (_, i) => {
    const rgba = new Uint8ClampedArray(plane * 4).fill(255);
    for (let p = 0, from = i * bytes; p < plane; p++, from++) {
      rgba[p * 4] = pixels[from];
      rgba[p * 4 + 1] = pixels[from + green];
      rgba[p * 4 + 2] = pixels[from + 2 * green];
    }
    full.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
    if (shown !== full) shown.getContext('2d').drawImage(full, 0, 0, size.width, size.height);
    return `data:image/png;base64,${shown.toBuffer('image/png').toString('base64')}`;
  });
  return { urls };
}
