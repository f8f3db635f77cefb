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

interface TipItem { readonly datasetIndex: number; readonly dataIndex: number; readonly dataset: { readonly label?: string; readonly intervals?: readonly (readonly [number, number] | null)[] }; readonly raw: unknown; readonly label: string }

/** "EE-HI: 91.2 [90.3, 92.1]" for bars, "EE-HI: 1.82, 91.2" for points. */
export function tipText(item: TipItem): string {
  const { raw, dataset, dataIndex } = item;
  const interval = dataset.intervals?.[dataIndex] ?? null;
  const bounds = interval === null ? '' : ` [${formatNumber(interval[0])}, ${formatNumber(interval[1])}]`;
  const point = raw as { x?: number; y?: number } | number | null;
  if (point === null) return dataset.label ?? '';
  const value = typeof point === 'number' ? formatNumber(point) : `${formatNumber(point.x ?? null)}, ${formatNumber(point.y ?? null)}`;
  return `${dataset.label ?? ''}: ${value}${bounds}`;
}

/** What a panel of the screen may add: chart.js options that win over the figure's. */
export type MoreOptions = Readonly<Record<string, unknown>>;

export function screenConfig(config: ChartConfig, looks: ChartLooks, more: MoreOptions = {}): ChartConfiguration {
  const options = recoloured(config.options, looks) as Record<string, unknown> & { plugins?: Record<string, unknown> };
  const datasets = config.data.datasets.map((dataset) => {
    const plain = { ...dataset, data: [] as unknown[] };
    const copy = recoloured(plain, looks) as Record<string, unknown>;
    return { ...copy, data: [...dataset.data], errorColour: copy.errorColour ?? looks.text, referenceColour: looks.text, labelColour: looks.quiet };
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
          callbacks: { title: (items: readonly TipItem[]) => (typeof items[0]?.raw === 'number' ? items[0].label : ''), label: tipText },
        },
        ...(more.plugins as Record<string, unknown> | undefined),
      },
    },
  } as unknown as ChartConfiguration;
}
