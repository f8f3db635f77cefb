/** Where samples are answered: at which exit, by the whole model, or by the server. */
import { answersFixed } from '../measurements';
import { shareInterval } from '../stats';
import { fullWidth, type ChartDataset, type Figure } from './chart-config';
import { axis, categories, options } from './axes';
import { nameOf, type FigureSource, type IntervalValue, type StrategySource } from './figure-source';
import { ink, strategyColours } from './palette';
import { bounds, boardsOf, inOrder, modelsOf, origins, percent } from './wording';
import { englishWords, type FigureWords } from './words';

export interface Shares { readonly branches: readonly number[]; readonly model: number; readonly server: number }

/** Shares that sum to 1. Where the document counts offloaded samples at the last exit, they are taken out of it. */
export function answeredAt(entry: Pick<StrategySource, 'exitShares' | 'offloadShare'>): Shares {
  const server = entry.offloadShare.value;
  const last = entry.exitShares.at(-1) ?? 0;
  const sum = entry.exitShares.reduce((total, share) => total + share, 0);
  const counted = sum + server > 1 + 1e-6;
  return { branches: entry.exitShares.slice(0, -1), model: Math.max(0, counted ? last - server : last), server };
}

export interface ShareIntervals { readonly branches: readonly IntervalValue[]; readonly model: IntervalValue; readonly server: IntervalValue }

/** `answeredAt` with intervals; that of the server is the offload share's own. */
export function answeredIntervals(entry: Pick<StrategySource, 'strategy' | 'exitShares' | 'offloadShare'>): ShareIntervals {
  const { branches, model } = answeredAt(entry);
  const { n, provenance } = entry.offloadShare;
  const interval = (share: number, atEnd: boolean): IntervalValue => ({ ...shareInterval(share, n, answersFixed(entry.strategy, atEnd)), provenance });
  return { branches: branches.map((share) => interval(share, false)), model: interval(model, true), server: entry.offloadShare };
}

const tints = ['#0B6E55', '#3FA98A', '#8CCDB8', '#C5E6DB'];

/** All strategies of the first board; of the others only those whose shares differ. */
export function entriesWithShares(results: FigureSource): StrategySource[] {
  const [first] = boardsOf(results);
  const all = inOrder(results);
  const key = (entry: StrategySource): string => JSON.stringify([entry.model, entry.strategy, entry.exitShares.map((share) => share.toFixed(4)), entry.offloadShare.value.toFixed(4)]);
  const known = new Set(all.filter((entry) => entry.board === first).map(key));
  return all.filter((entry) => (entry.board === first ? entry.strategy !== 'remote' || entry.model === all[0].model : entry.strategy !== 'remote' && entry.strategy !== 'on-device' && !known.has(key(entry))));
}

export function exitSharesFigure(results: FigureSource, words: FigureWords = englishWords): Figure | null {
  const { columns, exitShares: own } = words;
  const entries = entriesWithShares(results);
  if (entries.length === 0) return null;
  const shares = entries.map(answeredIntervals);
  const branches = Math.max(...shares.map((share) => share.branches.length));
  const [first] = boardsOf(results);
  const several = modelsOf(results).length > 1;
  const label = (entry: StrategySource): string => words.strategies[entry.strategy] + (several && entry.strategy !== 'remote' ? ` · ${nameOf(results.models, entry.model)}` : '') + (entry.board === first ? '' : `, ${nameOf(results.boards, entry.board)}`);
  const series = [
    ...Array.from({ length: branches }, (_, k) => ({ name: own.exit(k + 1), colour: tints[Math.min(k, tints.length - 1)], data: shares.map((share) => share.branches[k] ?? null) })),
    { name: own.wholeModel, colour: strategyColours['on-device'], data: shares.map((share) => share.model) },
    { name: own.server, colour: strategyColours.remote, data: shares.map((share) => share.server) },
  ];
  return {
    name: 'exit-shares', title: own.title, columns: 1,
    caption: own.caption({ samples: words.samples(entries[0].offloadShare.n), origins: origins(entries.map((entry) => entry.offloadShare), words), board: nameOf(results.boards, first), others: entries.some((entry) => entry.board !== first) ? 'differ' : boardsOf(results).length > 1 ? 'same' : null }),
    legend: series.map((one) => ({ label: one.name, colour: one.colour, marker: 'bar' })),
    panels: [{ title: null, width: fullWidth, height: 52 + 24 * entries.length, chart: {
      type: 'bar', data: { labels: entries.map(label), datasets: series.map((one): ChartDataset => ({ label: one.name, data: one.data.map((share) => percent(share?.value ?? 0)), intervals: one.data.map((share) => bounds(share, 100)), backgroundColor: one.colour, borderColor: ink.paper, borderWidth: { right: 1 }, barPercentage: 0.72, categoryPercentage: 1 })) },
      options: options({ ...axis({ title: own.axis, min: 0, max: 100 }), stacked: true }, { ...categories(), stacked: true }, { indexAxis: 'y' }),
    } }],
    table: {
      columns: [columns.board, columns.model, columns.strategy, ...series.flatMap(({ name }) => [`${name} (%)`, `${name}, ${columns.low('%')}`, `${name}, ${columns.high('%')}`]), 'n'],
      rows: entries.map((entry, i) => [
        entry.board, entry.model, entry.strategy, ...series.flatMap(({ data }) => [percent(data[i]?.value ?? 0), ...([data[i]?.low, data[i]?.high].map((end) => (end === null || end === undefined ? null : percent(end))))]), entry.offloadShare.n,
      ]),
    },
  };
}
