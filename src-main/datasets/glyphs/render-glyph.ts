/** The generated dataset `glyphs`: any sample of any split straight from (seed, split, index), without files or forerunners. */

import { createRandom, hashSeed } from '../../core/random';
import { canvasArea } from './canvas';
import { glyphClasses } from './glyph-classes';
import { paintScene } from './paint';
import { drawScene } from './scene';

/** `train` teaches the models, `fit` the decision modules and thresholds, `report` gives the numbers. */
export type GlyphSplit = 'train' | 'fit' | 'report';

export const glyphBytes = 3 * canvasArea;

const splitNumber: Record<GlyphSplit, number> = { train: 1, fit: 2, report: 3 };

/** Every block of ten samples holds each class once, in an order of its own. */
function labelOf(seed: number, split: number, index: number): number {
  const classes = glyphClasses.length;
  const random = createRandom(hashSeed(seed, split, 0, Math.floor(index / classes)));
  const order = glyphClasses.map((_, label) => label);
  for (let i = classes - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order[index % classes];
}

/**
 * Renders one sample into `out`: 3072 bytes, planes R, G, B, row by row, as in a CIFAR-10 record.
 * Returns its label (an index of `glyphClasses`) and how much was done to hide it, 0..1.
 */
export function renderGlyph(
  seed: number,
  split: GlyphSplit,
  index: number,
  out: Uint8Array,
): { label: number; difficulty: number } {
  const number = splitNumber[split];
  const label = labelOf(seed, number, index);
  const scene = drawScene(createRandom(hashSeed(seed, number, 1, index)), label);
  paintScene(scene, hashSeed(seed, number, 2, index), out);
  return { label, difficulty: scene.difficulty };
}
