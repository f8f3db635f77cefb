/** Places that are suggested for exits. */
import { describe, expect, it } from 'vitest';
import { suggestPlaces } from '../../../src-main/core/exits';

describe('suggested places', () => {
  it('lie about at 15, 30, 45, 60, 75 and 90 % of the compute', () => {
    const shares = Array.from({ length: 27 }, (_, i) => (i + 1) / 28);
    expect(suggestPlaces(shares).map((i) => Math.round(100 * shares[i]))).toEqual([14, 29, 46, 61, 75, 89]);
    expect(suggestPlaces(shares, 2).map((i) => Math.round(100 * shares[i]))).toEqual([14, 29]);
  });

  it('are fewer in a model of few blocks: ResNet-8 has one place within 10 points of 45 % and one of 75 %', () => {
    expect(suggestPlaces([0.035, 0.413, 0.706])).toEqual([1, 2]);
  });

  it('are the nearest there is where none is near, and none where there is no place', () => {
    expect(suggestPlaces([0.01])).toEqual([0]);
    expect(suggestPlaces([])).toEqual([]);
  });
});
