/** Interval arithmetic on printed digits: whatever was rounded, the result is inside. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, between, common, divide, greatest, isLess, least, mean, multiply, printed, reductionPercent, subtract } from '../../../src-main/core/published/rounded';

/** A number and how it would be printed with two decimals. */
const rounded = fc.double({ min: 0.5, max: 900, noNaN: true }).map((truth) => ({ truth, print: printed(Number(truth.toFixed(2)), 2) }));
const tiny = 1e-9;

describe('arithmetic on printed numbers', () => {
  it('keeps the true result inside, for every way the inputs may have been rounded', () => {
    fc.assert(fc.property(rounded, rounded, (a, b) => {
      for (const [interval, truth] of [
        [add(a.print, b.print), a.truth + b.truth], [subtract(a.print, b.print), a.truth - b.truth], [multiply(a.print, b.print), a.truth * b.truth],
        [divide(a.print, b.print), a.truth / b.truth], [reductionPercent(a.print, b.print), 100 * (1 - a.truth / b.truth)],
        [greatest([a.print, b.print]), Math.max(a.truth, b.truth)], [least([a.print, b.print]), Math.min(a.truth, b.truth)], [mean([a.print, b.print]), (a.truth + b.truth) / 2],
      ] as const) {
        expect(interval.low).toBeLessThanOrEqual(truth + tiny * Math.abs(truth) + tiny);
        expect(interval.high).toBeGreaterThanOrEqual(truth - tiny * Math.abs(truth) - tiny);
      }
    }));
  });
  it('has the ends that one finds by hand: 3.82 ms against 14.36 ms', () => {
    // 1 - 3.825/14.355 and 1 - 3.815/14.365
    const reduction = reductionPercent(printed(3.82, 2), printed(14.36, 2));
    expect([reduction.value, reduction.low, reduction.high].map((x) => x.toFixed(4))).toEqual(['73.3983', '73.3542', '73.4424']);
  });
  it('is unbounded where the divisor may have been zero', () => {
    expect(divide(printed(1, 0), printed(0.3, 0))).toMatchObject({ low: -Infinity, high: Infinity });
  });
  it('calls a comparison undecided when rounding decides it', () => {
    expect(isLess(printed(1.2, 1), printed(1.4, 1))).toBe(true);
    expect(isLess(printed(1.4, 1), printed(1.2, 1))).toBe(false);
    expect(isLess(printed(1.24, 1), printed(1.26, 1))).toBeNull();
  });
  it('finds what two intervals have in common, or nothing', () => {
    expect(common(between(1, 2), between(1.5, 4))).toEqual({ value: 1.75, low: 1.5, high: 2 });
    expect(common(between(1, 2), between(3, 4))).toBeNull();
  });
});
