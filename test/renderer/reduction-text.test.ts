/** Reductions in words: nobody has to turn a minus under "less" around. */
import { describe, expect, it } from 'vitest';
import { reductionShown, reductionWord } from '../../src-renderer/features/results/reduction-text';

const t = (key: string): string => key.split('.').at(-1) as string;
const interval = (value: number, low: number | null, high: number | null) => ({ value, low, high });

describe('a reduction in words', () => {
  it('is "less" as it stands and "more" turned around, its interval with it', () => {
    expect(reductionShown(t, interval(0.194, 0.15, 0.24))).toEqual({ value: interval(0.194, 0.15, 0.24), suffix: 'less' });
    expect(reductionShown(t, interval(-0.051, -0.091, 0.014))).toEqual({ value: interval(0.051, -0.014, 0.091), suffix: 'more' });
    expect(reductionShown(t, interval(-0.051, null, null)).value).toEqual(interval(0.051, null, null));
  });

  it('is neither where it reads as 0, and nothing where it is unknown', () => {
    expect([0, 0.0004, -0.0004, 0.0006, -0.0006].map(reductionWord)).toEqual(['same', 'same', 'same', 'less', 'more']);
    expect(reductionShown(t, null)).toEqual({ value: null, suffix: '' });
  });
});
