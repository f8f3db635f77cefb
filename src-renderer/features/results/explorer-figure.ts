/** The explorer's curves as a figure: each quantity over the thresholds of one place, with the run's setting and the one that is dragged. */
import type { ExplorerTables } from '../../../src-main/contract/procedures';
import { axis, options, percentRange, roundLinear } from '../../../src-main/core/figures/axes';
import { fullWidth, type ChartDataset, type Figure, type LegendEntry, type Point } from '../../../src-main/core/figures/chart-config';
import { ink, strategyColours } from '../../../src-main/core/figures/palette';
import { percent } from '../../../src-main/core/figures/wording';
import { handlesOf, moved, pointAt, type ExplorerPoint, type Handle } from './explore-point';

/** Words the figure shows; `caption` is ready to print. `lines`: what moves along each kind of line. `places`: by place, the end last. */
export interface ExplorerWords {
  readonly title: string; readonly caption: string; readonly accuracy: string; readonly lpi: string; readonly epi: string; readonly offload: string; readonly theta: string; readonly now: string; readonly chosen: string; readonly target: string; readonly never: string;
  readonly lines: Readonly<Record<Handle['kind'], string>>; readonly moves: string; readonly places: readonly string[]; handle(handle: Handle): string;
}

type Quantity = { readonly name: string; readonly read: (point: ExplorerPoint) => number | null; readonly range: (values: readonly number[]) => [number, number]; readonly bound: number | null };

/** Above 1 a threshold means "never": it is drawn one step right of 1. */
export const thetaShown = (grid: readonly number[], i: number): number => (grid[i] > 1 ? 1 + (1 - grid[0]) * 0.05 : grid[i]);

const dash = { exit: [], below: [2, 3] } as const;
/** Axes that stay what they were are the same object: a chart with the same axes only moves its points. */
const keptAxes = new WeakMap<ExplorerTables, Map<string, Record<string, unknown>>>();

/** Lines of this place's handles, the others held. `now`: positions that are shown; `chosen`: those of the run; `accuracy`: the target, 0..1. */
export function explorerFigure(tables: ExplorerTables, place: number, now: readonly number[], chosen: readonly number[], accuracy: number | null, words: ExplorerWords): Figure {
  const { grid, strategy } = tables;
  const all = handlesOf(tables);
  const handles = all.map((handle, h) => ({ ...handle, h })).filter((handle) => handle.place === place);
  const lines = handles.map((handle) => ({ ...handle, points: grid.map((_, i) => {
    const at = moved(tables, now, handle.h, i);
    return { at, point: pointAt(tables, at) };
  }) }));
  const atNow = pointAt(tables, now);
  const atChosen = pointAt(tables, chosen);
  const quantities: Quantity[] = [
    { name: words.accuracy, read: (point) => percent(point.accuracy), range: percentRange, bound: accuracy === null ? null : percent(accuracy) },
    { name: words.lpi, read: (point) => point.lpiMs, range: (values) => roundLinear(values), bound: null },
    ...(atNow.epiMj === null ? [] : [{ name: words.epi, read: (point: ExplorerPoint) => point.epiMj, range: (values: readonly number[]) => roundLinear(values), bound: null }]),
    ...(strategy === 'ee' ? [] : [{ name: words.offload, read: (point: ExplorerPoint) => percent(point.offloadShare), range: percentRange, bound: null }]),
  ];
  const colour = strategyColours[strategy];
  const [left, right] = [grid[0], thetaShown(grid, grid.length - 1)];
  const marks = [...Array.from({ length: 5 }, (_, i) => Number((left + ((1 - left) * i) / 5).toFixed(3))), right];
  const kept = keptAxes.get(tables) ?? new Map<string, Record<string, unknown>>();
  keptAxes.set(tables, kept);
  const axes = (name: string, min: number, max: number): Record<string, unknown> => {
    const key = [words.theta, words.never, name, min, max].join('\n');
    const x = axis({ title: words.theta, min: left, max: right });
    const made = kept.get(key) ?? options({ ...x, afterBuildTicks: (scale: { ticks: { value: number }[] }) => { scale.ticks = marks.map((value) => ({ value })); }, ticks: { ...(x.ticks as object), autoSkip: false, callback: (value: number) => (value > 1 ? words.never : String(Number(value.toFixed(3)))) } }, axis({ title: name, min, max }));
    kept.set(key, made);
    return made;
  };
  return {
    name: `explorer-${strategy}`, title: words.title, caption: words.caption, columns: 2,
    legend: [
      ...(handles.length > 1 ? handles.map(({ kind }): LegendEntry => ({ label: words.lines[kind], colour, marker: 'line', dash: dash[kind] })) : []),
      { label: words.now, colour, marker: 'circle' }, { label: words.chosen, colour: ink.quiet, marker: 'hollow' },
      ...(accuracy === null ? [] : [{ label: words.target, colour: ink.target, marker: 'line' as const, dash: [5, 4] }]),
    ],
    panels: quantities.map(({ name, read, range, bound }) => {
      const values = [...lines.flatMap(({ points }) => points.map(({ point }) => read(point))), read(atChosen)].filter((value) => value !== null);
      const [min, max] = range(bound === null ? values : [...values, bound]);
      const spot = (i: number, point: ExplorerPoint): Point => ({ x: thetaShown(grid, i), y: read(point) ?? 0 });
      const datasets: ChartDataset[] = [
        ...handles.map(({ kind, h }): ChartDataset => ({ label: `${words.now}, ${words.handle({ kind, place })}`, data: [spot(now[h], atNow)], radius: 7, hoverRadius: 8, clip: false, backgroundColor: colour, borderColor: ink.paper, borderWidth: 2 })),
        { label: words.chosen, data: handles.map(({ h }) => spot(chosen[h], atChosen)), radius: 6, clip: false, backgroundColor: ink.paper, borderColor: ink.quiet, borderWidth: 2 },
        ...lines.map(({ kind, points }): ChartDataset => ({ label: name, data: points.map(({ point }, i) => spot(i, point)), showLine: true, pointRadius: 0, borderColor: colour, borderWidth: 2, borderDash: dash[kind] })),
        ...handles.map(({ kind, h }): ChartDataset => ({ label: 'θ', data: [{ x: thetaShown(grid, now[h]), y: min }, { x: thetaShown(grid, now[h]), y: max }], showLine: true, pointRadius: 0, borderColor: ink.quiet, borderWidth: 1, borderDash: dash[kind] })),
        ...(bound === null ? [] : [{ label: words.target, data: [{ x: left, y: bound }, { x: right, y: bound }], showLine: true, pointRadius: 0, borderColor: ink.target, borderWidth: 1.2, borderDash: [5, 4] }]),
      ];
      return {
        title: name, width: fullWidth / 2, height: 200,
        chart: { type: 'scatter' as const, data: { datasets }, options: axes(name, min, max) },
      };
    }),
    table: {
      columns: [...(handles.length > 1 ? [words.moves] : []), ...all.map(words.handle), words.accuracy, words.lpi, words.epi, words.offload, ...words.places.map((name) => `${name} (%)`)],
      rows: lines.flatMap(({ kind, points }) => points.map(({ at, point }) => [
        ...(handles.length > 1 ? [words.lines[kind]] : []), ...at.map((i) => (grid[i] > 1 ? words.never : grid[i])), percent(point.accuracy), point.lpiMs, point.epiMj, percent(point.offloadShare), ...point.exitShares.map(percent),
      ])),
    },
  };
}
