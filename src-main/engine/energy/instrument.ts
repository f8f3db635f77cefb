/** The instrument of one board during a run: identified before it is used, set once, and the same one all along. */
import type { BoardProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { Analyzer, AnalyzerInfo, AnalyzerSettings, EnergyBench } from '../analyzer-ports';
import type { RunRecord } from '../store-ports';
import type { BoardAnalyzer } from './board-analyzer';

/** Open and set: what answered, and what it took. */
export interface ReadyInstrument { readonly analyzer: Analyzer; readonly info: AnalyzerInfo; readonly settings: AnalyzerSettings }

const identityKey = (board: string): string => `energy/${board}/instrument`;
const nameOf = ({ model, serial, firmware }: AnalyzerInfo): string => [model, serial === null ? null : `serial ${serial}`, firmware].filter((part) => part !== null).join(', ');

export class Instrument {
  #ready: ReadyInstrument | null = null;

  constructor(readonly asked: BoardAnalyzer, readonly board: BoardProfile, readonly bench: EnergyBench, readonly record: RunRecord) {}

  /** Opens it where it is not open, and powers the board where that is asked for. Errors: analyzer.*, port.*, energy.other-instrument */
  async ready(): Promise<ReadyInstrument> {
    if (this.#ready !== null) return this.#ready;
    const { profile, port, mode, voltageV, rateHz } = this.asked;
    const analyzer = await this.bench.open(profile, port, this.board);
    try {
      const info = await analyzer.identify();
      await this.#sameAsBefore(info);
      const settings = await analyzer.configure({ mode, voltageV: voltageV ?? undefined, rateHz: rateHz ?? undefined, boardLimitV: this.board.supply?.max_voltage_v });
      // A board answers only when it is powered, and instruments switch their output on when they begin to measure.
      if (mode === 'source') {
        await analyzer.start({ onBlock: () => undefined, onEvent: () => undefined, onFailure: () => undefined });
        await analyzer.stop();
      }
      return (this.#ready = { analyzer, info, settings });
    } catch (error) {
      await analyzer.close();
      throw error;
    }
  }

  /** Takes the supply away where it gave one. Safe to call twice. */
  async close(): Promise<void> {
    const open = this.#ready;
    this.#ready = null;
    await open?.analyzer.close();
  }

  async #sameAsBefore(info: AnalyzerInfo): Promise<void> {
    const key = identityKey(this.board.id);
    const before = (await this.record.getArtefact(key)) as string | null;
    const now = nameOf(info);
    if (before === null) await this.record.putArtefact(key, now);
    else if (before !== now) throw new StudioError('energy.other-instrument', { board: this.board.id, before, now });
  }
}

/** One a board, null where none was asked for. They are opened before the boards: some of them power one. */
export async function openInstruments(analyzers: readonly (BoardAnalyzer | null)[], boards: readonly BoardProfile[], bench: EnergyBench | undefined, record: RunRecord): Promise<(Instrument | null)[]> {
  const instruments = boards.map((board, b) => {
    const asked = analyzers[b] ?? null;
    if (asked === null) return null;
    if (bench === undefined) throw new Error('this studio was built without instruments');
    return new Instrument(asked, board, bench, record);
  });
  try {
    for (const instrument of instruments) await instrument?.ready();
    return instruments;
  } catch (error) {
    for (const instrument of instruments) await instrument?.close();
    throw error;
  }
}
