/** What waits on the first screen: recordings that nobody has looked at since something went wrong, and downloads. */
import { describe, expect, it } from 'vitest';
import { needOf, waits } from '../../src-renderer/features/home/attention';

const kept = { live: false, looked: false, problem: null, closed: true, end: 1000, measured: 1000 };

describe('the first screen', () => {
  it('shows a capture for as long as it runs', () => {
    expect(needOf({ ...kept, live: true, closed: false, looked: true })).toBe('running');
    expect(needOf(kept)).toBeNull();
  });

  it('keeps a capture that was cut off, and one with holes, until somebody has looked', () => {
    expect(needOf({ ...kept, closed: false })).toBe('cut');
    // A hundredth may be missing; more makes the energy of a run invalid.
    expect([needOf({ ...kept, measured: 990 }), needOf({ ...kept, measured: 989 })]).toEqual([null, 'holes']);
    expect([needOf({ ...kept, closed: false, looked: true }), needOf({ ...kept, measured: 500, looked: true })]).toEqual([null, null]);
  });

  it('leaves a download alone that a person cancelled', () => {
    const download = { dataset: 'd', name: 'D', bytes: 1, total: 2, problem: null };
    expect((['running', 'failed', 'cancelled', 'interrupted'] as const).filter((step) => waits({ ...download, step }))).toEqual(['running', 'failed', 'interrupted']);
  });
});
