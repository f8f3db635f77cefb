/** The seeded generator: the same numbers everywhere, spread as they should be. */
import { describe, expect, it } from 'vitest';
import { createRandom, hashSeed } from '../../src-main/core/random';

describe('seeded random numbers', () => {
  it('repeats itself for the same seed and differs for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(createRandom(1).next()).toBe(0.6270739405881613);
  });

  it('is uniform in [0, 1) and normal with mean 0 and variance 1', () => {
    const random = createRandom(42);
    const count = 20_000;
    let uniform = 0;
    let mean = 0;
    let square = 0;
    for (let i = 0; i < count; i++) {
      uniform += random.next() / count;
      const z = random.normal();
      mean += z / count;
      square += (z * z) / count;
    }
    expect(uniform).toBeCloseTo(0.5, 1);
    expect(mean).toBeCloseTo(0, 1);
    expect(square).toBeCloseTo(1, 1);
  });

  it('draws whole numbers below n, and 0 for an empty range', () => {
    const random = createRandom(3);
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(6)));
    expect([...seen].toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(random.integer(0)).toBe(0);
  });

  it('gives neighbouring samples unrelated seeds', () => {
    const seeds = new Set<number>();
    for (let split = 0; split < 3; split++) for (let i = 0; i < 5000; i++) seeds.add(hashSeed(1, split, i));
    expect(seeds.size).toBeGreaterThan(14_990); // chance alone makes a collision in 15000 32-bit numbers unlikely
    expect(hashSeed(1, 2)).not.toBe(hashSeed(2, 1));
  });
});
