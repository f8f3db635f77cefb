/** A figure's chart.js configuration made fit for the screen: the theme's colours, the space there is, and a tooltip with the interval. */
import type { ChartConfig } from '../../src-main/core/figures';
import { formatNumber } from '../../src-main/core/figures/number-text';
import { themed, type ChartLooks } from './screen-looks';
import type { ChartConfiguration } from './register';

const isPlain = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;

/** A deep copy with every colour exchanged; functions, plugins and typed arrays are shared. */
export function recoloured<T>(value: T, looks: ChartLooks): T {
  if (typeof value === 'string') return (/^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(value) ? themed(looks, value) : value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => (typeof one === 'number' ? one : recoloured(one, looks))) as T;
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recoloured(inner, looks)])) as T;
}

interface TipItem {
  readonly dataIndex: number; readonly raw: unknown; readonly label: string;
  readonly dataset: { readonly label?: string; readonly intervals?: readonly (readonly [number, number] | null)[] };
  readonly chart: { readonly options: { readonly indexAxis?: string }; readonly scales: Readonly<Record<string, { readonly options: { readonly title?: { readonly text?: unknown } } }>> };
}

/** Who it is, then a line for each axis that has a title: "Latency (ms): 1.82", "Accuracy (%): 91.2 [90.3, 92.1]". An axis of rows has none; intervals lie along the values, which are across where a chart has rows. */
export function tipLines(item: TipItem): string[] {
  const { raw, dataset, dataIndex, chart } = item;
  const who = dataset.label ?? '';
  if (raw === null) return [who];
  const along = chart.options.indexAxis === 'y' || typeof raw === 'object' ? 'x' : 'y';
  const values = typeof raw === 'number' ? { [along]: raw } : raw as { readonly x?: number; readonly y?: number };
  const interval = dataset.intervals?.[dataIndex] ?? null;
  const bounds = interval === null ? '' : ` [${formatNumber(interval[0])}, ${formatNumber(interval[1])}]`;
  return [who, ...(['x', 'y'] as const).flatMap((axis) => {
    const title = chart.scales[axis]?.options.title?.text;
    return typeof title !== 'string' || title === '' || values[axis] === undefined ? [] : [`${title}: ${formatNumber(values[axis])}${axis === along ? bounds : ''}`];
  })].filter((line) => line !== '');
}

/** What a panel of the screen may add: chart.js options that win over the figure's. */
export type MoreOptions = Readonly<Record<string, unknown>>;

export function screenConfig(config: ChartConfig, looks: ChartLooks, more: MoreOptions = {}): ChartConfiguration {
  const options = recoloured(config.options, looks) as Record<string, unknown> & { plugins?: Record<string, unknown> };
  const datasets = config.data.datasets.map((dataset) => {
    const plain = { ...dataset, data: [] as unknown[] };
    const copy = recoloured(plain, looks) as Record<string, unknown>;
    const point = typeof copy.radius === 'number' ? { hoverRadius: copy.radius + 2, hitRadius: 6 } : {};
    return { ...copy, ...point, data: [...dataset.data], errorColour: copy.errorColour ?? looks.text, referenceColour: looks.text, labelColour: looks.quiet };
  });
  return {
    type: config.type,
    data: { ...(config.data.labels === undefined ? {} : { labels: [...config.data.labels] }), datasets },
    plugins: [...(config.plugins ?? [])],
    options: {
      ...options, responsive: true, maintainAspectRatio: false, animation: false, events: ['mousemove', 'mouseout', 'click', 'touchstart', 'touchmove'],
      font: { family: looks.font, size: 12 },
      interaction: { mode: 'nearest', intersect: true, axis: 'xy' },
      ...more,
      plugins: {
        ...options.plugins,
        tooltip: {
          enabled: true, displayColors: false, padding: 8, cornerRadius: 6, backgroundColor: looks.text, titleColor: looks.paper, bodyColor: looks.paper, bodyFont: { family: looks.font, size: 12 }, titleFont: { family: looks.font, size: 12 },
          filter: (item: { dataset: { pointRadius?: number; radius?: number } }) => !(item.dataset.pointRadius === 0 && item.dataset.radius === undefined),
          callbacks: { title: (items: readonly TipItem[]) => (typeof items[0]?.raw === 'number' ? items[0].label : ''), label: tipLines },
        },
        ...(more.plugins as Record<string, unknown> | undefined),
      },
    },
  } as unknown as ChartConfiguration;
}
