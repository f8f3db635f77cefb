/** Accuracy by strategy with its interval, on the first board; targets as dashed lines. */
import { fullWidth, type ChartDataset, type Figure } from './chart-config';
import { axis, options, percentRange } from './axes';
import { nameOf, type FigureSource, type ReferenceSource } from './figure-source';
import { errorBars } from './marks';
import { ink, strategyColours, strategyMarkers } from './palette';
import { referenceCaption, referenceLegend, referenceMarks, referenceOf } from './references';
import { bounds, boardsOf, entryName, inOrder, origins, percent } from './wording';
import { englishWords, type FigureWords } from './words';

export function accuracyFigure(results: FigureSource, references: readonly ReferenceSource[] = [], words: FigureWords = englishWords): Figure | null {
  const { columns } = words;
  const [board] = boardsOf(results);
  const remoteOnce = (entry: { strategy: string; model: string }): boolean => entry.strategy !== 'remote' || entry.model === all[0].model;
  const all = inOrder(results).filter((entry) => entry.board === board);
  const entries = all.filter(remoteOnce);
  if (entries.length === 0) return null;
  const values = entries.flatMap((entry) => [entry.accuracy.value, entry.accuracy.low ?? entry.accuracy.value, entry.accuracy.high ?? entry.accuracy.value].map(percent));
  const published = entries.map((entry) => referenceOf(references, entry, 'accuracy')).map((value) => (value === null ? null : percent(value)));
  const targets = results.targets.filter((target) => target.board === board && target.quantity === 'accuracy' && target.bound !== null);
  const [min, max] = percentRange([...values, ...published.filter((value) => value !== null), ...targets.map((target) => percent(target.bound!))]);
  const bottom = entries.length - 0.5;
  const datasets: ChartDataset[] = [
    ...entries.map((entry, row): ChartDataset => ({
      label: entryName(results, entry, words), data: [{ x: percent(entry.accuracy.value), y: row }], intervals: [bounds(entry.accuracy, 100)], references: [published[row]],
      pointStyle: strategyMarkers[entry.strategy], radius: 6, backgroundColor: strategyColours[entry.strategy], borderColor: strategyColours[entry.strategy], errorColour: strategyColours[entry.strategy],
    })),
    ...targets.map((target): ChartDataset => ({
      label: words.target(target.text), data: [{ x: percent(target.bound!), y: -0.5 }, { x: percent(target.bound!), y: bottom }], showLine: true, pointRadius: 0, borderColor: ink.target, borderWidth: 1.2, borderDash: [5, 4],
    })),
  ];
  const spread = Math.max(...entries.map((entry) => {
    const same = results.strategies.filter((other) => other.model === entry.model && other.strategy === entry.strategy).map((other) => other.accuracy.value);
    return Math.max(...same) - Math.min(...same);
  }));
  return {
    name: 'accuracy', title: words.accuracy.title, columns: 1,
    caption: words.accuracy.caption({ dataset: results.dataset.name, board: nameOf(results.boards, board), samples: words.samples(entries[0].accuracy.n), origins: origins(entries.map((entry) => entry.accuracy), words), target: targets.length > 0, spread, published: referenceCaption(published, words) }),
    legend: [...targets.map((target) => ({ label: words.target(target.text), colour: ink.target, marker: 'line' as const, dash: [5, 4] })), ...referenceLegend(published, words)],
    panels: [{ title: null, width: fullWidth, height: 58 + 23 * entries.length, chart: {
      type: 'scatter', data: { datasets }, plugins: [errorBars('x'), referenceMarks],
      options: options(axis({ title: words.accuracy.axis, min, max }), axis({ title: '', min: -0.5, max: bottom, reverse: true, words: entries.map((entry) => entryName(results, entry, words)), grid: false }), { clip: false }),
    } }],
    table: {
      columns: [columns.model, columns.strategy, columns.accuracy, columns.low('%'), columns.high('%'), 'n', columns.provenance, ...(referenceLegend(published).length > 0 ? [columns.published('%')] : [])],
      rows: entries.map(({ model, strategy, accuracy }, row) => [model, strategy, percent(accuracy.value), accuracy.low === null ? null : percent(accuracy.low), accuracy.high === null ? null : percent(accuracy.high), accuracy.n, words.provenance[accuracy.provenance], ...(referenceLegend(published).length > 0 ? [published[row]] : [])]),
    },
  };
}
