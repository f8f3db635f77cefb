/** The run's figures beside the published ones: ratio, and why they may differ. */
import type { Content } from 'pdfmake/interfaces';
import type { Results } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { formatQuantity, provenanceMarks, type Unit } from '../../core/figures/number-text';
import { ink } from '../../core/figures/palette';
import type { BesideFigure } from '../../core/published';
import { headRight, paragraph, right, section, strategyCell, table, topic, unbroken } from './blocks';

const quantityNames: Readonly<Record<BesideFigure['quantity'], readonly [name: string, unit: Unit]>> = { accuracy: ['Accuracy', 'percent'], lpiMs: ['LPI', 'ms'], epiMj: ['EPI', 'mJ'], offloadShare: ['Offloaded', 'percent'] };

/** Empty where nothing published is comparable. Reasons are numbered once, below the last table. */
export function besideSection(results: Results, beside: readonly BesideFigure[]): Content[] {
  if (beside.length === 0) return [];
  const reasons = [...new Set(beside.flatMap((figure) => figure.reasons))];
  const several = new Set(beside.map(({ model }) => model)).size > 1;
  return [
    section('Beside the published numbers'),
    paragraph('Figures of this run against those that the HI paper prints for the same board, data set, local architecture and strategy. A ratio above 1: more here than there. The last column tells by number why the two may differ; the reasons stand below the last table.'),
    ...[...new Set(beside.map(({ board }) => board))].flatMap((board): Content[] => {
      const rows = beside.filter((figure) => figure.board === board);
      return [
        topic(unbroken(nameOf(results.boards, board))),
        table([several ? 'Strategy · model' : 'Strategy', 'Quantity', headRight('Here'), headRight('Published'), headRight('Ratio'), 'Printed in', 'May differ by'], rows.map((row) => {
          const [name, unit] = quantityNames[row.quantity];
          return [
            several ? `${row.strategy} · ${nameOf(results.models, row.model)}` : strategyCell(row.strategy), name, right(`${formatQuantity(row.own, unit)}\u00a0${provenanceMarks[row.ownProvenance]}`), right(`${formatQuantity(row.published, unit)}\u00a0${provenanceMarks.published}`), right(row.ratio.toFixed(2)),
            { text: row.source.replace('HI paper, ', ''), style: 'cell' }, { text: row.reasons.map((reason) => reasons.indexOf(reason) + 1).sort((a, b) => a - b).join(', '), style: 'cell', color: ink.quiet },
          ];
        }), [several ? 110 : 66, 52, 68, 68, 34, '*', 74], { margin: [0, 4, 0, 3] }),
      ];
    }),
    { text: reasons.flatMap((reason, i) => [{ text: `${i + 1}\u00a0`, bold: true }, `${reason}.  `]), style: 'fine', margin: [0, 6, 0, 8] },
  ];
}
