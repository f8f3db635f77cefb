/** Paints a scene into 32 x 32 pixels: background, clutter, glyph, obstacles, blur, noise. */

import { createRandom } from '../../core/random';
import { paintBackground, wave } from './background';
import { blur } from './blur';
import { canvasArea as area, glyphSide } from './canvas';
import type { Rgb } from './colours';
import type { Bar, Mark } from './marks';
import type { Scene } from './scene';
import { hollow, shapeDistance } from './shapes';
import { direction } from './turn';

/** Planes R, G, B of one image. One canvas serves all: painting is synchronous, and 3000 images a second leave no time for garbage. */
const canvas = new Float64Array(3 * area);
const shaded: [number, number, number] = [0, 0, 0];

/** The signed distance is the coverage of a pixel: half a pixel inside is full, half outside is none. No supersampling needed. */
function blend(at: number, distance: number, colour: Rgb): void {
  if (distance >= 0.5) return;
  const cover = distance <= -0.5 ? 1 : 0.5 - distance;
  canvas[at] = canvas[at] + (colour[0] - canvas[at]) * cover;
  canvas[at + area] = canvas[at + area] + (colour[1] - canvas[at + area]) * cover;
  canvas[at + 2 * area] = canvas[at + 2 * area] + (colour[2] - canvas[at + 2 * area]) * cover;
}

function paintMark(mark: Mark): void {
  const filled = shapeDistance(mark.label, mark);
  const distance = mark.stroke > 0 ? hollow(filled, mark.stroke) : filled;
  const [cos, sin] = direction(mark.angle);
  const reach = mark.radius * 1.25 + 1;
  const left = Math.max(0, Math.floor(mark.x - reach));
  const right = Math.min(glyphSide - 1, Math.ceil(mark.x + reach));
  const top = Math.max(0, Math.floor(mark.y - reach));
  const bottom = Math.min(glyphSide - 1, Math.ceil(mark.y + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      // Stretched in the image's own axes, so that the rotated shape is slanted too.
      const dx = (x - mark.x) / mark.stretch;
      const dy = (y - mark.y) * mark.stretch;
      const u = dx * cos + dy * sin;
      const depth = distance(u, dy * cos - dx * sin);
      if (depth >= 0.5) continue;
      const light = wave(u / mark.shadeCell);
      shaded[0] = mark.colour[0] + mark.shade[0] * light;
      shaded[1] = mark.colour[1] + mark.shade[1] * light;
      shaded[2] = mark.colour[2] + mark.shade[2] * light;
      blend(y * glyphSide + x, depth, shaded);
    }
  }
}

function paintBar(bar: Bar): void {
  const [cos, sin] = direction(bar.angle);
  for (let y = 0; y < glyphSide; y++) {
    for (let x = 0; x < glyphSide; x++) {
      const along = Math.abs((x - bar.x) * cos + (y - bar.y) * sin) - bar.halfLength;
      const across = Math.abs((y - bar.y) * cos - (x - bar.x) * sin) - bar.halfWidth;
      blend(y * glyphSide + x, Math.max(along, across), bar.colour);
    }
  }
}

/** Paints a scene into planes R, G, B of 32 x 32 bytes; `grain` seeds texture and noise. */
export function paintScene(scene: Scene, grain: number, out: Uint8Array): void {
  const random = createRandom(grain);
  paintBackground(canvas, scene, random);
  for (const item of scene.behind) {
    if ('radius' in item) paintMark(item);
    else paintBar(item);
  }
  paintMark(scene.glyph);
  for (const bar of scene.before) paintBar(bar);
  for (let pass = 0; pass < scene.blurPasses; pass++) blur(canvas);
  // Two uniforms make a triangular noise; its standard deviation is 1/sqrt(6) of its reach.
  const reach = scene.noise * 2.449489742783178;
  for (let i = 0; i < canvas.length; i++) {
    const value = canvas[i] + reach * (random.next() + random.next() - 1);
    out[i] = value <= 0 ? 0 : value >= 255 ? 255 : Math.floor(value + 0.5);
  }
}
