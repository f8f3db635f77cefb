/** Cells and F1 readings against sklearn.metrics.f1_score 1.2.1 on the formula set; "accepted" = (7919 i mod 1009)/1009 >= 0.35. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionCells, f1Readings, selectiveAccuracy } from '../../../src-main/core/decision';
import { formulaOutputs, formulaRight } from './formula-set';

const right = formulaRight(formulaOutputs(400));
const accept = Uint8Array.from(right, (_, i) => (((i * 7919) % 1009) / 1009 >= 0.35 ? 1 : 0));

describe('the four cells', () => {
  it('counts accepted and offloaded, right and wrong', () => {
    expect(decisionCells(accept, right)).toEqual({ acceptedRight: 192, offloadedNeedlessly: 33, missed: 69, caught: 106 });
    expect(selectiveAccuracy(decisionCells(accept, right))).toBeCloseTo(192 / 261, 12);
  });

  it('gives the five F1 readings of scikit-learn', () => {
    const f1 = f1Readings(decisionCells(accept, right));
    expect(f1.accept).toBeCloseTo(0.7901234567901233, 12);
    expect(f1.offload).toBeCloseTo(0.6751592356687899, 12);
    expect(f1.macro).toBeCloseTo(0.7326413462294565, 12);
    expect(f1.weighted).toBeCloseTo(0.73982661004954, 12);
    expect(f1.micro).toBeCloseTo(0.745, 12);
  });

  it('leaves 0/0 unknown instead of 0 or 1', () => {
    const none = decisionCells(new Uint8Array(0), new Uint8Array(0));
    expect(f1Readings(none)).toEqual({ accept: null, offload: null, macro: null, weighted: null, micro: null });
    expect(selectiveAccuracy(none)).toBeNull();
    expect(f1Readings({ acceptedRight: 5, offloadedNeedlessly: 0, missed: 0, caught: 0 })).toMatchObject({ accept: 1, offload: null, macro: null, weighted: null, micro: 1 });
  });

  it('does not depend on the order of samples', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { maxLength: 40 }), (pairs) => {
      const cells = (rows: [number, number][]) => decisionCells(Uint8Array.from(rows, (r) => r[0]), Uint8Array.from(rows, (r) => r[1]));
      expect(cells([...pairs].reverse())).toEqual(cells(pairs));
    }));
  });
});
