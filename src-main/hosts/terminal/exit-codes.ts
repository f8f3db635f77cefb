/** Exit codes of the terminal host, by the area of the error; printed by --help and in the README. */
import { StudioError } from '../../core/errors';

export const exitCodes: readonly (readonly [code: number, meaning: string])[] = [
  [0, 'done'],
  [1, 'a fault in the studio itself; please report it'],
  [2, 'wrong usage, profile or experiment'],
  [3, 'a dataset cannot be read'],
  [4, 'a model cannot be used'],
  [5, 'a board, an instrument or the edge server failed'],
  [6, 'the disk or the run store failed'],
  [7, 'the run finished but its verdict is “invalid” (with --strict: also “caution”)'],
  [130, 'stopped by Ctrl-C; what was measured is kept'],
];

const byArea: Readonly<Record<string, number>> = { dataset: 3, model: 4, board: 5, agent: 5, mlperf: 5, analyzer: 5, port: 5, remote: 5, store: 6, report: 6 };

export function exitCodeOf(error: unknown): number {
  if (!(error instanceof StudioError)) return 1;
  if (error.code === 'run.cancelled') return 130;
  if (error.code === 'run.interrupted-by-remote') return 5;
  if (error.code === 'terminal.cannot-write') return 6;
  return byArea[error.code.split('.')[0]] ?? 2;
}
