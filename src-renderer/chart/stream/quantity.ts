/** Measured quantities as people read them: the unit scales with the number, so that nobody counts zeros. */

export type BaseUnit = 'A' | 'V' | 'W' | 'C' | 'J' | 's' | 'Hz';

/** `value / per` is the number to print with `unit`. */
export interface UnitScale { readonly per: number; readonly unit: string }

const prefixes: readonly (readonly [exponent: number, prefix: string])[] = [[9, 'G'], [6, 'M'], [3, 'k'], [0, ''], [-3, 'm'], [-6, 'µ'], [-9, 'n']];
const smallest = prefixes[prefixes.length - 1];
const noBreak = '\u00a0';

/** The prefix with which `magnitude` reads as 1 … 999.5; nothing below nano, nothing at all for zero. Seconds are never kilo. */
export function scaleFor(magnitude: number, base: BaseUnit): UnitScale {
  const size = Math.abs(magnitude);
  if (!(size > 0) || !Number.isFinite(size)) return { per: 1, unit: base };
  const usable = base === 's' ? prefixes.filter(([exponent]) => exponent <= 0) : prefixes;
  const [exponent, prefix] = usable.find(([e]) => size >= 10 ** e * 0.9995) ?? smallest;
  return { per: 10 ** exponent, unit: prefix + base };
}

/** `digits` significant ones of a number that is printed in a scale; below the smallest prefix fewer. */
export function scaledNumber(value: number, { per }: UnitScale, digits = 4): string {
  const number = value / per;
  if (number === 0) return '0';
  const decimals = Math.min(9, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(Number(number.toPrecision(digits)))))));
  return number.toFixed(Math.min(decimals, digits + 2)).replace('-', '−');
}

/** "8.213 mA"; "–" where nothing is known. */
export function quantityText(value: number | null, base: BaseUnit, digits = 4): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const scale = scaleFor(value, base);
  return scaledNumber(value, scale, digits) + noBreak + scale.unit;
}

/** Seconds since the start, to the resolution of the samples: "3.00214 s". */
export function momentText(seconds: number, rateHz: number): string {
  const decimals = Math.min(9, Math.max(0, Math.ceil(Math.log10(rateHz))));
  return `${seconds.toFixed(decimals).replace('-', '−')}${noBreak}s`;
}

/** "12 ms", "3.2 s", "2 min 05 s", "1 h 20 min": how long something is. */
export function lengthText(seconds: number): string {
  if (seconds < 60) return quantityText(seconds, 's', 4);
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)}${noBreak}min ${String(whole % 60).padStart(2, '0')}${noBreak}s`;
  return `${Math.floor(whole / 3600)}${noBreak}h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')}${noBreak}min`;
}

/** "99.98 %": not 100 % while anything is missing, not 0 % while anything is there. */
export function coverageText(share: number): string {
  if (share >= 1) return `100${noBreak}%`;
  if (share <= 0) return `0${noBreak}%`;
  const percent = Math.min(99.9999, Math.max(0.0001, share * 100));
  const decimals = percent > 99 ? Math.min(4, Math.max(1, Math.ceil(-Math.log10(100 - percent) - 1e-9))) : percent < 1 ? 4 : 1;
  return `${Math.min(percent, 100 - 10 ** -decimals).toFixed(decimals)}${noBreak}%`;
}

/** Both ends of a stretch, s, with as many decimals as its width is worth. */
export function spanTexts({ from, to }: { readonly from: number; readonly to: number }): { readonly from: string; readonly to: string } {
  const decimals = Math.min(9, Math.max(0, 3 - Math.floor(Math.log10(Math.max(1e-9, to - from)) + 1)));
  return { from: from.toFixed(decimals), to: `${to.toFixed(decimals)}${noBreak}s` };
}
