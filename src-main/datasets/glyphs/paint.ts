/** Paints a scene into 32 x 32 pixels: background, clutter, glyph, obstacles, blur, noise. */

import { createRandom, type Random } from '../../core/random';
import type { Bar, Mark, Rgb, Scene } from './scene';
import { hollow, shapeDistance } from './shapes';
import { direction } from './turn';

export const glyphSide = 32;
const area = glyphSide * glyphSide;

/** Planes R, G, B of one image. One canvas serves all: painting is synchronous, and 3000 images a second leave no time for garbage. */
const canvas = new Float64Array(3 * area);
const row = new Float64Array(glyphSide);
const shaded: [number, number, number] = [0, 0, 0];
const lattice = new Float64Array(13 * 13);

function paintBackground(scene: Scene, random: Random): void {
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
function wave(turns: number): number {
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

/** One pass of 1-2-1 along lines `step` apart; the rim repeats its own pixel. */
function blurLine(start: number, step: number): void {
  for (let i = 0; i < glyphSide; i++) row[i] = canvas[start + i * step];
  for (let i = 0; i < glyphSide; i++) {
    const before = row[i === 0 ? 0 : i - 1];
    const after = row[i === glyphSide - 1 ? i : i + 1];
    canvas[start + i * step] = (before + 2 * row[i] + after) / 4;
  }
}

function blur(): void {
  for (let plane = 0; plane < 3; plane++) {
    for (let line = 0; line < glyphSide; line++) {
      blurLine(plane * area + line * glyphSide, 1);
      blurLine(plane * area + line, glyphSide);
    }
  }
}

/** Paints a scene into planes R, G, B of 32 x 32 bytes; `grain` seeds texture and noise. */
export function paintScene(scene: Scene, grain: number, out: Uint8Array): void {
  const random = createRandom(grain);
  paintBackground(scene, random);
  for (const item of scene.behind) 'radius' in item ? paintMark(item) : paintBar(item);
  paintMark(scene.glyph);
  for (const bar of scene.before) paintBar(bar);
  for (let pass = 0; pass < scene.blurPasses; pass++) blur();
  // Two uniforms make a triangular noise; its standard deviation is 1/sqrt(6) of its reach.
  const reach = scene.noise * 2.449489742783178;
  for (let i = 0; i < canvas.length; i++) {
    const value = canvas[i] + reach * (random.next() + random.next() - 1);
    out[i] = value <= 0 ? 0 : value >= 255 ? 255 : Math.floor(value + 0.5);
  }
}
