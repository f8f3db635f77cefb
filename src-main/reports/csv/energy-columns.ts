/** energy.csv: one row a window of the energy that an instrument measured. */
import type { BoardEnergy, MeasuredWork } from '../../contract/energy-results';
import type { Results } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import type { Column } from './csv-text';

/** `at`: which window of the work. */
export interface EnergyRow { readonly results: Results; readonly energy: BoardEnergy; readonly work: MeasuredWork; readonly at: number }

export function energyRows(results: Results): EnergyRow[] {
  return (results.energy ?? []).flatMap((energy) => energy.works.flatMap((work) => work.windows.from.map((_, at): EnergyRow => ({ results, energy, work, at }))));
}

const word = (name: string, about: string, value: (row: EnergyRow) => string | null): Column<EnergyRow> => ({ name, unit: '', about, value });
const number = (name: string, unit: string, about: string, value: (row: EnergyRow) => number | null): Column<EnergyRow> => ({ name, unit, about, value });
const seconds = ({ energy }: EnergyRow, samples: number): number => samples / energy.settings.rateHz;

export const energyColumns: readonly Column<EnergyRow>[] = [
  word('board', 'Id of the board', ({ energy }) => energy.board), word('board_name', 'Name of the board', ({ results, energy }) => nameOf(results.boards, energy.board)),
  word('model', 'Id of the local model', ({ energy }) => energy.model),
  word('work', 'exit-K (1 is the first), plain, decision or offload', ({ work }) => work.work), word('work_name', 'The same in words', ({ work }) => work.name),
  word('provenance', 'measured; modelled where board and instrument were simulated', ({ work }) => work.integratedMj.provenance),
  word('simulated', 'yes: no board and no instrument were there', ({ energy }) => (energy.simulated ? 'yes' : 'no')),
  word('instrument', 'What measured', ({ energy }) => energy.instrument.model),
  number('window', '', 'Number of the window within the work, from 1', ({ at }) => at + 1),
  number('inferences', '', 'Inferences, decisions or offloads in the window', ({ work }) => work.inferences),
  number('from_sample', 'samples', 'Where the window begins on the trace; fractions count', ({ work, at }) => work.windows.from[at]),
  number('to_sample', 'samples', 'Where it ends', ({ work, at }) => work.windows.to[at]),
  number('from_s', 's', 'The same in seconds of the instrument’s clock', (row) => seconds(row, row.work.windows.from[row.at])),
  number('duration_s', 's', 'Length of the window', (row) => seconds(row, row.work.windows.to[row.at] - row.work.windows.from[row.at])),
  number('mean_power_mw', 'mw', 'Mean of the measured samples of the window, idle power included', ({ work, at }) => work.windows.meanMw[at]),
  number('energy_mj', 'mj', 'Per inference, by integrating the trace; empty where the window was left out for its losses', ({ work, at }) => work.windows.energyMj[at]),
  number('latency_ms', 'ms', 'Per inference, by the board’s own clock', ({ work, at }) => work.windows.latencyMs[at]),
  number('coverage_fraction', 'fraction', 'Measured share of the window, 0..1', ({ work, at }) => work.windows.coverage[at]),
  word('outlier', 'yes: beyond three interquartile ranges of the others; it is counted all the same', ({ work, at }) => (work.outliers.includes(at) ? 'yes' : 'no')),
  word('idle_power', 'included in energy_mj, or subtracted from it', ({ energy }) => (energy.idle?.subtracted === true ? 'subtracted' : 'included')),
  word('trace', 'The recording, in the folder of the run', ({ work }) => work.trace),
];
