/** Axes and options that all figures share: quiet grid, units in titles, logarithms where a range asks for it. */
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

/** The nearest 1, 2 or 5 times a power of ten, outwards from a range of positive values; [1, 10] without any. */
export function roundLogarithmic(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return [1, 10];
  const [low, high] = [Math.min(...positive) * 0.95, Math.max(...positive) * 1.05];
  const marks = (around: number): number[] => [-1, 0, 1].flatMap((shift) => [1, 2, 5].map((digit) => Number((digit * 10 ** (Math.floor(Math.log10(around)) + shift)).toPrecision(1))));
  return [Math.max(...marks(low).filter((mark) => mark <= low)), Math.min(...marks(high).filter((mark) => mark >= high))];
}

/** A linear range around the values, with some room, that begins and ends at a round number; within 0 and `most`. */
export function roundLinear(values: readonly number[], most = Number.POSITIVE_INFINITY): [number, number] {
  if (values.length === 0) return [0, Math.min(1, most)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  const raw = (high - low + 2 * room) / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5].find((digit) => digit * power >= raw) ?? 10) * power;
  const clean = (value: number): number => Number(value.toPrecision(12));
  return [clean(Math.max(0, Math.floor((low - room) / step) * step)), clean(Math.min(most, Math.ceil((high + room) / step) * step))];
}

/** The same for percentages. */
export function percentRange(values: readonly number[]): [number, number] {
  return roundLinear(values, 100);
}

/** Marks of a logarithmic axis: decades, with 2 and 5 between them where there are few. */
function logarithmicTicks(min: number, max: number): { value: number }[] {
  const decades = Math.log10(max / min);
  const steps = decades > 3.2 ? [1] : [1, 2, 5];
  const ticks: { value: number }[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const step of steps) {
      const value = Number((step * 10 ** power).toPrecision(3));
      if (value >= min * 0.999 && value <= max * 1.001) ticks.push({ value });
    }
  }
  return ticks;
}

/** Without float noise and without trailing zeros. */
function plain(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−');
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
      color: ink.text, padding: 6, font: { size: 12 }, includeBounds: false, autoSkip: words === undefined, maxTicksLimit: 9, maxRotation: choice.turned === true ? 60 : 0, minRotation: choice.turned === true ? 40 : 0,
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
