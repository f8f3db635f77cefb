/** Differences between runs from their own intervals. */
import { describe, expect, it } from 'vitest';
import { independentDifference, wilson } from '../../../src-main/core/stats';

describe('the difference of two independent runs', () => {
  it('agrees with Newcombe’s worked example of method 10', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table II, contrast (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339.
    const [a, b] = [wilson(56, 70), wilson(48, 80)];
    const d = independentDifference(a!, b!);
    expect(d.value).toBeCloseTo(0.2, 12);
    expect(d.low).toBeCloseTo(0.0524, 4);
    expect(d.high).toBeCloseTo(0.3339, 4);
  });

  it('agrees with Newcombe’s example where one side has no event', () => {
    // The same table, contrast (d): 5/56 - 0/29, method 10: -0.0381 to 0.1926.
    const d = independentDifference(wilson(5, 56)!, wilson(0, 29)!);
    expect(d.low).toBeCloseTo(-0.0381, 4);
    expect(d.high).toBeCloseTo(0.1926, 4);
  });

  it('adds standard errors in squares where both intervals are symmetric', () => {
    const d = independentDifference({ value: 10, low: 10 - 1.96 * 3, high: 10 + 1.96 * 3 }, { value: 4, low: 4 - 1.96 * 4, high: 4 + 1.96 * 4 });
    expect(d.low).toBeCloseTo(6 - 1.96 * 5, 10);
    expect(d.high).toBeCloseTo(6 + 1.96 * 5, 10);
  });

  it('says nothing about the spread where neither figure has an interval', () => {
    expect(independentDifference({ value: 3, low: null, high: null }, { value: 1, low: null, high: null })).toEqual({ value: 2, low: null, high: null });
  });
});
