/** The ImageNet reader on a handful of plain-coloured JPEG files. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../../src-main/datasets/registry';
import type { Dataset } from '../../src-main/engine/ports';
import { jpegFile, profileFor, temporaryFolder, type TemporaryFolder } from '../corpus/dataset-files';

let folder: TemporaryFolder;
beforeEach(() => { folder = temporaryFolder(); });
afterEach(() => folder.remove());

/** Mean red, green and blue of sample i of a batch. */
async function coloursOf(dataset: Dataset, indices: number[]): Promise<number[][]> {
  const { pixels, bytes } = await dataset.read(Int32Array.from(indices));
  const plane = bytes / 3;
  return indices.map((_, i) => [0, 1, 2].map((c) => {
    const at = i * bytes + c * plane;
    return Math.round(pixels.subarray(at, at + plane).reduce((sum, value) => sum + value, 0) / plane);
  }));
}

describe('reading an ImageNet validation folder', () => {
  it('pairs images with the numbers of val.txt, wherever the images lie', async () => {
    for (const place of ['', 'val/', 'ILSVRC2012_img_val/']) {
      const base = `layout${place.length}/`;
      folder.put(`${base}val.txt`, 'ILSVRC2012_val_00000002.JPEG 970\r\n\r\nILSVRC2012_val_00000001.JPEG\t65\n');
      folder.put(`${base}${place}ILSVRC2012_val_00000001.JPEG`, await jpegFile(300, 200, 'rgb(200, 100, 50)'));
      folder.put(`${base}${place}ILSVRC2012_val_00000002.JPEG`, await jpegFile(100, 400, 'rgb(20, 40, 60)'));
      const dataset = await openDataset(profileFor('imagenet-folder'), join(folder.path, base));
      expect(dataset).toMatchObject({ size: 2, shape: { channels: 3, height: 224, width: 224 } });
      expect(dataset.labels).toHaveLength(1000);
      const batch = await dataset.read(Int32Array.of(1, 0, 1));
      expect([...batch.labels]).toEqual([65, 970, 65]);
      const [first, second] = await coloursOf(dataset, [1, 0]);
      // JPEG at quality 95 keeps a plain colour to within 2 grey levels.
      [200, 100, 50].forEach((value, c) => expect(Math.abs(first[c] - value)).toBeLessThanOrEqual(2));
      [20, 40, 60].forEach((value, c) => expect(Math.abs(second[c] - value)).toBeLessThanOrEqual(2));
      await dataset.close();
    }
  });

  it('takes class folders in alphabetical order, beside a training folder, through links', async () => {
    folder.put('train/n01/x.JPEG', await jpegFile(10, 10, 'red'));
    folder.put('train/n02/x.JPEG', await jpegFile(10, 10, 'red'));
    folder.put('elsewhere/b.jpeg', await jpegFile(60, 60, 'lime'));
    folder.put('val/n01/a.JPEG', await jpegFile(60, 60, 'blue'));
    folder.put('val/n01/notes.txt', 'not an image');
    mkdirSync(join(folder.path, 'val/.cache'));
    symlinkSync(join(folder.path, 'elsewhere'), join(folder.path, 'val/n02'));
    const dataset = await openDataset(profileFor('imagenet-folder'), folder.path);
    expect(dataset.labels).toEqual(['n01', 'n02']);
    expect([...(await dataset.read(Int32Array.of(0, 1))).labels]).toEqual([0, 1]);
    const [blue, lime] = await coloursOf(dataset, [0, 1]);
    expect(blue[2]).toBeGreaterThan(250);
    expect(lime[1]).toBeGreaterThan(250);
    await dataset.close();
  });

  it('has a fingerprint that follows contents and labels, not places', async () => {
    const image = await jpegFile(8, 8, 'navy');
    for (const name of ['one', 'two', 'three']) folder.put(`${name}/a.JPEG`, image);
    folder.put('one/val.txt', 'a.JPEG 1');
    folder.put('two/val.txt', '  a.JPEG   1\n\n');
    folder.put('three/val.txt', 'a.JPEG 2');
    const prints: string[] = [];
    for (const name of ['one', 'two', 'three']) {
      const dataset = await openDataset(profileFor('imagenet-folder'), join(folder.path, name));
      prints.push(await dataset.fingerprint());
      await dataset.close();
    }
    expect(prints[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(prints[1]).toBe(prints[0]);
    expect(prints[2]).not.toBe(prints[0]);
  });
});
