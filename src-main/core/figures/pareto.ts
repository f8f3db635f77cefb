/** Accuracy against latency over all boards, models, strategies and thresholds, with the front that nothing beats. */
import { paretoFront } from '../exits/pareto-front';
import { fullWidth, type ChartDataset, type Figure, type Point } from './chart-config';
import { axis, roundLogarithmic, options, percentRange, roundLinear, spansDecades } from './axes';
import { nameOf, type FigureSource, type ReferenceSource } from './figure-source';
import { pointLabels } from './marks';
import { faded, ink, strategyColours, strategyMarkers } from './palette';
import { pointLegend, publishedColumns, publishedMarks, publishedPoints } from './references';
import { inOrder, origins, percent, strategiesOf, strategyLegend } from './wording';
import { englishWords, type FigureWords } from './words';

export function paretoFigure(results: FigureSource, references: readonly ReferenceSource[] = [], words: FigureWords = englishWords): Figure | null {
  const { columns, pareto: own } = words;
  const entries = inOrder(results);
  if (entries.length === 0) return null;
  const candidates = entries.map((entry) => ({ ...entry, accuracy: entry.accuracy.value, lpiMs: entry.lpiMs.value }));
  const front = [...paretoFront(candidates.map(({ lpiMs }) => lpiMs), candidates.map(({ accuracy }) => accuracy))];
  const trials = results.curves.flatMap((curve) => curve.points.map((point) => ({ strategy: curve.strategy, x: point.lpiMs, y: percent(point.accuracy) })));
  const published = publishedPoints(references, entries);
  const beside = publishedColumns(published, words);
  const latencies = [...published.map(({ x }) => x), ...candidates.map((entry) => entry.lpiMs), ...trials.map((trial) => trial.x)];
  const logarithmic = spansDecades(latencies);
  const [left, right] = logarithmic ? roundLogarithmic(latencies) : roundLinear(latencies);
  const [min, max] = percentRange([...published.map(({ y }) => y), ...candidates.map((entry) => percent(entry.accuracy)), ...trials.map((trial) => trial.y)]);
  const steps = front.flatMap((i, k): Point[] => {
    const here = { x: candidates[i].lpiMs, y: percent(candidates[i].accuracy) };
    const next = front[k + 1];
    return next === undefined ? [here, { x: right, y: here.y }] : [here, { x: candidates[next].lpiMs, y: here.y }];
  });
  const present = strategiesOf(entries);
  const datasets: ChartDataset[] = [
    ...publishedMarks(published, words),
    ...present.map((strategy): ChartDataset => {
      const indices = candidates.map((_, i) => i).filter((i) => candidates[i].strategy === strategy);
      const measured = indices.map((i) => entries[i].lpiMs.provenance === 'measured');
      return {
        label: words.strategies[strategy], data: indices.map((i) => ({ x: candidates[i].lpiMs, y: percent(candidates[i].accuracy) })), labels: indices.map((i) => (front.includes(i) ? nameOf(results.boards, candidates[i].board) : null)),
        pointStyle: strategyMarkers[strategy], radius: 5, backgroundColor: measured.map((here) => (here ? strategyColours[strategy] : ink.paper)), borderColor: strategyColours[strategy], borderWidth: 1.8,
      };
    }),
    { label: own.front, data: steps, showLine: true, pointRadius: 0, borderColor: ink.quiet, borderWidth: 1.2, borderDash: [2, 2] },
    ...present.map((strategy): ChartDataset => ({ label: own.other(words.strategies[strategy]), data: trials.filter((trial) => trial.strategy === strategy).map(({ x, y }) => ({ x, y })), pointStyle: 'rect', radius: 1.4, backgroundColor: faded(strategyColours[strategy], 0.35), borderWidth: 0 })),
  ];
  return {
    name: 'pareto', title: own.title, columns: 1,
    caption: own.caption({ trials: trials.length, samples: words.samples(entries[0].accuracy.n), origins: origins(entries.map((entry) => entry.lpiMs), words) }) + (published.length > 0 ? words.publishedPointCaption : ''),
    legend: [...strategyLegend(present, 'marker', words), { label: own.front, colour: ink.quiet, marker: 'line', dash: [2, 2] }, ...pointLegend(published, words)],
    panels: [{ title: null, width: fullWidth, height: 270, chart: { type: 'scatter', data: { datasets }, plugins: [pointLabels], options: options(axis({ title: words.axes.lpi, logarithmic, min: left, max: right }), axis({ title: words.axes.accuracy, min, max })) } }],
    table: {
      columns: [columns.board, columns.model, columns.strategy, columns.accuracy, words.axes.lpi, words.axes.epi, own.onFront, columns.latencyProvenance, ...beside.columns],
      rows: entries.map((entry, i) => [entry.board, entry.model, entry.strategy, percent(entry.accuracy.value), entry.lpiMs.value, entry.epiMj?.value ?? null, front.includes(i) ? words.yes : words.no, words.provenance[entry.lpiMs.provenance], ...beside.of(entry)]),
    },
  };
}
