/** Decision modules side by side as a table: HI with each of them on the same outputs. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { DecisionComparison } from '../../contract/decision-results';
import type { Results } from '../../contract/results';
import { decisionNames } from '../../core/figures/decision-names';
import { nameOf } from '../../core/figures/figure-source';
import { formatCount } from '../../core/figures/number-text';
import { boardsOf, modelsOf } from '../../core/figures/wording';
import { figureCell, headRight, paragraph, right, section, table, topic } from './blocks';

/** With more boards than this, only the first is in the PDF. */
const MOST_FULL_BOARDS = 2;

function row({ kind, own, text, accuracy, lpiMs, offloadShare, routingGain, cost, bytes }: DecisionComparison): TableCell[] {
  return [
    { text: [{ text: (decisionNames[kind] ?? kind) + (own ? ' (own)' : ''), bold: own }, { text: `\n${text}`, fontSize: 7 }], style: 'cell' },
    figureCell(accuracy, 'percent'), figureCell(lpiMs, 'ms'), figureCell(offloadShare, 'percent'), right(routingGain === null ? '–' : routingGain.toFixed(3)), figureCell({ value: cost.latencyMs.value, low: null, high: null, n: cost.latencyMs.n, provenance: cost.latencyMs.provenance }, 'ms'), right(formatCount(bytes)),
  ];
}

export function decisionModuleSection(results: Results): Content[] {
  const all = results.decisions ?? [];
  if (all.length === 0) return [];
  const boards = boardsOf(results).length > MOST_FULL_BOARDS ? boardsOf(results).slice(0, 1) : boardsOf(results);
  const several = modelsOf(results).length > 1;
  return [
    section('Decision modules side by side'),
    paragraph('HI with each decision module, fitted on the fit set and judged on the report set. Gain: how well its score sends to the server what the server gets right and the local model does not; 1 is perfect, 0 no better than chance. A rule that learns while it works, or decides on a whole batch, is compared here alone and is part of no strategy.' + (boards.length < boardsOf(results).length ? ' decisions.csv has the other boards.' : '')),
    ...boards.flatMap((board) => modelsOf(results).map((model): Content => ({
      stack: [
        topic(nameOf(results.boards, board) + (several ? ` · ${nameOf(results.models, model)}` : ''), false),
        table(['Decision module', headRight('Accuracy (%)'), headRight('LPI (ms)'), headRight('Offloaded (%)'), headRight('Gain'), headRight('Decision (ms)'), headRight('Bytes')], all.filter((one) => one.board === board && one.model === model).map(row), [142, '*', '*', '*', 28, 48, 30]),
      ],
    }))),
  ];
}
