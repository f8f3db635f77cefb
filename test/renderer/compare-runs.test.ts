/** Runs side by side, against numbers worked by hand. */
import { describe, expect, it } from 'vitest';
import type { Interval, Results } from '../../src-main/contract/results';
import { boardsOf, compareFigure, compareRuns, differs } from '../../src-renderer/features/compare/compare-model';
import { bestMarks } from '../../src-renderer/features/results/best-marks';

const interval = (value: number, half: number): Interval => ({ value, low: value - half, high: value + half, n: 100, provenance: 'measured' });
const run = (id: string, boards: readonly string[], accuracy: Interval): Results => ({
  run: { id, name: id }, boards: boards.map((board) => ({ id: board, name: board.toUpperCase() })),
  strategies: boards.map((board) => ({ board, model: 'm', strategy: 'hi', accuracy, lpiMs: interval(10, 1), epiMj: null, offloadShare: interval(0.3, 0.05) })),
}) as unknown as Results;

const all = [run('a', ['pc', 'pi'], interval(0.8, 0.03)), run('b', ['pc'], interval(0.85, 0.04)), run('c', ['pi'], interval(0.9, 0.04))];

describe('a comparison of runs', () => {
  it('takes differences from the first run, with both intervals in them', () => {
    const [row] = compareRuns(all.slice(0, 2), 'pc', 'accuracy');
    expect(row.cells[0].difference).toBeNull();
    // 0.05 ± sqrt(0.03² + 0.04²) = 0.05 ± 0.05.
    expect(row.cells[1].difference?.value).toBeCloseTo(0.05, 12);
    expect(row.cells[1].difference?.low).toBeCloseTo(0, 12);
    expect(row.cells[1].difference?.high).toBeCloseTo(0.1, 12);
  });

  it('leaves a cell empty where a run does not have the board, and a row where nobody has the figure', () => {
    const [row] = compareRuns(all, 'pc', 'accuracy');
    expect(row.cells.map(({ value }) => value?.value ?? null)).toEqual([0.8, 0.85, null]);
    expect(compareRuns(all, 'pc', 'epiMj')).toEqual([]);
  });

  it('offers the boards of most runs first', () => {
    expect(boardsOf([all[0], all[2]]).map(({ id, runs }) => [id, runs])).toEqual([['pi', 2], ['pc', 1]]);
  });

  it('calls a difference one only where its interval leaves out 0', () => {
    expect([differs({ value: 1, low: 0.1, high: 2 }), differs({ value: 1, low: -0.1, high: 2 }), differs({ value: -1, low: -2, high: -0.5 }), differs({ value: 1, low: null, high: null })]).toEqual([true, false, true, false]);
  });

  it('draws what its table says, accuracy in percent', () => {
    const rows = compareRuns(all.slice(0, 2), 'pc', 'accuracy');
    const figure = compareFigure(rows, [{ id: 'a', name: '1 · a' }, { id: 'b', name: '2 · b' }], 'accuracy', { title: 't', caption: 'c', axis: 'Accuracy (%)' });
    expect(figure.panels[0].chart.data.datasets.map(({ data }) => (data[0] as { x: number }).x)).toEqual([80, 85]);
    expect(figure.table.rows.map((row) => row.slice(0, 5))).toEqual([['hi', 'a', 80, 77, 83], ['hi', 'b', 85, 81, 89]]);
  });
});

describe('best marks', () => {
  const candidate = (strategy: string): object => ({ model: 'm', strategy, accuracy: 0.9, lpiMs: 1, epiMj: 1 });
  const target = (more: object): Results['targets'] => [{ board: 'pc', quantity: 'accuracy', bound: 0.9, text: 'accuracy ≥ 90 %', feasible: true, best: null, bestLatency: null, bestEnergy: null, fallback: null, binds: null, ...more }] as unknown as Results['targets'];
  const marks = (targets: Results['targets'], strategy: 'hi' | 'ee-hi', board = 'pc') => bestMarks(targets, { board, model: 'm', strategy }).map(({ how }) => how);

  it('marks the one best, or the fastest and the most frugal where they differ, or the nearest where none keeps the target', () => {
    expect(marks(target({ best: candidate('hi'), bestLatency: candidate('hi') }), 'hi')).toEqual(['best']);
    const split = target({ bestLatency: candidate('hi'), bestEnergy: candidate('ee-hi') });
    expect([marks(split, 'hi'), marks(split, 'ee-hi')]).toEqual([['least-latency'], ['least-energy']]);
    expect(marks(target({ feasible: false, fallback: candidate('hi') }), 'hi')).toEqual(['nearest']);
    expect(marks(target({ best: candidate('hi') }), 'hi', 'another board')).toEqual([]);
  });
});
