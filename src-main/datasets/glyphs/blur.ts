/** A soft lens: the 1-2-1 filter along rows and columns. */

import { canvasArea as area, glyphSide } from './canvas';

const row = new Float64Array(glyphSide);

/** One pass of 1-2-1 along lines `step` apart; the rim repeats its own pixel. */
function blurLine(canvas: Float64Array, start: number, step: number): void {
  for (let i = 0; i < glyphSide; i++) row[i] = canvas[start + i * step];
  for (let i = 0; i < glyphSide; i++) {
    const before = row[i === 0 ? 0 : i - 1];
    const after = row[i === glyphSide - 1 ? i : i + 1];
    canvas[start + i * step] = (before + 2 * row[i] + after) / 4;
  }
}

/** One pass over all planes. */
export function blur(canvas: Float64Array): void {
  for (let plane = 0; plane < 3; plane++) {
    for (let line = 0; line < glyphSide; line++) {
      blurLine(canvas, plane * area + line * glyphSide, 1);
      blurLine(canvas, plane * area + line, glyphSide);
    }
  }
}
