/** Interval arithmetic on printed numbers: every input may be anything that rounds to what is printed. */

/** `value` from the printed digits; low..high from all numbers that round to them. */
export interface Rounded { readonly value: number; readonly low: number; readonly high: number }

/** A number printed with so many decimals: value ± half a unit of the last one. */
export function printed(value: number, decimals: number): Rounded {
  const half = 0.5 * 10 ** -decimals;
  return { value, low: value - half, high: value + half };
}

export const exactly = (value: number): Rounded => ({ value, low: value, high: value });
export const between = (low: number, high: number): Rounded => ({ value: (low + high) / 2, low, high });

export const add = (a: Rounded, b: Rounded): Rounded => ({ value: a.value + b.value, low: a.low + b.low, high: a.high + b.high });
export const subtract = (a: Rounded, b: Rounded): Rounded => ({ value: a.value - b.value, low: a.low - b.high, high: a.high - b.low });

function fromCorners(value: number, corners: readonly number[]): Rounded {
  return { value, low: Math.min(...corners), high: Math.max(...corners) };
}
export const multiply = (a: Rounded, b: Rounded): Rounded => fromCorners(a.value * b.value, [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]);
export const scale = (a: Rounded, factor: number): Rounded => multiply(a, exactly(factor));

/** a / b; unbounded where b may be 0. */
export function divide(a: Rounded, b: Rounded): Rounded {
  if (b.low <= 0 && b.high >= 0) return { value: a.value / b.value, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return fromCorners(a.value / b.value, [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high]);
}

/** 100 (1 - of/versus), percent; of and versus must not share an input, or the interval is too wide. */
export const reductionPercent = (of: Rounded, versus: Rounded): Rounded => scale(subtract(exactly(1), divide(of, versus)), 100);
export const log10 = (a: Rounded): Rounded => ({ value: Math.log10(a.value), low: Math.log10(a.low), high: Math.log10(a.high) });

export const greatest = (list: readonly Rounded[]): Rounded => ({ value: Math.max(...list.map((a) => a.value)), low: Math.max(...list.map((a) => a.low)), high: Math.max(...list.map((a) => a.high)) });
export const least = (list: readonly Rounded[]): Rounded => ({ value: Math.min(...list.map((a) => a.value)), low: Math.min(...list.map((a) => a.low)), high: Math.min(...list.map((a) => a.high)) });
export const mean = (list: readonly Rounded[]): Rounded => scale(list.reduce(add), 1 / list.length);

/** a < b: true or false for every rounding, null where the roundings decide. */
export function isLess(a: Rounded, b: Rounded): boolean | null {
  return a.high < b.low ? true : a.low >= b.high ? false : null;
}

/** What both allow, or null where nothing is common. The value is the middle. */
export function common(a: Rounded, b: Rounded): Rounded | null {
  const [low, high] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
  return low > high ? null : between(low, high);
}
