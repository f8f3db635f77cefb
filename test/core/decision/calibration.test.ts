/** Ranking and calibration: AURC, ECE, temperature, routing; oracles from NumPy 1.24.2 and SciPy 1.10.1, and brute force over orders. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracyAtCoverage, bestAurc, calibrationError, fitTemperature, riskCoverage, routingCurve } from '../../../src-main/core/decision';

/** 1000 samples: conf = (7919 i mod 1009)/1009, right iff (31337 i mod 1013)/1013 < conf^1.5; no ties. */
const conf = Float64Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 1009) / 1009);
const right = Uint8Array.from(conf, (c, i) => (((i * 31337) % 1013) / 1013 < c ** 1.5 ? 1 : 0));

function orders<T>(items: T[]): T[][] {
  return items.length < 2 ? [items] : items.flatMap((item, k) => orders([...items.slice(0, k), ...items.slice(k + 1)]).map((rest) => [item, ...rest]));
}

describe('risk and coverage', () => {
  it('has the AURC that NumPy finds by cumulative sums', () => {
    const curve = riskCoverage(conf, right);
    expect(curve?.aurc).toBeCloseTo(0.32876938582241955, 12);
    expect(bestAurc(599, 1000)).toBeCloseTo(0.232867991081091, 12);
    expect(curve?.eAurc).toBeCloseTo(0.32876938582241955 - 0.232867991081091, 12);
    expect(curve?.points.length).toBe(200);
    expect(curve?.points.at(-1)).toEqual([1, 0.599]);
  });

  it('is the mean over all orders of tied samples', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(1)), { minLength: 1, maxLength: 6 }), (rows) => {
      const each = orders(rows).filter((order) => order.every((row, i) => i === 0 || order[i - 1][0] >= row[0]));
      const area = (order: [number, number][]): number => {
        let errors = 0;
        return order.reduce((sum, row, i) => sum + (errors += 1 - row[1]) / (i + 1), 0) / order.length;
      };
      const expected = each.reduce((sum, order) => sum + area(order), 0) / each.length;
      expect(riskCoverage(rows.map((r) => r[0]), Uint8Array.from(rows, (r) => r[1]))?.aurc).toBeCloseTo(expected, 10);
    }), { numRuns: 60 });
  });

  it('mixes the tied block at a coverage cut', () => {
    const score = [3, 2, 2, 1];
    // Coverage 0.5 keeps the first and half of the tied pair.
    expect(accuracyAtCoverage(score, Uint8Array.of(1, 1, 0, 0), Uint8Array.of(1, 1, 1, 1), 0.5)).toBeCloseTo((1 + 0.5 + 1 + 1) / 4, 12);
    expect(accuracyAtCoverage(score, Uint8Array.of(1, 1, 0, 0), null, 1)).toBe(0.5);
    expect(accuracyAtCoverage([], new Uint8Array(0), null, 1)).toBeNull();
  });

  it('does not depend on the order of samples, ties included', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(1), fc.nat(1)), { minLength: 1, maxLength: 40 }), fc.integer(), (rows, seed) => {
      const shuffled = rows.map((row, i) => ({ row, key: Math.imul(i + 1, seed | 1) | 0 })).sort((a, b) => a.key - b.key).map((x) => x.row);
      const figures = (r: typeof rows) => {
        const [score, l, s] = [r.map((x) => x[0] / 5), Uint8Array.from(r, (x) => x[1]), Uint8Array.from(r, (x) => x[2])];
        return [riskCoverage(score, l)?.aurc, calibrationError(score, l), accuracyAtCoverage(score, l, s, 0.37), routingCurve(score, l, s)?.gain];
      };
      const [a, b] = [figures(rows), figures(shuffled)];
      a.forEach((value, k) => (typeof value === 'number' ? expect(b[k]).toBeCloseTo(value, 10) : expect(b[k]).toBe(value)));
    }));
  });
});

describe('calibration', () => {
  it('has the ECE that NumPy finds in 15 bins of equal count', () => {
    expect(calibrationError(conf, right)).toBeCloseTo(0.09969177403369676, 12);
    expect(calibrationError([], new Uint8Array(0))).toBeNull();
  });

  it('finds SciPy’s temperature', () => {
    // 300 x 5 logits 6 (7919 k mod 1009)/1009; truth is the arg-max where 31337 r mod 1013 < 700, else 17 r mod 5. brentq on the derivative.
    const logits = Float64Array.from({ length: 1500 }, (_, k) => (6 * ((k * 7919) % 1009)) / 1009);
    const truth = Uint16Array.from({ length: 300 }, (_, r) => {
      const row = [...logits.subarray(5 * r, 5 * r + 5)];
      return (r * 31337) % 1013 < 700 ? row.indexOf(Math.max(...row)) : (r * 17) % 5;
    });
    expect(fitTemperature(logits, truth, 5)).toMatchObject({ atBound: null, temperature: expect.closeTo(1.3327740842593958, 9) as number });
  });

  it('runs to the bound on a set that is all right, and says so', () => {
    expect(fitTemperature([2, 0, 0, 3], Uint16Array.of(0, 1), 2)).toEqual({ temperature: 0.05, atBound: 'sharp' });
    expect(fitTemperature([2, 0, 0, 3], Uint16Array.of(1, 0), 2)).toEqual({ temperature: 50, atBound: 'flat' });
    expect(fitTemperature([], new Uint16Array(0), 2)).toBeNull();
  });
});

describe('routing', () => {
  it('scores perfect routing 1 and its reverse below 0', () => {
    const local = Uint8Array.of(0, 0, 1, 1, 1, 0);
    const server = Uint8Array.of(1, 1, 1, 1, 0, 0);
    // The server alone right first, alike in the middle, the local model alone right last. Trapezoids cut the corners of 1.7's exact ramp nowhere: gain 1.
    expect(routingCurve([0, 0, 1, 1, 2, 1], local, server)?.gain).toBeCloseTo(1, 12);
    expect(routingCurve([2, 2, 1, 1, 0, 1], local, server)?.gain).toBeLessThan(0);
    expect(routingCurve([1, 1, 1, 1, 1, 1], local, server)?.gain).toBeCloseTo(0, 12);
    expect(routingCurve([1, 1], Uint8Array.of(1, 1), Uint8Array.of(1, 1))?.gain).toBeNull();
  });
});
