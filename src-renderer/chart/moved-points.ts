/** Charts in which values alone changed: their points are moved and drawn again; options, scales and layout are not worked out anew. */
import type { ChartConfig, ChartDataset } from '../../src-main/core/figures/chart-config';
import type { Chart } from './register';

const isPoint = (value: ChartDataset['data'][number]): value is { readonly x: number; readonly y: number } => value !== null && typeof value === 'object' && 'x' in value;
const looksOf = ({ data: _data, ...looks }: ChartDataset): string => JSON.stringify(looks);

/** Points of a scatter chart with the very same options lie elsewhere; none came, none went, none looks different. */
export function onlyMoved(before: ChartConfig, now: ChartConfig): boolean {
  const [old, datasets] = [before.data.datasets, now.data.datasets];
  return now.type === 'scatter' && before.type === 'scatter' && before.options === now.options && before.plugins === undefined && now.plugins === undefined && old.length === datasets.length
    && datasets.every((one, i) => one === old[i] || (one.data.length === old[i].data.length && one.data.every(isPoint) && looksOf(one) === looksOf(old[i])));
}

/** `chart` shows a configuration from which `config` is only moved. */
export function movePoints(chart: Chart, config: ChartConfig): void {
  const { x: across, y: up } = chart.scales;
  config.data.datasets.forEach(({ data }, i) => {
    const meta = chart.getDatasetMeta(i);
    const points = data.filter(isPoint);
    chart.data.datasets[i].data = points.map((point) => ({ ...point }));
    points.forEach(({ x, y }, k) => {
      meta._parsed[k] = { x, y };
      Object.assign(meta.data[k], { x: across.getPixelForValue(x), y: up.getPixelForValue(y) });
    });
    // Marks without a line have no line element. Handing its points over again makes a line forget its path.
    if (meta.dataset) Object.assign(meta.dataset, { points: meta.data });
  });
  chart.draw();
}
