/** Chart.js plugins for what it does not draw itself: error bars and a word beside a point. */
import type { Bounds, ChartDataset } from './chart-config';
import { faded, ink } from './palette';

/** The part of a canvas context that is used here. */
interface Pen {
  save(): void; restore(): void; beginPath(): void; stroke(): void;
  moveTo(x: number, y: number): void; lineTo(x: number, y: number): void; fillText(text: string, x: number, y: number): void; fillRect(x: number, y: number, width: number, height: number): void;
  measureText(text: string): { width: number };
  strokeStyle: unknown; fillStyle: unknown; lineWidth: number; font: string; textAlign: string; textBaseline: string;
}
interface ChartView {
  readonly ctx: Pen;
  readonly data: { readonly datasets: readonly ChartDataset[] };
  readonly scales: Readonly<Record<string, { getPixelForValue(value: number): number; readonly min: number }>>;
  readonly chartArea: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  getDatasetMeta(index: number): { readonly data: readonly { readonly x: number; readonly y: number }[] };
}

const cap = 2.5;

function drawBar(pen: Pen, horizontal: boolean, at: number, from: number, to: number): void {
  const line = (a: number, b: number, c: number, d: number): void => {
    pen.moveTo(horizontal ? a : b, horizontal ? b : a);
    pen.lineTo(horizontal ? c : d, horizontal ? d : c);
  };
  pen.beginPath();
  line(from, at, to, at);
  if (Math.abs(to - from) > 2 * cap) {
    line(from, at - cap, from, at + cap);
    line(to, at - cap, to, at + cap);
  }
  pen.stroke();
}

/** A plugin that draws `intervals` of every dataset along this axis. */
export function errorBars(along: 'x' | 'y'): { readonly id: string; afterDatasetsDraw(chart: ChartView): void } {
  const horizontal = along === 'x';
  return {
    id: 'error-bars',
    afterDatasetsDraw(chart) {
      const scale = chart.scales[along];
      const { ctx: pen, chartArea: area } = chart;
      const [least, most] = horizontal ? [area.left, area.right] : [area.top, area.bottom];
      const inside = (pixel: number): number => Math.min(most, Math.max(least, pixel));
      pen.save();
      pen.lineWidth = 1.1;
      chart.data.datasets.forEach((dataset, d) => {
        pen.strokeStyle = typeof dataset.errorColour === 'string' ? dataset.errorColour : ink.text;
        const elements = chart.getDatasetMeta(d).data;
        dataset.intervals?.forEach((bounds: Bounds, i) => {
          const element = elements[i];
          if (bounds === null || element === undefined) return;
          const from = inside(scale.getPixelForValue(Math.max(bounds[0], scale.min)));
          drawBar(pen, horizontal, horizontal ? element.y : element.x, from, inside(scale.getPixelForValue(bounds[1])));
        });
      });
      pen.restore();
    },
  };
}

/** Writes `labels` beside their points, where there is room; a label that would cover a mark or another label is left out. */
export const pointLabels = {
  id: 'point-labels',
  afterDatasetsDraw(chart: ChartView): void {
    const { ctx: pen, chartArea: area } = chart;
    const marks = chart.data.datasets.flatMap((dataset, d) => (dataset.labels === undefined ? [] : chart.getDatasetMeta(d).data));
    const taken: { x: number; y: number; width: number }[] = marks.map(({ x, y }) => ({ x: x - 6, y, width: 12 }));
    pen.save();
    pen.font = '11px Roboto';
    pen.textBaseline = 'middle';
    pen.textAlign = 'left';
    chart.data.datasets.forEach((dataset, d) => {
      const elements = chart.getDatasetMeta(d).data;
      pen.fillStyle = typeof dataset.labelColour === 'string' ? dataset.labelColour : ink.quiet;
      dataset.labels?.forEach((label, i) => {
        const element = elements[i];
        if (label === null || element === undefined) return;
        const { width } = pen.measureText(label);
        const [left, right] = [element.x - width - 9, element.x + 9];
        const places = [[left, element.y - 7], [right, element.y + 8], [right, element.y - 8], [left, element.y + 8]].map(([x, y]) => ({ x, y, width }));
        const free = places.find((place) => place.x >= area.left && place.x + width <= area.right && place.y > area.top && place.y < area.bottom - 6
          && taken.every((other) => Math.abs(other.y - place.y) > 12 || place.x > other.x + other.width || other.x > place.x + width));
        if (free === undefined) return;
        taken.push(free);
        pen.fillText(label, free.x, free.y);
      });
    });
    pen.restore();
  },
};

/** Shades `spans` of a dataset, pairs of values along x, behind everything else. */
export const shadedSpans = {
  id: 'shaded-spans',
  beforeDatasetsDraw(chart: ChartView): void {
    const { ctx: pen, chartArea: area, scales: { x } } = chart;
    pen.save();
    pen.fillStyle = faded(ink.target, 0.18);
    for (const { spans } of chart.data.datasets) {
      for (const [from, to] of spans ?? []) {
        const [left, right] = [from, to].map((value) => Math.min(area.right, Math.max(area.left, x.getPixelForValue(value))));
        pen.fillRect(left, area.top, right - left, area.bottom - area.top);
      }
    }
    pen.restore();
  },
};
