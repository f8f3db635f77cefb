/** Numbers as people read them, the same on screen, in the terminal and in reports. */
import type { Provenance } from '../measurements';
import type { IntervalValue } from './figure-source';

/** percent: the value is a fraction 0..1 and printed times 100; points: the same for differences of percentages. */
export type Unit = 'percent' | 'points' | 'ms' | 'mJ';

const noBreak = '\u00a0';
const names: Readonly<Record<Unit, string>> = { percent: '%', points: 'points', ms: 'ms', mJ: 'mJ' };

/** A mark a provenance, told apart by shape alone. */
export const provenanceMarks: Readonly<Record<Provenance, string>> = { measured: '●', modelled: '◊', published: '○' };

function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** Decimals that leave `digits` significant ones: 0.0123, 1.82, 18.2, 182, 1820. */
function decimalsFor(value: number, digits: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const rounded = Number(Math.abs(value).toPrecision(digits));
  return Math.min(12, Math.max(0, digits - 1 - Math.floor(Math.log10(rounded))));
}

/** Three significant digits for ms and mJ (3.40e-8 below a ten-thousandth), one decimal for percent; no unit. Not a number: an en dash. */
export function formatNumber(value: number | null, unit: Unit | null = null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  if (value !== 0 && Math.abs(value) < 1e-4 && unit !== 'percent' && unit !== 'points') return value.toExponential(2).replaceAll('-', '−');
  return unit === 'percent' || unit === 'points' ? fixed(value * 100, 1) : fixed(value, decimalsFor(value, 3));
}

/** The number with its unit: "91.2 %", "1.82 ms". */
export function formatQuantity(value: number | null, unit: Unit): string {
  return value === null || !Number.isFinite(value) ? '–' : formatNumber(value, unit) + noBreak + names[unit];
}

/** "[90.3, 92.1]" with the decimals of its value, more where both ends would read the same; empty without an interval or where it has no width. */
export function formatBounds(interval: Pick<IntervalValue, 'value' | 'low' | 'high'>, unit: Unit | null = null): string {
  const { low, high } = interval;
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high) || Math.max(Math.abs(high - interval.value), Math.abs(low - interval.value)) <= 1e-9 * Math.abs(interval.value)) return '';
  const scale = unit === 'percent' || unit === 'points' ? 100 : 1;
  const base = scale === 100 ? 1 : decimalsFor(interval.value === 0 ? Math.max(Math.abs(low), Math.abs(high)) : interval.value, 3);
  for (let decimals = base; ; decimals++) {
    const [from, to] = [fixed(low * scale, decimals), fixed(high * scale, decimals)];
    if (from !== to || low === high || decimals >= base + 2) return `[${from}, ${to}]`;
  }
}

/** "91.2 % [90.3, 92.1]": value, unit and 95 % interval; "–" where the figure is unknown. */
export function formatInterval(interval: Pick<IntervalValue, 'value' | 'low' | 'high'> | null, unit: Unit): string {
  if (interval === null || !Number.isFinite(interval.value)) return '–';
  const bounds = formatBounds(interval, unit);
  return formatQuantity(interval.value, unit) + (bounds === '' ? '' : ` ${bounds}`);
}

/** Whole numbers in groups of three: 10 000. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, noBreak);
}
