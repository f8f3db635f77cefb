/** The heat map of two thresholds as a figure, ready to be taken away: one cell a pair of thresholds, and every cell in its table. */
import type { ExplorerTables } from '../../../src-main/contract/procedures';
import { axis, options } from '../../../src-main/core/figures/axes';
import { fullWidth, type ChartDataset, type Figure } from '../../../src-main/core/figures/chart-config';
import { ink } from '../../../src-main/core/figures/palette';
import { percent } from '../../../src-main/core/figures/wording';
import { heatColour } from '../../chart/heat-colour';
import { pointAt } from './explore-point';

export interface HeatWords { readonly title: string; readonly caption: string; readonly accuracy: string; readonly lpi: string; readonly epi: string; readonly offload: string; readonly never: string; readonly now: string; readonly chosen: string }

interface ChartView {
  readonly ctx: { save(): void; restore(): void; fillRect(x: number, y: number, width: number, height: number): void; fillStyle: unknown };
  readonly scales: Readonly<Record<'x' | 'y', { getPixelForValue(value: number): number }>>;
}

/** Paints cell (x, y) around the grid indices x and y; `values` are row-major, the first axis slowest. */
function heatCells(values: readonly number[], size: number): { readonly id: string; beforeDatasetsDraw(chart: ChartView): void } {
  const [least, most] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  return {
    id: 'heat-cells',
    beforeDatasetsDraw({ ctx: pen, scales: { x, y } }) {
      pen.save();
      values.forEach((value, i) => {
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

export function heatFigure(tables: ExplorerTables, values: readonly number[], at: readonly [number, number], chosen: readonly [number, number] | null, words: HeatWords): Figure {
  const { grid } = tables;
  const theta = (value: number): number | string => (value > 1 ? words.never : Number(value.toFixed(3)));
  const marked = [0, 1, 2, 3, 4].map((step) => Math.round((step / 4) * (grid.length - 1)));
  const scale = (title: string): Record<string, unknown> => {
    const plain = axis({ title, min: -0.5, max: grid.length - 0.5, grid: false });
    return { ...plain, afterBuildTicks: (one: { ticks: { value: number }[] }) => { one.ticks = marked.map((value) => ({ value })); }, ticks: { ...(plain.ticks as object), autoSkip: false, callback: (value: number) => String(theta(grid[value])) } };
  };
  const mark = (label: string, [x, y]: readonly [number, number], radius: number): ChartDataset => ({ label, data: [{ x, y }], radius, backgroundColor: ink.paper, borderColor: ink.text, borderWidth: 1.6 });
  const indices = grid.map((_, i) => i);
  return {
    name: 'thresholds', title: words.title, caption: words.caption, columns: 1,
    legend: [{ label: words.now, colour: ink.text, marker: 'hollow' }, ...(chosen === null ? [] : [{ label: words.chosen, colour: ink.text, marker: 'hollow' as const }])],
    panels: [{ title: null, width: fullWidth, height: 520, chart: {
      type: 'scatter', plugins: [heatCells(values, grid.length)], data: { datasets: [mark(words.now, at, 4), ...(chosen === null ? [] : [mark(words.chosen, chosen, 7)])] }, options: options(scale('θ1'), scale('θ2')),
    } }],
    table: {
      columns: ['θ1', 'θ2', words.accuracy, words.lpi, words.epi, words.offload],
      rows: indices.flatMap((x) => indices.map((y) => {
        const point = pointAt(tables, [x, y]);
        return [theta(grid[x]), theta(grid[y]), percent(point.accuracy), point.lpiMs, point.epiMj, percent(point.offloadShare)];
      })),
    },
  };
}
