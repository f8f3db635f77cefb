/** Which instrument measures which board of an experiment, and what forbids it; found before anything is switched on. */
import type { AnalyzerChoice, AnalyzerProfile, BoardProfile, ExperimentProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';

/** The instrument of one board with what was asked of it; null stands for the instrument's own choice. */
export interface BoardAnalyzer {
  readonly profile: AnalyzerProfile; readonly port: string | null;
  readonly mode: 'source' | 'meter'; readonly voltageV: number | null; readonly rateHz: number | null;
  readonly windows: AnalyzerChoice['windows']; readonly idle: AnalyzerChoice['idle'];
}

/** One entry a board of the experiment; null: its energy is not measured. `load` finds an analyzer's profile. */
export function boardAnalyzers({ analyzer: choice, boards }: ExperimentProfile, load: (id: string) => AnalyzerProfile): (BoardAnalyzer | null)[] {
  return boards.map((id) => {
    const own = choice?.boards?.[id];
    if (choice === undefined || (choice.boards !== undefined && own === undefined)) return null;
    const profile = load(own?.use ?? choice.use);
    return {
      profile, port: own?.port ?? choice.port ?? null, mode: own?.mode ?? choice.mode, voltageV: own?.voltage_v ?? choice.voltage_v ?? profile.voltage_v ?? null,
      rateHz: own?.rate_hz ?? choice.rate_hz ?? profile.rates_hz?.[0] ?? null, windows: choice.windows, idle: choice.idle,
    };
  });
}

/** In the order in which a person would mend them. */
export function energyProblems(choice: AnalyzerChoice | undefined, boards: readonly BoardProfile[], analyzers: readonly (BoardAnalyzer | null)[]): StudioError[] {
  const unknown = Object.keys(choice?.boards ?? {}).filter((id) => !boards.some((board) => board.id === id));
  const places = new Map<string, string>();
  return [
    ...unknown.map((id) => new StudioError('plan.analyzer-board', { board: id, known: boards.map((board) => board.id).join(', ') })),
    ...boards.flatMap((board, b): StudioError[] => {
      const analyzer = analyzers[b];
      if (analyzer === null || analyzer === undefined) return [];
      const { profile, port, mode, voltageV } = analyzer;
      const problems: StudioError[] = [];
      if (profile.driver === 'recording') problems.push(new StudioError('plan.analyzer-recording', { analyzer: profile.id }));
      const simulatedBoard = board.bench !== undefined;
      if (board.driver === 'virtual' && !simulatedBoard) problems.push(new StudioError('plan.analyzer-virtual', { board: board.id, analyzer: profile.id }));
      else if (simulatedBoard !== (port === 'simulator')) problems.push(new StudioError('plan.analyzer-simulated', { board: board.id, analyzer: profile.id, simulatedBoard }));
      if (port !== 'simulator') {
        const place = port ?? `the port that USB finds for ${profile.id}`;
        const other = places.get(place);
        if (other !== undefined) problems.push(new StudioError('plan.analyzer-shared', { port: place, first: other, second: board.id }));
        places.set(place, board.id);
      }
      if (mode === 'meter' && !profile.meters) problems.push(new StudioError('plan.analyzer-no-meter', { analyzer: profile.id }));
      if (mode !== 'source') return problems;
      const limit = board.supply?.max_voltage_v;
      if (!profile.supplies) problems.push(new StudioError('plan.analyzer-no-supply', { analyzer: profile.id }));
      else if (limit === undefined) problems.push(new StudioError('plan.no-board-limit', { board: board.id, analyzer: profile.id, volts: voltageV }));
      else if (voltageV !== null && voltageV > limit) problems.push(new StudioError('plan.above-board-limit', { board: board.id, volts: voltageV, limit }));
      return problems;
    }),
  ];
}

/** Samples that a window has at least, whatever was asked for. */
const FEWEST_SAMPLES = 20;
/** Samples of rest that keep windows apart. */
const REST_SAMPLES = 4;

/** How long windows and the rests between them last in ms, with an instrument of this rate. */
export function windowTimes({ windows }: BoardAnalyzer, rateHz: number): { readonly windowMs: number; readonly restMs: number } {
  return { windowMs: Math.max(windows.min_ms, (1000 * FEWEST_SAMPLES) / rateHz), restMs: Math.max(windows.rest_ms, (1000 * REST_SAMPLES) / rateHz) };
}

/** For the plan: every exit, the plain model, decision and offload of each model, and the idle board once. Simulated ones take no time to speak of. */
export function energySeconds(analyzers: readonly (BoardAnalyzer | null)[], exits: readonly number[]): number {
  return analyzers.reduce((sum, analyzer) => {
    if (analyzer === null || analyzer.port === 'simulator') return sum + (analyzer === null ? 0 : 5);
    const { windowMs, restMs } = windowTimes(analyzer, analyzer.rateHz ?? 1000);
    const works = exits.reduce((count, n) => count + n + 3, 0);
    return sum + analyzer.idle.seconds + (works * analyzer.windows.count * (windowMs + restMs)) / 1000;
  }, 0);
}
