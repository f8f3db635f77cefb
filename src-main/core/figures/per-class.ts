/** Accuracy of every class by strategy; where there are many classes, the ones the local model finds hardest. */
import { strategies, type Strategy } from '../measurements';
import { fullWidth, type ChartDataset, type Figure } from './chart-config';
import { axis, options, percentRange } from './axes';
import { nameOf, type FigureSource, type PerClassSource } from './figure-source';
import { strategyColours, strategyMarkers, strategyNames } from './palette';
import { boardsOf, percent, strategyLegend } from './wording';

const mostClasses = 20;

function hardest(rows: readonly PerClassSource[], first: Strategy): PerClassSource[] {
  const kept = new Set([...rows].sort((a, b) => (a.accuracy[first] ?? 1) - (b.accuracy[first] ?? 1)).slice(0, mostClasses));
  return rows.filter((row) => kept.has(row));
}

function panelOf(rows: readonly PerClassSource[], present: readonly Strategy[], title: string | null): Figure['panels'][number] {
  const [min, max] = percentRange(rows.flatMap((row) => present.flatMap((strategy) => (typeof row.accuracy[strategy] === 'number' ? [percent(row.accuracy[strategy])] : []))));
  const offset = (i: number): number => (present.length < 2 ? 0 : (i / (present.length - 1) - 0.5) * 0.5);
  const datasets = present.map((strategy, i): ChartDataset => ({
    label: strategyNames[strategy], pointStyle: strategyMarkers[strategy], radius: 4.5, backgroundColor: strategyColours[strategy], borderColor: strategyColours[strategy],
    data: rows.flatMap((row, x) => (typeof row.accuracy[strategy] === 'number' ? [{ x: x + offset(i), y: percent(row.accuracy[strategy]) }] : [])),
  }));
  return {
    title, width: fullWidth, height: 236,
    chart: { type: 'scatter', data: { datasets }, options: options({ ...axis({ title: '', min: -0.5, max: rows.length - 0.5, words: rows.map((row) => row.label), turned: rows.length > 12 || rows.some((row) => row.label.length > 9) }), grid: { display: true, color: '#F3F5F7', drawTicks: false } }, axis({ title: 'Accuracy (%)', min, max }), { clip: false }) },
  };
}

export function perClassFigure(results: FigureSource): Figure | null {
  const models = [...new Set(results.perClass.map((row) => row.model))];
  const present = strategies.filter((strategy) => results.perClass.some((row) => typeof row.accuracy[strategy] === 'number'));
  if (models.length === 0 || present.length === 0) return null;
  const counts = results.perClass.map((row) => row.n);
  const total = new Set(results.perClass.map((row) => row.label)).size;
  const [board] = boardsOf(results);
  return {
    name: 'per-class', title: 'Accuracy by class', columns: 1, legend: strategyLegend(present, 'marker'),
    caption: `${total > mostClasses ? `The ${mostClasses} hardest of ${total} classes` : `All ${total} classes`}${board === undefined ? '' : `, ${nameOf(results.boards, board)}`}; ${Math.min(...counts)} to ${Math.max(...counts)} samples a class, measured. With n samples a class, accuracies near 90 % are known to about ± ${Math.round(196 * Math.sqrt(0.09 / Math.max(1, Math.min(...counts))))} points.`,
    panels: models.map((model) => panelOf(hardest(results.perClass.filter((row) => row.model === model), present[0]), present, models.length > 1 ? nameOf(results.models, model) : null)),
    table: {
      columns: ['model', 'class', 'n', ...present.map((strategy) => `${strategyNames[strategy]} accuracy (%)`)],
      rows: results.perClass.map((row) => [row.model, row.label, row.n, ...present.map((strategy) => (typeof row.accuracy[strategy] === 'number' ? percent(row.accuracy[strategy]) : null))]),
    },
  };
}
