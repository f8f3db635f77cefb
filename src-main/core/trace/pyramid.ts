/** Summaries of summaries: every level has one cell for 64 of the level below, so that any stretch is a few cells. */
import { CELL_FACTOR, Cells } from './cells';

/** The levels above the samples of one channel, from `lowest` on, growing as cells arrive; only finished cells are kept above it. */
export class Pyramid {
  readonly lowest: number;
  readonly #levels: Cells[] = [new Cells()];

  constructor(lowest: number) {
    this.lowest = lowest;
  }

  get top(): number {
    return this.lowest + this.#levels.length - 1;
  }

  /** Cells of a level, lowest … top. */
  level(level: number): Cells {
    return this.#levels[level - this.lowest];
  }

  /** Appends cells of the lowest level whose first has number `at`, not below the length so far; what lies between is lost. */
  append(at: number, cells: Cells, n = cells.length): void {
    this.level(this.lowest).copyFrom(at, cells, 0, n);
    for (let k = 0; k < this.#levels.length; k++) {
      const lower = this.#levels[k];
      const finished = Math.floor(lower.length / CELL_FACTOR);
      if (finished === 0) return;
      if (k + 1 === this.#levels.length) this.#levels.push(new Cells());
      const upper = this.#levels[k + 1];
      for (let c = upper.length; c < finished; c++) upper.setFromCells(c, lower, c * CELL_FACTOR, (c + 1) * CELL_FACTOR);
    }
  }
}
