/** The things on the canvas: shapes, distracting small shapes and bars, drawn from chance. */

import type { Random } from '../../core/random';
import { contrasting, tint, type Rgb } from './colours';
import { glyphClasses } from './glyph-classes';

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

export function drawMark(random: Random, label: number, radius: number, hardness: number, colour: Rgb): Mark {
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

export function drawBar(random: Random, colour: Rgb, longest: number, halfWidth: number): Bar {
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
export function drawDistractor(random: Random, background: Rgb, contrast: number, largest: number): Mark {
  const label = random.integer(glyphClasses.length);
  const mark = drawMark(random, label, random.between(2.4, largest), 1, contrasting(random, background, contrast));
  const along = random.between(1, 30);
  const across = random.chance(0.5) ? random.between(0, 6) : random.between(25, 31);
  return random.chance(0.5) ? { ...mark, x: along, y: across } : { ...mark, x: across, y: along };
}
