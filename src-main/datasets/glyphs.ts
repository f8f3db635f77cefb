/** `glyphs` as a dataset: its held-out samples, drawn when they are asked for. */
import { createHash } from 'node:crypto';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { DatasetProfile } from '../contract/profiles';
import type { Dataset, ImageShape } from '../engine/ports';
import { glyphClasses } from './glyphs/glyph-classes';
import { glyphBytes, renderGlyph, type GlyphSplit } from './glyphs/render-glyph';
import type { DatasetReader } from './reader';
import { checkIndices } from './records';

const shape: ImageShape = { channels: 3, height: 32, width: 32 };
const defaultSeed = 1;
const defaultSize = 20_000;
/** As many as the bundled models were trained on. */
const trainingSize = 50_000;
const drawnAtOnce = 32;

/** Samples whose pixels stand for the generator in the fingerprint. */
const probes = 64;

export const glyphs: DatasetReader = {
  name: 'glyphs',
  title: 'Glyphs',
  summary: '32 x 32 colour images of ten shapes, drawn by the studio from a seed; nothing to download.',
  files: [],
  folders: [],
  archives: [],
  shape,
  labels: glyphClasses,
  heeds: ['seed', 'size'],
  open: async (profile) => poolOf(profile, 'report', profile.size ?? defaultSize),
  openTraining: async (profile) => poolOf(profile, 'train', trainingSize),
};

function poolOf(profile: DatasetProfile, split: GlyphSplit, size: number): Dataset {
  const seed = profile.seed ?? defaultSeed;
  const pixels = (index: number, out: Uint8Array): number => renderGlyph(seed, split, index, out).label;
  return {
    id: profile.id, name: profile.name, labels: glyphClasses, shape, size,
    async read(indices) {
      checkIndices(profile.name, indices, size);
      const batch = { count: indices.length, bytes: glyphBytes, pixels: new Uint8Array(indices.length * glyphBytes), labels: new Uint16Array(indices.length) };
      for (let i = 0; i < indices.length; i++) {
        if (i % drawnAtOnce === drawnAtOnce - 1) await otherWork();
        batch.labels[i] = pixels(indices[i], batch.pixels.subarray(i * glyphBytes, (i + 1) * glyphBytes));
      }
      return batch;
    },
    // Drawn samples rather than a version number: a changed generator cannot be forgotten.
    async fingerprint() {
      const hash = createHash('sha256').update(`glyphs ${split} seed ${seed} size ${size};`);
      const sample = new Uint8Array(glyphBytes);
      for (let index = 0; index < probes; index++) hash.update(`${pixels(index, sample)};`).update(sample);
      return hash.digest('hex');
    },
    close: async () => undefined,
  };
}
