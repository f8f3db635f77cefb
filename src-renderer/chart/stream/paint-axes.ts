/** The quiet parts of a trace's drawing: the axes with their texts. */
import type { TimeAxis, ValueAxis } from './axis-ticks';
import type { PlotLayout, Strip } from './plot-layout';
import { axisText, line, placeOf, type Pen } from './strokes';
import type { TraceColours } from './trace-colours';

export function paintValueGrid(pen: Pen, axis: ValueAxis, pane: Strip, layout: PlotLayout, colours: TraceColours): void {
  const y = placeOf(axis, pane.top, pane.height);
  for (const { at } of axis.ticks) line(pen, at === 0 ? colours.rule : colours.grid, layout.left, y(at), layout.left + layout.width, y(at));
}

export function paintValueAxis(pen: Pen, axis: ValueAxis, pane: Strip, layout: PlotLayout, colours: TraceColours, title: string): void {
  const y = placeOf(axis, pane.top, pane.height);
  for (const { at, label } of axis.ticks) {
    const place = y(at);
    if (place < pane.top - 1 || place > pane.top + pane.height + 1) continue;
    axisText(pen, label, layout.left - 8, place + 4, colours, { align: 'right' });
  }
  line(pen, colours.rule, layout.left, pane.top, layout.left, pane.top + pane.height);
  pen.save();
  pen.translate(14, pane.top + pane.height / 2);
  pen.rotate(-Math.PI / 2);
  axisText(pen, title, 0, 0, colours, { align: 'center', most: pane.height, colour: colours.text });
  pen.restore();
}

export function paintTimeAxis(pen: Pen, axis: TimeAxis, layout: PlotLayout, colours: TraceColours, x: (t: number) => number): void {
  const { left, width, time } = layout;
  line(pen, colours.rule, left, time.top, left + width, time.top);
  const taken = axis.base === null ? 0 : 96;
  if (axis.base !== null) axisText(pen, axis.base, left - 8, time.top + 17, colours, { align: 'left', colour: colours.text });
  for (const { at, label } of axis.ticks) {
    const place = x(at);
    line(pen, colours.rule, place, time.top, place, time.top + 4);
    pen.font = `12px ${colours.font}`;
    const half = pen.measureText(label).width / 2;
    if (place - half < left + taken - 24 || place + half > left + width + 14) continue;
    axisText(pen, label, place, time.top + 17, colours, { align: 'center' });
  }
}
