/** A contact sheet of samples as a PNG file. */
import { writeFile } from 'node:fs/promises';
import { createCanvas, ImageData } from '@napi-rs/canvas';

/** `rgba`: (height, width, 4) uint8. */
export async function writeSheet(sheet: { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }, file: string): Promise<void> {
  const canvas = createCanvas(sheet.width, sheet.height);
  canvas.getContext('2d').putImageData(new ImageData(sheet.rgba, sheet.width, sheet.height), 0, 0);
  await writeFile(file, await canvas.encode('png'));
}
