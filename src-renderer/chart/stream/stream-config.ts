/** The chart.js configuration of a line that grows: no animation, no parsing, numbers on both axes. */
import { formatCount } from '../../../src-main/core/figures/number-text';
import type { ChartConfiguration } from '../register';
import type { ChartLooks } from '../screen-looks';

export interface StreamAxes { readonly xTitle: string; readonly yTitle: string; readonly yMin?: number; readonly yMax?: number; readonly devicePixelRatio: number }

export function streamConfig(looks: ChartLooks, { xTitle, yTitle, yMin, yMax, devicePixelRatio }: StreamAxes): ChartConfiguration {
  const axis = (text: string, more: object): object => ({
    type: 'linear', title: { display: true, text, color: looks.quiet, font: { size: 12 } }, grid: { color: looks.grid, drawTicks: false }, border: { display: false }, ticks: { color: looks.text, padding: 6, maxTicksLimit: 6, maxRotation: 0, font: { size: 11 }, callback: (value: number) => (Number.isInteger(value) && value >= 1000 ? formatCount(value) : String(Number(value.toPrecision(6)))) }, ...more,
  });
  return {
    type: 'line', data: { datasets: [] },
    options: {
      responsive: true, devicePixelRatio, maintainAspectRatio: false, animation: false, parsing: false, normalized: true, events: [], font: { family: looks.font },
      plugins: { tooltip: { enabled: false }, filler: { propagate: false } },
      scales: { x: axis(xTitle, {}), y: axis(yTitle, { ...(yMin === undefined ? {} : { min: yMin }), ...(yMax === undefined ? {} : { suggestedMax: yMax }), grace: '5%' }) },
    },
  } as unknown as ChartConfiguration;
}
