/** When a chart may be drawn again by moving its points: a drag of thresholds, and nothing else. */
import { describe, expect, it } from 'vitest';
import { onlyMoved } from '../../src-renderer/chart/moved-points';
import type { ChartConfig } from '../../src-main/core/figures';

const options = { plain: true };
const config = (change: Partial<ChartConfig['data']['datasets'][number]> = {}, more: Partial<ChartConfig> = {}): ChartConfig => ({
  type: 'scatter', options, data: { datasets: [{ label: 'now', data: [{ x: 0.5, y: 80 }], borderColor: '#000000', borderDash: [2, 3] }, { label: 'curve', data: [{ x: 0.5, y: 80 }, { x: 1, y: 90 }], showLine: true, ...change }] }, ...more,
});

describe('a chart', () => {
  it('is only moved where its points lie elsewhere', () => {
    expect(onlyMoved(config(), config())).toBe(true);
    expect(onlyMoved(config(), config({ data: [{ x: 0.6, y: 70 }, { x: 1, y: 91 }] }))).toBe(true);
  });

  it('is worked out anew where points come or go, axes change, or something looks different', () => {
    expect(onlyMoved(config(), config({ data: [{ x: 0.6, y: 70 }] }))).toBe(false);
    expect(onlyMoved(config(), config({ data: [{ x: 0.6, y: 70 }, null] }))).toBe(false);
    expect(onlyMoved(config(), config({ borderDash: [1] }))).toBe(false);
    expect(onlyMoved(config(), config({ label: 'another' }))).toBe(false);
    expect(onlyMoved(config(), config({}, { options: { plain: true } }))).toBe(false);
    expect(onlyMoved(config(), config({}, { plugins: [{ id: 'bars' }] }))).toBe(false);
    expect(onlyMoved(config(), config({}, { type: 'bar' }))).toBe(false);
  });
});
