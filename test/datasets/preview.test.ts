/** Contact sheets. */
import { describe, expect, it } from 'vitest';
import { arrangeSheet, previewSheet } from '../../src-main/datasets/preview';
import { openDataset } from '../../src-main/datasets/registry';
import { profileFor } from '../corpus/dataset-files';

describe('a contact sheet', () => {
  it('sets tiles row by row with a white gap around each', () => {
    const pixels = Uint8Array.of(10, 11, 20, 21, 30, 31, /* second */ 40, 41, 50, 51, 60, 61, /* third */ 70, 71, 80, 81, 90, 91);
    const sheet = arrangeSheet({ count: 3, bytes: 6, pixels, labels: new Uint16Array(3) }, { channels: 3, height: 1, width: 2 }, 2);
    expect([sheet.width, sheet.height]).toEqual([10, 8]);
    const at = (x: number, y: number): number[] => [...sheet.rgba.subarray((y * sheet.width + x) * 4, (y * sheet.width + x) * 4 + 4)];
    expect(at(2, 2)).toEqual([10, 20, 30, 255]);
    expect(at(3, 2)).toEqual([11, 21, 31, 255]);
    expect(at(4, 2)).toEqual([255, 255, 255, 255]);
    expect(at(6, 2)).toEqual([40, 50, 60, 255]);
    expect(at(2, 5)).toEqual([70, 80, 90, 255]);
    expect(at(6, 5)).toEqual([255, 255, 255, 255]);
  });

  it('shows grey images in grey, enlarged on request', () => {
    const batch = { count: 1, bytes: 2, pixels: Uint8Array.of(7, 9), labels: new Uint16Array(1) };
    const sheet = arrangeSheet(batch, { channels: 1, height: 1, width: 2 }, 12, 3);
    expect([sheet.width, sheet.height]).toEqual([10, 7]);
    const row = 4 * sheet.width * 4;
    expect([2, 4, 5, 7].map((x) => [...sheet.rgba.subarray(row + x * 4, row + x * 4 + 3)])).toEqual([[7, 7, 7], [7, 7, 7], [9, 9, 9], [9, 9, 9]]);
  });

  it('is made from a dataset', async () => {
    const dataset = await openDataset(profileFor('glyphs', { size: 100 }), null);
    const sheet = await previewSheet(dataset, Int32Array.from({ length: 10 }, (_, i) => i), 5);
    expect([sheet.width, sheet.height, sheet.rgba.length]).toEqual([5 * 34 + 2, 2 * 34 + 2, 172 * 70 * 4]);
    await dataset.close();
  });
});
