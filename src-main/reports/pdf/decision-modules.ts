/** Decision modules side by side as a table: HI with each of them on the same outputs. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { DecisionComparison } from '../../contract/decision-results';
import type { Results } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { formatCount } from '../../core/figures/number-text';
import { boardsOf, modelsOf } from '../../core/figures/wording';
import { english, type ReportLanguage } from '../language';
import { figureCell, headRight, paragraph, right, section, table, topic } from './blocks';

/** With more boards than this, only the first is in the PDF. */
const MOST_FULL_BOARDS = 2;

function row({ kind, own, text, accuracy, lpiMs, offloadShare, routingGain, cost, bytes }: DecisionComparison, { words: { outcomes: { modules: words } }, text: said }: ReportLanguage): TableCell[] {
  const name = words.names[kind] ?? kind;
  return [
    { text: [{ text: own ? words.own(name) : name, bold: own }, { text: `\n${said(text)}`, fontSize: 7 }], style: 'cell' },
    figureCell(accuracy, 'percent'), figureCell(lpiMs, 'ms'), figureCell(offloadShare, 'percent'), right(routingGain === null ? '–' : routingGain.toFixed(3)), figureCell({ value: cost.latencyMs.value, low: null, high: null, n: cost.latencyMs.n, provenance: cost.latencyMs.provenance }, 'ms'), right(formatCount(bytes)),
  ];
}

export function decisionModuleSection(results: Results, language: ReportLanguage = english): Content[] {
  const { modules: words, heads } = language.words.outcomes;
  const all = results.decisions ?? [];
  if (all.length === 0) return [];
  const boards = boardsOf(results).length > MOST_FULL_BOARDS ? boardsOf(results).slice(0, 1) : boardsOf(results);
  const several = modelsOf(results).length > 1;
  return [
    section(words.title),
    paragraph(words.text(boards.length < boardsOf(results).length)),
    ...boards.flatMap((board) => modelsOf(results).map((model): Content => ({
      stack: [
        topic(nameOf(results.boards, board) + (several ? ` · ${nameOf(results.models, model)}` : ''), false),
        table([words.module, ...[heads.accuracy, heads.lpi, heads.offloaded, words.gain, words.cost, words.bytes].map(headRight)], all.filter((one) => one.board === board && one.model === model).map((one) => row(one, language)), [142, '*', '*', '*', 28, 48, 30]),
      ],
    }))),
  ];
}
