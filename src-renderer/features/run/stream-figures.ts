/** The lines of a live run as figures: what the stream charts draw, ready to be taken away. */
import { axis, options, percentRange, roundLinear } from '../../../src-main/core/figures/axes';
import { fullWidth, type ChartDataset, type Figure } from '../../../src-main/core/figures/chart-config';
import type { StreamSeries } from '../../chart/stream/StreamChart.vue';

export interface StreamWords { readonly title: string; readonly caption: string; readonly x: string; readonly y: string; readonly low: string; readonly high: string; readonly who: string }

/** Every line with its interval as a band; one row of the table a point. Percent. */
export function accuracyFigure(series: readonly StreamSeries[], words: StreamWords): Figure {
  const shares = series.flatMap(({ y, low, high }) => [...y, ...(low ?? []), ...(high ?? [])]);
  const [min, max] = percentRange(shares);
  const points = (x: Float64Array, y: Float64Array): { x: number; y: number }[] => Array.from(x, (at, i) => ({ x: at, y: y[i] }));
  const datasets = series.flatMap(({ label, colour, x, y, low, high }): ChartDataset[] => {
    const line: ChartDataset = { label, data: points(x, y), showLine: true, pointRadius: 0, borderColor: colour, borderWidth: 1.8 };
    if (low === undefined || high === undefined) return [line];
    const edge = { label: '', showLine: true, pointRadius: 0, borderWidth: 0, backgroundColor: `${colour}33` };
    return [line, { ...edge, data: points(x, high), fill: '+1' }, { ...edge, data: points(x, low), fill: false }];
  });
  return {
    name: 'live-accuracy', title: words.title, caption: words.caption, columns: 1, legend: series.map(({ label, colour }) => ({ label, colour, marker: 'line' })),
    panels: [{ title: null, width: fullWidth, height: 260, chart: { type: 'scatter', data: { datasets }, options: options(axis({ title: words.x, min: 0 }), axis({ title: words.y, min, max })) } }],
    table: { columns: [words.who, words.x, words.y, words.low, words.high], rows: series.flatMap(({ label, x, y, low, high }) => Array.from(x, (at, i) => [label, at, y[i], low?.[i] ?? null, high?.[i] ?? null])) },
  };
}

/** One dot an offload; ms. */
export function timelineFigure(timeline: readonly (readonly [number, number])[], colour: string, words: Pick<StreamWords, 'title' | 'caption' | 'x' | 'y'>): Figure {
  return {
    name: 'live-timeline', title: words.title, caption: words.caption, columns: 1, legend: [],
    panels: [{ title: null, width: fullWidth, height: 210, chart: {
      type: 'scatter', data: { datasets: [{ label: words.title, data: timeline.map(([x, y]) => ({ x, y })), radius: 1.6, backgroundColor: colour, borderWidth: 0 }] },
      options: options(axis({ title: words.x }), axis({ title: words.y, min: 0, max: roundLinear([0, ...timeline.map(([, ms]) => ms)])[1] })),
    } }],
    table: { columns: [words.x, words.y], rows: timeline },
  };
}
