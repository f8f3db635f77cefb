/** How figures are placed on pages. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packFigures } from '../../src-main/reports/pdf/pack-figures';

describe('figures on pages', () => {
  it('sets every figure once, and none beyond the end of its page', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 10, max: 700 }), { maxLength: 14 }), (heights) => {
      const pages = packFigures(heights, 650, 700);
      expect(pages.flat().sort((a, b) => a - b)).toEqual(heights.map((_, i) => i));
      pages.forEach((page, p) => {
        if (page.length > 1) expect(page.reduce((sum, i) => sum + heights[i], 0)).toBeLessThanOrEqual(p === 0 ? 650 : 700);
      });
    }));
  });
  it('moves a small figure up rather than leave half a page empty', () => {
    expect(packFigures([400, 500, 200], 700, 700)).toEqual([[0, 2], [1]]);
  });
});
