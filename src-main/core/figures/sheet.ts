/** How a figure becomes one sheet: title, legend and panels in their places, the same for the report and for what the window exports. */
import type { Figure, LegendEntry } from './chart-config';
import { ink } from './palette';

/** The part of a canvas context that a sheet needs. */
export interface SheetPen {
  font: string; fillStyle: unknown; strokeStyle: unknown; lineWidth: number; textBaseline: string;
  measureText(text: string): { readonly width: number };
  fillText(text: string, x: number, y: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  beginPath(): void; closePath(): void; moveTo(x: number, y: number): void; lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  stroke(): void; fill(): void; setLineDash(dash: number[]): void;
}

interface Place { readonly x: number; readonly y: number; readonly title: string | null }
/** In px; `panels` has one place a panel, in order. */
export interface SheetLayout { readonly width: number; readonly height: number; readonly panels: readonly Place[]; readonly legend: readonly { readonly entry: LegendEntry; readonly x: number; readonly y: number }[] }

const titleHeight = 24;
const legendLine = 20;
const panelTitleHeight = 22;

/** Where everything goes; `pen` only measures. */
export function layoutSheet(figure: Figure, pen: SheetPen, fontFamily: string): SheetLayout {
  pen.font = `12px ${fontFamily}`;
  const width = Math.max(...figure.panels.map((_, i) => (i % figure.columns === 0 ? figure.panels.slice(i, i + figure.columns).reduce((sum, panel) => sum + panel.width, 0) : 0)));
  let [x, y] = [0, titleHeight + 4];
  const legend = figure.legend.map((entry) => {
    const needed = 26 + pen.measureText(entry.label).width + 18;
    if (x > 0 && x + needed > width) [x, y] = [0, y + legendLine];
    const place = { entry, x, y };
    x += needed;
    return place;
  });
  let top = figure.legend.length > 0 ? y + legendLine + 4 : titleHeight + 4;
  const panels: Place[] = [];
  for (let row = 0; row < figure.panels.length; row += figure.columns) {
    const line = figure.panels.slice(row, row + figure.columns);
    const titled = line.some((panel) => panel.title !== null) ? panelTitleHeight : 0;
    let left = 0;
    for (const panel of line) {
      panels.push({ x: left, y: top + titled, title: panel.title });
      left += panel.width;
    }
    top += titled + Math.max(...line.map((panel) => panel.height)) + (titled > 0 ? 8 : 0);
  }
  return { width, height: top, panels, legend };
}

function drawKey(pen: SheetPen, entry: LegendEntry, x: number, y: number): void {
  pen.fillStyle = entry.colour;
  pen.strokeStyle = entry.colour;
  const [cx, cy] = [x + 9, y + 8];
  pen.beginPath();
  if (entry.marker === 'line') {
    pen.lineWidth = 2;
    pen.setLineDash([...(entry.dash ?? [])]);
    pen.moveTo(x, cy);
    pen.lineTo(x + 20, cy);
    pen.stroke();
    pen.setLineDash([]);
    return;
  }
  if (entry.marker === 'hollow') {
    pen.lineWidth = 2;
    pen.arc(cx, cy, 5, 0, 2 * Math.PI);
    pen.stroke();
    return;
  }
  const corners: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
    bar: [[-9, -5], [9, -5], [9, 5], [-9, 5]], rect: [[-4.5, -4.5], [4.5, -4.5], [4.5, 4.5], [-4.5, 4.5]], rectRot: [[0, -6], [6, 0], [0, 6], [-6, 0]], triangle: [[0, -5.5], [5.5, 4.5], [-5.5, 4.5]],
  };
  const shape = corners[entry.marker];
  if (shape === undefined) pen.arc(cx, cy, 5, 0, 2 * Math.PI);
  else shape.forEach(([dx, dy], i) => (i === 0 ? pen.moveTo(cx + dx, cy + dy) : pen.lineTo(cx + dx, cy + dy)));
  pen.closePath();
  pen.fill();
}

/** Everything but the panels' charts, on white paper. */
export function drawFrame(pen: SheetPen, figure: Figure, layout: SheetLayout, fontFamily: string): void {
  pen.fillStyle = ink.paper;
  pen.fillRect(0, 0, layout.width, layout.height);
  pen.textBaseline = 'middle';
  pen.fillStyle = ink.text;
  pen.font = `500 15px ${fontFamily}`;
  pen.fillText(figure.title, 0, 11);
  pen.font = `12px ${fontFamily}`;
  for (const { entry, x, y } of layout.legend) {
    drawKey(pen, entry, x, y);
    pen.fillStyle = ink.text;
    pen.fillText(entry.label, x + 26, y + 8);
  }
  pen.font = `500 12px ${fontFamily}`;
  for (const place of layout.panels) if (place.title !== null) pen.fillText(place.title, place.x + 4, place.y - 11);
}
