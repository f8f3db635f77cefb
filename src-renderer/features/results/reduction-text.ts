/** A reduction in the words of the headline: "5.1 % more" instead of a reduction by −5.1 %. */
import type { Interval } from '../../../src-main/contract/results';
import { formatQuantity } from '../../../src-main/core/figures/number-text';

const shown = (share: number): string => formatQuantity(share, 'percent');

/** What reads as 0 is neither. */
export function reductionWord(reduction: number): 'less' | 'more' | 'same' {
  if (shown(Math.abs(reduction)) === shown(0)) return 'same';
  return reduction > 0 ? 'less' : 'more';
}

/** What `IntervalText` shows: of "more" the interval counts what is added. */
export function reductionShown<Shown extends Pick<Interval, 'value' | 'low' | 'high'>>(t: (key: string) => string, reduction: Shown | null): { readonly value: Shown | null; readonly suffix: string } {
  if (reduction === null) return { value: null, suffix: '' };
  const word = reductionWord(reduction.value);
  if (word === 'same') return { value: reduction, suffix: '' };
  const less = (share: number | null): number | null => (share === null ? null : -share);
  return { value: word === 'less' ? reduction : { ...reduction, value: -reduction.value, low: less(reduction.high), high: less(reduction.low) }, suffix: t(`results.${word}`) };
}
