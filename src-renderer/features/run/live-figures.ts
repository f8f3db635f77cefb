/** Live statistics as figures, so that the live charts have the same marks, table twin and exports as those of the results. */
import type { LiveStatistics } from '../../../src-main/contract/procedures';
import { axis, categories, options, roundLinear } from '../../../src-main/core/figures/axes';
import { fullWidth, type ChartDataset, type Figure, type Point } from '../../../src-main/core/figures/chart-config';
import { boundaryLine } from '../../../src-main/core/figures/decision-scatter';
import { formatCount, formatNumber } from '../../../src-main/core/figures/number-text';
import { faded, ink, strategyColours } from '../../../src-main/core/figures/palette';
import type { Strategy } from '../../../src-main/core/measurements';
import { strategyName } from '../../locale/studio-words';

export interface LiveWords {
  readonly offload: string; readonly offloadCaption: (n: string, median: string, p95: string) => string; readonly offloadAxis: string; readonly count: string;
  readonly shares: string; readonly sharesCaption: string; readonly shareAxis: string; readonly exit: (k: number) => string; readonly wholeModel: string; readonly server: string;
  readonly scatter: string; readonly scatterCaption: (n: string) => string; readonly p1: string; readonly p2: string; readonly right: string; readonly wrong: string; readonly line: string;
}

export function offloadHistogram(live: LiveStatistics, words: LiveWords): Figure | null {
  const times = live.remote?.offload;
  if (times === undefined || times.n === 0) return null;
  const { fromMs, binMs, counts } = times.histogram;
  const edge = (i: number): number => Number((fromMs + i * binMs).toPrecision(9));
  return {
    name: 'live-offload', title: words.offload, columns: 1, legend: [],
    caption: words.offloadCaption(formatCount(times.n), formatNumber(times.medianMs), formatNumber(times.p95Ms)),
    panels: [{ title: null, width: fullWidth / 2, height: 190, chart: {
      type: 'bar', data: { labels: counts.map((_, i) => formatNumber(edge(i))), datasets: [{ label: words.count, data: counts, backgroundColor: strategyColours.remote, barPercentage: 1, categoryPercentage: 0.94 }] },
      options: options({ ...categories(), title: { display: true, text: words.offloadAxis, color: ink.quiet, font: { size: 12 } }, ticks: { color: ink.text, autoSkip: true, maxTicksLimit: 8, maxRotation: 0, font: { size: 11 } } }, axis({ title: words.count, min: 0 })),
    } }],
    table: { columns: ['from (ms)', 'to (ms)', words.count], rows: counts.map((count, i) => [edge(i), i === counts.length - 1 ? null : edge(i + 1), count]) },
  };
}

const tints = ['#0B6E55', '#3FA98A', '#8CCDB8', '#C5E6DB'];

/** Only what really ran in the loop: where each strategy's samples were answered. */
export function liveShares(live: LiveStatistics, words: LiveWords): Figure | null {
  const loops = live.loops.filter(({ samples }) => samples > 0);
  if (loops.length === 0) return null;
  const exits = Math.max(...loops.map(({ exitShares }) => exitShares.length));
  const name = (loop: LiveStatistics['loops'][number]): string => strategyName(loop.strategy as Strategy);
  const atModel = (loop: LiveStatistics['loops'][number]): number => {
    const sum = loop.exitShares.reduce((total, share) => total + share, 0) + loop.offloadShare.value;
    return Math.max(0, (loop.exitShares.at(-1) ?? 0) - (sum > 1 + 1e-6 ? loop.offloadShare.value : 0));
  };
  const series = [
    ...Array.from({ length: exits - 1 }, (_, k) => ({ name: words.exit(k + 1), colour: tints[k % tints.length], data: loops.map(({ exitShares }) => (k < exitShares.length - 1 ? exitShares[k] : 0)) })),
    { name: words.wholeModel, colour: strategyColours['on-device'], data: loops.map(atModel) },
    { name: words.server, colour: strategyColours.remote, data: loops.map(({ offloadShare }) => offloadShare.value) },
  ];
  return {
    name: 'live-shares', title: words.shares, caption: words.sharesCaption, columns: 1, legend: series.map((one) => ({ label: one.name, colour: one.colour, marker: 'bar' })),
    panels: [{ title: null, width: fullWidth / 2, height: 60 + 30 * loops.length, chart: {
      type: 'bar', data: { labels: loops.map(name), datasets: series.map((one): ChartDataset => ({ label: one.name, data: one.data.map((share) => share * 100), backgroundColor: one.colour, barPercentage: 0.75, categoryPercentage: 1 })) },
      options: options({ ...axis({ title: words.shareAxis, min: 0, max: 100 }), stacked: true }, { ...categories(), stacked: true }, { indexAxis: 'y' }),
    } }],
    table: { columns: ['strategy', 'samples', ...series.map((one) => `${one.name} (%)`)], rows: loops.map((loop, i) => [loop.strategy, loop.samples, ...series.map((one) => one.data[i] * 100)]) },
  };
}

export function liveScatter(model: LiveStatistics['models'][number], words: LiveWords): Figure | null {
  if (model.scatter.length === 0) return null;
  const pick = (right: boolean): Point[] => model.scatter.filter((point) => point[2] === right).map(([x, y]) => ({ x, y }));
  const line = model.boundary === null ? [] : boundaryLine(model.boundary);
  const top = Math.max(0.3, roundLinear([0, ...model.scatter.map((point) => point[1])], 0.5)[1]);
  return {
    name: 'live-scatter', title: words.scatter, caption: words.scatterCaption(formatCount(model.scatter.length)), columns: 1,
    legend: [{ label: words.right, colour: ink.right, marker: 'rect' }, { label: words.wrong, colour: ink.wrong, marker: 'triangle' }, ...(line.length === 2 ? [{ label: words.line, colour: ink.text, marker: 'line' as const }] : [])],
    panels: [{ title: null, width: fullWidth / 2, height: 220, chart: {
      type: 'scatter',
      data: { datasets: [
        ...(line.length === 2 ? [{ label: words.line, data: line, showLine: true, pointRadius: 0, borderColor: ink.text, borderWidth: 1.6 }] : []),
        { label: words.wrong, data: pick(false), pointStyle: 'triangle', radius: 3.4, backgroundColor: faded(ink.wrong, 0.8), borderWidth: 0 },
        { label: words.right, data: pick(true), pointStyle: 'rect', radius: 2.2, backgroundColor: faded(ink.right, 0.7), borderWidth: 0 },
      ] },
      options: options(axis({ title: words.p1, min: 0, max: 1 }), axis({ title: words.p2, min: 0, max: top })),
    } }],
    table: { columns: ['p1 (0..1)', 'p2 (0..1)', 'locally right'], rows: model.scatter.map(([p1, p2, right]) => [p1, p2, right ? 'yes' : 'no']) },
  };
}
