/** A figure as a file: PNG, SVG or CSV, on white paper with title and legend as in the report. */
import type { Figure } from '../../src-main/core/figures';
import { csvLine } from '../../src-main/core/figures/csv-line';
import { drawFrame, layoutSheet, type SheetPen } from '../../src-main/core/figures/sheet';
import { BasicPlatform, Chart, type ChartConfiguration } from './register';
import { createSvgPen, escapeXml } from './svg-pen';

const fontFamily = 'Roboto, Arial, sans-serif';

export type FigureFormat = 'png' | 'svg' | 'csv';

function realPen(): CanvasRenderingContext2D {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null) throw new Error('this window cannot draw');
  return pen;
}

/** Every drawing works on a copy of the data, because chart.js keeps what it is given. */
function printConfig(panel: Figure['panels'][number], ratio: number): ChartConfiguration {
  const { chart } = panel;
  // chart.js draws lines through Path2D, which cannot be read back, unless a line has segment styles.
  const datasets = chart.data.datasets.map((dataset) => ({ ...dataset, data: [...dataset.data], segment: {} }));
  return {
    ...chart, platform: BasicPlatform, plugins: [...(chart.plugins ?? [])], data: { ...(chart.data.labels === undefined ? {} : { labels: [...chart.data.labels] }), datasets },
    options: { ...chart.options, devicePixelRatio: ratio, font: { family: fontFamily, size: 12 } },
  } as unknown as ChartConfiguration;
}

function withChart<T>(canvas: unknown, panel: Figure['panels'][number], ratio: number, use: () => T): T {
  const chart = new Chart(canvas as HTMLCanvasElement, printConfig(panel, ratio));
  try {
    chart.draw();
    return use();
  } finally {
    chart.destroy();
  }
}

export function figureSvg(figure: Figure): string {
  const ruler = realPen();
  const measure = (text: string, font: string): { width: number } => {
    ruler.font = font;
    return ruler.measureText(text);
  };
  const layout = layoutSheet(figure, ruler, fontFamily);
  const frame = createSvgPen(layout.width, layout.height, 'f-', measure);
  drawFrame(frame as unknown as SheetPen, figure, layout, fontFamily);
  const panels = figure.panels.map((panel, i) => {
    const pen = createSvgPen(panel.width, panel.height, `p${i}-`, measure);
    return `<g transform="translate(${layout.panels[i].x} ${layout.panels[i].y})">${withChart(pen.canvas, panel, 1, () => pen.content())}</g>`;
  });
  const { width, height } = layout;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><title>${escapeXml(figure.title)}</title><desc>${escapeXml(figure.caption)}</desc>${frame.content()}${panels.join('')}</svg>\n`;
}

/** `ratio` pixels a px, so that print stays sharp. */
export async function figurePng(figure: Figure, ratio = 2): Promise<Blob> {
  const layout = layoutSheet(figure, realPen(), fontFamily);
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(layout.width * ratio), height: Math.round(layout.height * ratio) });
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this window cannot draw');
  pen.scale(ratio, ratio);
  drawFrame(pen, figure, layout, fontFamily);
  figure.panels.forEach((panel, i) => {
    const part = Object.assign(document.createElement('canvas'), { width: panel.width, height: panel.height });
    withChart(part, panel, ratio, () => pen.drawImage(part, layout.panels[i].x, layout.panels[i].y, panel.width, panel.height));
  });
  return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error('the picture is too large')) : resolve(blob)), 'image/png'));
}

export function figureCsv({ table }: Pick<Figure, 'table'>): string {
  return csvLine(table.columns) + table.rows.map(csvLine).join('');
}

export async function figureFile(figure: Figure, format: FigureFormat): Promise<Blob> {
  switch (format) {
    case 'png': return figurePng(figure);
    case 'svg': return new Blob([figureSvg(figure)], { type: 'image/svg+xml' });
    case 'csv': return new Blob([figureCsv(figure)], { type: 'text/csv;charset=utf-8' });
  }
}

/** Hands a file to the browser's or the desktop's own saving. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The download has taken its own hold of the data by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
