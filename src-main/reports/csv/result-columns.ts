/** results.csv: one row per board, model and strategy. */
import type { Interval, Results, StrategyResult } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { percent } from '../../core/figures/wording';
import type { BesideFigure } from '../../core/published';
import { besideColumns } from './beside-columns';
import type { Column } from './csv-text';

/** `beside`: published figures of this board, model and strategy; empty for none. */
export interface ResultRow { readonly results: Results; readonly entry: StrategyResult; readonly beside: readonly BesideFigure[] }

type Quantity = { name: string; unit: string; about: string; scale: 1 | 100; read: (entry: StrategyResult) => Interval | null };
const quantities: readonly Quantity[] = [
  { name: 'accuracy', unit: 'percent', about: 'Top-1 accuracy over the report set', scale: 100, read: (entry) => entry.accuracy },
  { name: 'lpi', unit: 'ms', about: 'Latency per inference, offload included', scale: 1, read: (entry) => entry.lpiMs },
  { name: 'epi', unit: 'mj', about: 'Energy per inference in mJ, board only; empty where unknown', scale: 1, read: (entry) => entry.epiMj },
  { name: 'offloaded', unit: 'percent', about: 'Share of samples offloaded', scale: 100, read: (entry) => entry.offloadShare },
];

function intervalColumns({ name, unit, about, scale, read }: Quantity): Column<ResultRow>[] {
  const at = (row: ResultRow, side: 'value' | 'low' | 'high'): number | null => {
    const number = read(row.entry)?.[side] ?? null;
    return number === null ? null : scale === 100 ? percent(number) : number;
  };
  return [
    { name: `${name}_${unit}`, unit, about, value: (row) => at(row, 'value') },
    { name: `${name}_low_${unit}`, unit, about: `Lower end of the 95 % interval of ${name}`, value: (row) => at(row, 'low') },
    { name: `${name}_high_${unit}`, unit, about: `Upper end of the 95 % interval of ${name}`, value: (row) => at(row, 'high') },
    { name: `${name}_n`, unit: 'samples', about: `Samples behind ${name}`, value: (row) => read(row.entry)?.n ?? null },
    { name: `${name}_provenance`, unit: '', about: 'measured, modelled or published', value: (row) => read(row.entry)?.provenance ?? null },
  ];
}

const word = (name: string, about: string, value: (row: ResultRow) => string | null): Column<ResultRow> => ({ name, unit: '', about, value });
const count = (name: string, about: string, read: (cells: NonNullable<StrategyResult['cells']>) => number): Column<ResultRow> => ({ name: `${name}_samples`, unit: 'samples', about, value: ({ entry }) => (entry.cells === null ? null : read(entry.cells)) });
const f1 = (name: keyof NonNullable<StrategyResult['f1']>): Column<ResultRow> => ({ name: `f1_${name}`, unit: '0..1', about: `F1 of the decision module, ${name} reading`, value: ({ entry }) => entry.f1?.[name] ?? null });

export const resultColumns: readonly Column<ResultRow>[] = [
  word('run', 'Id of the run', ({ results }) => results.run.id),
  word('board', 'Id of the board', ({ entry }) => entry.board), word('board_name', 'Name of the board', ({ results, entry }) => nameOf(results.boards, entry.board)),
  word('model', 'Id of the local model', ({ entry }) => entry.model), word('model_name', 'Name of the local model', ({ results, entry }) => nameOf(results.models, entry.model)),
  word('strategy', 'on-device, remote, hi, ee, ee-hi or early-offload', ({ entry }) => entry.strategy),
  ...quantities.flatMap(intervalColumns),
  word('exit_shares_percent', 'Share of samples answered at each exit, in order, separated by spaces (percent)', ({ entry }) => entry.exitShares.map(percent).join(' ')),
  word('exit_shares_low_percent', 'Lower ends of their 95 % intervals (Wilson), in order (percent)', ({ entry }) => entry.exitShareIntervals?.map(({ low }) => (low === null ? '' : percent(low))).join(' ') ?? null),
  word('exit_shares_high_percent', 'Upper ends of their 95 % intervals (Wilson), in order (percent)', ({ entry }) => entry.exitShareIntervals?.map(({ high }) => (high === null ? '' : percent(high))).join(' ') ?? null),
  word('offloaded_at_percent', 'Share of samples offloaded from each exit, in order, separated by spaces (percent)', ({ entry }) => entry.offloadedAt?.map(({ value }) => percent(value)).join(' ') ?? null),
  word('thresholds', 'Threshold of each branch, separated by spaces; empty without exits', ({ entry }) => entry.policy.thresholds.join(' ')),
  word('offload_below', 'Early offload: offload at a branch below this confidence, one a branch, separated by spaces; 0 is never', ({ entry }) => entry.policy.offloadBelow?.join(' ') ?? null),
  word('measure', 'Confidence compared with the thresholds', ({ entry }) => entry.policy.measure),
  word('decision', 'Decision module in words; empty for strategies without one', ({ entry }) => entry.policy.decision?.text ?? null),
  word('chosen_by', 'How the policy was chosen', ({ entry }) => entry.policy.chosenBy),
  count('accepted_right', 'Locally right and accepted', (cells) => cells.acceptedRight), count('offloaded_needlessly', 'Locally right, yet offloaded', (cells) => cells.offloadedNeedlessly),
  count('missed', 'Locally wrong, yet accepted', (cells) => cells.missed), count('caught', 'Locally wrong and offloaded', (cells) => cells.caught),
  f1('weighted'), f1('accept'), f1('offload'), f1('macro'), f1('micro'),
  { name: 'selective_accuracy_percent', unit: 'percent', about: 'Accuracy among accepted samples', value: ({ entry }) => (entry.selectiveAccuracy === null ? null : percent(entry.selectiveAccuracy)) },
  ...besideColumns,
];
