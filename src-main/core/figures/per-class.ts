/** Accuracy of every class by strategy; where there are many classes, the ones the local model finds hardest. */
import { strategies, type Strategy } from '../measurements';
import { fullWidth, type ChartDataset, type Figure } from './chart-config';
import { axis, options, percentRange } from './axes';
import { nameOf, type FigureSource, type PerClassSource } from './figure-source';
import { strategyColours, strategyMarkers } from './palette';
import { boardsOf, percent, strategyLegend } from './wording';
import { englishWords, type FigureWords } from './words';

const mostClasses = 20;

function hardest(rows: readonly PerClassSource[], first: Strategy): PerClassSource[] {
  const kept = new Set([...rows].sort((a, b) => (a.accuracy[first] ?? 1) - (b.accuracy[first] ?? 1)).slice(0, mostClasses));
  return rows.filter((row) => kept.has(row));
}

function panelOf(rows: readonly PerClassSource[], present: readonly Strategy[], title: string | null, words: FigureWords): Figure['panels'][number] {
  const [min, max] = percentRange(rows.flatMap((row) => present.flatMap((strategy) => (typeof row.accuracy[strategy] === 'number' ? [percent(row.accuracy[strategy])] : []))));
  const offset = (i: number): number => (present.length < 2 ? 0 : (i / (present.length - 1) - 0.5) * 0.5);
  const datasets = present.map((strategy, i): ChartDataset => ({
    label: words.strategies[strategy], pointStyle: strategyMarkers[strategy], radius: 4.5, backgroundColor: strategyColours[strategy], borderColor: strategyColours[strategy],
    data: rows.flatMap((row, x) => (typeof row.accuracy[strategy] === 'number' ? [{ x: x + offset(i), y: percent(row.accuracy[strategy]) }] : [])),
  }));
  return {
    title, width: fullWidth, height: 236,
    chart: { type: 'scatter', data: { datasets }, options: options({ ...axis({ title: '', min: -0.5, max: rows.length - 0.5, words: rows.map((row) => row.label), turned: rows.length > 12 || rows.some((row) => row.label.length > 9) }), grid: { display: true, color: '#F3F5F7', drawTicks: false } }, axis({ title: words.axes.accuracy, min, max }), { clip: false }) },
  };
}

export function perClassFigure(results: FigureSource, words: FigureWords = englishWords): Figure | null {
  const models = [...new Set(results.perClass.map((row) => row.model))];
  const present = strategies.filter((strategy) => results.perClass.some((row) => typeof row.accuracy[strategy] === 'number'));
  if (models.length === 0 || present.length === 0) return null;
  const counts = results.perClass.map((row) => row.n);
  const total = new Set(results.perClass.map((row) => row.label)).size;
  const [board] = boardsOf(results);
  return {
    name: 'per-class', title: words.perClass.title, columns: 1, legend: strategyLegend(present, 'marker', words),
    caption: words.perClass.caption({ shown: Math.min(total, mostClasses), total, board: board === undefined ? null : nameOf(results.boards, board), least: Math.min(...counts), most: Math.max(...counts), points: Math.round(196 * Math.sqrt(0.09 / Math.max(1, Math.min(...counts)))) }),
    panels: models.map((model) => panelOf(hardest(results.perClass.filter((row) => row.model === model), present[0]), present, models.length > 1 ? nameOf(results.models, model) : null, words)),
    table: {
      columns: [words.columns.model, words.perClass.class, 'n', ...present.map((strategy) => words.perClass.column(words.strategies[strategy]))],
      rows: results.perClass.map((row) => [row.model, row.label, row.n, ...present.map((strategy) => (typeof row.accuracy[strategy] === 'number' ? percent(row.accuracy[strategy]) : null))]),
    },
  };
}
