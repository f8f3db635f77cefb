/** The power of the board while a run measures it, as a figure with the marks of the report's: shaded windows, mean, least and greatest. */
import type { LivePower } from '../../../src-main/contract/procedures';
import { axis, options, roundLinear } from '../../../src-main/core/figures/axes';
import { fullWidth, type ChartDataset, type Figure, type Point } from '../../../src-main/core/figures/chart-config';
import { shadedSpans } from '../../../src-main/core/figures/marks';
import { faded, ink, otherColours } from '../../../src-main/core/figures/palette';

export interface PowerWords {
  readonly title: string; readonly caption: string; readonly time: string; readonly power: string; readonly mean: string; readonly least: string; readonly greatest: string; readonly window: string;
}

const [colour] = otherColours;

/** A lost stretch has no point: NaN breaks the line there. */
const points = (power: LivePower, values: readonly (number | null)[]): Point[] => values.map((y, i) => ({ x: power.atMs[i], y: y ?? NaN }));

export function livePowerFigure(power: LivePower, words: PowerWords): Figure {
  const line = (label: string, values: readonly (number | null)[], stroke: string, width: number): ChartDataset => ({ label, data: points(power, values), showLine: true, pointRadius: 0, borderColor: stroke, borderWidth: width });
  const [, most] = roundLinear([0, ...power.highMw.filter((value) => value !== null)]);
  return {
    name: 'live-power', title: words.title, caption: words.caption, columns: 1,
    legend: [{ label: words.mean, colour, marker: 'line' }, { label: `${words.least}, ${words.greatest}`, colour: faded(colour, 0.35), marker: 'line' }, { label: words.window, colour: faded(ink.target, 0.18), marker: 'bar' }],
    panels: [{ title: null, width: fullWidth, height: 200, chart: {
      type: 'scatter', plugins: [shadedSpans],
      data: { datasets: [{ ...line(words.mean, power.meanMw, colour, 1.6), spans: power.windows }, line(words.least, power.lowMw, faded(colour, 0.35), 0.8), line(words.greatest, power.highMw, faded(colour, 0.35), 0.8)] },
      options: options(axis({ title: words.time, min: power.fromMs, max: Math.max(power.toMs, power.fromMs + 1) }), axis({ title: words.power, min: 0, max: most })),
    } }],
    table: { columns: [words.time, `${words.mean} (mW)`, `${words.least} (mW)`, `${words.greatest} (mW)`], rows: power.atMs.map((ms, i) => [ms, power.meanMw[i], power.lowMw[i], power.highMw[i]]) },
  };
}
