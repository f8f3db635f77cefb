/** Early offload beside EE-HI as a table: by how much, where not, and what no rule could beat. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { EarlyOffloadComparison } from '../../contract/early-offload-results';
import type { Results } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { uncertainReduction } from '../../core/figures/no-reduction';
import { formatQuantity } from '../../core/figures/number-text';
import { remoteAlone, type RemoteAlone } from '../../core/figures/remote-alone';
import { modelsOf } from '../../core/figures/wording';
import { figureCell, headRight, paragraph, reductionCell, right, section, table, unbroken } from './blocks';

/** Of a pair chosen for energy the energies are compared, else the latencies. */
const ofRow = (row: EarlyOffloadComparison): { cost: 'lpiMs' | 'epiMj'; unit: 'ms' | 'mJ'; reduction: EarlyOffloadComparison['lpiReduction'] } =>
  (row.minimise === 'latency' ? { cost: 'lpiMs', unit: 'ms', reduction: row.lpiReduction } : { cost: 'epiMj', unit: 'mJ', reduction: row.epiReduction });

function boundText({ onFit }: EarlyOffloadComparison): string {
  if (onFit.bound === null || onFit.earlyOffload <= 0) return '–';
  return formatQuantity(Math.max(0, 1 - onFit.bound / onFit.earlyOffload), 'percent');
}

const less: Record<RemoteAlone, string> = { latency: 'less time', energy: 'less energy', both: 'less time and less energy' };

/** Boards on which remote beats both sides of the comparison. */
function remoteText(results: Results): string {
  const found = results.boards.flatMap(({ id, name }) => {
    const better = remoteAlone(results.strategies, id);
    return better === null ? [] : [`On ${unbroken(name)} plain remote is at least as accurate as HI, EE-HI and early offload and takes ${less[better]} than each of them: whatever early offload saves beside EE-HI, choosing what to offload does not pay there.`];
  });
  return found.length === 0 ? '' : ` ${found.join(' ')}`;
}

export function earlyOffloadSection(results: Results): Content[] {
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
      { text: name === last ? '' : unbroken(name), style: 'cell', bold: true }, { text: `${row.minimise}, ${row.level === 'hi' ? 'HI’s accuracy' : 'target'}`, style: 'cell' },
      figureCell(row.eeHi[cost], unit), figureCell(row.earlyOffload[cost], unit), figureCell(row.accuracyDifference, 'points'), reductionCell(reduction, row.eeHi[cost] !== null && row.earlyOffload[cost] !== null), right(boundText(row)),
    ];
    last = name;
    return shown;
  });
  return [
    section('Early offload against EE-HI at equal accuracy'),
    paragraph('Early offload exits, offloads or goes on at a branch, by two thresholds on its confidence; the paper’s EE-HI offloads at the end alone. Both were chosen on the fit set by exact programmes for the same outputs and costs: EE-HI for the accuracy named, early offload for the accuracy EE-HI then had. Both are judged on the report set, whose samples chose nothing. '
      + `Early offload saves more than 1 % beyond doubt in ${saves} of ${rows.length} rows; it can save only where an offload costs little more than the rest of the model. The last column bounds what any rule over bins of confidence could save beyond it on the fit set, where such rules fit noise too. early-offload.csv has a sweep over all accuracies.${rows.some((row) => ofRow(row).reduction === null && row.eeHi[ofRow(row).cost] !== null) ? ` “Too uncertain”: ${uncertainReduction}.` : ''}${remoteText(results)}`),
    table(['Board', 'Chosen for, at', headRight('EE-HI'), headRight('Early offload'), headRight('Accuracy (points)'), headRight('Reduction (%)'), headRight('Left at most')], cells, [84, 84, '*', '*', '*', '*', 42], { groupsAt: starts }),
  ];
}
