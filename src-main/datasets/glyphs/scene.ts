/** What one glyph image shows, drawn from chance: the shape, its surroundings and everything that makes it hard to read. */

import type { Random } from '../../core/random';
import { glyphClasses } from './glyph-classes';

export type Rgb = readonly [red: number, green: number, blue: number];

/** One shape on the canvas; positions and lengths in pixels, angles in turns. */
export interface Mark {
  label: number;
  x: number;
  y: number;
  radius: number;
  angle: number;
  /** Horizontal stretch before the rotation, 1 = none. */
  stretch: number;
  stoutness: number;
  gap: number;
  /** Stroke of a hollow shape; 0 = filled. */
  stroke: number;
  colour: Rgb;
  /** Added to the colour along a wave across the shape. */
  shade: Rgb;
  /** Pixels per wave; many = a slope of light, few = stripes. */
  shadeCell: number;
}

/** A straight bar: clutter behind the shape, or an obstacle before it. */
export interface Bar {
  x: number;
  y: number;
  angle: number;
  halfLength: number;
  halfWidth: number;
  colour: Rgb;
}

export interface Scene {
  background: Rgb;
  /** Colour added at full texture, in grey levels. */
  texture: Rgb;
  textureKind: 'plain' | 'clouds' | 'stripes' | 'checks';
  textureCell: number;
  textureAngle: number;
  behind: readonly (Mark | Bar)[];
  glyph: Mark;
  before: readonly Bar[];
  /** Passes of a 1-2-1 blur. */
  blurPasses: number;
  /** Standard deviation of the pixel noise, grey levels. */
  noise: number;
  /** 0 = clean, 1 = as hard as the set gets. */
  difficulty: number;
}

const anyColour = (random: Random): Rgb => [random.between(20, 235), random.between(20, 235), random.between(20, 235)];

/** A difference of colour, `length` grey levels long, in any direction of RGB. */
function tint(random: Random, length: number): Rgb {
  const [r, g, b] = [random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)];
  const scale = length / (Math.sqrt(r * r + g * g + b * b) + 1e-6);
  return [r * scale, g * scale, b * scale];
}

/** A colour `contrast` grey levels away from another; a channel that would leave 0..255 goes the other way. */
function contrasting(random: Random, from: Rgb, contrast: number): Rgb {
  const step = tint(random, contrast);
  const away = (channel: 0 | 1 | 2): number => {
    const to = from[channel] + step[channel];
    return to < 0 || to > 255 ? from[channel] - step[channel] : to;
  };
  return [away(0), away(1), away(2)];
}

function drawMark(random: Random, label: number, radius: number, hardness: number, colour: Rgb): Mark {
  const stretchable = 0.06 + 0.16 * hardness;
  const fillable = label <= 5; // rings and bends are strokes already; a hollow circle would be a ring
  return {
    label,
    x: 15.5,
    y: 15.5,
    radius,
    angle: random.next(),
    stretch: 1 + random.between(-stretchable, stretchable),
    stoutness: random.next(),
    gap: Math.max(2.2, radius * random.between(0.5 - 0.22 * hardness, 0.7 - 0.3 * hardness)),
    stroke: fillable && label !== 0 && random.chance(0.15 + 0.25 * hardness) ? radius * random.between(0.28, 0.4) : 0,
    colour,
    shade: tint(random, hardness * random.between(0, 60)),
    shadeCell: random.between(4, 24),
  };
}

function drawBar(random: Random, colour: Rgb, longest: number, halfWidth: number): Bar {
  return {
    x: random.between(0, 31),
    y: random.between(0, 31),
    angle: random.next(),
    halfLength: random.between(3, longest),
    halfWidth,
    colour,
  };
}

/** A small shape of any class near the rim: the class of the image is that of the largest shape only. */
function drawDistractor(random: Random, background: Rgb, contrast: number, largest: number): Mark {
  const label = random.integer(glyphClasses.length);
  const mark = drawMark(random, label, random.between(2.4, largest), 1, contrasting(random, background, contrast));
  const along = random.between(1, 30);
  const across = random.chance(0.5) ? random.between(0, 6) : random.between(25, 31);
  return random.chance(0.5) ? { ...mark, x: along, y: across } : { ...mark, x: across, y: along };
}

/** Draws the scene of one image of class `label`. */
export function drawScene(random: Random, label: number): Scene {
  const ease = random.next();
  const hardness = 1 - ease * ease;
  const upTo = (limit: number): number => limit * hardness * random.next();
  const contrast = 150 - upTo(90);
  const shrink = upTo(5.5);
  const background = anyColour(random);
  const textureAmount = upTo(0.7);
  const clutter = Math.floor(upTo(7));
  const blurPasses = Math.floor(upTo(2.4));
  const noise = 1 + upTo(0.18) * contrast;
  const occluded = upTo(1) > 0.35;

  const glyph = drawMark(random, label, 12.5 - shrink, hardness, contrasting(random, background, contrast));
  const reach = 15.5 - glyph.radius;
  glyph.x += random.between(-reach, reach);
  glyph.y += random.between(-reach, reach);

  const behind: (Mark | Bar)[] = [];
  for (let i = 0; i < clutter; i++) {
    behind.push(
      random.chance(0.6)
        ? drawDistractor(random, background, contrast, glyph.radius * 0.65)
        : drawBar(random, contrasting(random, background, contrast * 0.7), 14, random.between(0.5, 1.2)),
    );
  }
  const before: Bar[] = [];
  if (occluded) {
    const bar = drawBar(random, anyColour(random), 7, random.between(0.6, 0.7 + 0.5 * hardness));
    before.push({ ...bar, x: glyph.x + random.between(-6, 6), y: glyph.y + random.between(-6, 6) });
  }
  const kinds = ['plain', 'clouds', 'stripes', 'checks'] as const;
  return {
    background,
    texture: tint(random, textureAmount * contrast),
    textureKind: kinds[random.integer(kinds.length)] ?? 'plain',
    textureCell: random.between(3, 9),
    textureAngle: random.next(),
    behind,
    glyph,
    before,
    blurPasses,
    noise,
    difficulty:
      0.25 * ((150 - contrast) / 90) +
      0.2 * (shrink / 5.5) +
      0.15 * (textureAmount / 0.7) +
      0.15 * (clutter / 6) +
      0.1 * (blurPasses / 2) +
      0.1 * ((noise - 1) / (0.18 * contrast)) +
      0.05 * (occluded ? 1 : 0),
  };
}
