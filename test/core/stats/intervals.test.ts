/** Quantiles and intervals against SciPy 1.10.1 and NumPy 1.24.2 (binomtest, scipy.special, scipy.stats.t; printed by Python's repr). */
import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta } from '../../../src-main/core/stats/beta';
import { clopperPearson, clopperPearsonUpper, modelled, published, standardError, summarise, tQuantile, trySummarise, weightedSum, wilson } from '../../../src-main/core/stats';

/** 57 observations from 3 to 4: 3 + (7919 i mod 1009) / 1009. */
const observations = Float64Array.from({ length: 57 }, (_, i) => ((i * 7919) % 1009) / 1009 + 3);

describe('Student t', () => {
  // mpmath 1.2.1 at 30 digits, root of the incomplete beta; scipy.stats.t.ppf 1.10.1 itself is off by 1e-9.
  it.each([
    [0.975, 1, 12.706204736174705], [0.975, 2, 4.302652729749464], [0.975, 5, 2.5705818356363155], [0.975, 29, 2.0452296421327043],
    [0.975, 59, 2.000995378088268], [0.975, 9999, 1.9602012636213577], [0.95, 7, 1.8945786050900073], [0.995, 3, 5.840909309733357],
  ])('gives the %d quantile with %d degrees of freedom', (p, freedom, expected) => {
    expect(tQuantile(p, freedom) / expected).toBeCloseTo(1, 11);
    expect(tQuantile(1 - p, freedom) / expected).toBeCloseTo(-1, 10);
  });
});

describe('incomplete beta', () => {
  it('matches scipy.special.betainc and its inverse', () => {
    expect(incompleteBeta(0.3, 2.5, 7)).toBeCloseTo(0.6412224629717211, 12);
    expect(incompleteBeta(0.99, 900, 12)).toBeCloseTo(0.7931537269270539, 10);
    expect(incompleteBeta(0.5, 0.5, 30)).toBeCloseTo(0.9999999998669794, 12);
    expect(betaQuantile(0.9, 6, 45)).toBeCloseTo(0.1776181276173766, 12);
    expect(betaQuantile(0.1, 0.5, 0.5)).toBeCloseTo(0.0244717418524232, 12);
    expect(betaQuantile(0.5, 300, 7)).toBeCloseTo(0.9782276325594735, 12);
  });
});

describe('proportions', () => {
  it.each([
    [0, 20, 0, 0.16843347098308548, 0, 0.16112515805281935],
    [1, 20, 0.0012650894979560337, 0.24873276277202772, 0.008881448800795402, 0.23613119344674205],
    [17, 20, 0.6210731734547044, 0.9679290628144552, 0.6395811352592431, 0.9476312541037835],
    [20, 20, 0.8315665290169145, 1, 0.8388748419471808, 1],
    [9013, 10000, 0.8952868265102321, 0.9070782858372525, 0.8952992278303185, 0.9069925750773764],
  ])('bounds %d right of %d as Clopper-Pearson and Wilson do', (k, n, low, high, wilsonLow, wilsonHigh) => {
    expect(clopperPearson(k, n)?.low).toBeCloseTo(low, 10);
    expect(clopperPearson(k, n)?.high).toBeCloseTo(high, 10);
    expect(wilson(k, n)?.low).toBeCloseTo(wilsonLow, 12);
    expect(wilson(k, n)?.high).toBeCloseTo(wilsonHigh, 12);
  });

  it('says nothing about no trials', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(clopperPearson(0, 0)).toBeNull();
    expect(clopperPearsonUpper(0, 0, 0.05)).toBe(1);
  });
});

describe('estimates', () => {
  it('summarises 57 loop times as NumPy and SciPy do', () => {
    const e = summarise(observations, 'measured', '57 loops');
    expect(e.value).toBeCloseTo(3.5085980560916665, 12);
    expect(e.sd).toBeCloseTo(0.2926465036554902, 12);
    expect(e.ci95?.[0]).toBeCloseTo(3.4309484868220457, 9);
    expect(e.ci95?.[1]).toBeCloseTo(3.5862476253612874, 9);
    expect(e.median).toBeCloseTo(3.512388503468781, 12);
    expect(e.p95).toBeCloseTo(3.943508424182359, 12);
    expect(e.p99).toBeCloseTo(3.9799405351833497, 12);
    expect(e.n).toBe(57);
  });

  it('leaves lost loops out and counts the rest', () => {
    const withGaps = Float64Array.from([NaN, ...observations, Infinity]);
    expect(summarise(withGaps, 'measured', 'x')).toEqual(summarise(observations, 'measured', 'x'));
    expect(trySummarise(Float64Array.from([NaN]), 'measured', 'x')).toBeNull();
    expect(() => summarise(new Float64Array(0), 'measured', 'loops of exit 1')).toThrow('loops of exit 1');
  });

  it('gives one observation no spread', () => {
    expect(summarise(Float64Array.of(2.5), 'measured', 'x')).toMatchObject({ value: 2.5, n: 1, sd: null, ci95: null, median: 2.5, p99: 2.5 });
  });

  it('adds costs with their errors and never calls a mixture measured', () => {
    const a = summarise(observations, 'measured', 'a');
    const sum = weightedSum([{ weight: 1, estimate: a }, { weight: 0.25, estimate: published(9.68, 'Table 3') }], 'eq 3');
    expect(sum.value).toBeCloseTo(a.value + 2.42, 12);
    expect(sum.provenance).toBe('modelled');
    const twice = weightedSum([{ weight: 2, estimate: a }], 'x');
    expect(twice.provenance).toBe('measured');
    expect(((twice.ci95?.[1] ?? 0) - twice.value) / 1.959963984540054).toBeCloseTo(2 * standardError(a), 12);
    expect(standardError(modelled(3, 'x'))).toBe(0);
  });

  it('takes the standard error from the interval where more than chance between observations is in it', () => {
    const plain = summarise(Float64Array.of(1, 2, 3, 4), 'measured', 'x');
    // sd^2 = 5/3, n = 4.
    expect(standardError(plain)).toBeCloseTo(Math.sqrt(5 / 12), 12);
    const [low, high] = plain.ci95!;
    expect(standardError({ ...plain, ci95: [low - (high - low) / 2, high + (high - low) / 2] })).toBeCloseTo(2 * Math.sqrt(5 / 12), 12);
    expect(standardError({ ...plain, ci95: null })).toBe(standardError(plain));
  });
});
