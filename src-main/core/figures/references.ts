/** Published values as hollow marks beside a run's own: found, drawn, and told in legend and caption. */
import type { ChartDataset, LegendEntry } from './chart-config';
import type { Quantity, ReferenceSource, StrategySource } from './figure-source';
import { ink } from './palette';
import { englishWords, type FigureWords } from './words';

/** The published value of the same board, model, strategy and quantity; null where none is comparable. */
export function referenceOf(references: readonly ReferenceSource[], entry: Pick<StrategySource, 'board' | 'model' | 'strategy'>, quantity: Quantity): number | null {
  return references.find((one) => one.board === entry.board && one.model === entry.model && one.strategy === entry.strategy && one.quantity === quantity)?.published ?? null;
}

const isDrawn = (values: readonly (number | null)[]): boolean => values.some((value) => value !== null);
export const referenceLegend = (values: readonly (number | null)[], words: FigureWords = englishWords): LegendEntry[] => (isDrawn(values) ? [{ label: words.published, colour: ink.text, marker: 'hollow' }] : []);
export const referenceCaption = (values: readonly (number | null)[], words: FigureWords = englishWords): string => (isDrawn(values) ? words.publishedCaption : '');

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
