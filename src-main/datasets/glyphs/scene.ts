/** What one glyph image shows, drawn from chance: the shape, its surroundings and everything that makes it hard to read. */

import type { Random } from '../../core/random';
import { anyColour, contrasting, tint, type Rgb } from './colours';
import { drawBar, drawDistractor, drawMark, type Bar, type Mark } from './marks';

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
