/** The run's figures beside the published ones: ratio, and why they may differ. */
import type { Content } from 'pdfmake/interfaces';
import type { Results } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { formatQuantity, provenanceMarks, type Unit } from '../../core/figures/number-text';
import { ink } from '../../core/figures/palette';
import type { BesideFigure } from '../../core/published';
import type { ReportLanguage } from '../language';
import { headRight, paragraph, right, section, strategyCell, table, topic, unbroken } from './blocks';

const units: Readonly<Record<BesideFigure['quantity'], Unit>> = { accuracy: 'percent', lpiMs: 'ms', epiMj: 'mJ', offloadShare: 'percent' };

/** Empty where nothing published is comparable. Reasons are numbered once, below the last table. */
export function besideSection(results: Results, beside: readonly BesideFigure[], language: ReportLanguage): Content[] {
  if (beside.length === 0) return [];
  const { words: { outcomes: { beside: words, heads } }, figures, paper } = language;
  const reasons = [...new Set(beside.flatMap((figure) => figure.reasons))];
  const several = new Set(beside.map(({ model }) => model)).size > 1;
  return [
    section(words.title),
    paragraph(words.text),
    ...[...new Set(beside.map(({ board }) => board))].flatMap((board): Content[] => {
      const rows = beside.filter((figure) => figure.board === board);
      return [
        topic(unbroken(nameOf(results.boards, board))),
        table([several ? words.strategyAndModel : heads.strategy, heads.quantity, headRight(words.here), headRight(words.published), headRight(words.ratio), words.printedIn, words.differs], rows.map((row) => {
          const unit = units[row.quantity];
          return [
            several ? `${figures.strategies[row.strategy]} · ${nameOf(results.models, row.model)}` : strategyCell(row.strategy, language), words.quantity[row.quantity], right(`${formatQuantity(row.own, unit)}\u00a0${provenanceMarks[row.ownProvenance]}`), right(`${formatQuantity(row.published, unit)}\u00a0${provenanceMarks.published}`), right(row.ratio.toFixed(2)),
            { text: paper(row.source.replace('HI paper, ', '')), style: 'cell' }, { text: row.reasons.map((reason) => reasons.indexOf(reason) + 1).sort((a, b) => a - b).join(', '), style: 'cell', color: ink.quiet },
          ];
        }), [several ? 110 : 66, 52, 68, 68, 34, '*', 74], { margin: [0, 4, 0, 3] }),
      ];
    }),
    { text: reasons.flatMap((reason, i) => [{ text: `${i + 1}\u00a0`, bold: true }, `${paper(reason)}.  `]), style: 'fine', margin: [0, 6, 0, 8] },
  ];
}
