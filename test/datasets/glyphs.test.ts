/** Generated glyphs: the same images for a seed, and as hard as they are meant to be. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { glyphClasses } from '../../src-main/datasets/glyphs/glyph-classes';
import { glyphBytes, renderGlyph } from '../../src-main/datasets/glyphs/render-glyph';
import { direction } from '../../src-main/datasets/glyphs/turn';
import { writeCifarLayout } from '../../src-main/datasets/glyphs/write-cifar-layout';

const image = () => new Uint8Array(glyphBytes);

describe('glyphs', () => {
  it('draws the same first 100 images on every machine', () => {
    const hash = createHash('sha256');
    const out = image();
    for (let i = 0; i < 100; i++) hash.update(Uint8Array.of(renderGlyph(1, 'report', i, out).label)).update(out);
    // Bundled models were trained on these pixels: when this changes, train them again.
    expect(hash.digest('hex')).toBe('4800cb00f8d152bba0967f9d24980c6f2f826ab13154655d97b4e393ab91f018');
  });

  it('gives sample 5000 the same pixels whether or not others were drawn before', () => {
    const alone = image();
    const after = image();
    const first = renderGlyph(7, 'fit', 5000, alone);
    for (let i = 0; i < 20; i++) renderGlyph(7, 'fit', i, after);
    expect(renderGlyph(7, 'fit', 5000, after)).toEqual(first);
    expect(after).toEqual(alone);
  });

  it('holds every class once in each block of ten', () => {
    const out = image();
    for (const split of ['train', 'fit', 'report'] as const) {
      for (let block = 0; block < 20; block++) {
        const labels = Array.from({ length: 10 }, (_, i) => renderGlyph(1, split, block * 10 + i, out).label);
        expect(labels.toSorted((a, b) => a - b)).toEqual(glyphClasses.map((_, label) => label));
      }
    }
  });

  it('never shows the same image in two splits, seeds or places', () => {
    const seen = new Set<string>();
    const out = image();
    for (const seed of [1, 2]) {
      for (const split of ['train', 'fit', 'report'] as const) {
        for (let i = 0; i < 50; i++) {
          renderGlyph(seed, split, i, out);
          seen.add(createHash('sha256').update(out).digest('hex'));
        }
      }
    }
    expect(seen.size).toBe(2 * 3 * 50);
  });

  it('has easy and hard samples, all of them marked between 0 and 1', () => {
    const out = image();
    const difficulties = Array.from({ length: 1000 }, (_, i) => renderGlyph(1, 'report', i, out).difficulty);
    expect(Math.min(...difficulties)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...difficulties)).toBeLessThan(0.1);
    expect(Math.max(...difficulties)).toBeGreaterThan(0.6);
    expect(Math.max(...difficulties)).toBeLessThanOrEqual(1);
  });

  it('writes what it draws, in records that training code for CIFAR-10 reads', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'glyphs-'));
    try {
      const progress: number[] = [];
      await writeCifarLayout(folder, { seed: 1, train: 25, test: 10, onProgress: (done) => progress.push(done) });
      const second = await readFile(join(folder, 'data_batch_2.bin'));
      const out = image();
      const { label } = renderGlyph(1, 'train', 5, out);
      expect(second.length).toBe(5 * (1 + glyphBytes));
      expect(second[0]).toBe(label);
      expect(new Uint8Array(second.subarray(1, 1 + glyphBytes))).toEqual(out);
      expect((await readFile(join(folder, 'test_batch.bin'))).length).toBe(10 * (1 + glyphBytes));
      expect(progress.at(-1)).toBe(35);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('turns by exact angles without the machine’s own sine', () => {
    for (let i = -50; i < 50; i++) {
      const [cos, sin] = direction(i / 37);
      expect(cos).toBeCloseTo(Math.cos((2 * Math.PI * i) / 37), 10);
      expect(sin).toBeCloseTo(Math.sin((2 * Math.PI * i) / 37), 10);
    }
  });
});
