/** differences.csv: one row per board, model, pair of strategies and quantity. */
import type { Interval, Results } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { uncertainReduction, whyNoReduction } from '../../core/figures/no-reduction';
import type { Column } from './csv-text';

type Row = Results['differences'][number];
export interface DifferenceRow { readonly results: Results; readonly row: Row }

const word = (name: string, about: string, value: (row: Row, results: Results) => string): Column<DifferenceRow> => ({ name, unit: '', about, value: ({ row, results }) => value(row, results) });
const units = { accuracy: 'fraction 0..1', lpiMs: 'ms', epiMj: 'mJ' } as const;

function bounds(name: string, about: string, read: (row: Row) => Interval | null): Column<DifferenceRow>[] {
  const at = (side: 'value' | 'low' | 'high'): Column<DifferenceRow>['value'] => ({ row }) => read(row)?.[side] ?? null;
  return [
    { name, unit: '', about, value: at('value') },
    { name: `${name}_low`, unit: '', about: `Lower end of the 95 % interval of ${name}`, value: at('low') },
    { name: `${name}_high`, unit: '', about: `Upper end of the 95 % interval of ${name}`, value: at('high') },
  ];
}

export const differenceColumns: readonly Column<DifferenceRow>[] = [
  word('board', 'Id of the board', (row) => row.board), word('board_name', 'Name of the board', (row, results) => nameOf(results.boards, row.board)),
  word('model', 'Id of the local model', (row) => row.model),
  word('of', 'Strategy that is compared', (row) => row.of), word('versus', 'Strategy it is compared with', (row) => row.versus),
  word('quantity', 'accuracy, lpiMs or epiMj', (row) => row.quantity), word('unit', 'Unit of the difference', (row) => units[row.quantity]),
  ...bounds('difference', 'of minus versus, paired over the same samples', (row) => row.difference),
  ...bounds('reduction_fraction', '1 − of/versus; empty for accuracy, and where it is too uncertain', (row) => row.reduction),
  word('no_reduction_because', 'Why reduction_fraction is empty; empty for accuracy and where it is given', (row) => (row.quantity === 'accuracy' || whyNoReduction(row.reduction, true) === null ? '' : uncertainReduction)),
  { name: 'n', unit: 'samples', about: 'Samples behind the difference', value: ({ row }) => row.difference.n },
  word('provenance', 'measured, modelled or published: the weaker of both sides', (row) => row.difference.provenance),
  word('note', 'At which accuracies the two are compared, and with which thresholds', (row) => row.note),
];
