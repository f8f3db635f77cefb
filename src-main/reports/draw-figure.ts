/** A figure drawn without a browser: chart.js on a canvas, as SVG text or PNG bytes with title, legend and panel titles. */
import { createCanvas, SvgExportFlag } from '@napi-rs/canvas';
import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineElement, LogarithmicScale, PointElement, ScatterController, type ChartConfiguration } from 'chart.js';
import type { ChartConfig, Figure } from '../core/figures';
import { drawFrame, layoutSheet, type SheetPen } from '../core/figures/sheet';
import { fontFamily, registerFonts } from './fonts';
import { escapeXml, innerSvg } from './svg-text';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineElement, LogarithmicScale, PointElement, ScatterController);

const svgFlag = SvgExportFlag.NoPrettyXML;
function pen(): SheetPen {
  return createCanvas(8, 8).getContext('2d');
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
  const layout = layoutSheet(figure, pen(), fontFamily);
  const front = createCanvas(layout.width, layout.height, svgFlag);
  drawFrame(front.getContext('2d'), figure, layout, fontFamily);
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
  const layout = layoutSheet(figure, pen(), fontFamily);
  const canvas = createCanvas(Math.round(layout.width * ratio), Math.round(layout.height * ratio));
  const ctx = canvas.getContext('2d');
  ctx.scale(ratio, ratio);
  drawFrame(ctx, figure, layout, fontFamily);
  figure.panels.forEach((panel, i) => {
    const part = createCanvas(panel.width, panel.height);
    withChart(part, panel.chart, ratio, () => ctx.drawImage(part, layout.panels[i].x, layout.panels[i].y, panel.width, panel.height));
  });
  return canvas.encode('png');
}
