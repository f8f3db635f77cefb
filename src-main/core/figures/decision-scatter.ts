/** The two highest softmax values of every sample, right and wrong apart, with the line of the decision module. */
import { fullWidth, type ChartDataset, type Figure, type Point } from './chart-config';
import { axis, options } from './axes';
import { nameOf, type FigureSource, type ScatterSource } from './figure-source';
import { faded, ink } from './palette';
import { englishWords, type FigureWords } from './words';

/** The part of z = bias + w1 p1 + w2 p2 = threshold inside 0 <= p2 <= p1 and p1 + p2 <= 1; empty where it misses the region. */
export function boundaryLine(boundary: NonNullable<ScatterSource['boundary']>): Point[] {
  const { bias, w1, w2, threshold } = boundary;
  const z = (point: Point): number => bias + w1 * point.x + w2 * point.y - threshold;
  const corners: Point[] = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0.5, y: 0.5 }];
  return corners.flatMap((from, i) => {
    const to = corners[(i + 1) % corners.length];
    const [a, b] = [z(from), z(to)];
    if ((a < 0) === (b < 0)) return [];
    const share = a / (a - b);
    return [{ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }];
  });
}

function panelOf(results: FigureSource, source: ScatterSource, wide: boolean, words: FigureWords): Figure['panels'][number] {
  const own = words.scatter;
  const pick = (right: boolean): Point[] => source.points.filter((point) => point[2] === right).map(([x, y]) => ({ x, y }));
  const line = source.boundary === null ? [] : boundaryLine(source.boundary);
  const datasets: ChartDataset[] = [
    ...(line.length === 2 ? [{ label: own.decision, data: line, showLine: true, pointRadius: 0, borderColor: ink.text, borderWidth: 1.6 }] : []),
    // Squares and triangles: a circle becomes 2 kB of curves in SVG, and there are thousands of points.
    { label: own.wrong, data: pick(false), pointStyle: 'triangle', radius: 2.6, backgroundColor: faded(ink.wrong, 0.75), borderWidth: 0 },
    { label: own.right, data: pick(true), pointStyle: 'rect', radius: 1.8, backgroundColor: faded(ink.right, 0.6), borderWidth: 0 },
  ];
  return {
    title: results.scatter.length > 1 ? nameOf(results.models, source.model) : null, width: wide ? fullWidth : fullWidth / 2, height: wide ? 300 : 240,
    chart: { type: 'scatter', data: { datasets }, options: options(axis({ title: own.x, min: 0, max: 1 }), axis({ title: own.y, min: 0, max: 0.5 })) },
  };
}

export function scatterFigure(results: FigureSource, words: FigureWords = englishWords): Figure | null {
  const own = words.scatter;
  const sources = results.scatter.filter((source) => source.points.length > 0);
  if (sources.length === 0) return null;
  const count = sources.reduce((sum, source) => sum + source.points.length, 0);
  const wrong = sources.reduce((sum, source) => sum + source.points.filter((point) => !point[2]).length, 0);
  return {
    name: 'decision-scatter', title: own.title, columns: sources.length === 1 ? 1 : 2,
    caption: own.caption({ count, wrong, decisions: sources.map((source) => source.text).filter((text) => text !== ''), line: sources.some((source) => source.boundary !== null) }),
    legend: [{ label: own.right, colour: ink.right, marker: 'rect' }, { label: own.wrong, colour: ink.wrong, marker: 'triangle' }, ...(sources.some((source) => source.boundary !== null) ? [{ label: own.line, colour: ink.text, marker: 'line' as const }] : [])],
    panels: sources.map((source) => panelOf(results, source, sources.length === 1, words)),
    table: {
      columns: [words.columns.model, 'p1 (0..1)', 'p2 (0..1)', own.right, own.accepted],
      rows: sources.flatMap((source) => source.points.map(([p1, p2, right, accepted]) => [source.model, p1, p2, right ? words.yes : words.no, accepted ? words.yes : words.no])),
    },
  };
}
