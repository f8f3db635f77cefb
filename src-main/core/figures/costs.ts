/** Latency and energy per inference by board and strategy, as bars with intervals. */
import { fullWidth, type ChartDataset, type Figure } from './chart-config';
import { axis, categories, roundLogarithmic, options, spansDecades } from './axes';
import { nameOf, type FigureSource, type IntervalValue, type ReferenceSource, type StrategySource } from './figure-source';
import { errorBars } from './marks';
import { faded, strategyColours } from './palette';
import { referenceCaption, referenceLegend, referenceMarks, referenceOf } from './references';
import { boardsOf, bounds, inOrder, modelsOf, origins, strategiesOf, strategyLegend } from './wording';
import { englishWords, type CostWords, type FigureWords } from './words';

interface CostKind extends CostWords { readonly name: string; readonly quantity: 'lpiMs' | 'epiMj'; readonly column: string; readonly unit: string; readonly read: (entry: StrategySource) => IntervalValue | null }

function costFigure(results: FigureSource, references: readonly ReferenceSource[], kind: CostKind, words: FigureWords): Figure | null {
  const { columns } = words;
  const entries = inOrder(results).filter((entry) => kind.read(entry) !== null);
  if (entries.length === 0) return null;
  const rows = boardsOf(results).filter((board) => entries.some((entry) => entry.board === board)).flatMap((board) => modelsOf(results).map((model) => ({ board, model })));
  const published = entries.map((entry) => referenceOf(references, entry, kind.quantity));
  const values = [...entries.map((entry) => kind.read(entry)!.value), ...published.filter((value) => value !== null)];
  const logarithmic = spansDecades(values);
  const present = strategiesOf(entries);
  const [floor, ceiling] = roundLogarithmic(values);
  const datasets = present.map((strategy): ChartDataset => {
    const cells = rows.map((row) => entries.find((entry) => entry.board === row.board && entry.model === row.model && entry.strategy === strategy) ?? null);
    const costs = cells.map((entry) => (entry === null ? null : kind.read(entry)));
    const colour = strategyColours[strategy];
    return {
      label: words.strategies[strategy], data: costs.map((cost) => cost?.value ?? null), intervals: costs.map((cost) => bounds(cost)), references: cells.map((entry) => (entry === null ? null : referenceOf(references, entry, kind.quantity))),
      backgroundColor: costs.map((cost) => (cost?.provenance === 'measured' ? colour : faded(colour, 0.45))), borderColor: colour, borderWidth: 1, barPercentage: 0.94, categoryPercentage: 0.8,
    };
  });
  const unknown = boardsOf(results).filter((board) => !rows.some((row) => row.board === board)).map((board) => nameOf(results.boards, board));
  const several = modelsOf(results).length > 1;
  return {
    name: kind.name, title: kind.title, columns: 1,
    caption: words.costCaption({ of: kind.of, samples: words.samples(entries[0].accuracy.n), origins: origins(entries.map(kind.read), words), logarithmic, unknown, published: referenceCaption(published, words) }),
    legend: [...strategyLegend(present, 'bar', words), ...referenceLegend(published, words)],
    panels: [{ title: null, width: fullWidth, height: 52 + rows.length * (10 + 9 * present.length), chart: {
      type: 'bar', plugins: [errorBars('x'), referenceMarks],
      data: { labels: rows.map((row) => nameOf(results.boards, row.board) + (several ? ` · ${nameOf(results.models, row.model)}` : '')), datasets },
      options: options(axis({ title: kind.axis, logarithmic, min: logarithmic ? floor : 0, ...(logarithmic ? { max: ceiling } : {}) }), categories(), { indexAxis: 'y' }),
    } }],
    table: {
      columns: [columns.board, columns.model, columns.strategy, kind.column, columns.low(kind.unit), columns.high(kind.unit), 'n', columns.provenance, ...(referenceLegend(published).length > 0 ? [columns.published(kind.unit)] : [])],
      rows: entries.map((entry, i) => {
        const cost = kind.read(entry)!;
        return [entry.board, entry.model, entry.strategy, cost.value, cost.low, cost.high, cost.n, words.provenance[cost.provenance], ...(referenceLegend(published).length > 0 ? [published[i]] : [])];
      }),
    },
  };
}

export function latencyFigure(results: FigureSource, references: readonly ReferenceSource[] = [], words: FigureWords = englishWords): Figure | null {
  return costFigure(results, references, { name: 'latency', quantity: 'lpiMs', ...words.latency, column: words.axes.lpi, unit: 'ms', read: (entry) => entry.lpiMs }, words);
}

export function energyFigure(results: FigureSource, references: readonly ReferenceSource[] = [], words: FigureWords = englishWords): Figure | null {
  return costFigure(results, references, { name: 'energy', quantity: 'epiMj', ...words.energy, column: words.axes.epi, unit: 'mJ', read: (entry) => entry.epiMj }, words);
}
