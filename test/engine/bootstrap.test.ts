/** The bootstrap in its worker gives what it gives here, and stops when asked. */
import { describe, expect, it } from 'vitest';
import { bootstrap, type BootstrapRequest } from '../../src-main/core/bootstrap';
import { bootstrapInWorker } from '../../src-main/engine/bootstrap';

const values = Float64Array.from({ length: 5000 }, (_, i) => (i * 7919) % 1009);
const request: BootstrapRequest = { seed: 4, resamples: 300, samples: 5000, columns: [{ values, noise: [] }], se: [], pairs: [] };

describe('the bootstrap worker', () => {
  it('answers as the function itself and leaves the caller’s arrays alone', async () => {
    expect(await bootstrapInWorker(request)).toEqual(bootstrap(request));
    expect(values.length).toBe(5000);
  });

  it('stops when the run is cancelled', async () => {
    const stop = new AbortController();
    const answer = bootstrapInWorker({ ...request, resamples: 2_000_000 }, stop.signal);
    setTimeout(() => stop.abort(new Error('cancelled by the user')), 20);
    await expect(answer).rejects.toThrow('cancelled by the user');
    await expect(bootstrapInWorker(request, stop.signal)).rejects.toThrow('cancelled by the user');
  });
});
