/** Tables of described columns as comma-separated values. */
import { csvLine, type Cell } from '../../core/figures/csv-line';

export { csvCell, csvLine, type Cell } from '../../core/figures/csv-line';

/** A column with what a reader must know of it; `unit` is also in the name where there is one. */
export interface Column<Row> {
  readonly name: string;
  /** Empty for words and plain counts. */
  readonly unit: string;
  readonly about: string;
  readonly value: (row: Row) => Cell;
}

export function csvTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return csvLine(columns.map((column) => column.name)) + rows.map((row) => csvLine(columns.map((column) => column.value(row)))).join('');
}
