/** Comma-separated values by RFC 4180, safe to open in a spreadsheet. */

export type Cell = string | number | boolean | null;

/** A column with what a reader must know of it; `unit` is also in the name where there is one. */
export interface Column<Row> {
  readonly name: string;
  /** Empty for words and plain counts. */
  readonly unit: string;
  readonly about: string;
  readonly value: (row: Row) => Cell;
}

/**
 * One cell. Empty for null and for numbers that are none; true/false for booleans.
 * Words that a spreadsheet would run as a formula (=, +, -, @, tab, return first) get an apostrophe; numbers stay numbers.
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = typeof cell === 'boolean' ? String(cell) : /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its CRLF. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

export function csvTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return csvLine(columns.map((column) => column.name)) + rows.map((row) => csvLine(columns.map((column) => column.value(row)))).join('');
}
