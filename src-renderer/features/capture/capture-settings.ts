/** What can be asked of an instrument before a capture, from its profile and the board's: limits, choices, and what is wrong with a wish. */
import type { AnalyzerProfile, BoardProfile } from '../../../src-main/contract/profiles';

/** What a person has set; null: the instrument's own. `line`: digital line of the trigger, null where samples begin at once. */
export interface Wishes {
  mode: 'source' | 'meter'; voltageV: number | null; rateHz: number | null; rangeA: number | null;
  line: number | null; rising: boolean;
}

/** V, Hz, A. `maxV`: the lesser of the instrument's and the board's; `boardV`: the board's own, null where its profile does not say. `meterVoltage`: what a stated voltage is for where the instrument only measures. */
export interface Limits {
  readonly supplies: boolean; readonly meters: boolean; readonly meterVoltage: AnalyzerProfile['meter_voltage']; readonly minV: number; readonly maxV: number; readonly boardV: number | null; readonly defaultV: number | null;
  readonly rates: readonly number[]; readonly ranges: readonly number[]; readonly triggerLines: number;
}

export function limitsOf(analyzer: AnalyzerProfile, board: Pick<BoardProfile, 'supply'> | null): Limits {
  const { supplies, meters, meter_voltage: meterVoltage, limits, voltage_v: defaultV = null, rates_hz: rates = [], ranges_a: ranges = [], trigger_lines: triggerLines } = analyzer;
  const boardV = board?.supply?.max_voltage_v ?? null;
  const own = limits.max_voltage_v ?? Infinity;
  return { supplies, meters, meterVoltage, minV: limits.min_voltage_v ?? 0, maxV: Math.min(own, boardV ?? Infinity), boardV, defaultV: defaultV === null || boardV === null ? defaultV : Math.min(defaultV, boardV), rates, ranges, triggerLines };
}

export const firstWishes = (limits: Limits): Wishes => ({ mode: limits.supplies ? 'source' : 'meter', voltageV: limits.defaultV, rateHz: limits.rates[0] ?? null, rangeA: null, line: null, rising: true });

/** `limit`: what it may be at most, or must be at least, V. */
export type WishProblem = { readonly kind: 'voltage-missing' | 'above-board' | 'above-analyzer' | 'below-analyzer' | 'above-meter'; readonly limit: number };

/** What stands in the way of a start; null where nothing does. */
export function problemWith(wishes: Wishes, limits: Limits): WishProblem | null {
  const { voltageV } = wishes;
  if (voltageV === null) return wishes.mode === 'source' ? { kind: 'voltage-missing', limit: limits.maxV } : null;
  if (limits.boardV !== null && voltageV > limits.boardV) return { kind: 'above-board', limit: limits.boardV };
  if (voltageV > limits.maxV) return { kind: wishes.mode === 'source' ? 'above-analyzer' : 'above-meter', limit: limits.maxV };
  if (wishes.mode === 'source' && voltageV < limits.minV) return { kind: 'below-analyzer', limit: limits.minV };
  return null;
}

/** Whether a voltage can be said at all: some instruments measure it and take no word for it. */
export const asksVoltage = ({ mode }: Pick<Wishes, 'mode'>, { meterVoltage }: Limits): boolean => mode === 'source' || meterVoltage !== 'measured';

/** As `captures.start` takes it: what is null stays with the instrument. */
export function settingsOf(wishes: Wishes, limits: Limits): { mode?: 'source' | 'meter'; voltageV?: number; rateHz?: number; rangeA?: number; boardLimitV?: number; trigger?: { on: 'edge'; line: number; rising: boolean } } {
  const { mode, voltageV, rateHz, rangeA, line, rising } = wishes;
  return {
    mode, ...(voltageV === null ? {} : { voltageV }), ...(rateHz === null ? {} : { rateHz }), ...(rangeA === null ? {} : { rangeA }),
    ...(limits.boardV === null ? {} : { boardLimitV: limits.boardV }), ...(line === null ? {} : { trigger: { on: 'edge' as const, line, rising } }),
  };
}
