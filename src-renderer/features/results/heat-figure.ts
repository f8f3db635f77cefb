/** The heat map of two thresholds as a figure, ready to be taken away: one cell a pair of thresholds, and every cell in its table. */
import { axis, options } from '../../../src-main/core/figures/axes';
import { fullWidth, type ChartDataset, type Figure } from '../../../src-main/core/figures/chart-config';
import { ink } from '../../../src-main/core/figures/palette';
import { percent } from '../../../src-main/core/figures/wording';
import { heatColour } from '../../chart/heat-colour';
import type { Mapped, PairTables } from './explore-point';

/** `x`, `y`: the two thresholds; `never`: what the last value of each means. */
export interface HeatWords { readonly title: string; readonly caption: string; readonly accuracy: string; readonly lpi: string; readonly epi: string; readonly offload: string; readonly x: string; readonly y: string; readonly neverX: string; readonly neverY: string; readonly now: string; readonly chosen: string }

interface ChartView {
  readonly ctx: { save(): void; restore(): void; fillRect(x: number, y: number, width: number, height: number): void; fillStyle: unknown };
  readonly scales: Readonly<Record<'x' | 'y', { getPixelForValue(value: number): number }>>;
}

/** Paints cell (x, y) around the grid indices x and y; `values` are row-major, the first axis slowest; NaN is left blank. */
function heatCells(values: Float64Array, size: number): { readonly id: string; beforeDatasetsDraw(chart: ChartView): void } {
  const [least, most] = values.reduce<[number, number]>(([a, b], value) => (Number.isNaN(value) ? [a, b] : [Math.min(a, value), Math.max(b, value)]), [Infinity, -Infinity]);
  return {
    id: 'heat-cells',
    beforeDatasetsDraw({ ctx: pen, scales: { x, y } }) {
      pen.save();
      values.forEach((value, i) => {
        if (Number.isNaN(value)) return;
        const [column, row] = [Math.floor(i / size), i % size];
        const [r, g, b] = heatColour(most > least ? (value - least) / (most - least) : 0.5);
        pen.fillStyle = `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
        const [left, top] = [x.getPixelForValue(column - 0.5), y.getPixelForValue(row + 0.5)];
        // A little over the edge, so that no seam shows between two cells.
        pen.fillRect(left, top, x.getPixelForValue(column + 0.5) - left + 0.4, y.getPixelForValue(row - 0.5) - top + 0.4);
      });
      pen.restore();
    },
  };
}

/** `at`, `chosen`: grid indices of the two; `chosen` null where the run's choice lies on another map, because other thresholds are held elsewhere. */
export function heatFigure(grid: readonly number[], pairs: PairTables, drawn: Mapped, at: readonly [number, number], chosen: readonly [number, number] | null, words: HeatWords): Figure {
  const theta = (value: number, never: string): number | string => (value > 1 ? never : Number(value.toFixed(3)));
  const marked = [0, 1, 2, 3, 4].map((step) => Math.round((step / 4) * (grid.length - 1)));
  const scale = (title: string, never: string): Record<string, unknown> => {
    const plain = axis({ title, min: -0.5, max: grid.length - 0.5, grid: false });
    return { ...plain, afterBuildTicks: (one: { ticks: { value: number }[] }) => { one.ticks = marked.map((value) => ({ value })); }, ticks: { ...(plain.ticks as object), autoSkip: false, callback: (value: number) => String(theta(grid[value], never)) } };
  };
  const mark = (label: string, [x, y]: readonly [number, number], radius: number): ChartDataset => ({ label, data: [{ x, y }], radius, backgroundColor: ink.paper, borderColor: ink.text, borderWidth: 1.6 });
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return {
    name: 'thresholds', title: words.title, caption: words.caption, columns: 1,
    legend: [{ label: words.now, colour: ink.text, marker: 'hollow' }, ...(chosen === null ? [] : [{ label: words.chosen, colour: ink.text, marker: 'hollow' as const }])],
    panels: [{ title: null, width: fullWidth, height: 520, chart: {
      type: 'scatter', plugins: [heatCells(pairs[drawn], grid.length)], data: { datasets: [mark(words.now, at, 4), ...(chosen === null ? [] : [mark(words.chosen, chosen, 7)])] }, options: options(scale(words.x, words.neverX), scale(words.y, words.neverY)),
    } }],
    table: {
      columns: [words.x, words.y, words.accuracy, words.lpi, words.epi, words.offload],
      rows: [...pairs.accuracy.keys()].filter((i) => !Number.isNaN(pairs.accuracy[i])).map((i) => [
        theta(grid[Math.floor(i / grid.length)], words.neverX), theta(grid[i % grid.length], words.neverY), percent(pairs.accuracy[i]), pairs.lpiMs[i], known(pairs.epiMj[i]), percent(pairs.offloadShare[i]),
      ]),
    },
  };
}
