/** What an instrument measured: how the energies of windows are distributed, and where the windows lie on the power trace. */
import { axis, options, roundLinear } from './axes';
import { fullWidth, type ChartDataset, type Figure, type Point } from './chart-config';
import { nameOf, type EnergySource, type FigureSource, type MeasuredWorkSource } from './figure-source';
import { shadedSpans } from './marks';
import { formatCount, formatNumber } from './number-text';
import { faded, ink, otherColours } from './palette';

const [traceColour] = otherColours;
const mostBins = 24;

/** Only the first board and model have panels; the table and energy.csv have all. */
function shownFirst(results: FigureSource, shown: EnergySource): string {
  const others = (results.energy ?? []).length - 1;
  const first = `${nameOf(results.boards, shown.board)}, ${nameOf(results.models, shown.model)}, by a ${shown.simulated ? 'simulated ' : ''}${shown.instrument.model}`;
  return others > 0 ? `${first}; ${others} more in energy.csv` : first;
}
const kind = ({ simulated }: EnergySource): string => (simulated ? 'modelled: simulated board and instrument, nothing was measured' : 'measured');

/** An outline histogram: bins of the width of Freedman and Diaconis (1981), at most 24. */
function histogram(values: readonly number[], low: number, high: number): Point[] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p: number): number => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
  const width = (2 * (at(0.75) - at(0.25))) / Math.cbrt(sorted.length);
  const bins = Math.max(1, Math.min(mostBins, width > 0 ? Math.ceil((high - low) / width) : 1));
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of sorted) counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]++;
  const edge = (b: number): number => low + (b * (high - low)) / bins;
  return [{ x: low, y: 0 }, ...counts.flatMap((count, b): Point[] => [{ x: edge(b), y: count }, { x: edge(b + 1), y: count }]), { x: high, y: 0 }];
}

function distribution(work: MeasuredWorkSource): Figure['panels'][number] {
  const values = work.windows.energyMj.filter((value) => value !== null);
  const [least, most] = roundLinear([...values, work.integratedMj.value, work.powerTimesTimeMj.value]);
  const outline = histogram(values, least, most);
  const top = Math.max(...outline.map(({ y }) => y));
  const upright = (label: string, x: number, colour: string, dash: readonly number[]): ChartDataset => ({ label, data: [{ x, y: 0 }, { x, y: top * 1.08 }], showLine: true, pointRadius: 0, borderColor: colour, borderWidth: 1.6, borderDash: dash });
  return {
    title: work.name, width: fullWidth / 2, height: 170,
    chart: {
      type: 'scatter',
      data: { datasets: [
        { label: 'windows', data: outline, showLine: true, pointRadius: 0, borderColor: traceColour, borderWidth: 1.6 },
        upright('integrated', work.integratedMj.value, ink.text, []), upright('power x time', work.powerTimesTimeMj.value, ink.composed, [5, 4]),
        { label: 'outliers', data: work.outliers.flatMap((i): Point[] => (work.windows.energyMj[i] === null ? [] : [{ x: work.windows.energyMj[i], y: top * 0.06 }])), pointStyle: 'crossRot', radius: 5, borderColor: ink.wrong, borderWidth: 1.8 },
      ] },
      options: options(axis({ title: 'Energy of one call (mJ)', min: least, max: most }), axis({ title: 'Windows', min: 0, max: Math.max(1, Math.ceil(top * 1.1)) })),
    },
  };
}

export function energyWindowsFigure(results: FigureSource): Figure | null {
  const shown = results.energy?.find(({ works }) => works.length > 0);
  if (shown === undefined) return null;
  const outliers = shown.works.reduce((sum, work) => sum + work.outliers.length, 0);
  return {
    name: 'energy-windows', title: 'Energy of single windows', columns: 2,
    caption: `Energies of all windows on the power trace, ${shownFirst(results, shown)}; ${formatCount(shown.works[0].windows.energyMj.length)} windows, samples integrated, ${kind(shown)}. ${outliers === 0 ? 'No window is an outlier' : `${formatCount(outliers)} outliers are marked, counted, and listed with their sample numbers`}.`,
    legend: [{ label: 'windows', colour: traceColour, marker: 'line' }, { label: 'mean of integrated windows', colour: ink.text, marker: 'line' }, { label: 'mean power x mean latency', colour: ink.composed, marker: 'line', dash: [5, 4] }, ...(outliers > 0 ? [{ label: 'outlier', colour: ink.wrong, marker: 'crossRot' as const }] : [])],
    panels: shown.works.map(distribution),
    table: {
      columns: ['board', 'model', 'work', 'integrated (mJ)', 'low (mJ)', 'high (mJ)', 'power x time (mJ)', 'p5 (mJ)', 'p25 (mJ)', 'p50 (mJ)', 'p75 (mJ)', 'p95 (mJ)', 'n', 'outliers', 'provenance'],
      rows: (results.energy ?? []).flatMap(({ board, model, works }) => works.map((work) => [
        board, model, work.work, work.integratedMj.value, work.integratedMj.ci95?.[0] ?? null, work.integratedMj.ci95?.[1] ?? null, work.powerTimesTimeMj.value,
        ...(['p5', 'p25', 'p50', 'p75', 'p95'] as const).map((p) => work.quantilesMj[p]), work.integratedMj.n, work.outliers.length, work.integratedMj.provenance,
      ])),
    },
  };
}

function tracePanel({ name, picture }: MeasuredWorkSource): Figure['panels'][number] {
  const points = (values: readonly (number | null)[]): Point[] => values.flatMap((y, i) => (y === null ? [] : [{ x: picture.atMs[i], y }]));
  const [mean, low, high] = [points(picture.meanMw), points(picture.lowMw), points(picture.highMw)];
  const line = (label: string, data: Point[], colour: string, width: number): ChartDataset => ({ label, data, showLine: true, pointRadius: 0, borderColor: colour, borderWidth: width });
  const [, most] = roundLinear([0, ...high.map(({ y }) => y)]);
  return {
    title: name, width: fullWidth, height: 190,
    chart: {
      type: 'scatter', plugins: [shadedSpans],
      data: { datasets: [
        { ...line('mean', mean, traceColour, 1.4), spans: picture.windows },
        line('least', low, faded(traceColour, 0.35), 0.8), line('greatest', high, faded(traceColour, 0.35), 0.8),
      ] },
      options: options(axis({ title: 'Time (ms)', min: 0, max: Math.max(...picture.atMs) }), axis({ title: 'Power (mW)', min: 0, max: most })),
    },
  };
}

export function powerTraceFigure(results: FigureSource): Figure | null {
  const shown = results.energy?.find(({ works }) => works.some(({ picture }) => picture.atMs.length > 1));
  if (shown === undefined) return null;
  const drawable = shown.works.filter(({ picture }) => picture.atMs.length > 1);
  const whole = drawable.find(({ work }) => work === 'plain') ?? drawable[0];
  const works = [whole, ...drawable.filter((one) => one.work === 'offload' && one !== whole)];
  return {
    name: 'power-trace', title: 'Power while the board works', columns: 1,
    caption: `The beginning of the power trace, ${shownFirst(results, shown)}, ${formatNumber(shown.settings.rateHz)} samples a second, ${kind(shown)}. Shaded: the windows whose energy counts${whole.inferences > 1 ? `, ${formatCount(whole.inferences)} inferences each` : ''}. Pale lines: least and greatest sample of each point.`,
    legend: [{ label: 'mean power', colour: traceColour, marker: 'line' }, { label: 'window', colour: faded(ink.target, 0.18), marker: 'bar' }],
    panels: works.map(tracePanel),
    table: {
      columns: ['work', 'time (ms)', 'mean (mW)', 'least (mW)', 'greatest (mW)'],
      rows: works.flatMap(({ work, picture }) => picture.atMs.map((ms, i) => [work, ms, picture.meanMw[i], picture.lowMw[i], picture.highMw[i]])),
    },
  };
}
