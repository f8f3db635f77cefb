/** Accuracy against latency on each board with its QoS targets as lines: where a strategy must lie to serve them (Fig. 1 of the HI paper). */
import { fullWidth, type ChartDataset, type Figure } from './chart-config';
import { axis, options, percentRange, roundLinear, roundLogarithmic, spansDecades } from './axes';
import { nameOf, type FigureSource, type ReferenceSource, type StrategySource } from './figure-source';
import { pointLabels } from './marks';
import { ink, strategyColours, strategyMarkers } from './palette';
import { pointLegend, publishedColumns, publishedMarks, publishedPoints, type PublishedPoint } from './references';
import { boardsOf, inOrder, modelsOf, origins, percent, strategiesOf, strategyLegend } from './wording';
import { englishWords, type FigureWords } from './words';

interface Bounds { readonly accuracy: number | null; readonly latency: number | null }

/** Fractions and ms; a null bound asks nothing. */
export function keepsTargets(entry: { readonly accuracy: number; readonly lpiMs: number }, { accuracy, latency }: Bounds): boolean {
  return (accuracy === null || entry.accuracy >= accuracy) && (latency === null || entry.lpiMs <= latency);
}

function boundsOf(results: FigureSource, board: string): Bounds {
  const bound = (quantity: 'accuracy' | 'latency'): number | null => results.targets.find((target) => target.board === board && target.quantity === quantity && target.bound !== null)?.bound ?? null;
  return { accuracy: bound('accuracy'), latency: bound('latency') };
}

function panelOf(results: FigureSource, board: string, entries: readonly StrategySource[], published: readonly PublishedPoint[], single: boolean, words: FigureWords): Figure['panels'][number] {
  const { accuracy, latency } = boundsOf(results, board);
  // One model needs no names: shape and colour tell the strategies.
  const several = modelsOf(results).length > 1;
  const latencies = [...published.map(({ x }) => x), ...entries.map((entry) => entry.lpiMs.value), ...(latency === null ? [] : [latency])];
  const logarithmic = spansDecades(latencies);
  const [left, right] = logarithmic ? roundLogarithmic(latencies) : roundLinear(latencies);
  const [bottom, top] = percentRange([...published.map(({ y }) => y), ...entries.map((entry) => percent(entry.accuracy.value)), ...(accuracy === null ? [] : [percent(accuracy)])]);
  const line = (label: string, data: ChartDataset['data']): ChartDataset => ({ label, data, showLine: true, pointRadius: 0, borderColor: ink.target, borderWidth: 1.2, borderDash: [5, 4] });
  const datasets: ChartDataset[] = [
    ...publishedMarks(published, words),
    ...strategiesOf(entries).map((strategy): ChartDataset => {
      const own = entries.filter((entry) => entry.strategy === strategy);
      const colour = strategyColours[strategy];
      return {
        label: words.strategies[strategy], data: own.map((entry) => ({ x: entry.lpiMs.value, y: percent(entry.accuracy.value) })), labels: own.map((entry) => (several && strategy !== 'remote' ? nameOf(results.models, entry.model) : null)),
        pointStyle: strategyMarkers[strategy], radius: 5.5, backgroundColor: own.map((entry) => (entry.lpiMs.provenance === 'measured' ? colour : ink.paper)), borderColor: colour, borderWidth: 1.8,
      };
    }),
    ...(accuracy === null ? [] : [line(words.accuracyTarget, [{ x: left, y: percent(accuracy) }, { x: right, y: percent(accuracy) }])]),
    ...(latency === null ? [] : [line(words.latencyTarget, [{ x: latency, y: bottom }, { x: latency, y: top }])]),
  ];
  return {
    title: nameOf(results.boards, board), width: single ? fullWidth : fullWidth / 2, height: single ? 260 : 210,
    chart: { type: 'scatter', data: { datasets }, plugins: [pointLabels], options: options(axis({ title: words.axes.lpi, logarithmic, min: left, max: right }), axis({ title: words.axes.accuracy, min: bottom, max: top }), { clip: false }) },
  };
}

export function qosScatterFigure(results: FigureSource, references: readonly ReferenceSource[] = [], words: FigureWords = englishWords): Figure | null {
  const { columns, qos: own } = words;
  const boards = boardsOf(results);
  if (boards.length === 0) return null;
  const all = inOrder(results);
  // The remote model is one point, whatever stands beside it.
  const entries = all.filter((entry) => entry.strategy !== 'remote' || entry.model === all.find((other) => other.board === entry.board && other.strategy === 'remote')?.model);
  const published = publishedPoints(references, entries);
  const beside = publishedColumns(published, words);
  const lined = boards.some((board) => Object.values(boundsOf(results, board)).some((bound) => bound !== null));
  return {
    name: 'accuracy-against-latency', title: own.title, columns: boards.length === 1 ? 1 : 2,
    caption: own.caption({ samples: words.samples(entries[0].accuracy.n), origins: origins(entries.map((entry) => entry.lpiMs), words), lined }) + (published.length > 0 ? words.publishedPointCaption : ''),
    legend: [...strategyLegend(strategiesOf(entries), 'marker', words), ...(lined ? [{ label: own.target, colour: ink.target, marker: 'line' as const, dash: [5, 4] }] : []), ...pointLegend(published, words)],
    panels: boards.map((board) => panelOf(results, board, entries.filter((entry) => entry.board === board), published.filter((point) => point.board === board), boards.length === 1, words)),
    table: {
      columns: [columns.board, columns.model, columns.strategy, words.axes.lpi, columns.accuracy, own.latencyBound, own.accuracyBound, own.keepsBoth, columns.latencyProvenance, ...beside.columns],
      rows: entries.map((entry) => {
        const bounds = boundsOf(results, entry.board);
        const keeps = keepsTargets({ accuracy: entry.accuracy.value, lpiMs: entry.lpiMs.value }, bounds);
        return [entry.board, entry.model, entry.strategy, entry.lpiMs.value, percent(entry.accuracy.value), bounds.latency, bounds.accuracy === null ? null : percent(bounds.accuracy), keeps ? words.yes : words.no, words.provenance[entry.lpiMs.provenance], ...beside.of(entry)];
      }),
    },
  };
}
