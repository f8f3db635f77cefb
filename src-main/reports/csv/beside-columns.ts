/** Columns of results.csv with the published figure of the same board, data set, architecture and strategy. */
import { percent } from '../../core/figures/wording';
import type { BesideFigure } from '../../core/published';
import type { Column } from './csv-text';

interface BesideRow { readonly beside: readonly BesideFigure[] }

const kinds = [['accuracy', 'accuracy', 'percent', 100], ['lpiMs', 'lpi', 'ms', 1], ['epiMj', 'epi', 'mj', 1], ['offloadShare', 'offloaded', 'percent', 100]] as const;

/** Empty cells where nothing comparable is printed. */
export const besideColumns: readonly Column<BesideRow>[] = [
  ...kinds.flatMap(([quantity, name, unit, scale]): Column<BesideRow>[] => {
    const find = ({ beside }: BesideRow): BesideFigure | undefined => beside.find((figure) => figure.quantity === quantity);
    return [
      { name: `published_${name}_${unit}`, unit, about: `${name} that the HI paper prints for the same board, data set, architecture and strategy; empty where it prints none`, value: (row) => { const value = find(row)?.published; return value === undefined ? null : scale === 100 ? percent(value) : value; } },
      { name: `${name}_over_published`, unit: 'ratio', about: `${name} here divided by the published one`, value: (row) => { const ratio = find(row)?.ratio; return ratio === undefined ? null : Number(ratio.toPrecision(6)); } },
    ];
  }),
  { name: 'published_records', unit: '', about: 'Ids of the published records used, separated by spaces', value: ({ beside }) => beside.map(({ record }) => record).join(' ') || null },
  { name: 'published_differs_because', unit: '', about: 'Why the published figures may differ from those here, separated by semicolons', value: ({ beside }) => [...new Set(beside.flatMap(({ reasons }) => reasons))].join('; ') || null },
];
