/** A results document that speaks of one board alone, so that every figure can be drawn for the board that is chosen. */
import type { Results } from '../../../src-main/contract/results';

export function boardOnly(results: Results, board: string): Results {
  const here = <T extends { readonly board: string }>(rows: readonly T[]): T[] => rows.filter((row) => row.board === board);
  return {
    ...results, boards: results.boards.filter(({ id }) => id === board), strategies: here(results.strategies), differences: here(results.differences),
    targets: here(results.targets), curves: here(results.curves), loops: here(results.loops), ...(results.earlyOffload === undefined ? {} : { earlyOffload: here(results.earlyOffload) }),
    ...(results.decisions === undefined ? {} : { decisions: here(results.decisions) }),
  };
}
