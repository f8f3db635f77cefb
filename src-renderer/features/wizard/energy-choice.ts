/** Which instruments fit a board, what one begins with, and what stands in the way of a choice. */
import type { AnalyzerProfile, BoardProfile } from '../../../src-main/contract/profiles';
import type { Device } from '../../../src-main/contract/procedures';
import type { EnergyDraft, InstrumentChoice } from '../../state/draft';
import { limitsOf, problemWith, type Limits, type WishProblem } from '../capture/capture-settings';

/** A simulated instrument goes with a simulated board, a real one with a real board. `tables`: the board draws no current; `played`: the studio plays it, without leads. */
export type Fit = { readonly kind: 'real' | 'simulated'; readonly analyzers: readonly AnalyzerProfile[] } | { readonly kind: 'none'; readonly why: 'tables' | 'played' };

/** `playable`: drivers of the instruments that the studio can simulate. */
export function instrumentsFor(board: BoardProfile, analyzers: readonly AnalyzerProfile[], playable: ReadonlySet<string>): Fit {
  if (board.bench !== undefined) return { kind: 'simulated', analyzers: analyzers.filter(({ driver }) => playable.has(driver)) };
  if (board.driver === 'virtual') return { kind: 'none', why: 'tables' };
  if (board.serial?.port === 'simulator') return { kind: 'none', why: 'played' };
  return { kind: 'real', analyzers: analyzers.filter(({ driver }) => driver !== 'recording') };
}

/** Digital lines that come with the samples; a Joulescope's profile may name the ones that are wired. */
export const linesOf = ({ digital_lines: lines, joulescope }: AnalyzerProfile): number => joulescope?.lines?.length ?? lines;

/** The instrument powers a board only where it can and the board's limit is known; the voltage is the highest that all allow, the instrument's own where that is less. */
export function firstChoice(analyzer: AnalyzerProfile, board: BoardProfile, port: string | null): InstrumentChoice {
  const limits = limitsOf(analyzer, board);
  const powers = limits.supplies && (limits.boardV !== null || !limits.meters);
  return { use: analyzer.id, port, mode: powers ? 'source' : 'meter', voltageV: limits.defaultV, rateHz: limits.rates[0] ?? null };
}

/** `no-limit`: the board's profile does not say what it bears; `no-lines`: windows are to come from edges, and the instrument has no lines. */
export type ChoiceProblem = WishProblem | { readonly kind: 'no-limit' | 'no-lines' };

export function problemOfChoice(choice: InstrumentChoice, analyzer: AnalyzerProfile, limits: Limits, windowsFrom: EnergyDraft['windows']['from']): ChoiceProblem | null {
  if (choice.mode === 'source' && limits.boardV === null) return { kind: 'no-limit' };
  const wrong = problemWith({ mode: choice.mode, voltageV: choice.voltageV, rateHz: choice.rateHz, rangeA: null, line: null, rising: true }, limits);
  if (wrong !== null) return wrong;
  return windowsFrom === 'edges' && linesOf(analyzer) === 0 ? { kind: 'no-lines' } : null;
}

/** Where a real instrument may be: what is plugged in and is such a one, or of which nothing is known. */
export const placesOf = (analyzer: AnalyzerProfile, devices: readonly Device[]): readonly Device[] =>
  devices.filter(({ kind, profile }) => kind !== 'simulated' && (profile === null || (profile.kind === 'analyzer' && profile.id === analyzer.id)));
