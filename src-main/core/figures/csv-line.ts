/** Comma-separated values by RFC 4180, safe to open in a spreadsheet. */

export type Cell = string | number | boolean | null;

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
