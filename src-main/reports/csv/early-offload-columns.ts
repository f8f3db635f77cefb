/** early-offload.csv: one row per board, model, figure it was chosen for, and accuracy at which early offload meets EE-HI. */
import type { EarlyOffloadComparison } from '../../contract/early-offload-results';
import type { interval } from '../../contract/interval';
import type { z } from 'zod';
import type { Column } from './csv-text';

type Row = EarlyOffloadComparison;
type Interval = z.infer<typeof interval>;
const word = (name: string, about: string, value: (row: Row) => string): Column<Row> => ({ name, unit: '', about, value });
const bounds = (name: string, unit: string, about: string, read: (row: Row) => Interval | null): Column<Row>[] => (['value', 'low', 'high'] as const).map((side) => ({
  name: side === 'value' ? name : `${name}_${side}`, unit, about: side === 'value' ? about : `${side === 'low' ? 'Lower' : 'Upper'} end of the 95 % interval of ${name}`, value: (row) => read(row)?.[side] ?? null,
}));
const fit = (name: string, about: string, read: (row: Row) => number | null): Column<Row> => ({ name: `fit_${name}`, unit: 'ms or mJ', about: `${about}; mean on the fit set, as the choice saw it`, value: read });

function sideColumns(name: 'ee_hi' | 'early_offload', of: string, read: (row: Row) => Row['eeHi']): Column<Row>[] {
  return [
    word(`${name}_thresholds`, `${of}: exit from this confidence on, one a branch, separated by spaces`, (row) => read(row).thresholds.join(' ')),
    ...(name === 'ee_hi' ? [] : [word(`${name}_offload_below`, `${of}: offload below this confidence, one a branch, separated by spaces; 0 is never`, (row) => read(row).offloadBelow.join(' '))]),
    ...bounds(`${name}_accuracy_fraction`, 'fraction 0..1', `Accuracy of ${of} on the report set`, (row) => read(row).accuracy),
    ...bounds(`${name}_lpi_ms`, 'ms', `Latency per inference of ${of}`, (row) => read(row).lpiMs),
    ...bounds(`${name}_epi_mj`, 'mj', `Energy per inference of ${of}; empty where unknown`, (row) => read(row).epiMj),
    ...bounds(`${name}_offloaded_fraction`, 'fraction 0..1', `Share of samples ${of} offloads`, (row) => read(row).offloadShare),
  ];
}

export const earlyOffloadColumns: readonly Column<Row>[] = [
  word('board', 'Id of the board', (row) => row.board), word('model', 'Id of the local model', (row) => row.model),
  word('chosen_for', 'latency or energy: what both were chosen for', (row) => row.minimise),
  word('at', 'target: the accuracy target with its margin; hi: HI’s own accuracy; sweep: what EE-HI can reach', (row) => row.level),
  { name: 'asked_fraction', unit: 'fraction 0..1', about: 'Accuracy EE-HI had to reach on the fit set', value: (row) => row.asked },
  { name: 'fit_accuracy_fraction', unit: 'fraction 0..1', about: 'Accuracy EE-HI reached on the fit set, asked of early offload', value: (row) => row.onFit.accuracy },
  ...sideColumns('ee_hi', 'EE-HI', (row) => row.eeHi), ...sideColumns('early_offload', 'early offload', (row) => row.earlyOffload),
  ...bounds('accuracy_difference', 'fraction', 'Early offload − EE-HI, paired over the same samples', (row) => row.accuracyDifference),
  ...bounds('lpi_reduction_fraction', 'fraction', '1 − early offload / EE-HI; empty where too few timing loops leave it too uncertain', (row) => row.lpiReduction),
  ...bounds('epi_reduction_fraction', 'fraction', '1 − early offload / EE-HI; empty where energy is unknown, or too few timing loops leave it too uncertain', (row) => row.epiReduction),
  fit('ee_hi', 'EE-HI', (row) => row.onFit.eeHi), fit('early_offload', 'Early offload', (row) => row.onFit.earlyOffload),
  fit('any_rule', 'The cheapest rule found with an action of its own for every bin of confidence', (row) => row.onFit.anyRule), fit('bound', 'No rule over those bins is cheaper', (row) => row.onFit.bound),
  { name: 'n', unit: 'samples', about: 'Samples of the report set', value: (row) => row.earlyOffload.accuracy.n },
  word('provenance', 'Of the latencies: measured, modelled or published', (row) => row.earlyOffload.lpiMs.provenance),
];
