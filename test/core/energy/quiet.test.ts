/** The calmest part of a signal: a signal whose rest is known, with noise that is known. */
import { describe, expect, it } from 'vitest';
import { findQuiet } from '../../../src-main/core/energy/quiet';
import { createRandom } from '../../../src-main/core/random';

describe('the quiet part', () => {
  it('is the idle level of a board that works most of the time, with the noise of the instrument', () => {
    const random = createRandom(3);
    // A fifth of the time at 2 mA with 10 µA of noise, else at 20 mA with 100 µA.
    const values = Float32Array.from({ length: 100_000 }, (_, i) => (i % 5000 < 1000 ? 0.002 + 1e-5 * random.normal() : 0.02 + 1e-4 * random.normal()));
    const quiet = findQuiet(values, 100);
    expect(quiet?.mean).toBeCloseTo(0.002, 5);
    // The calmest windows are a little calmer than the average one.
    expect(quiet?.sd).toBeGreaterThan(0.8e-5);
    expect(quiet?.sd).toBeLessThan(1.1e-5);
  });

  it('does not look where samples are missing, and says so where nothing is left', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => (i < 900 ? NaN : 1));
    expect(findQuiet(values, 50)).toEqual({ mean: 1, sd: 0, windows: 1 });
    expect(findQuiet(new Float32Array(100).fill(NaN), 10)).toBeNull();
    expect(findQuiet(new Float32Array(3), 10)).toBeNull();
  });
});
