/** The registry of readers, and the profiles that ship. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { datasetProfile } from '../../src-main/contract/profiles';
import { datasetReaders, openDataset, readerOf } from '../../src-main/datasets/registry';
import { profileFor } from '../corpus/dataset-files';

const folder = join(import.meta.dirname, '../../profiles/datasets');
const profiles = readdirSync(folder).map((file) => ({ file, profile: datasetProfile.parse(parse(readFileSync(join(folder, file), 'utf8'))) }));

describe('the readers', () => {
  it('are described well enough for a wizard card', () => {
    expect(datasetReaders.map(({ name }) => name)).toEqual(['glyphs', 'mnist-idx', 'cifar10', 'cifar100', 'imagenet-folder']);
    for (const reader of datasetReaders) {
      expect(reader.summary).toMatch(/^\S.{20,}\.$/);
      expect(reader.labels.length).toBeGreaterThanOrEqual(2);
      for (const { names, holds } of reader.files) expect([names.length > 0, holds.length > 0]).toEqual([true, true]);
    }
  });
});

describe('the shipped dataset profiles', () => {
  it.each(profiles)('$file names an existing reader and its own file name as id', ({ file, profile }) => {
    expect(`${profile.id}.yaml`).toBe(file);
    expect(readerOf(profile).name).toBe(profile.reader);
    if (profile.sota_accuracy !== undefined) expect(profile.sota_source).toBeTruthy();
  });

  it('never show re-encoded CIFAR-10 under the name or the accuracy of the original', () => {
    const jpeg = profiles.find(({ profile }) => profile.id === 'cifar10-jpeg')!.profile;
    expect(jpeg.name).toBe('CIFAR-10 (JPEG)');
    expect(jpeg.sota_accuracy).toBeUndefined();
  });

  // HI paper, section 3.3: MNIST 99.8 %, CIFAR-10 99.5 %, ImageNet-1K 90 %.
  it('carry the state of the art that the HI paper states', () => {
    const stated = Object.fromEntries(profiles.filter(({ profile }) => profile.sota_accuracy !== undefined).map(({ profile }) => [profile.id, profile.sota_accuracy]));
    expect(stated).toEqual({ 'cifar10': 0.995, 'cifar10-lossless': 0.995, 'imagenet1k': 0.9, 'mnist': 0.998 });
  });
});

describe('glyphs as a dataset', () => {
  it('gives the same sample whatever is asked for beside it', async () => {
    const dataset = await openDataset(profileFor('glyphs', { seed: 4, size: 500 }), null);
    const many = await dataset.read(Int32Array.from({ length: 100 }, (_, i) => 499 - i));
    const one = await dataset.read(Int32Array.of(450));
    expect(many.labels[49]).toBe(one.labels[0]);
    expect(many.pixels.subarray(49 * 3072, 50 * 3072)).toEqual(one.pixels);
    await dataset.close();
  });

  it('has 20000 samples of ten classes, and a fingerprint that follows seed and size', async () => {
    const prints: string[] = [];
    for (const more of [{}, { seed: 1, size: 20_000 }, { seed: 2 }, { size: 300 }]) {
      const dataset = await openDataset(profileFor('glyphs', more), null);
      if (prints.length === 0) expect(dataset).toMatchObject({ size: 20_000, shape: { channels: 3, height: 32, width: 32 } });
      expect(dataset.labels).toHaveLength(10);
      prints.push(await dataset.fingerprint());
      await dataset.close();
    }
    expect(prints[1]).toBe(prints[0]);
    expect(new Set(prints).size).toBe(3);
  });
});
