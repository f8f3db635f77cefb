/** What early offload saves beside the paper's EE-HI at equal accuracy, board by board. */
import { fullWidth, type ChartDataset, type Figure } from './chart-config';
import { axis, categories, options, roundLinear } from './axes';
import { nameOf, type EarlyOffloadSource, type FigureSource } from './figure-source';
import { errorBars } from './marks';
import { otherColours } from './palette';
import { bounds, modelsOf, origins, percent } from './wording';
import { englishWords, type FigureWords } from './words';

const kinds = [
  { minimise: 'latency', name: 'latency', read: (row: EarlyOffloadSource) => row.lpiReduction, colour: otherColours[0] },
  { minimise: 'energy', name: 'energy', read: (row: EarlyOffloadSource) => row.epiReduction, colour: otherColours[2] },
] as const;

/** Where the two are set beside each other: at the target where EE-HI reaches it, else at HI's accuracy, else the best of the sweep. */
export function mainLevel(rows: readonly EarlyOffloadSource[]): EarlyOffloadSource['level'] | null {
  return (['target', 'hi', 'sweep'] as const).find((level) => rows.some((row) => row.level === level)) ?? null;
}

export function earlyOffloadFigure(results: FigureSource, words: FigureWords = englishWords): Figure | null {
  const { columns, earlyOffload: own } = words;
  const rows = results.earlyOffload ?? [];
  const level = mainLevel(rows);
  if (level === null) return null;
  const several = modelsOf(results).length > 1;
  const shown = (minimise: EarlyOffloadSource['minimise'], board: string, model: string): EarlyOffloadSource | null => rows.filter((row) => row.minimise === minimise && row.board === board && row.model === model && row.level === level).at(-1) ?? null;
  const places = [...new Map(rows.map(({ board, model }) => [`${board} ${model}`, { board, model }])).values()].filter(({ board, model }) => shown('latency', board, model) !== null);
  const series = kinds.map((kind) => ({ ...kind, values: places.map(({ board, model }) => { const row = shown(kind.minimise, board, model); return row === null ? null : kind.read(row); }) })).filter(({ values }) => values.some((value) => value !== null));
  const ends = series.flatMap(({ values }) => values.flatMap((value) => (value === null ? [] : [percent(value.value), percent(value.low ?? value.value), percent(value.high ?? value.value)])));
  const [, most] = roundLinear([0, ...ends]);
  const least = Math.floor(Math.min(0, ...ends) / 5) * 5;
  return {
    name: 'early-offload', title: own.title, columns: 1,
    caption: own.caption({ level: own.levels[level], samples: words.samples(rows[0].earlyOffload.accuracy.n), origins: origins(series.flatMap(({ values }) => values), words) }),
    legend: series.map(({ name, colour }) => ({ label: own.less[name], colour, marker: 'bar' })),
    panels: [{ title: null, width: fullWidth, height: 52 + places.length * (12 + 11 * series.length), chart: {
      type: 'bar', plugins: [errorBars('x')],
      data: {
        labels: places.map(({ board, model }) => nameOf(results.boards, board) + (several ? ` · ${nameOf(results.models, model)}` : '')),
        datasets: series.map(({ name, colour, values }): ChartDataset => ({ label: own.less[name], data: values.map((value) => (value === null ? null : percent(value.value))), intervals: values.map((value) => bounds(value, 100)), backgroundColor: colour, barPercentage: 0.9, categoryPercentage: 0.8 })),
      },
      options: options(axis({ title: own.axis, min: least, max: most }), categories(), { indexAxis: 'y' }),
    } }],
    table: {
      columns: [columns.board, columns.model, own.columns.chosenFor, own.columns.at, own.columns.eeHi, own.columns.early, own.columns.lpi, own.columns.epi],
      rows: rows.map((row) => [row.board, row.model, row.minimise, row.level, percent(row.eeHi.accuracy.value), percent(row.earlyOffload.accuracy.value), row.lpiReduction === null ? null : percent(row.lpiReduction.value), row.epiReduction === null ? null : percent(row.epiReduction.value)]),
    },
  };
}
