/** Early offload beside EE-HI as a table: by how much, where not, and what no rule could beat. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { EarlyOffloadComparison } from '../../contract/early-offload-results';
import type { Results } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { formatQuantity } from '../../core/figures/number-text';
import { remoteAlone } from '../../core/figures/remote-alone';
import { modelsOf } from '../../core/figures/wording';
import type { ReportLanguage } from '../language';
import { figureCell, headRight, paragraph, reductionCell, right, section, table, unbroken } from './blocks';

/** Of a pair chosen for energy the energies are compared, else the latencies. */
const ofRow = (row: EarlyOffloadComparison): { cost: 'lpiMs' | 'epiMj'; unit: 'ms' | 'mJ'; reduction: EarlyOffloadComparison['lpiReduction'] } =>
  (row.minimise === 'latency' ? { cost: 'lpiMs', unit: 'ms', reduction: row.lpiReduction } : { cost: 'epiMj', unit: 'mJ', reduction: row.epiReduction });

function boundText({ onFit }: EarlyOffloadComparison): string {
  if (onFit.bound === null || onFit.earlyOffload <= 0) return '–';
  return formatQuantity(Math.max(0, 1 - onFit.bound / onFit.earlyOffload), 'percent');
}

/** Boards on which remote beats both sides of the comparison. */
function remoteText(results: Results, { words: { outcomes: { earlyOffload: words } } }: ReportLanguage): string {
  return results.boards.map(({ id, name }) => {
    const better = remoteAlone(results.strategies, id);
    return better === null ? '' : words.remoteAlone(unbroken(name), better);
  }).join('');
}

export function earlyOffloadSection(results: Results, language: ReportLanguage): Content[] {
  const { earlyOffload: words, heads } = language.words.outcomes;
  const rows = (results.earlyOffload ?? []).filter(({ level }) => level !== 'sweep');
  if (rows.length === 0) return [];
  const several = modelsOf(results).length > 1;
  const saves = rows.filter((row) => (ofRow(row).reduction?.low ?? 0) > 0.01).length;
  const starts: number[] = [];
  let last = '';
  const cells = rows.map((row, i): TableCell[] => {
    const name = nameOf(results.boards, row.board) + (several ? ` · ${nameOf(results.models, row.model)}` : '');
    if (name !== last) starts.push(i);
    const { cost, unit, reduction } = ofRow(row);
    const shown: TableCell[] = [
      { text: name === last ? '' : unbroken(name), style: 'cell', bold: true }, { text: `${words.chosen[row.minimise]}, ${words.levels[row.level === 'hi' ? 'hi' : 'target']}`, style: 'cell' },
      figureCell(row.eeHi[cost], unit), figureCell(row.earlyOffload[cost], unit), figureCell(row.accuracyDifference, 'points'), reductionCell(reduction, row.eeHi[cost] !== null && row.earlyOffload[cost] !== null, language), right(boundText(row)),
    ];
    last = name;
    return shown;
  });
  return [
    section(words.title),
    paragraph(words.text({ saves, rows: rows.length, uncertain: rows.some((row) => ofRow(row).reduction === null && row.eeHi[ofRow(row).cost] !== null) }) + remoteText(results, language)),
    table([heads.board, words.chosenFor, ...[words.eeHi, words.early, heads.accuracyPoints, words.reduction, words.left].map(headRight)], cells, [84, 84, '*', '*', '*', '*', 42], { groupsAt: starts }),
  ];
}
