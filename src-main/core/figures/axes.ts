/** Axes and options that all figures share: quiet grid, units in titles, logarithms where a range asks for it. */
import { formatNumber } from './number-text';
import { ink } from './palette';

export interface AxisChoice {
  /** With its unit. */
  readonly title: string;
  readonly logarithmic?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** Values are positions; the words to print at 0, 1, 2 … */
  readonly words?: readonly string[];
  readonly grid?: boolean;
  readonly reverse?: boolean;
  readonly turned?: boolean;
}

/** More than a factor of 30 between the least and the greatest positive value. */
export function spansDecades(values: readonly number[]): boolean {
  const positive = values.filter((value) => value > 0);
  return positive.length > 1 && Math.max(...positive) / Math.min(...positive) > 30;
}

/** The decade at or below, and at or above, a range of positive values; [1, 10] without any. */
export function decadesAround(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return [1, 10];
  const low = 10 ** Math.floor(Math.log10(Math.min(...positive)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...positive)));
  return [low, high > low ? high : low * 10];
}

/** A linear range around the values with `share` of their span free at both ends, within 0 and `most`. */
export function roomAround(values: readonly number[], share: number, most = Number.POSITIVE_INFINITY): [number, number] {
  if (values.length === 0) return [0, Math.min(1, most)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * share;
  return [Math.max(0, low - room), Math.min(most, high + room)];
}

/** Rounds a percentage range outwards to whole steps, so that an axis begins and ends at a label. */
export function percentRange(values: readonly number[]): [number, number] {
  const [low, high] = roomAround(values, 0.08, 100);
  const step = [1, 2, 5, 10, 20].find((candidate) => (high - low) / candidate <= 8) ?? 20;
  return [Math.max(0, Math.floor(low / step) * step), Math.min(100, Math.ceil(high / step) * step)];
}

/** Marks of a logarithmic axis: decades, with 2 and 5 between them where there are few. */
function logarithmicTicks(min: number, max: number): { value: number }[] {
  const decades = Math.log10(max / min);
  const steps = decades > 3.5 ? [1] : decades > 1.6 ? [1, 3] : [1, 2, 5];
  const ticks: { value: number }[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const step of steps) {
      const value = Number((step * 10 ** power).toPrecision(3));
      if (value >= min * 0.999 && value <= max * 1.001) ticks.push({ value });
    }
  }
  return ticks;
}

function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : Math.abs(value) < 1 && value !== 0 ? String(Number(value.toPrecision(3))) : formatNumber(value);
}

/** A chart.js scale. */
export function axis(choice: AxisChoice): Record<string, unknown> {
  const { words } = choice;
  return {
    type: choice.logarithmic === true ? 'logarithmic' : 'linear',
    ...(choice.min === undefined ? {} : { min: choice.min }),
    ...(choice.max === undefined ? {} : { max: choice.max }),
    reverse: choice.reverse === true,
    title: { display: choice.title !== '', text: choice.title, color: ink.quiet, font: { size: 12 } },
    border: { display: choice.grid === false, color: ink.rule },
    grid: { display: choice.grid !== false, color: ink.grid, drawTicks: false },
    afterBuildTicks: (scale: { ticks: { value: number }[]; min: number; max: number }) => {
      if (choice.logarithmic === true) scale.ticks = logarithmicTicks(scale.min, scale.max);
      if (words !== undefined) scale.ticks = words.map((_, value) => ({ value }));
    },
    ticks: {
      color: ink.text, padding: 6, font: { size: 12 }, autoSkip: words === undefined, maxTicksLimit: 9, maxRotation: choice.turned === true ? 60 : 0, minRotation: choice.turned === true ? 40 : 0,
      callback: (value: number | string) => (words === undefined ? plain(Number(value)) : (words[Number(value)] ?? '')),
    },
  };
}

/** A category axis of chart.js, for bars. */
export function categories(): Record<string, unknown> {
  return { type: 'category', grid: { display: false }, border: { display: true, color: ink.rule }, ticks: { color: ink.text, padding: 6, font: { size: 12 }, autoSkip: false, crossAlign: 'far' } };
}

/** Options of every chart: still, without chart.js's own legend and title, which the figure carries. */
export function options(x: Record<string, unknown>, y: Record<string, unknown>, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    responsive: false, animation: false, events: [], font: { family: 'Roboto', size: 12 }, layout: { padding: { top: 6, right: 14, bottom: 0, left: 2 } },
    plugins: { legend: { display: false }, title: { display: false }, tooltip: { enabled: false } },
    scales: { x, y }, ...more,
  };
}
