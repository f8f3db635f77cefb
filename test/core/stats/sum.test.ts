/** A mean of equal published figures is that figure again, and nothing is lost over many samples. */
import { describe, expect, it } from 'vitest';
import { sumOf } from '../../../src-main/core/stats';

describe('sums over many samples', () => {
  it('gives the published latency back when every sample has it', () => {
    expect(sumOf(new Float64Array(7000).fill(1.63)) / 7000).toBe(1.63);
    expect(sumOf(new Float64Array(7000).fill(6.22)) / 7000).toBe(6.22);
  });

  it('keeps what a plain sum loses (Neumaier 1974: 1 + 1e100 + 1 - 1e100 = 2)', () => {
    expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
  });

  it('is 0 for nothing and counts only what it is asked for', () => {
    expect([sumOf([]), sumOf([1, 2, 3], 2)]).toEqual([0, 3]);
  });
});
