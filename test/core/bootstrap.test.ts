/** The paired bootstrap against SciPy 1.10.1 (stats.bootstrap, percentile, 200 000 resamples) and by properties. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap, type BootstrapRequest } from '../../src-main/core/bootstrap';
import { compareContenders, composed, composeSamples, composeSummary, timed } from '../../src-main/core/compose';
import type { Policy, Strategy } from '../../src-main/core/measurements';
import { syntheticCosts, syntheticOutcomes } from './synthetic-outcomes';

/** The 1000 samples of the calibration test, and latencies 1 + 3 (104729 i mod 997)/997 ms. */
const conf = Float64Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 1009) / 1009);
const right = Uint8Array.from(conf, (c, i) => (((i * 31337) % 1013) / 1013 < c ** 1.5 ? 1 : 0));
const ms = conf.map((_, i) => 1 + (3 * ((i * 104729) % 997)) / 997);
const request = (parts: Partial<BootstrapRequest>): BootstrapRequest => ({ seed: 1, resamples: 4000, samples: 1000, columns: [], se: [], pairs: [], ...parts });
const plain = (values: Float64Array | Uint8Array) => ({ values, noise: [] });

describe('bootstrap intervals', () => {
  it('match SciPy for a mean and for a paired reduction', () => {
    const result = bootstrap(request({ columns: [plain(right), plain(ms)], pairs: [{ of: 0, versus: 1 }] }));
    expect(result?.columns[0].value).toBeCloseTo(0.401, 12);
    expect(result?.columns[0].low).toBeCloseTo(0.371, 2);
    expect(result?.columns[0].high).toBeCloseTo(0.432, 2);
    expect(result?.pairs[0].reduction?.value).toBeCloseTo(0.8392397163713743, 10);
    // Monte-Carlo error of 4000 resamples: about 0.0004.
    expect(Math.abs((result?.pairs[0].reduction?.low ?? 0) - 0.8263593847611779)).toBeLessThan(0.0015);
    expect(Math.abs((result?.pairs[0].reduction?.high ?? 0) - 0.8518749545546455)).toBeLessThan(0.0015);
  });

  it('do not depend on whether a column is counted by pattern or gathered', () => {
    // A column of 100 values is gathered; the same numbers split into a coarse and a fine part are two patterns.
    const coarse = Float64Array.from({ length: 1000 }, (_, i) => 10 * (i % 10));
    const fine = Float64Array.from({ length: 1000 }, (_, i) => Math.floor(i / 10) % 10);
    const whole = coarse.map((c, i) => c + fine[i]);
    const together = bootstrap(request({ resamples: 200, columns: [plain(coarse), plain(fine), plain(whole)], pairs: [{ of: 2, versus: 0 }] }));
    const alone = bootstrap(request({ resamples: 200, columns: [plain(fine)] }));
    expect(together?.pairs[0].difference.low).toBeCloseTo(alone?.columns[0].low ?? NaN, 9);
    expect(together?.pairs[0].difference.high).toBeCloseTo(alone?.columns[0].high ?? NaN, 9);
  });

  it('contain the value, and have no width where samples do not differ', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 100 }), fc.integer(), (values, seed) => {
      const column = bootstrap(request({ seed, resamples: 200, samples: values.length, columns: [plain(Float64Array.from(values))] }))?.columns[0];
      expect(column && column.low <= column.value && column.value <= column.high).toBe(true);
    }));
    const constant = bootstrap(request({ resamples: 200, columns: [plain(new Uint8Array(1000).fill(1))] }))?.columns[0];
    expect(constant).toEqual({ value: 1, low: 1, high: 1 });
  });

  it('widen by the timing’s own error, which cancels between strategies that share a stage', () => {
    const two = Float64Array.from({ length: 1000 }, () => 2);
    const result = bootstrap(request({
      columns: [{ values: two, noise: [{ source: 0, weight: 1 }] }, { values: two.map((v) => v + 1), noise: [{ source: 0, weight: 1 }] }, { values: two, noise: [{ source: 1, weight: 0.5 }] }],
      se: [0.1, 0.1], pairs: [{ of: 1, versus: 0 }, { of: 2, versus: 0 }],
    }));
    expect(result?.columns[0].high).toBeCloseTo(2 + 1.96 * 0.1, 1);
    expect(result?.columns[2].high).toBeCloseTo(2 + 1.96 * 0.05, 1);
    expect((result?.pairs[0].difference.high ?? 9) - (result?.pairs[0].difference.low ?? 0)).toBeLessThan(1e-9);
    expect((result?.pairs[1].difference.high ?? 0) / (1.96 * Math.hypot(0.1, 0.05))).toBeCloseTo(1, 1);
  });

  it('repeat with their seed', () => {
    const once = bootstrap(request({ columns: [plain(right)], resamples: 300 }));
    expect(bootstrap(request({ columns: [plain(right)], resamples: 300 }))).toEqual(once);
    expect(bootstrap(request({ columns: [plain(right)], resamples: 300, seed: 2 }))).not.toEqual(once);
  });

  it('say nothing about no samples, and give no reduction against zero', () => {
    expect(bootstrap(request({ samples: 0, columns: [plain(new Uint8Array(0))] }))).toBeNull();
    expect(bootstrap(request({ resamples: 200, columns: [plain(right), plain(new Float64Array(1000))], pairs: [{ of: 0, versus: 1 }] }))?.pairs[0].reduction).toBeNull();
  });
});

describe('comparing strategies', () => {
  const outcomes = syntheticOutcomes(6, 800, 1, { offloadMs: true });
  const policy = (strategy: Strategy): Policy => ({ strategy, measure: 'max-softmax', thresholds: [0.8], decision: { kind: 'threshold', measure: 'max-softmax', threshold: 0.6 } });
  const all: Strategy[] = ['on-device', 'remote', 'hi', 'ee', 'ee-hi'];

  it('gives every strategy’s summary its intervals', () => {
    const costs = syntheticCosts(1, { measured: true });
    const vectors = all.map((s) => composeSamples(outcomes, costs, policy(s)));
    const { request: wanted, read } = compareContenders(vectors.map((v, k) => composed(v, costs, policy(all[k]))), [{ of: 2, versus: 1 }], 3, 400);
    const result = bootstrap(wanted);
    if (result === null) throw new Error('no result');
    const intervals = read(result);
    all.forEach((strategy, k) => {
      const s = composeSummary(outcomes, policy(strategy), vectors[k]);
      const i = intervals.contenders[k];
      expect(i.accuracy.value).toBeCloseTo(s.accuracy, 12);
      expect(i.lpiMs.value).toBeCloseTo(s.lpiMs, 9);
      expect(i.epiMj?.value).toBeCloseTo(s.epiMj ?? NaN, 9);
      expect(i.offloadShare.value).toBeCloseTo(s.offloadShare, 12);
      expect(i.lpiMs.low).toBeLessThan(s.lpiMs);
    });
    expect(intervals.pairs[0].lpiMs.reduction?.value).toBeCloseTo(1 - intervals.contenders[2].lpiMs.value / intervals.contenders[1].lpiMs.value, 12);
    // A stage that several strategies share is one source of error: plain, decision, two exits, offload.
    expect(wanted.se.length).toBe(5);
  });

  it('carries an unknown energy through and adds no noise to samples timed in the loop', () => {
    const costs = syntheticCosts(1, { energy: false, measured: true });
    const hi = composeSamples(outcomes, costs, policy('hi'));
    const { request: wanted, read } = compareContenders([composed(hi, costs, policy('hi')), timed(hi)], [{ of: 1, versus: 0 }], 3, 200);
    const result = bootstrap(wanted);
    if (result === null) throw new Error('no result');
    expect(read(result).contenders[0].epiMj).toBeNull();
    expect(read(result).pairs[0].epiMj).toBeNull();
    expect(wanted.columns.slice(3).every((c) => c.noise.length === 0)).toBe(true);
  });
});
