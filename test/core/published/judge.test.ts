/** The rules of the verdicts on small made-up papers: one number changed, another verdict. */
import { describe, expect, it } from 'vitest';
import { createPublishedLibrary, type JudgedClaim, type PublishedRecord } from '../../../src-main/core/published';
import { asStated, atMost, beside, needs, number, pair, reading, substitute, truth, word, type Claim, type Reading } from '../../../src-main/core/published/claim';
import { judgeClaim } from '../../../src-main/core/published/judge';
import { divide, exactly, isLess, scale } from '../../../src-main/core/published/rounded';

const base: PublishedRecord = { id: '', quantity: 'q', value: null, value_type: 'number', unit: 'ratio', qualifier: 'exact', device: null, power_mode: null, dataset: null, model: null, strategy: null, conditions: {}, source: { kind: 'table', ref: 'Table 1' } };
const paperOf = (...records: Partial<PublishedRecord>[]) => createPublishedLibrary([{ source: { id: 'p', title: 'P', authors: [], where: '' }, records: records.map((record) => ({ ...base, ...record })) }]);
const judge = (claimed: Partial<PublishedRecord>, readings: readonly Reading[], inputs: Readonly<Record<string, number>> = {}): JudgedClaim =>
  judgeClaim({ id: 'c', topic: 't', text: 'x', readings } satisfies Claim, 'p', paperOf({ ...claimed, id: 'c' }, ...Object.entries(inputs).map(([id, value]) => ({ id, value }))));
const quotient = asStated('a / b', (inputs) => number(divide(inputs.number('a'), inputs.number('b'))));
const verdict = (...given: Parameters<typeof judge>): string => judge(...given).verdict;

describe('the verdict on a claim', () => {
  it('is exact when the recomputed value rounds to what is printed, and tells which records went in', () => {
    const claim = judge({ value: 2.9 }, [quotient], { a: 6.22, b: 2.14 });
    expect(claim).toMatchObject({ verdict: 'exact', reason: '', printed: '2.9×' });
    expect(claim.decisive?.inputs).toEqual(['a', 'b']);
    expect(claim.decisive?.text).toBe('2.9065 [2.8974, 2.9157]');
  });
  it('is within rounding when only some unrounded inputs give it', () => {
    // 5.1 / 3.0 = 1.7000; 5.25 / 2.5 = 2.1 and 4.5 / 3.5 = 1.29 are possible behind 5 / 3.
    expect(verdict({ value: 1.8 }, [quotient], { a: 5, b: 3 })).toBe('within-rounding');
    expect(verdict({ value: 1.8 }, [quotient], { a: 5.01, b: 3.01 })).toBe('does-not-follow');
  });
  it('does not follow when no reading agrees, and says by how much', () => {
    expect(judge({ value: 3.1 }, [quotient], { a: 6.22, b: 2.14 })).toMatchObject({ verdict: 'does-not-follow', reason: 'recomputed smaller by 0.193' });
  });
  it('needs an assumption when a named reading agrees, and says how many were tried', () => {
    const half = reading('only half counts', 'a / 2b', (inputs) => number(scale(divide(inputs.number('a'), inputs.number('b')), 0.5)));
    const third = reading('only a third counts', 'a / 3b', (inputs) => number(scale(divide(inputs.number('a'), inputs.number('b')), 1 / 3)));
    expect(judge({ value: 1.5 }, [quotient, third, half], { a: 6, b: 2 })).toMatchObject({ verdict: 'needs-an-assumption', reason: 'only half counts (1 of 2 alternatives tried agree)' });
    // All readings that the words leave open agree: nothing needs to be assumed.
    expect(judge({ value: 1.5 }, [half, half], { a: 6, b: 2 })).toMatchObject({ verdict: 'exact', reason: 'under every reading tried' });
  });
  it('names digits that were cut off instead of rounded as an assumption', () => {
    expect(judge({ value: 53, unit: 'percent' }, [asStated('x', () => number(exactly(53.899)))])).toMatchObject({ verdict: 'needs-an-assumption', reason: 'digits were cut off, not rounded' });
    expect(verdict({ value: 52, unit: 'percent' }, [asStated('x', () => number(exactly(53.899)))])).toBe('does-not-follow');
  });
  it('is not testable when an input is printed nowhere, whatever a substitute says', () => {
    const guess = substitute('b is 3', 'a / 3', (inputs) => number(divide(inputs.number('a'), exactly(3))));
    expect(judge({ value: 9 }, [quotient, guess], { a: 6 })).toMatchObject({ verdict: 'not-testable', reason: 'not printed: b; 2.000 [1.833, 2.167] if b is 3' });
    expect(judge({ value: 2 }, [quotient, guess], { a: 6 })).toMatchObject({ verdict: 'needs-an-assumption', reason: 'b is 3' });
    // Once the input is printed, the claim is tested.
    expect(verdict({ value: 9 }, [quotient, guess], { a: 6, b: 2 })).toBe('does-not-follow');
    expect(judge({ value: 9 }, [needs('anything at all')])).toMatchObject({ verdict: 'not-testable', reason: 'not printed: anything at all' });
  });
  it('never rests on a reading that contradicts the claim’s words', () => {
    expect(verdict({ value: 3.1 }, [quotient, beside('another device', 'x', () => number(exactly(3.1)))], { a: 6.22, b: 2.14 })).toBe('does-not-follow');
  });
  it('takes “about” as 5 % and bounds as bounds', () => {
    expect(verdict({ value: 5, qualifier: 'approx' }, [asStated('x', () => number(exactly(4.6)))])).toBe('exact');
    expect(verdict({ value: 500, qualifier: 'approx' }, [asStated('x', () => number(exactly(480)))])).toBe('within-rounding');
    expect(verdict({ value: 500, qualifier: 'approx' }, [asStated('x', () => number(exactly(470)))])).toBe('does-not-follow');
    expect(verdict({ value: 2, qualifier: 'greater_than' }, [asStated('x', (inputs) => number(inputs.number('a')))], { a: 2.09 })).toBe('exact');
    expect(verdict({ value: 2, qualifier: 'greater_than' }, [asStated('x', (inputs) => number(inputs.number('a')))], { a: 2.0 })).toBe('within-rounding');
    expect(verdict({ value: 2, qualifier: 'greater_than' }, [asStated('x', (inputs) => number(inputs.number('a')))], { a: 1 })).toBe('does-not-follow');
  });
  it('compares both ends of a range, words and truths', () => {
    const range: Partial<PublishedRecord> = { value: { min: 1.2, max: 3.3 }, value_type: 'range' };
    expect(verdict(range, [asStated('x', () => pair(exactly(1.2), exactly(3.3)))])).toBe('exact');
    expect(judge(range, [asStated('x', () => pair(exactly(1.2), exactly(3.2)))])).toMatchObject({ verdict: 'does-not-follow', reason: 'recomputed smaller by 0.100' });
    expect(verdict(range, [asStated('x', () => atMost(exactly(1.2), exactly(3.4)))])).toBe('exact');
    expect(verdict(range, [asStated('x', () => atMost(exactly(1.2), exactly(3.2)))])).toBe('does-not-follow');
    expect(verdict({ value: 'remote', value_type: 'enum' }, [asStated('x', () => word('remote'))])).toBe('exact');
    expect(judge({ value: 'remote', value_type: 'enum' }, [asStated('x', () => word('none'))])).toMatchObject({ verdict: 'does-not-follow', reason: 'recomputed: none' });
    const less = asStated('a < b', (inputs) => { const [a, b] = [inputs.number('a'), inputs.number('b')]; return truth(isLess(a, b), a.value < b.value); });
    expect(verdict({ value: true, value_type: 'boolean' }, [less], { a: 1.38, b: 1.72 })).toBe('exact');
    expect(verdict({ value: true, value_type: 'boolean' }, [less], { a: 1.9, b: 2 })).toBe('within-rounding');
    expect(verdict({ value: true, value_type: 'boolean' }, [less], { a: 3.1, b: 2.2 })).toBe('does-not-follow');
  });
  it('does not take intervals that only touch for agreement', () => {
    // Printed 3.3 is 3.25 to 3.35, recomputed 3.2 is 3.15 to 3.25.
    expect(verdict({ value: 3.3 }, [asStated('a', (inputs) => number(inputs.number('a')))], { a: 3.2 })).toBe('does-not-follow');
  });
});
