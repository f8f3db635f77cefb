/** Whether a model fits into a board's memory. */
import { describe, expect, it } from 'vitest';
import { memoryFit } from '../../src-main/core/memory-fit';

describe('a model in a board’s memory', () => {
  it('needs flash for its weights and RAM for what it computes', () => {
    expect(memoryFit({ weights: 900, activations: 200 }, { flash: 1000, ram: 256 })).toEqual({ fits: true, tooBig: [], flashShare: 0.9, ramShare: 200 / 256 });
    expect(memoryFit({ weights: 1001, activations: 257 }, { flash: 1000, ram: 256 })).toMatchObject({ fits: false, tooBig: ['weights', 'activations'] });
    expect(memoryFit({ weights: 1000, activations: 257 }, { flash: 1000, ram: 256 })).toMatchObject({ fits: false, tooBig: ['activations'] });
  });

  it('shares the RAM where there is no flash', () => {
    expect(memoryFit({ weights: 200, activations: 56 }, { flash: null, ram: 256 })).toMatchObject({ fits: true, ramShare: 1 });
    expect(memoryFit({ weights: 200, activations: 57 }, { flash: null, ram: 256 })).toMatchObject({ fits: false, tooBig: ['weights', 'activations'] });
  });

  it('is not judged where memory is unknown', () => {
    expect(memoryFit({ weights: 1, activations: 1 }, { flash: null, ram: null }).fits).toBeNull();
    expect(memoryFit({ weights: 1, activations: 1 }, { flash: 10, ram: null }).fits).toBeNull();
    expect(memoryFit({ weights: 11, activations: 1 }, { flash: 10, ram: null }).fits).toBe(false);
  });
});
