/** Published values as hollow marks beside a run's own: found, drawn, and told in legend and caption. */
import type { ChartDataset, LegendEntry } from './chart-config';
import type { Quantity, ReferenceSource, StrategySource } from './figure-source';
import { faded, ink, strategyMarkers } from './palette';
import { percent } from './wording';
import { englishWords, type FigureWords } from './words';

/** The published value of the same board, model, strategy and quantity; null where none is comparable. */
export function referenceOf(references: readonly ReferenceSource[], entry: Pick<StrategySource, 'board' | 'model' | 'strategy'>, quantity: Quantity): number | null {
  return references.find((one) => one.board === entry.board && one.model === entry.model && one.strategy === entry.strategy && one.quantity === quantity)?.published ?? null;
}

const isDrawn = (values: readonly (number | null)[]): boolean => values.some((value) => value !== null);
export const referenceLegend = (values: readonly (number | null)[], words: FigureWords = englishWords): LegendEntry[] => (isDrawn(values) ? [{ label: words.published, colour: ink.text, marker: 'hollow' }] : []);
export const referenceCaption = (values: readonly (number | null)[], words: FigureWords = englishWords): string => (isDrawn(values) ? words.publishedCaption : '');

/** A published latency `x` (ms) with the accuracy `y` (percent) printed for the same, and where. */
export interface PublishedPoint { readonly board: string; readonly model: string; readonly strategy: StrategySource['strategy']; readonly x: number; readonly y: number; readonly source: string }

/**
 * Of the entries those whose latency and accuracy are both published; a server that stands beside several models is one point. A latency without an
 * accuracy, as the paper's of HI and EE-HI, has no place in a figure of both: at the run's own accuracy it would look like a printed one.
 */
export function publishedPoints(references: readonly ReferenceSource[], entries: readonly Pick<StrategySource, 'board' | 'model' | 'strategy'>[]): PublishedPoint[] {
  const points = entries.flatMap((entry): PublishedPoint[] => {
    const [x, y] = (['lpiMs', 'accuracy'] as const).map((quantity) => references.find((one) => one.board === entry.board && one.model === entry.model && one.strategy === entry.strategy && one.quantity === quantity));
    if (x === undefined || y === undefined) return [];
    return [{ board: entry.board, model: entry.model, strategy: entry.strategy, x: x.published, y: percent(y.published), source: [...new Set([x.source, y.source])].join('; ') }];
  });
  return points.filter((point, i) => points.findIndex((other) => other.board === point.board && other.strategy === point.strategy && other.x === point.x && other.y === point.y) === i);
}

/** Hollow marks in the shape of their strategy, in the colour that means “published”; the label names the source. */
export function publishedMarks(points: readonly PublishedPoint[], words: FigureWords): ChartDataset[] {
  return points.map(({ strategy, x, y, source }) => ({
    label: words.publishedPoint({ strategy: words.strategies[strategy], source }), data: [{ x, y }], pointStyle: strategyMarkers[strategy], radius: 7.5, hoverRadius: 8.5, clip: false, backgroundColor: faded(ink.paper, 0), borderColor: ink.text, borderWidth: 1.3,
  }));
}

export const pointLegend = (points: readonly PublishedPoint[], words: FigureWords): LegendEntry[] => referenceLegend(points.map(({ x }) => x), words);

/** Columns of a table with a row an entry: what is printed for it, and where; none where nothing is. */
export function publishedColumns(points: readonly PublishedPoint[], words: FigureWords): { readonly columns: readonly string[]; of(entry: Pick<StrategySource, 'board' | 'model' | 'strategy'>): readonly (string | number | null)[] } {
  if (points.length === 0) return { columns: [], of: () => [] };
  const { published, publishedIn } = words.columns;
  return {
    columns: [`LPI, ${published('ms')}`, `${words.axes.accuracy.replace(/ \(.*/, '')}, ${published('%')}`, publishedIn],
    of: ({ board, model, strategy }) => {
      const found = points.find((point) => point.board === board && point.strategy === strategy && (point.model === model || strategy === 'remote'));
      return [found?.x ?? null, found?.y ?? null, found?.source ?? null];
    },
  };
}

interface Pen { save(): void; restore(): void; beginPath(): void; arc(x: number, y: number, radius: number, from: number, to: number): void; stroke(): void; strokeStyle: unknown; lineWidth: number }
interface ChartView {
  readonly ctx: Pen;
  readonly data: { readonly datasets: readonly ChartDataset[] };
  readonly scales: Readonly<Record<string, { getPixelForValue(value: number): number }>>;
  getDatasetMeta(index: number): { readonly data: readonly { readonly y: number }[] };
}

/** A plugin that draws `references` of every dataset along the x axis, at the height of its point or bar. */
export const referenceMarks = {
  id: 'reference-marks',
  afterDatasetsDraw(chart: ChartView): void {
    const { ctx: pen } = chart;
    pen.save();
    pen.lineWidth = 1.6;
    chart.data.datasets.forEach((dataset, d) => {
      pen.strokeStyle = typeof dataset.referenceColour === 'string' ? dataset.referenceColour : ink.text;
      const elements = chart.getDatasetMeta(d).data;
      dataset.references?.forEach((value, i) => {
        const element = elements[i];
        if (value === null || element === undefined) return;
        pen.beginPath();
        pen.arc(chart.scales.x.getPixelForValue(value), element.y, 4, 0, 2 * Math.PI);
        pen.stroke();
      });
    });
    pen.restore();
  },
};
