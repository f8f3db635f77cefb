/** The strokes that every part of a trace's drawing is made of: crisp lines, texts that fit, hatching, and the place of a value. */
import type { ValueAxis } from './axis-ticks';
import type { TraceColours } from './trace-colours';

export type Pen = CanvasRenderingContext2D;

/** `most`: px; longer texts are cut. */
export function axisText(pen: Pen, text: string, x: number, y: number, colours: TraceColours, { align = 'left', size = 12, most = Infinity, colour = colours.quiet }: { align?: CanvasTextAlign; size?: number; most?: number; colour?: string } = {}): void {
  pen.font = `${size}px ${colours.font}`;
  pen.textAlign = align;
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = colour;
  pen.fillText(fitted(pen, text, most), x, y);
}

function fitted(pen: Pen, text: string, most: number): string {
  if (most === Infinity || pen.measureText(text).width <= most) return text;
  let kept = text;
  while (kept.length > 1 && pen.measureText(`${kept}…`).width > most) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** Slanted lines over a faint ground, on one grid for all, so that they do not crawl while the trace moves. */
export function hatch(pen: Pen, colour: string, x: number, y: number, width: number, height: number): void {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.fillStyle = colour;
  pen.globalAlpha = width < 6 ? 0.5 : 0.1;
  pen.fillRect(x, y, width, height);
  if (width >= 6) {
    pen.globalAlpha = 0.55;
    pen.strokeStyle = colour;
    pen.lineWidth = 1;
    pen.beginPath();
    for (let at = x - height - (((x - height) % 8) + 8) % 8; at < x + width; at += 8) {
      pen.moveTo(at, y + height);
      pen.lineTo(at + height, y);
    }
    pen.stroke();
  }
  pen.restore();
}

export function line(pen: Pen, colour: string, x0: number, y0: number, x1: number, y1: number, dash: readonly number[] = []): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.setLineDash([...dash]);
  pen.beginPath();
  pen.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
  pen.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  pen.stroke();
  pen.setLineDash([]);
}

/** Linear or logarithmic place of a value in a pane, px from the top of the canvas. */
export function placeOf(axis: ValueAxis, top: number, height: number): (value: number) => number {
  const { low, high, log } = axis;
  if (!log) return (value) => top + height * (1 - (value - low) / (high - low));
  const [a, b] = [Math.log10(low), Math.log10(high)];
  return (value) => top + height * (1 - (Math.log10(Math.max(value, low)) - a) / (b - a));
}
