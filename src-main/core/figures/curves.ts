/** Accuracy against latency as the exit thresholds move, with the QoS line and the chosen point (Fig. 7 of the HI paper). */
import { fullWidth, type ChartDataset, type Figure, type LegendEntry, type Point } from './chart-config';
import { axis, options, percentRange, roundLinear } from './axes';
import { nameOf, type CurveSource, type FigureSource, type ReferenceSource, type StrategySource } from './figure-source';
import { ink, strategyColours, strategyMarkers } from './palette';
import { pointLegend, publishedMarks, publishedPoints, type PublishedPoint } from './references';
import { boardsOf, modelsOf, origins, percent } from './wording';
import { englishWords, type FigureWords } from './words';
import { formatQuantity } from './number-text';

/** More panels than this do not fit a page; the rest is in the table. */
const mostPanels = 6;

interface PanelChoice { readonly board: string; readonly model: string; readonly curves: readonly CurveSource[]; readonly entries: readonly StrategySource[]; readonly published: readonly PublishedPoint[]; readonly bound: number | null }

function datasetsOf(choice: PanelChoice, right: number, words: FigureWords): ChartDataset[] {
  const lines = choice.curves.map((curve): ChartDataset => ({
    label: words.strategies[curve.strategy], showLine: true, pointRadius: curve.points.length > 40 ? 0 : 1.4, borderWidth: 1.6, borderDash: curve.strategy === 'ee' ? [4, 3] : [], borderColor: strategyColours[curve.strategy], backgroundColor: strategyColours[curve.strategy],
    data: [...curve.points].sort((a, b) => a.lpiMs - b.lpiMs).map((point): Point => ({ x: point.lpiMs, y: percent(point.accuracy) })),
  }));
  // The chosen thresholds come from a finer grid than the curve, so their point is the strategy's own result.
  const chosen = choice.curves.flatMap((curve): ChartDataset[] => {
    const entry = choice.entries.find((candidate) => candidate.strategy === curve.strategy);
    return curve.chosen === null || entry === undefined ? [] : [{ label: words.curves.chosen(words.strategies[curve.strategy]), data: [{ x: entry.lpiMs.value, y: percent(entry.accuracy.value) }], radius: 7, pointStyle: 'circle', backgroundColor: ink.paper, borderColor: strategyColours[curve.strategy], borderWidth: 2.2 }];
  });
  const fixed = choice.entries.filter((entry) => !choice.curves.some((curve) => curve.strategy === entry.strategy)).map((entry): ChartDataset => ({
    label: words.strategies[entry.strategy], data: [{ x: entry.lpiMs.value, y: percent(entry.accuracy.value) }], radius: 5, pointStyle: strategyMarkers[entry.strategy], backgroundColor: strategyColours[entry.strategy], borderColor: strategyColours[entry.strategy],
  }));
  const line: ChartDataset[] = choice.bound === null ? [] : [{ label: words.accuracyTarget, data: [{ x: 0, y: percent(choice.bound) }, { x: right, y: percent(choice.bound) }], showLine: true, pointRadius: 0, borderColor: ink.target, borderWidth: 1.1, borderDash: [5, 4] }];
  return [...line, ...lines, ...fixed, ...chosen, ...publishedMarks(choice.published, words)].reverse();
}

function panelOf(results: FigureSource, choice: PanelChoice, wide: boolean, words: FigureWords): Figure['panels'][number] {
  const accuracies = [...choice.curves.flatMap((curve) => curve.points.map((point) => point.accuracy)), ...choice.entries.map((entry) => entry.accuracy.value), ...(choice.bound === null ? [] : [choice.bound])].map(percent).concat(choice.published.map(({ y }) => y));
  const latencies = [...choice.curves.flatMap((curve) => curve.points.map((point) => point.lpiMs)), ...choice.entries.map((entry) => entry.lpiMs.value), ...choice.published.map(({ x }) => x)];
  const [min, max] = percentRange(accuracies);
  const [left, right] = roundLinear(latencies);
  const several = modelsOf(results).length > 1;
  return {
    title: nameOf(results.boards, choice.board) + (several ? ` · ${nameOf(results.models, choice.model)}` : ''),
    width: wide ? fullWidth : fullWidth / 2, height: wide ? 300 : 178,
    chart: { type: 'scatter', data: { datasets: datasetsOf(choice, right, words) }, options: options({ ...axis({ title: words.axes.lpi, min: left, max: right }), grid: { display: false }, border: { display: true, color: ink.rule } }, axis({ title: words.axes.accuracy, min, max })) },
  };
}

export function curveFigure(results: FigureSource, references: readonly ReferenceSource[] = [], words: FigureWords = englishWords): Figure | null {
  const { columns, curves: own } = words;
  const choices = boardsOf(results).flatMap((board) => modelsOf(results).map((model): PanelChoice => {
    const entries = results.strategies.filter((entry) => entry.board === board && (entry.model === model || entry.strategy === 'remote'));
    return {
      board, model, entries, published: publishedPoints(references, entries),
      curves: results.curves.filter((curve) => curve.board === board && curve.model === model && curve.points.length > 0),
      bound: results.targets.find((target) => target.board === board && target.quantity === 'accuracy')?.bound ?? null,
    };
  })).filter((choice) => choice.curves.length > 0);
  if (choices.length === 0) return null;
  const shown = choices.slice(0, mostPanels);
  const drawn = shown.flatMap((choice) => choice.entries.map((entry) => entry.strategy));
  const moving = new Set(shown.flatMap((choice) => choice.curves.map((curve) => curve.strategy)));
  const target = results.targets.find((entry) => entry.quantity === 'accuracy' && entry.bound !== null);
  const published = choices.flatMap((choice) => choice.published.filter(({ model, strategy }) => strategy !== 'remote' || model === choice.model));
  const legend: LegendEntry[] = [
    ...(['ee', 'ee-hi', 'on-device', 'hi', 'remote', 'early-offload'] as const).filter((strategy) => moving.has(strategy) || drawn.includes(strategy)).map((strategy): LegendEntry => ({
      label: words.strategies[strategy], colour: strategyColours[strategy], marker: moving.has(strategy) ? 'line' : strategyMarkers[strategy], dash: strategy === 'ee' ? [4, 3] : [],
    })),
    { label: own.chosenThresholds, colour: ink.quiet, marker: 'hollow' },
    ...(target === undefined ? [] : [{ label: own.target(formatQuantity(target.bound, 'percent')), colour: ink.target, marker: 'line' as const, dash: [5, 4] }]),
    ...pointLegend(published, words),
  ];
  const hidden = choices.length - shown.length;
  const branches = Math.max(...shown.flatMap((choice) => choice.curves.map((curve) => curve.branches)));
  return {
    name: 'accuracy-latency', title: own.title, columns: shown.length === 1 ? 1 : 2, legend,
    caption: own.caption({ branches, samples: words.samples(results.dataset.report), origins: origins(shown.flatMap((choice) => choice.entries.map((entry) => entry.lpiMs)), words), hidden }) + (published.length > 0 ? words.publishedPointCaption : ''),
    panels: shown.map((choice) => panelOf(results, choice, shown.length === 1, words)),
    table: {
      columns: [columns.board, columns.model, columns.strategy, columns.thresholds, columns.accuracy, words.axes.lpi, words.axes.epi, columns.offloadShare, columns.chosenThresholds, ...(published.length > 0 ? [columns.publishedIn] : [])],
      rows: [
        ...results.curves.flatMap((curve) => curve.points.map((point) => [curve.board, curve.model, curve.strategy, point.thresholds.join(' '), percent(point.accuracy), point.lpiMs, point.epiMj, percent(point.offloadShare), curve.chosen?.join(' ') ?? null, ...(published.length > 0 ? [null] : [])])),
        ...published.map(({ board, model, strategy, x, y, source }) => [board, model, strategy, null, y, x, null, null, null, source]),
      ],
    },
  };
}
