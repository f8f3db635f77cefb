/** A contact sheet of samples as a PNG file. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createCanvas, ImageData } from '@napi-rs/canvas';
import { guarded } from './write-report';

/** `rgba`: (height, width, 4) uint8. Makes the folder if need be. Errors: report.not-written */
export async function writeSheet(sheet: { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }, file: string): Promise<void> {
  const canvas = createCanvas(sheet.width, sheet.height);
  canvas.getContext('2d').putImageData(new ImageData(sheet.rgba, sheet.width, sheet.height), 0, 0);
  const png = await canvas.encode('png');
  await guarded(file, async () => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, png);
  });
}
