/** Backgrounds: one colour with a slope of light, clouds, stripes or checks over it. */

import type { Random } from '../../core/random';
import { canvasArea as area, glyphSide } from './canvas';
import type { Scene } from './scene';
import { direction } from './turn';

/** Corner values of the clouds; reused, as painting is synchronous. */
const lattice = new Float64Array(13 * 13);

/** Fills the planes R, G, B of the canvas with the scene's background. */
export function paintBackground(canvas: Float64Array, scene: Scene, random: Random): void {
  const { background, texture, textureKind, textureCell } = scene;
  const [cos, sin] = direction(scene.textureAngle);
  for (let i = 0; i < lattice.length; i++) lattice[i] = random.between(-1, 1);
  for (let y = 0; y < glyphSide; y++) {
    for (let x = 0; x < glyphSide; x++) {
      const u = (x * cos + y * sin) / textureCell;
      const v = (y * cos - x * sin) / textureCell;
      const amount =
        textureKind === 'clouds'
          ? cloud(x / textureCell, y / textureCell)
          : textureKind === 'stripes'
            ? wave(u)
            : textureKind === 'checks'
              ? wave(u) * wave(v)
              : (x * cos + y * sin) / glyphSide; // plain: a slope of light
      const at = y * glyphSide + x;
      canvas[at] = background[0] + texture[0] * amount;
      canvas[at + area] = background[1] + texture[1] * amount;
      canvas[at + 2 * area] = background[2] + texture[2] * amount;
    }
  }
}

/** Triangle wave of period 1 between -1 and 1. */
export function wave(turns: number): number {
  return 4 * Math.abs(turns - Math.floor(turns + 0.5)) - 1;
}

/** Bilinear noise on the lattice. */
function cloud(x: number, y: number): number {
  const column = Math.floor(x);
  const line = Math.floor(y);
  const fx = x - column;
  const fy = y - line;
  const at = line * 13 + column;
  const upper = lattice[at] * (1 - fx) + lattice[at + 1] * fx;
  const lower = lattice[at + 13] * (1 - fx) + lattice[at + 14] * fx;
  return upper * (1 - fy) + lower * fy;
}
