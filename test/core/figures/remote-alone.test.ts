/** When plain remote is the best answer on a board, and when it only nearly is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remoteAlone } from '../../../src-main/core/figures/remote-alone';
import type { Strategy } from '../../../src-main/core/measurements';

const interval = (value: number) => ({ value, low: null, high: null, n: 100, provenance: 'measured' as const });
const row = (strategy: Strategy, accuracy: number, lpi: number, epi: number | null, board = 'pi') => ({ board, strategy, accuracy: interval(accuracy), lpiMs: interval(lpi), epiMj: epi === null ? null : interval(epi) });

describe('remote alone', () => {
  it.each([
    ['both', [row('remote', 0.95, 8, 20), row('hi', 0.94, 12, 30), row('early-offload', 0.95, 9, 25)]],
    ['latency', [row('remote', 0.95, 8, 40), row('hi', 0.94, 12, 30)]],
    ['energy', [row('remote', 0.95, 20, 10), row('hi', 0.94, 12, 30)]],
    // Unknown energy proves nothing about energy.
    ['latency', [row('remote', 0.95, 8, null), row('hi', 0.94, 12, 30)]],
    ['latency', [row('remote', 0.95, 8, 20), row('hi', 0.94, 12, null)]],
    // Something else is more accurate, or takes no more.
    [null, [row('remote', 0.95, 8, 20), row('hi', 0.951, 12, 30)]],
    [null, [row('remote', 0.95, 8, 20), row('ee-hi', 0.7, 8, 20)]],
    // What never offloads is cheaper for its own reasons.
    ['both', [row('remote', 0.95, 8, 20), row('on-device', 0.7, 1, 2), row('ee', 0.6, 0.5, 1), row('ee-hi', 0.95, 8.1, 21)]],
    [null, [row('remote', 0.95, 8, 20), row('on-device', 0.7, 9, 30)]],
    // Nothing to be better than; not offered.
    [null, [row('remote', 0.95, 8, 20)]],
    [null, [row('hi', 0.95, 8, 20)]],
  ] as const)('is said to be best for %s exactly where it is', (expected, rows) => {
    expect(remoteAlone([...rows, row('hi', 1, 0.1, 0.1, 'another board')], 'pi')).toBe(expected);
  });

  it('is never said to be best where another strategy is as accurate and as cheap', () => {
    const figures = fc.record({ accuracy: fc.double({ min: 0, max: 1, noNaN: true }), lpi: fc.double({ min: 0.1, max: 100, noNaN: true }), epi: fc.double({ min: 0.1, max: 100, noNaN: true }) });
    fc.assert(fc.property(figures, figures, (remote, other) => {
      const said = remoteAlone([row('remote', remote.accuracy, remote.lpi, remote.epi), row('ee-hi', other.accuracy, other.lpi, other.epi)], 'pi');
      if (other.accuracy > remote.accuracy || (other.lpi <= remote.lpi && other.epi <= remote.epi)) expect(said).toBeNull();
      if (said === 'latency' || said === 'both') expect(remote.lpi).toBeLessThan(other.lpi);
      if (said === 'energy' || said === 'both') expect(remote.epi).toBeLessThan(other.epi);
    }));
  });
});
