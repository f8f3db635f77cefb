/** A table made anew from published numbers, with the printed ones beside it. */
export interface RebuiltTable {
  /** File name without ending. */
  readonly id: string;
  readonly title: string;
  /** What went in and what was assumed. */
  readonly note: string;
  /** With units. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Relative column widths for print. */
  readonly weights: readonly number[];
}
