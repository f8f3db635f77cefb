/** The explorer's curves as a figure: each quantity over θ, with the chosen setting and the one that is dragged. */
import type { ExplorerTables } from '../../../src-main/contract/procedures';
import { axis, options, percentRange, roundLinear } from '../../../src-main/core/figures/axes';
import { fullWidth, type ChartDataset, type Figure, type Point } from '../../../src-main/core/figures/chart-config';
import { ink, strategyColours } from '../../../src-main/core/figures/palette';
import { percent } from '../../../src-main/core/figures/wording';
import { pointAt, type ExplorerPoint } from './explore-point';

/** Words the figure shows; `caption` is ready to print. */
export interface ExplorerWords { readonly title: string; readonly caption: string; readonly accuracy: string; readonly lpi: string; readonly epi: string; readonly offload: string; readonly theta: string; readonly now: string; readonly chosen: string; readonly target: string; readonly never: string }

type Quantity = { readonly name: string; readonly read: (point: ExplorerPoint) => number | null; readonly range: (values: readonly number[]) => [number, number]; readonly bound: number | null };

/** Above 1 a threshold means "never": it is drawn one step right of 1. */
export const thetaShown = (grid: readonly number[], i: number): number => (grid[i] > 1 ? 1 + (1 - grid[0]) * 0.05 : grid[i]);

/** For K = 1. `now`: grid index that is shown; `chosen`: that of the run; `accuracy`: the target, 0..1. */
export function explorerFigure(tables: ExplorerTables, now: number, chosen: number | null, accuracy: number | null, offloadMs: number | null, words: ExplorerWords): Figure {
  const { grid } = tables;
  const points = grid.map((_, i) => pointAt(tables, [i], offloadMs));
  const quantities: Quantity[] = [
    { name: words.accuracy, read: (point) => percent(point.accuracy), range: percentRange, bound: accuracy === null ? null : percent(accuracy) },
    { name: words.lpi, read: (point) => point.lpiMs, range: (values) => roundLinear(values), bound: null },
    ...(tables.epiMj === null ? [] : [{ name: words.epi, read: (point: ExplorerPoint) => point.epiMj, range: (values: readonly number[]) => roundLinear(values), bound: null }]),
    ...(tables.strategy === 'ee' ? [] : [{ name: words.offload, read: (point: ExplorerPoint) => percent(point.offloadShare), range: percentRange, bound: null }]),
  ];
  const colour = strategyColours[tables.strategy];
  const [left, right] = [grid[0], thetaShown(grid, grid.length - 1)];
  return {
    name: `explorer-${tables.strategy}`, title: words.title, caption: words.caption, columns: 2,
    legend: [
      { label: words.now, colour, marker: 'circle' },
      ...(chosen === null ? [] : [{ label: words.chosen, colour: ink.quiet, marker: 'hollow' as const }]),
      ...(accuracy === null ? [] : [{ label: words.target, colour: ink.target, marker: 'line' as const, dash: [5, 4] }]),
    ],
    panels: quantities.map(({ name, read, range, bound }) => {
      const values = points.map(read).filter((value) => value !== null);
      const [min, max] = range(bound === null ? values : [...values, bound]);
      const spot = (i: number): Point => ({ x: thetaShown(grid, i), y: read(points[i]) ?? 0 });
      const datasets: ChartDataset[] = [
        { label: words.now, data: [spot(now)], radius: 7, hoverRadius: 8, backgroundColor: colour, borderColor: ink.paper, borderWidth: 2 },
        ...(chosen === null ? [] : [{ label: words.chosen, data: [spot(chosen)], radius: 6, backgroundColor: ink.paper, borderColor: ink.quiet, borderWidth: 2 }]),
        { label: name, data: points.map((_, i) => spot(i)), showLine: true, pointRadius: 0, borderColor: colour, borderWidth: 2 },
        { label: 'θ', data: [{ x: spot(now).x, y: min }, { x: spot(now).x, y: max }], showLine: true, pointRadius: 0, borderColor: ink.quiet, borderWidth: 1 },
        ...(bound === null ? [] : [{ label: words.target, data: [{ x: left, y: bound }, { x: right, y: bound }], showLine: true, pointRadius: 0, borderColor: ink.target, borderWidth: 1.2, borderDash: [5, 4] }]),
      ];
      const x = axis({ title: words.theta, min: left, max: right });
      const marks = [...Array.from({ length: 5 }, (_, i) => Number((left + ((1 - left) * i) / 5).toFixed(3))), right];
      return {
        title: name, width: fullWidth / 2, height: 200,
        chart: { type: 'scatter' as const, data: { datasets }, options: options({ ...x, afterBuildTicks: (scale: { ticks: { value: number }[] }) => { scale.ticks = marks.map((value) => ({ value })); }, ticks: { ...(x.ticks as object), autoSkip: false, callback: (value: number) => (value > 1 ? words.never : String(Number(value.toFixed(3)))) } }, axis({ title: name, min, max })) },
      };
    }),
    table: {
      columns: ['θ', words.accuracy, words.lpi, words.epi, words.offload, ...tables.exitShares.map((_, k) => `exit ${k + 1} (%)`)],
      rows: points.map((point, i) => [grid[i] > 1 ? words.never : grid[i], percent(point.accuracy), point.lpiMs, point.epiMj, percent(point.offloadShare), ...point.exitShares.map(percent)]),
    },
  };
}
