/** What happened, written on the trace: flags of boards, serial lines, notes and overloads on top, and a person's marks. */
import { markLetter, placesOf } from './marks';
import type { TraceScene } from './paint-trace';
import { axisText, line, type Pen } from './strokes';
import type { TraceColours } from './trace-colours';

const FLAG = 6;
/** Flags nearer than this share one text. */
const APART = 8;

export function paintEvents(pen: Pen, scene: TraceScene, colours: TraceColours, x: (t: number) => number, bottom: number): void {
  const { layout, view, window, marks } = scene;
  const right = layout.left + layout.width;
  if (window !== null) {
    const { rateHz } = window.format;
    const seen = window.events.filter(({ kind, sample }) => kind !== 'edge' && sample / rateHz >= view.from && sample / rateHz <= view.to);
    seen.forEach((event, i) => {
      const at = x(event.sample / rateHz);
      const alarming = event.kind === 'overload' || event.kind === 'loss' || event.kind === 'segment';
      const colour = alarming ? colours.alarm : colours.note;
      pen.globalAlpha = 0.55;
      line(pen, colour, at, layout.flags.height - 3, at, bottom, [2, 3]);
      pen.globalAlpha = 1;
      pen.fillStyle = colour;
      pen.beginPath();
      // Shapes differ too: a triangle warns, a square tells.
      if (alarming) {
        pen.moveTo(at - FLAG, layout.flags.height - 3);
        pen.lineTo(at + FLAG, layout.flags.height - 3);
        pen.lineTo(at, layout.flags.height - 3 - FLAG * 1.6);
      } else pen.rect(at - FLAG / 2, layout.flags.height - 3 - FLAG, FLAG, FLAG);
      pen.fill();
      const next = seen[i + 1] === undefined ? right : x(seen[i + 1].sample / rateHz);
      if (next - at > 90) axisText(pen, scene.textOf(event, window.format.lines), at + FLAG + 3, layout.flags.height - 6, colours, { size: 11, most: next - at - FLAG - APART });
    });
  }
  const rate = window?.format.rateHz ?? 1;
  for (const mark of marks) {
    if (mark.to === null) continue;
    const [a, b] = [mark.from / rate, mark.to / rate];
    if (b < view.from || a > view.to) continue;
    const [left, end] = [Math.max(layout.left, x(a)), Math.min(right, x(b))];
    pen.globalAlpha = 0.12;
    pen.fillStyle = colours.marker;
    pen.fillRect(left, layout.flags.height, Math.max(1, end - left), bottom - layout.flags.height);
    pen.globalAlpha = 1;
    pen.fillRect(left, layout.flags.height - 2, Math.max(1, end - left), 3);
    if (mark.text !== '' && end - left > 30) axisText(pen, mark.text, left + 4, layout.flags.height + 14, colours, { size: 12, most: end - left - 8, colour: colours.text });
  }
  placesOf(marks).forEach((mark, i) => {
    const t = mark.from / rate;
    if (t < view.from || t > view.to) return;
    const at = x(t);
    line(pen, colours.marker, at, 12, at, bottom);
    pen.fillStyle = colours.marker;
    pen.beginPath();
    pen.roundRect(at - 9, 1, 18, 16, 4);
    pen.fill();
    axisText(pen, markLetter(i), at, 13, colours, { align: 'center', size: 11, colour: colours.paper });
    if (mark.text !== '') axisText(pen, mark.text, at + 13, layout.flags.height + 14, colours, { size: 12, most: Math.min(220, right - at - 16), colour: colours.text });
  });
}
