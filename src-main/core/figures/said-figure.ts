/** A finished figure in other words: for figures whose texts are whole phrases, such as those of the published papers. */
import type { Figure } from './chart-config';

interface Titled { readonly title?: { readonly text?: unknown } }

/** Every text goes through `say`; numbers, colours and the names of files stay. */
export function saidFigure(figure: Figure, say: (english: string) => string): Figure {
  const axis = (scale: unknown): unknown => {
    const { title } = scale as Titled;
    return typeof title?.text === 'string' ? { ...(scale as object), title: { ...title, text: say(title.text) } } : scale;
  };
  const scalesOf = (options: Figure['panels'][number]['chart']['options']): object => Object.fromEntries(Object.entries((options.scales ?? {}) as object).map(([key, scale]) => [key, axis(scale)]));
  return {
    ...figure, title: say(figure.title), caption: say(figure.caption), legend: figure.legend.map((entry) => ({ ...entry, label: say(entry.label) })),
    panels: figure.panels.map((panel) => ({
      ...panel, title: panel.title === null ? null : say(panel.title),
      chart: { ...panel.chart, data: { ...panel.chart.data, datasets: panel.chart.data.datasets.map((dataset) => ({ ...dataset, label: say(dataset.label) })) }, options: { ...panel.chart.options, scales: scalesOf(panel.chart.options) } },
    })),
    table: { columns: figure.table.columns.map(say), rows: figure.table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? say(cell) : cell))) },
  };
}
