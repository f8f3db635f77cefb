/** Where an axis of a trace has its lines and what stands there: round numbers in a unit that fits, linear or logarithmic. */
import { scaleFor, type BaseUnit, type UnitScale } from './quantity';

export interface Tick { readonly at: number; readonly label: string }

const noBreak = '\u00a0';

/** The round step (1, 2 or 5 times a power of ten) that gives at most `most` intervals. */
export function roundStep(width: number, most: number): number {
  const raw = width / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(raw));
  // The last factor catches rounding of the quotient.
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= raw * (1 - 1e-9)) ?? 10);
}

/** Decimals that tell neighbouring ticks apart. */
const decimalsOf = (step: number): number => Math.max(0, Math.min(9, Math.ceil(-Math.log10(step) - 1e-9)));
const shown = (value: number, decimals: number): string => (Math.abs(value) < 10 ** -decimals / 2 ? 0 : value).toFixed(decimals).replace('-', '−');

function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step - 1e-6);
  const last = Math.floor(to / step + 1e-6);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** `unit` stands once at the axis, not at every tick. */
export interface ValueAxis { readonly low: number; readonly high: number; readonly log: boolean; readonly scale: UnitScale; readonly ticks: readonly Tick[] }

export function valueAxis(low: number, high: number, base: BaseUnit, most: number, log = false): ValueAxis {
  if (log) return logAxis(low, high, base);
  const scale = scaleFor(Math.max(Math.abs(low), Math.abs(high)), base);
  const step = roundStep((high - low) / scale.per, most);
  const decimals = decimalsOf(step);
  return { low, high, log, scale, ticks: multiples(low / scale.per, high / scale.per, step).map((value) => ({ at: value * scale.per, label: shown(value, decimals) })) };
}

/** A line a decade, each with its own unit: from nanoampere to ampere no common one would read well. */
function logAxis(low: number, high: number, base: BaseUnit): ValueAxis {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const every = Math.max(1, Math.ceil((last - first) / 8));
  const ticks = Array.from({ length: Math.max(0, Math.floor((last - first) / every) + 1) }, (_, i) => {
    const at = 10 ** (first + i * every);
    const { per, unit } = scaleFor(at, base);
    return { at, label: `${Math.round(at / per)}${noBreak}${unit}` };
  });
  return { low, high, log: true, scale: { per: 1, unit: '' }, ticks };
}

/** Ticks of time. Where they lie too close to tell by their own numbers, `base` names a moment and labels count from it: "3 600.2 s +", "20 µs". */
export interface TimeAxis { readonly ticks: readonly Tick[]; readonly base: string | null }

export function timeAxis(from: number, to: number, most: number): TimeAxis {
  const width = to - from;
  const step = width >= 90 ? clockStep(width, most) : roundStep(width, most);
  const at = multiples(from, to, step);
  if (width >= 90) return { ticks: at.map((t) => ({ at: t, label: clock(t) })), base: null };
  const digits = Math.floor(Math.log10(Math.max(Math.abs(from), Math.abs(to)) / step)) + 1;
  if (digits <= 6) {
    const scale = scaleFor(Math.max(Math.abs(from), Math.abs(to), width), 's');
    const decimals = decimalsOf(step / scale.per);
    return { ticks: at.map((t) => ({ at: t, label: `${shown(t / scale.per, decimals)}${noBreak}${scale.unit}` })), base: null };
  }
  const wide = roundStep(width * 2, 1);
  const origin = Math.floor(from / wide) * wide;
  const scale = scaleFor(to - origin, 's');
  const decimals = decimalsOf(step / scale.per);
  return { base: `${shown(origin, decimalsOf(wide))}${noBreak}s +`, ticks: at.map((t) => ({ at: t, label: `${shown((t - origin) / scale.per, decimals)}${noBreak}${scale.unit}` })) };
}

/** Minutes and hours are not decimal. */
const clockSteps = [10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];
const clockStep = (width: number, most: number): number => clockSteps.find((step) => width / step <= most) ?? Math.ceil(width / most / 86_400) * 86_400;

/** "1:05" or "2:03:20". */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The range that shows `least` … `most` with a little air; `before` is kept while it fits well, so that the axis does not tremble. `fromZero`: zero is always in it. */
export function steadyRange(least: number, most: number, before: { readonly low: number; readonly high: number } | null, log = false, fromZero = true): { readonly low: number; readonly high: number } {
  if (!(most >= least)) return before ?? (log ? { low: 1e-6, high: 1 } : { low: 0, high: 1 });
  if (log) {
    const floor = 1e-9;
    const [low, high] = [Math.max(floor, least), Math.max(floor * 10, most)];
    return { low: 10 ** Math.floor(Math.log10(low) + 1e-9), high: 10 ** Math.max(Math.floor(Math.log10(low) + 1e-9) + 1, Math.ceil(Math.log10(high) - 1e-9)) };
  }
  const [bottom, top] = fromZero ? [Math.min(0, least), Math.max(0, most)] : [least, most];
  // Where nothing moves, a tenth of the value around it; never so little that rounding would be drawn.
  const size = Math.max(top - bottom, fromZero ? 1e-6 : Math.abs(top) * 0.02 + 1e-3);
  const middle = (bottom + top) / 2;
  const [low, high] = fromZero ? [bottom < 0 ? bottom - size * 0.06 : 0, top + size * 0.06] : [middle - size * 0.56, middle + size * 0.56];
  const fits = before !== null && before.low <= bottom && before.high >= top && size > 0.55 * (before.high - before.low);
  return fits ? before : { low, high };
}
