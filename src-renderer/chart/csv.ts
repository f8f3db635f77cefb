/** A figure's table as CSV (RFC 4180), the very numbers that are drawn. */
import type { Figure } from '../../src-main/core/figures';

const cell = (value: string | number | null): string => (value === null ? '' : typeof value === 'number' ? String(value) : /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

export function figureCsv({ columns, rows }: Figure['table']): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
