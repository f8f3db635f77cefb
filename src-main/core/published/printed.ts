/** A published value as it was printed: its decimals, its words. */
import type { PublishedPaper, PublishedRecord } from './record';

const units: Readonly<Record<string, string>> = { percent: ' %', percentage_point: ' points', ratio: '×', dimensionless: '', none: '', count: '', fraction: '', orders_of_magnitude: ' orders of magnitude' };
const before: Readonly<Record<string, string>> = { up_to: 'up to ', at_least: '≥ ', at_most: '≤ ', less_than: '< ', greater_than: '> ', approx: 'about ', exact: '' };

const decimalsIn = (value: number): number => /\.(\d+)$/.exec(String(value))?.[1].length ?? 0;

function numbersOf({ value }: PublishedRecord): number[] {
  if (typeof value === 'number') return [value];
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  return 'min' in value ? [value.min, value.max] : 'start' in value ? [value.start, value.end] : [];
}

/** Cells that were typeset alike: one table, quantity and dataset. Null for text, where every number stands alone. */
function cellGroup(record: PublishedRecord): string | null {
  const table = /^(T\d+|P\d+)\./.exec(record.id);
  return table === null ? null : [table[1], record.quantity, record.unit, record.dataset].join(' ');
}

/**
 * Printed decimals by record id. JSON loses trailing zeros, so a table's cell has the most decimals of any cell of its
 * table, quantity and dataset; a number of the text has its own.
 */
export function printedDecimals(paper: PublishedPaper): ReadonlyMap<string, number> {
  const own = (record: PublishedRecord): number => Math.max(0, ...numbersOf(record).map(decimalsIn));
  const most = new Map<string, number>();
  for (const record of paper.records) {
    const group = cellGroup(record);
    if (group !== null) most.set(group, Math.max(most.get(group) ?? 0, own(record)));
  }
  return new Map(paper.records.map((record) => {
    const group = cellGroup(record);
    return [record.id, group === null ? own(record) : (most.get(group) ?? 0)];
  }));
}

/** "up to 73 %", "1.0 to 4.7×", "8.20 ms", "–" for an absent value. */
export function printedText(record: PublishedRecord, decimals: number): string {
  const { value, unit } = record;
  const sign = units[unit] ?? ` ${unit}`;
  const number = (x: number): string => x.toFixed(decimals);
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return `${before[record.qualifier]}${number(value)}${sign}`;
  if (Array.isArray(value)) return (value as readonly (number | string)[]).join(', ') + sign;
  const ends = value as { min?: number; max?: number; start?: number; end?: number };
  return ends.min === undefined ? `${number(ends.start ?? 0)} … ${number(ends.end ?? 0)}${sign}` : `${before[record.qualifier]}${number(ends.min)} to ${number(ends.max ?? 0)}${sign}`;
}
