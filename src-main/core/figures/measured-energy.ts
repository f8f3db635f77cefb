/** What an instrument measured: how the energies of windows are distributed, and where the windows lie on the power trace. */
import { axis, options, roundLinear } from './axes';
import { fullWidth, type ChartDataset, type Figure, type Point } from './chart-config';
import { nameOf, type EnergySource, type FigureSource, type MeasuredWorkSource } from './figure-source';
import { shadedSpans } from './marks';
import { faded, ink, otherColours } from './palette';
import { englishWords, type FigureWords } from './words';

const [traceColour] = otherColours;
const mostBins = 24;

/** Only the first board and model have panels; the table and energy.csv have all. */
function shownFirst(results: FigureSource, shown: EnergySource, words: FigureWords): string {
  return words.windows.by({ board: nameOf(results.boards, shown.board), model: nameOf(results.models, shown.model), instrument: shown.instrument.model, simulated: shown.simulated, others: (results.energy ?? []).length - 1 });
}

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

function distribution(work: MeasuredWorkSource, words: FigureWords): Figure['panels'][number] {
  const own = words.windows;
  const values = work.windows.energyMj.filter((value) => value !== null);
  const [least, most] = roundLinear([...values, work.integratedMj.value, work.powerTimesTimeMj.value]);
  const outline = histogram(values, least, most);
  const top = Math.max(...outline.map(({ y }) => y));
  const upright = (label: string, x: number, colour: string, dash: readonly number[]): ChartDataset => ({ label, data: [{ x, y: 0 }, { x, y: top * 1.08 }], showLine: true, pointRadius: 0, borderColor: colour, borderWidth: 1.6, borderDash: dash });
  return {
    title: own.workName(work.name), width: fullWidth / 2, height: 170,
    chart: {
      type: 'scatter',
      data: { datasets: [
        { label: own.windows, data: outline, showLine: true, pointRadius: 0, borderColor: traceColour, borderWidth: 1.6 },
        upright(own.integrated, work.integratedMj.value, ink.text, []), upright(own.powerTimesTime, work.powerTimesTimeMj.value, ink.composed, [5, 4]),
        { label: own.outliers, data: work.outliers.flatMap((i): Point[] => (work.windows.energyMj[i] === null ? [] : [{ x: work.windows.energyMj[i], y: top * 0.06 }])), pointStyle: 'crossRot', radius: 5, borderColor: ink.wrong, borderWidth: 1.8 },
      ] },
      options: options(axis({ title: own.x, min: least, max: most }), axis({ title: own.y, min: 0, max: Math.max(1, Math.ceil(top * 1.1)) })),
    },
  };
}

export function energyWindowsFigure(results: FigureSource, words: FigureWords = englishWords): Figure | null {
  const { columns, windows: own } = words;
  const shown = results.energy?.find(({ works }) => works.length > 0);
  if (shown === undefined) return null;
  const outliers = shown.works.reduce((sum, work) => sum + work.outliers.length, 0);
  return {
    name: 'energy-windows', title: own.title, columns: 2,
    caption: own.caption({ by: shownFirst(results, shown, words), windows: shown.works[0].windows.energyMj.length, kind: own.kind(shown.simulated), outliers }),
    legend: [{ label: own.windows, colour: traceColour, marker: 'line' }, { label: own.mean, colour: ink.text, marker: 'line' }, { label: own.product, colour: ink.composed, marker: 'line', dash: [5, 4] }, ...(outliers > 0 ? [{ label: own.outlier, colour: ink.wrong, marker: 'crossRot' as const }] : [])],
    panels: shown.works.map((work) => distribution(work, words)),
    table: {
      columns: [columns.board, columns.model, own.work, `${own.integrated} (mJ)`, columns.low('mJ'), columns.high('mJ'), `${own.powerTimesTime} (mJ)`, 'p5 (mJ)', 'p25 (mJ)', 'p50 (mJ)', 'p75 (mJ)', 'p95 (mJ)', 'n', own.outliers, columns.provenance],
      rows: (results.energy ?? []).flatMap(({ board, model, works }) => works.map((work) => [
        board, model, work.work, work.integratedMj.value, work.integratedMj.ci95?.[0] ?? null, work.integratedMj.ci95?.[1] ?? null, work.powerTimesTimeMj.value,
        ...(['p5', 'p25', 'p50', 'p75', 'p95'] as const).map((p) => work.quantilesMj[p]), work.integratedMj.n, work.outliers.length, words.provenance[work.integratedMj.provenance],
      ])),
    },
  };
}

function tracePanel({ name, picture }: MeasuredWorkSource, words: FigureWords): Figure['panels'][number] {
  const own = words.trace;
  const points = (values: readonly (number | null)[]): Point[] => values.flatMap((y, i) => (y === null ? [] : [{ x: picture.atMs[i], y }]));
  const [mean, low, high] = [points(picture.meanMw), points(picture.lowMw), points(picture.highMw)];
  const line = (label: string, data: Point[], colour: string, width: number): ChartDataset => ({ label, data, showLine: true, pointRadius: 0, borderColor: colour, borderWidth: width });
  const [, most] = roundLinear([0, ...high.map(({ y }) => y)]);
  return {
    title: words.windows.workName(name), width: fullWidth, height: 190,
    chart: {
      type: 'scatter', plugins: [shadedSpans],
      data: { datasets: [
        { ...line(own.mean, mean, traceColour, 1.4), spans: picture.windows },
        line(own.least, low, faded(traceColour, 0.35), 0.8), line(own.greatest, high, faded(traceColour, 0.35), 0.8),
      ] },
      options: options(axis({ title: own.x, min: 0, max: Math.max(...picture.atMs) }), axis({ title: own.y, min: 0, max: most })),
    },
  };
}

export function powerTraceFigure(results: FigureSource, words: FigureWords = englishWords): Figure | null {
  const own = words.trace;
  const shown = results.energy?.find(({ works }) => works.some(({ picture }) => picture.atMs.length > 1));
  if (shown === undefined) return null;
  const drawable = shown.works.filter(({ picture }) => picture.atMs.length > 1);
  const whole = drawable.find(({ work }) => work === 'plain') ?? drawable[0];
  const works = [whole, ...drawable.filter((one) => one.work === 'offload' && one !== whole)];
  return {
    name: 'power-trace', title: own.title, columns: 1,
    caption: own.caption({ by: shownFirst(results, shown, words), rateHz: shown.settings.rateHz, kind: words.windows.kind(shown.simulated), inferences: whole.inferences }),
    legend: [{ label: own.meanPower, colour: traceColour, marker: 'line' }, { label: own.window, colour: faded(ink.target, 0.18), marker: 'bar' }],
    panels: works.map((work) => tracePanel(work, words)),
    table: {
      columns: [words.windows.work, own.time, own.mean, own.least, own.greatest],
      rows: works.flatMap(({ work, picture }) => picture.atMs.map((ms, i) => [work, ms, picture.meanMw[i], picture.lowMw[i], picture.highMw[i]])),
    },
  };
}
