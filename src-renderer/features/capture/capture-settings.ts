/** What can be asked of an instrument before a capture, from its profile and the board's: limits, choices, and what is wrong with a wish. */
import type { AnalyzerProfile, BoardProfile } from '../../../src-main/contract/profiles';
import { pm1000AmpRanges } from '../../../src-main/core/protocol/pm1000';

/** What a person has set; null: the instrument's own. `line`: digital line of the trigger, null where samples begin at once. */
export interface Wishes {
  mode: 'source' | 'meter'; voltageV: number | null; rateHz: number | null; rangeA: number | null; averaging: number | null;
  line: number | null; rising: boolean;
}

/** V, Hz, A. `maxV`: the lesser of the instrument's and the board's; `boardV`: the board's own, null where its profile does not say. */
export interface Limits {
  readonly supplies: boolean; readonly meters: boolean; readonly minV: number; readonly maxV: number; readonly boardV: number | null; readonly defaultV: number | null;
  readonly rates: readonly number[]; readonly ranges: readonly number[]; readonly averages: boolean; readonly triggerLines: number;
}

type Abilities = Pick<Limits, 'meters' | 'ranges' | 'averages' | 'triggerLines'>;
/** What drivers take beyond their profiles (src-main/analyzers): the PM1000+ has ranges, the LPM01A measures only what it supplies and can wait for an edge. */
const plain: Abilities = { meters: true, ranges: [], averages: false, triggerLines: 0 };
const abilities: Partial<Readonly<Record<AnalyzerProfile['driver'], Abilities>>> = {
  lpm01a: { ...plain, meters: false, ranges: [0.01, 0.05], triggerLines: 1 },
  pm1000: { ...plain, ranges: pm1000AmpRanges },
};

export function limitsOf(analyzer: AnalyzerProfile, board: Pick<BoardProfile, 'supply'> | null): Limits {
  const { supplies, limits, voltage_v: defaultV = null, rates_hz: rates = [] } = analyzer;
  const boardV = board?.supply?.max_voltage_v ?? null;
  const own = limits.max_voltage_v ?? Infinity;
  return { supplies, minV: limits.min_voltage_v ?? 0, maxV: Math.min(own, boardV ?? Infinity), boardV, defaultV: defaultV === null || boardV === null ? defaultV : Math.min(defaultV, boardV), rates, ...(abilities[analyzer.driver] ?? plain) };
}

export const firstWishes = (limits: Limits): Wishes => ({ mode: limits.supplies ? 'source' : 'meter', voltageV: limits.defaultV, rateHz: limits.rates[0] ?? null, rangeA: null, averaging: null, line: null, rising: true });

/** `limit`: what it may be at most, or must be at least, V. */
export type WishProblem = { readonly kind: 'voltage-missing' | 'above-board' | 'above-analyzer' | 'below-analyzer'; readonly limit: number };

/** What stands in the way of a start; null where nothing does. */
export function problemWith(wishes: Wishes, limits: Limits): WishProblem | null {
  const { voltageV } = wishes;
  if (voltageV === null) return wishes.mode === 'source' ? { kind: 'voltage-missing', limit: limits.maxV } : null;
  if (limits.boardV !== null && voltageV > limits.boardV) return { kind: 'above-board', limit: limits.boardV };
  if (wishes.mode === 'source' && voltageV > limits.maxV) return { kind: 'above-analyzer', limit: limits.maxV };
  if (wishes.mode === 'source' && voltageV < limits.minV) return { kind: 'below-analyzer', limit: limits.minV };
  return null;
}

/** As `captures.start` takes it: what is null stays with the instrument. */
export function settingsOf(wishes: Wishes, limits: Limits): { mode?: 'source' | 'meter'; voltageV?: number; rateHz?: number; rangeA?: number; averaging?: number; boardLimitV?: number; trigger?: { on: 'edge'; line: number; rising: boolean } } {
  const { mode, voltageV, rateHz, rangeA, averaging, line, rising } = wishes;
  return {
    mode, ...(voltageV === null ? {} : { voltageV }), ...(rateHz === null ? {} : { rateHz }), ...(rangeA === null ? {} : { rangeA }), ...(averaging === null ? {} : { averaging }),
    ...(limits.boardV === null ? {} : { boardLimitV: limits.boardV }), ...(line === null ? {} : { trigger: { on: 'edge' as const, line, rising } }),
  };
}
