/** Draws a trace onto a canvas: bands and gaps behind, envelope and mean of each channel, digital lines, events, marks and the selection. */
import type { TraceEvent } from '../../../src-main/core/trace';
import { steadyRange, timeAxis, valueAxis, type ValueAxis } from './axis-ticks';
import { extremes, pixelColumns, type PixelColumns } from './columns';
import { paintTimeAxis, paintValueAxis, paintValueGrid } from './paint-axes';
import { paintEvents } from './paint-events';
import type { PlotLayout } from './plot-layout';
import type { BaseUnit } from './quantity';
import { axisText, hatch, line, placeOf, type Pen } from './strokes';
import type { TraceColours } from './trace-colours';
import type { Channel, TraceBand, TraceMark, TraceWindow } from './trace-source';
import { pixelOf, type Span } from './viewport';

/** Everything one frame shows. Seconds since the first sample; `names`: the channels in the person's language. */
export interface TraceScene {
  readonly view: Span; readonly endS: number; readonly window: TraceWindow | null; readonly layout: PlotLayout; readonly log: boolean;
  readonly selection: Span | null; readonly marks: readonly TraceMark[]; readonly bands: readonly TraceBand[];
  /** Where the pointer is, s; null: nowhere. */
  readonly cursor: number | null;
  readonly names: Readonly<Record<Channel, string>>;
  readonly textOf: (event: TraceEvent, lines: readonly string[]) => string;
}

export const unitOf: Readonly<Record<Channel, BaseUnit>> = { current: 'A', voltage: 'V', power: 'W' };

/** What a pane showed the last time, so that its axis stays steady. */
export type PaneRanges = Map<string, { readonly low: number; readonly high: number }>;

export function paintTrace(pen: Pen, scene: TraceScene, colours: TraceColours, ranges: PaneRanges): void {
  const { layout, view, window } = scene;
  const { left, width } = layout;
  const bottom = layout.time.top;
  const x = (t: number): number => left + pixelOf(view, width, t);
  pen.lineJoin = 'round';
  const time = timeAxis(view.from, view.to, Math.max(2, Math.floor(width / 110)));
  for (const pane of layout.panes) {
    const at = window === null ? -1 : window.channels.findIndex(({ channel }) => channel === pane.channel);
    const columns = window === null || at < 0 ? null : pixelColumns(window, at, view, Math.round(width));
    const key = `${pane.channel} ${scene.log ? 'log' : 'linear'}`;
    const { least, most } = columns === null ? { least: 1, most: 0 } : extremes(columns, scene.log);
    const range = steadyRange(least, most, ranges.get(key) ?? null, scene.log, pane.channel !== 'voltage');
    ranges.set(key, range);
    const axis = valueAxis(range.low, range.high, unitOf[pane.channel], Math.max(2, Math.floor(pane.height / 44)), scene.log);
    pen.save();
    pen.beginPath();
    pen.rect(left, pane.top, width, pane.height);
    pen.clip();
    for (const tick of time.ticks) line(pen, colours.grid, x(tick.at), pane.top, x(tick.at), pane.top + pane.height);
    paintValueGrid(pen, axis, pane, layout, colours);
    paintBands(pen, scene, colours, pane, x);
    if (columns !== null) {
      paintGaps(pen, scene, columns, colours, pane, x);
      paintColumns(pen, columns, axis, colours.channel[pane.channel], pane, layout);
    }
    pen.restore();
    paintValueAxis(pen, axis, pane, layout, colours, `${scene.names[pane.channel]}${axis.scale.unit === '' ? '' : ` (${axis.scale.unit})`}`);
  }
  paintLanes(pen, scene, colours, x);
  paintTimeAxis(pen, time, layout, colours, x);
  if (scene.endS < view.to) {
    // Nothing has been measured there yet.
    pen.globalAlpha = 0.8;
    pen.fillStyle = colours.wash;
    pen.fillRect(Math.max(left, x(scene.endS)), layout.flags.height, left + width - Math.max(left, x(scene.endS)), bottom - layout.flags.height);
    pen.globalAlpha = 1;
  }
  paintSelection(pen, scene, colours, x, bottom);
  paintEvents(pen, scene, colours, x, bottom);
  if (scene.cursor !== null && scene.cursor >= view.from && scene.cursor <= view.to) line(pen, colours.quiet, x(scene.cursor), layout.flags.height, x(scene.cursor), bottom, [3, 3]);
}

/** One rectangle a pixel from least to greatest, the mean as a line on top; what is not known is left empty. */
function paintColumns(pen: Pen, { min, mean, max }: PixelColumns, axis: ValueAxis, colour: string, { top, height }: { top: number; height: number }, { left }: PlotLayout): void {
  const y = placeOf(axis, top, height);
  pen.fillStyle = colour;
  pen.globalAlpha = 0.32;
  pen.beginPath();
  for (let i = 0; i < mean.length; i++) {
    if (mean[i] !== mean[i]) continue;
    const upper = y(max[i]);
    const size = y(min[i]) - upper;
    if (size > 1) pen.rect(left + i, upper, 1, size);
  }
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  let drawing = false;
  for (let i = 0; i < mean.length; i++) {
    if (mean[i] !== mean[i]) {
      drawing = false;
      continue;
    }
    if (drawing) pen.lineTo(left + i + 0.5, y(mean[i]));
    else {
      pen.moveTo(left + i, y(mean[i]));
      pen.lineTo(left + i + 0.5, y(mean[i]));
    }
    drawing = true;
  }
  pen.stroke();
}

function paintGaps(pen: Pen, { window, view, layout }: TraceScene, { coverage }: PixelColumns, colours: TraceColours, { top, height }: { top: number; height: number }, x: (t: number) => number): void {
  if (window === null) return;
  const { rateHz } = window.format;
  // More gaps than are listed: every pixel in which anything is missing.
  if (window.moreGaps) for (let i = 0; i < coverage.length; i++) if (coverage[i] < 1) hatch(pen, colours.gap, layout.left + i, top, 1, height);
  for (let i = 0; i < window.gapFrom.length; i++) {
    const [from, to] = [window.gapFrom[i] / rateHz, window.gapTo[i] / rateHz];
    if (to < view.from || from > view.to) continue;
    // Never thinner than can be seen: a lost sample is told at every zoom.
    const begin = Math.max(x(view.from) - 4, x(from));
    hatch(pen, colours.gap, begin, top, Math.max(2, Math.min(x(view.to) + 4, x(to)) - begin), height);
  }
}

function paintBands(pen: Pen, { bands, view }: TraceScene, colours: TraceColours, { top, height }: { top: number; height: number }, x: (t: number) => number): void {
  for (const band of bands) {
    if (band.to < view.from || band.from > view.to) continue;
    pen.globalAlpha = 0.16;
    pen.fillStyle = colours.band[band.kind];
    const [a, b] = [x(band.from), x(band.to)];
    pen.fillRect(a, top, Math.max(1, b - a), height);
    pen.globalAlpha = 1;
    pen.fillRect(a, top, Math.max(1, b - a), 3);
    if (b - a > 60) axisText(pen, band.label, Math.max(a, x(view.from)) + 5, top + 13, colours, { size: 11, most: b - a - 8 });
  }
}

/** A line's level as a step; where it changes faster than can be drawn, a filled bar. */
function paintLanes(pen: Pen, { layout, window, view }: TraceScene, colours: TraceColours, x: (t: number) => number): void {
  for (const lane of layout.lanes) {
    axisText(pen, lane.name, layout.left - 8, lane.top + lane.height - 2, colours, { align: 'right', size: 11, most: layout.left - 14 });
    line(pen, colours.grid, layout.left, lane.top + lane.height, layout.left + layout.width, lane.top + lane.height);
    if (window === null || window.digital === null) continue;
    const { rateHz } = window.format;
    const { high, low } = window.digital;
    pen.save();
    pen.beginPath();
    pen.rect(layout.left, lane.top - 1, layout.width, lane.height + 2);
    pen.clip();
    pen.fillStyle = colours.line;
    for (let i = 0; i < window.n; i++) {
      const [a, b] = [window.bounds[i] / rateHz, window.bounds[i + 1] / rateHz];
      if (b < view.from || a > view.to) continue;
      const isHigh = (high[i] >> lane.line) & 1;
      const isLow = (low[i] >> lane.line) & 1;
      const [left, width] = [x(a), Math.max(1, x(b) - x(a))];
      if (isHigh && isLow) pen.fillRect(left, lane.top, width, lane.height);
      else if (isHigh) pen.fillRect(left, lane.top, width, 2);
      else if (isLow) pen.fillRect(left, lane.top + lane.height - 1, width, 1);
    }
    pen.restore();
  }
}

function paintSelection(pen: Pen, { selection, view, layout }: TraceScene, colours: TraceColours, x: (t: number) => number, bottom: number): void {
  if (selection === null || selection.to < view.from || selection.from > view.to) return;
  const a = Math.max(layout.left, x(selection.from));
  const b = Math.min(layout.left + layout.width, x(selection.to));
  pen.globalAlpha = 0.11;
  pen.fillStyle = colours.selection;
  pen.fillRect(a, layout.flags.height, Math.max(1, b - a), bottom - layout.flags.height);
  pen.globalAlpha = 1;
  for (const edge of [selection.from, selection.to]) if (edge >= view.from && edge <= view.to) line(pen, colours.selection, x(edge), layout.flags.height, x(edge), bottom);
}
