/** Runs side by side: for every strategy the figure of each run and its difference from the first. */
import type { Interval, Results } from '../../../src-main/contract/results';
import { axis, options, percentRange, roundLinear, roundLogarithmic, spansDecades } from '../../../src-main/core/figures/axes';
import { fullWidth, type ChartDataset, type Figure } from '../../../src-main/core/figures/chart-config';
import { errorBars } from '../../../src-main/core/figures/marks';
import { otherColours } from '../../../src-main/core/figures/palette';
import { bounds } from '../../../src-main/core/figures/wording';
import { strategies, type Strategy } from '../../../src-main/core/measurements';
import { independentDifference, type Bounded } from '../../../src-main/core/stats';
import { strategyName } from '../../locale/studio-words';

export type Compared = 'accuracy' | 'lpiMs' | 'epiMj' | 'offloadShare';
export interface ComparedCell { readonly run: string; readonly value: Interval | null; /** Against the first run; null in the first run and where either is unknown. */ readonly difference: Bounded | null }
export interface ComparedRow { readonly strategy: Strategy; readonly cells: readonly ComparedCell[] }

/** Boards that occur in any of the runs, those of most runs first. */
export function boardsOf(all: readonly Results[]): { readonly id: string; readonly name: string; readonly runs: number }[] {
  const found = new Map<string, { id: string; name: string; runs: number }>();
  for (const { boards } of all) for (const { id, name } of boards) found.set(id, { id, name, runs: (found.get(id)?.runs ?? 0) + 1 });
  return [...found.values()].sort((a, b) => b.runs - a.runs);
}

/** One row a strategy; of several local models the first. */
export function compareRuns(all: readonly Results[], board: string, quantity: Compared): ComparedRow[] {
  return strategies.flatMap((strategy): ComparedRow[] => {
    const values = all.map((results) => results.strategies.find((entry) => entry.board === board && entry.strategy === strategy)?.[quantity] ?? null);
    if (values.every((value) => value === null)) return [];
    const [first] = values;
    return [{ strategy, cells: all.map((results, i) => {
      const value = values[i];
      return { run: results.run.id, value, difference: i === 0 || value === null || first === null ? null : independentDifference(value, first) };
    }) }];
  });
}

/** The interval leaves out 0: the runs differ beyond what chance explains. False without an interval. */
export function differs({ low, high }: Bounded): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}

export interface CompareWords { readonly title: string; readonly caption: string; readonly axis: string }

/** Dots with intervals: strategies from top to bottom, in each the runs. */
export function compareFigure(rows: readonly ComparedRow[], runs: readonly { readonly id: string; readonly name: string }[], quantity: Compared, words: CompareWords): Figure {
  const scale = quantity === 'accuracy' || quantity === 'offloadShare' ? 100 : 1;
  const step = 0.7 / runs.length;
  const all = rows.flatMap(({ cells }) => cells.flatMap(({ value }) => (value === null ? [] : [value.value, value.low ?? value.value, value.high ?? value.value].map((one) => one * scale))));
  const logarithmic = scale === 1 && spansDecades(all);
  const [min, max] = logarithmic ? roundLogarithmic(all) : scale === 100 ? percentRange(all) : roundLinear(all);
  const datasets = runs.map((run, r): ChartDataset => {
    const cells = rows.flatMap((row, y) => row.cells.filter((cell) => cell.run === run.id && cell.value !== null).map(({ value }) => ({ value: value!, y: y + (r - (runs.length - 1) / 2) * step })));
    const colour = otherColours[r % otherColours.length];
    return { label: run.name, data: cells.map(({ value, y }) => ({ x: value.value * scale, y })), intervals: cells.map(({ value }) => bounds(value, scale)), radius: 5, pointStyle: r < otherColours.length ? 'circle' : 'rectRot', backgroundColor: colour, borderColor: colour, errorColour: colour };
  });
  return {
    name: `comparison-${quantity.toLowerCase()}`, title: words.title, caption: words.caption, columns: 1,
    legend: runs.map(({ name }, r) => ({ label: name, colour: otherColours[r % otherColours.length], marker: r < otherColours.length ? 'circle' : 'rectRot' })),
    panels: [{ title: null, width: fullWidth, height: 60 + rows.length * (16 + 13 * runs.length), chart: {
      type: 'scatter', data: { datasets }, plugins: [errorBars('x')],
      options: options(axis({ title: words.axis, min, max, logarithmic }), axis({ title: '', min: -0.5, max: rows.length - 0.5, reverse: true, words: rows.map(({ strategy }) => strategyName(strategy)), grid: false }), { clip: false }),
    } }],
    table: {
      columns: ['strategy', 'run', words.axis, 'low', 'high', 'n', 'provenance', 'difference from the first run', 'difference low', 'difference high'],
      rows: rows.flatMap(({ strategy, cells }) => cells.map(({ run, value, difference }) => [strategy, run, scaled(value?.value, scale), scaled(value?.low, scale), scaled(value?.high, scale), value?.n ?? null, value?.provenance ?? null, scaled(difference?.value, scale), scaled(difference?.low, scale), scaled(difference?.high, scale)])),
    },
  };
}

const scaled = (value: number | null | undefined, scale: number): number | null => (value === null || value === undefined ? null : Number((value * scale).toPrecision(12)));
