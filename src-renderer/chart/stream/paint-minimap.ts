/** Draws the whole recording in a strip: envelope, gaps, marks, and the window that is looked at. */
import { axisText, hatch, line, type Pen } from './strokes';
import { pixelColumns } from './columns';
import { lengthText } from './quantity';
import type { TraceColours } from './trace-colours';
import type { TraceMark, TraceWindow } from './trace-source';
import { pixelOf, wholeOf, type Reach, type Span } from './viewport';

export interface MinimapScene { readonly overview: TraceWindow | null; readonly reach: Reach; readonly view: Span; readonly selection: Span | null; readonly marks: readonly TraceMark[] }

/** A view of an hour's tenth of a second still has a handle of this width, px. */
const THINNEST = 6;
const TEXT = 14;

export function paintMinimap(pen: Pen, { left, width, height }: { readonly left: number; readonly width: number; readonly height: number }, { overview, reach, view, selection, marks }: MinimapScene, colours: TraceColours): void {
  const whole = wholeOf(reach);
  const bottom = height - TEXT;
  const x = (t: number): number => left + pixelOf(whole, width, t);
  pen.fillStyle = colours.wash;
  pen.fillRect(left, 2, width, bottom - 2);
  if (overview !== null && overview.channels.length > 0) {
    const columns = pixelColumns(overview, 0, whole, Math.round(width));
    let top = 0;
    for (const value of columns.max) if (value > top) top = value;
    const y = (value: number): number => bottom - 1 - (Math.max(0, value) / (top || 1)) * (bottom - 6);
    pen.fillStyle = colours.channel[overview.channels[0].channel];
    pen.beginPath();
    for (let i = 0; i < columns.mean.length; i++) if (columns.mean[i] === columns.mean[i]) pen.rect(left + i, y(columns.max[i]), 1, Math.max(1, y(columns.min[i]) - y(columns.max[i])));
    pen.globalAlpha = 0.55;
    pen.fill();
    pen.globalAlpha = 1;
    pen.beginPath();
    for (let i = 0; i < columns.mean.length; i++) if (columns.mean[i] === columns.mean[i]) pen.rect(left + i, y(columns.mean[i]), 1, 1.5);
    pen.fill();
    const { rateHz } = overview.format;
    for (let i = 0; i < overview.gapFrom.length; i++) hatch(pen, colours.gap, x(overview.gapFrom[i] / rateHz), 2, Math.max(2, x(overview.gapTo[i] / rateHz) - x(overview.gapFrom[i] / rateHz)), bottom - 2);
    for (const mark of marks) line(pen, colours.marker, x(mark.from / rateHz), 2, x(mark.from / rateHz), bottom);
  }
  if (selection !== null) {
    pen.globalAlpha = 0.3;
    pen.fillStyle = colours.selection;
    pen.fillRect(x(selection.from), 2, Math.max(1, x(selection.to) - x(selection.from)), bottom - 2);
    pen.globalAlpha = 1;
  }
  const [from, to] = [Math.max(left, x(view.from)), Math.min(left + width, x(view.to))];
  const thin = Math.max(THINNEST, to - from);
  const begin = Math.min(left + width - thin, Math.max(left, (from + to - thin) / 2));
  pen.fillStyle = colours.paper;
  pen.globalAlpha = 0.65;
  pen.fillRect(left, 2, begin - left, bottom - 2);
  pen.fillRect(begin + thin, 2, left + width - begin - thin, bottom - 2);
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.text;
  pen.lineWidth = 1.5;
  pen.strokeRect(begin + 0.75, 2.75, thin - 1.5, bottom - 3.5);
  axisText(pen, '0', left, height - 2, colours, { size: 11 });
  axisText(pen, lengthText(whole.to), left + width, height - 2, colours, { align: 'right', size: 11 });
}
