/** A figure drawn without a browser: chart.js on a canvas, as SVG text or PNG bytes with title, legend and panel titles. */
import { createCanvas, SvgExportFlag, type SKRSContext2D } from '@napi-rs/canvas';
import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineElement, LogarithmicScale, PointElement, ScatterController, type ChartConfiguration } from 'chart.js';
import type { ChartConfig, Figure, LegendEntry } from '../core/figures';
import { ink } from '../core/figures/palette';
import { fontFamily, registerFonts } from './fonts';
import { escapeXml, innerSvg } from './svg-text';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineElement, LogarithmicScale, PointElement, ScatterController);

const svgFlag = SvgExportFlag.NoPrettyXML;
const titleHeight = 24;
const legendLine = 20;
const panelTitleHeight = 22;

interface Place { readonly x: number; readonly y: number; readonly title: string | null }
interface Layout { readonly width: number; readonly height: number; readonly panels: readonly Place[]; readonly legend: readonly { readonly entry: LegendEntry; readonly x: number; readonly y: number }[] }

function pen(): SKRSContext2D {
  return createCanvas(8, 8).getContext('2d');
}

/** Where everything goes, in px. */
function layoutOf(figure: Figure): Layout {
  const measure = pen();
  measure.font = `12px ${fontFamily}`;
  const width = Math.max(...figure.panels.map((_, i) => (i % figure.columns === 0 ? figure.panels.slice(i, i + figure.columns).reduce((sum, panel) => sum + panel.width, 0) : 0)));
  let [x, y] = [0, titleHeight + 4];
  const legend = figure.legend.map((entry) => {
    const needed = 26 + measure.measureText(entry.label).width + 18;
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

function drawKey(ctx: SKRSContext2D, entry: LegendEntry, x: number, y: number): void {
  ctx.fillStyle = entry.colour;
  ctx.strokeStyle = entry.colour;
  const [cx, cy] = [x + 9, y + 8];
  ctx.beginPath();
  if (entry.marker === 'line') {
    ctx.lineWidth = 2;
    ctx.setLineDash([...(entry.dash ?? [])]);
    ctx.moveTo(x, cy);
    ctx.lineTo(x + 20, cy);
    ctx.stroke();
    ctx.setLineDash([]);
    return;
  }
  if (entry.marker === 'hollow') {
    ctx.lineWidth = 2;
    ctx.arc(cx, cy, 5, 0, 2 * Math.PI);
    ctx.stroke();
    return;
  }
  const corners: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
    bar: [[-9, -5], [9, -5], [9, 5], [-9, 5]], rect: [[-4.5, -4.5], [4.5, -4.5], [4.5, 4.5], [-4.5, 4.5]], rectRot: [[0, -6], [6, 0], [0, 6], [-6, 0]], triangle: [[0, -5.5], [5.5, 4.5], [-5.5, 4.5]],
  };
  const shape = corners[entry.marker];
  if (shape === undefined) ctx.arc(cx, cy, 5, 0, 2 * Math.PI);
  else shape.forEach(([dx, dy], i) => (i === 0 ? ctx.moveTo(cx + dx, cy + dy) : ctx.lineTo(cx + dx, cy + dy)));
  ctx.closePath();
  ctx.fill();
}

function drawFrame(ctx: SKRSContext2D, figure: Figure, layout: Layout): void {
  ctx.fillStyle = ink.paper;
  ctx.fillRect(0, 0, layout.width, layout.height);
  ctx.textBaseline = 'middle';
  ctx.fillStyle = ink.text;
  ctx.font = `500 15px ${fontFamily}`;
  ctx.fillText(figure.title, 0, 11);
  ctx.font = `12px ${fontFamily}`;
  for (const { entry, x, y } of layout.legend) {
    drawKey(ctx, entry, x, y);
    ctx.fillStyle = ink.text;
    ctx.fillText(entry.label, x + 26, y + 8);
  }
  ctx.font = `500 12px ${fontFamily}`;
  for (const place of layout.panels) if (place.title !== null) ctx.fillText(place.title, place.x + 4, place.y - 11);
}

/**
 * Draws, hands over to `use` and clears up: a destroyed chart empties its canvas.
 * Chart.js keeps what it is given, so every drawing works on a copy of the data; functions and plugins are shared.
 */
function withChart<T>(canvas: unknown, config: ChartConfig, ratio: number, use: () => T): T {
  const data = { ...(config.data.labels === undefined ? {} : { labels: [...config.data.labels] }), datasets: config.data.datasets.map((dataset) => ({ ...dataset, data: [...dataset.data] })) };
  const copy = { ...config, plugins: [...(config.plugins ?? [])], data, options: { ...config.options, devicePixelRatio: ratio } };
  const chart = new Chart(canvas as HTMLCanvasElement, copy as unknown as ChartConfiguration);
  try {
    return use();
  } finally {
    chart.destroy();
  }
}

/** An SVG document with real text; viewers without Roboto fall back to a sans-serif face at the same places. */
export function figureSvg(figure: Figure): string {
  registerFonts();
  const layout = layoutOf(figure);
  const front = createCanvas(layout.width, layout.height, svgFlag);
  drawFrame(front.getContext('2d') as SKRSContext2D, figure, layout);
  const frame = front.getContent().toString('utf8');
  const panels = figure.panels.map((panel, i) => {
    const canvas = createCanvas(panel.width, panel.height, svgFlag);
    const svg = withChart(canvas, panel.chart, 1, () => canvas.getContent().toString('utf8'));
    return `<g transform="translate(${layout.panels[i].x} ${layout.panels[i].y})">${innerSvg(svg, `p${i}-`)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}"><title>${escapeXml(figure.title)}</title><desc>${escapeXml(figure.caption)}</desc>${innerSvg(frame, 'f-')}${panels.join('')}</svg>`;
}

/** PNG bytes; `ratio` device pixels a px, so that print stays sharp. */
export async function figurePng(figure: Figure, ratio = 2): Promise<Buffer> {
  registerFonts();
  const layout = layoutOf(figure);
  const canvas = createCanvas(Math.round(layout.width * ratio), Math.round(layout.height * ratio));
  const ctx = canvas.getContext('2d');
  ctx.scale(ratio, ratio);
  drawFrame(ctx, figure, layout);
  figure.panels.forEach((panel, i) => {
    const part = createCanvas(panel.width, panel.height);
    withChart(part, panel.chart, ratio, () => ctx.drawImage(part, layout.panels[i].x, layout.panels[i].y, panel.width, panel.height));
  });
  return canvas.encode('png');
}
