/** LPI of every strategy over the time of an offload: where the lines cross, another strategy becomes the faster one. */
import { axis, options, roundLinear } from '../../../src-main/core/figures/axes';
import { fullWidth, type ChartDataset, type Figure } from '../../../src-main/core/figures/chart-config';
import { ink, strategyColours, strategyMarkers } from '../../../src-main/core/figures/palette';
import { strategyLegend } from '../../../src-main/core/figures/wording';
import { figureWords, strategyName } from '../../locale/studio-words';
import { lpiAt, type WhatIf } from './what-if-model';

export interface WhatIfWords { readonly title: string; readonly caption: string; readonly offload: string; readonly lpi: string; readonly now: string; readonly own: string }

export function whatIfFigure(found: WhatIf, ownOffloadMs: number, words: WhatIfWords): Figure {
  const here = Number.isFinite(found.offloadMs) ? found.offloadMs : ownOffloadMs;
  const most = roundLinear([0, Math.max(here, ownOffloadMs) * 1.4])[1];
  const highest = Math.max(...found.rows.map((row) => Math.max(lpiAt(row, ownOffloadMs, most), lpiAt(row, ownOffloadMs, 0))));
  const top = roundLinear([0, highest])[1];
  const bar = (x: number, label: string, dash: number[]): ChartDataset => ({ label, data: [{ x, y: 0 }, { x, y: top }], showLine: true, pointRadius: 0, borderColor: ink.quiet, borderWidth: 1.2, borderDash: dash });
  return {
    name: 'what-if', title: words.title, caption: words.caption, columns: 1,
    legend: [...strategyLegend(found.rows.map((row) => row.strategy), 'marker', figureWords()), { label: words.now, colour: ink.quiet, marker: 'line' }, { label: words.own, colour: ink.quiet, marker: 'line', dash: [2, 3] }],
    panels: [{ title: null, width: fullWidth, height: 300, chart: {
      type: 'scatter',
      data: { datasets: [
        ...found.rows.map((row): ChartDataset => ({ label: strategyName(row.strategy), data: [{ x: here, y: lpiAt(row, ownOffloadMs, here) }], radius: 6, pointStyle: strategyMarkers[row.strategy], backgroundColor: strategyColours[row.strategy], borderColor: strategyColours[row.strategy] })),
        ...found.rows.map((row): ChartDataset => ({ label: `${strategyName(row.strategy)} line`, data: [0, most].map((x) => ({ x, y: lpiAt(row, ownOffloadMs, x) })), showLine: true, pointRadius: 0, borderWidth: 2, borderColor: strategyColours[row.strategy] })),
        bar(here, words.now, []), bar(ownOffloadMs, words.own, [2, 3]),
      ] },
      options: options(axis({ title: words.offload, min: 0, max: most }), axis({ title: words.lpi, min: 0, max: top })),
    } }],
    table: {
      columns: ['strategy', 'accuracy (%)', 'LPI of the run (ms)', 'LPI modelled (ms)', 'EPI of the run (mJ)', 'EPI modelled (mJ)', 'offload share (%)', 'offload of the run (ms)', 'offload modelled (ms)'],
      rows: found.rows.map((row) => [row.strategy, row.accuracy * 100, row.before.lpiMs, finite(row.lpiMs), row.before.epiMj, row.epiMj === null ? null : finite(row.epiMj), row.before.offloadShare * 100, ownOffloadMs, finite(found.offloadMs)]),
    },
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
