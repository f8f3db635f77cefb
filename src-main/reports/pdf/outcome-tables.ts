/** The results as tables: best strategy per target, every strategy on every board, differences, decisions. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { Results, StrategyResult } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { answeredIntervals, entriesWithShares } from '../../core/figures/exit-shares';
import { uncertainReduction } from '../../core/figures/no-reduction';
import { formatCount, formatNumber, formatQuantity } from '../../core/figures/number-text';
import { ink, strategyNames } from '../../core/figures/palette';
import { boardsOf, inOrder, modelsOf } from '../../core/figures/wording';
import { TIE_SHARE } from '../../core/qos';
import { figureCell, headRight, paragraph, provenanceLegend, reductionCell, right, section, statusColours, strategyCell, strategyText, table, topic, unbroken } from './blocks';

type Target = Results['targets'][number];
type Candidate = NonNullable<Target['best']>;

/** `tied`: who else is as good, for all that timing can tell. */
function candidateLine(candidate: Candidate, several: boolean, results: Results, prefix = '', tied: readonly Candidate[] = []): Content {
  const equals = tied.length === 0 ? '' : `\nequal within ${formatQuantity(TIE_SHARE, 'percent')}: ${tied.map(({ strategy, model }) => strategyNames[strategy] + (several && strategy !== 'remote' ? ` · ${nameOf(results.models, model)}` : '')).join(', ')}`;
  const energy = candidate.epiMj === null ? '' : `, ${formatQuantity(candidate.epiMj, 'mJ')}`;
  return { text: [{ text: prefix, color: ink.quiet }, ...strategyText(candidate.strategy), { text: several ? ` · ${nameOf(results.models, candidate.model)}` : '' }, { text: `\n${formatQuantity(candidate.accuracy, 'percent')}, ${formatQuantity(candidate.lpiMs, 'ms')}${energy}${equals}`, fontSize: 7.5, color: ink.quiet }] };
}

function targetCell(target: Target | undefined, results: Results): TableCell {
  if (target === undefined) return { text: 'not asked', style: 'cell', color: ink.faint };
  const several = modelsOf(results).length > 1;
  const bound: Content = { text: target.bound === null ? '' : target.quantity === 'accuracy' ? `≥ ${formatQuantity(target.bound, 'percent')}` : `≤ ${formatQuantity(target.bound, target.quantity === 'latency' ? 'ms' : 'mJ')}`, style: 'fine' };
  if (!target.feasible) {
    return { stack: [bound, { text: 'infeasible', bold: true, color: statusColours.invalid }, ...(target.binds === null ? [] : [{ text: target.binds, fontSize: 7.5, color: ink.quiet } as Content]), ...(target.fallback === null ? [] : [candidateLine(target.fallback, several, results, 'nearest ')])], style: 'cell' };
  }
  const { best, bestLatency, bestEnergy } = target;
  const differ = bestLatency !== null && bestEnergy !== null && (bestLatency.strategy !== bestEnergy.strategy || bestLatency.model !== bestEnergy.model);
  return { stack: [bound, ...(differ ? [candidateLine(bestLatency, several, results, 'latency ', target.tied?.latency), candidateLine(bestEnergy, several, results, 'energy ', target.tied?.energy)] : best === null ? [] : [candidateLine(best, several, results, '', target.tied?.latency)])], style: 'cell' };
}

/** As Table 5 of the HI paper: boards down, targets across. */
export function targetSection(results: Results): Content[] {
  if (results.targets.length === 0) return [];
  const perBoard = new Map(boardsOf(results).map((board) => [board, results.targets.filter((target) => target.board === board)]));
  const key = (target: Target, list: readonly Target[]): string => `${target.quantity} ${list.filter((other) => other.quantity === target.quantity).indexOf(target)}`;
  const columns = [...new Set([...perBoard.values()].flatMap((list) => list.map((target) => key(target, list))))];
  // Bounds that differ by board stand in the cells; the head then keeps the quantity and the rule in brackets.
  const textOf = (column: string): string => {
    const texts = [...new Set([...perBoard.values()].flatMap((list) => list.filter((target) => key(target, list) === column)).map((target) => target.text))];
    const quantity = column.split(' ')[0];
    if (texts.length === 1) return texts[0][0].toUpperCase() + texts[0].slice(1);
    return `${quantity[0].toUpperCase()}${quantity.slice(1)}${/ \(.*\)$/.exec(texts[0])?.[0] ?? ''}`;
  };
  return [
    section('Best strategy per target'),
    paragraph(`For an accuracy target the strategy with the least latency (and the least energy, where that is another one); for a latency or energy target the most accurate strategy within it. Of costs within ${formatQuantity(TIE_SHARE, 'percent')} of the least, which timing hardly tells apart, the simpler strategy is named. Where nothing fits, the table says what binds and what comes nearest.`),
    table(['Board', ...columns.map(textOf)], [...perBoard].map(([board, list]) => [{ text: unbroken(nameOf(results.boards, board)), style: 'cell', bold: true }, ...columns.map((column) => targetCell(list.find((target) => key(target, list) === column), results))]), [92, ...columns.map(() => '*')]),
  ];
}

/** Exit thresholds, and with early offload what it offloads below: “0.82 (offload < 0.31)”. */
function thetaText({ policy: { thresholds, offloadBelow } }: StrategyResult): string {
  return thresholds.map((theta, k) => `${theta > 1 ? 'never' : formatNumber(theta)}${offloadBelow?.[k] ? ` (offload < ${formatNumber(offloadBelow[k])})` : ''}`).join(', ');
}

function strategyRow(entry: StrategyResult): TableCell[] {
  return [strategyCell(entry.strategy), figureCell(entry.accuracy, 'percent'), figureCell(entry.lpiMs, 'ms'), figureCell(entry.epiMj, 'mJ'), figureCell(entry.offloadShare, 'percent'), right(entry.policy.thresholds.length === 0 ? '–' : thetaText(entry))];
}

export function strategySection(results: Results): Content[] {
  const several = modelsOf(results).length > 1;
  const entries = inOrder(results) as StrategyResult[];
  const groups = boardsOf(results).flatMap((board) => modelsOf(results).map((model) => ({ board, model, rows: entries.filter((entry) => entry.board === board && entry.model === model) }))).filter((group) => group.rows.length > 0);
  return [
    section('Strategies'),
    provenanceLegend(),
    ...groups.map(({ board, model, rows }): Content => {
      const about = results.boards.find((one) => one.id === board);
      return {
        unbreakable: true,
        stack: [
          { columns: [{ width: 'auto', text: nameOf(results.boards, board) + (several ? ` · ${nameOf(results.models, model)}` : ''), style: 'topic' }, { width: '*', text: `${about?.driver === 'virtual' ? 'virtual board' : 'measured board'}${about?.summary ? `, ${about.summary}` : ''}`, style: 'fine', margin: [8, 3, 0, 0] }], margin: [0, 4, 0, 0] },
          table(['Strategy', headRight('Accuracy (%)'), headRight('LPI (ms)'), headRight('EPI (mJ)'), headRight('Offloaded (%)'), headRight('θ')], rows.map(strategyRow), [66, '*', '*', '*', '*', 36], { margin: [0, 0, 0, 8] }),
        ],
      };
    }),
  ];
}

/** Where samples are answered, each share with its interval; on the first board, and on others whose shares differ. */
export function shareSection(results: Results): Content[] {
  const entries = entriesWithShares(results).filter(({ strategy }) => strategy !== 'on-device' && strategy !== 'remote');
  const shares = entries.map(answeredIntervals);
  const branches = Math.max(0, ...shares.map((share) => share.branches.length));
  if (branches === 0) return [];
  const several = modelsOf(results).length > 1;
  return [
    section('Where samples are answered'),
    paragraph('Share of samples answered at each place, in percent; 95 % intervals of the exits and of the whole model are Wilson’s. Boards not listed have the same shares as the first.'),
    table(['Board', 'Strategy', ...Array.from({ length: branches }, (_, k) => headRight(`Exit ${k + 1}`)), headRight('Whole model'), headRight('Server')], entries.map(({ board, model, strategy }, i): TableCell[] => [
      { text: entries[i - 1]?.board === board ? '' : unbroken(nameOf(results.boards, board)), style: 'cell', bold: true }, { text: [...strategyText(strategy), several ? ` · ${nameOf(results.models, model)}` : ''], style: 'cell' },
      ...Array.from({ length: branches }, (_, k) => figureCell(shares[i].branches[k] ?? null, 'percent')), figureCell(shares[i].model, 'percent'), figureCell(shares[i].server, 'percent'),
    ]), [84, several ? 110 : 66, ...Array.from({ length: branches + 2 }, () => '*')]),
  ];
}

/** With more boards than this, only the first one gets every pair in the PDF. */
const MOST_FULL_BOARDS = 3;

export function differenceSection(results: Results): Content[] {
  if (results.differences.length === 0) return [];
  const groups = new Map<string, Results['differences']>();
  const [first] = boardsOf(results);
  const shortened = boardsOf(results).length > MOST_FULL_BOARDS;
  for (const row of results.differences) {
    if (shortened && row.board !== first && !(row.of === 'ee-hi' || row.of === 'early-offload' || row.versus === 'remote')) continue;
    if (shortened && row.board !== first && row.note.includes(';')) continue;
    const key = JSON.stringify([row.board, row.model, row.of, row.versus, row.note]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const several = modelsOf(results).length > 1;
  const starts: number[] = [];
  let last = '';
  const rows = [...groups.values()].map((group, i): TableCell[] => {
    const [{ board, model, of, versus, note }] = group;
    const name = nameOf(results.boards, board) + (several ? ` · ${nameOf(results.models, model)}` : '');
    const opens = name !== last;
    if (opens) starts.push(i);
    last = name;
    const of_ = (quantity: Results['differences'][number]['quantity']): Results['differences'][number] | undefined => group.find((row) => row.quantity === quantity);
    return [
      { text: unbroken(name), style: 'cell', ...(opens ? { bold: true } : { color: ink.faint }) }, { text: [`${strategyNames[of]} − ${strategyNames[versus]}`, { text: `\n${note}`, fontSize: 7, color: ink.quiet }], style: 'cell' },
      figureCell(of_('accuracy')?.difference ?? null, 'points'), figureCell(of_('lpiMs')?.difference ?? null, 'ms'), reductionCell(of_('lpiMs')?.reduction ?? null, of_('lpiMs') !== undefined), reductionCell(of_('epiMj')?.reduction ?? null, of_('epiMj') !== undefined),
    ];
  });
  return [
    section('Differences and reductions'),
    paragraph('Differences are paired over the same samples. A reduction is 1 − a/b; it holds at the two accuracies given under the names, which differ unless the row says otherwise.' + (shortened ? ` Every pair is shown for ${nameOf(results.boards, first)}, the main ones for the other boards; differences.csv has all.` : '')
      + (results.differences.some((row) => row.quantity !== 'accuracy' && row.reduction === null) ? ` “Too uncertain”: ${uncertainReduction}.` : '')),
    table(['Board', 'Compared', headRight('Accuracy (points)'), headRight('LPI (ms)'), headRight('LPI reduction (%)'), headRight('EPI reduction (%)')], rows, [84, 104, '*', '*', '*', '*'], { groupsAt: starts }),
  ];
}

/** Cells, the five F1 readings and equation (2) for the first board; they depend on the board through thresholds alone. */
export function decisionSection(results: Results): Content[] {
  const [board] = boardsOf(results);
  const entries = (inOrder(results) as StrategyResult[]).filter((entry) => entry.board === board && entry.cells !== null);
  if (entries.length === 0) return [];
  const several = modelsOf(results).length > 1;
  const name = (entry: StrategyResult): TableCell => ({ text: [...strategyText(entry.strategy), several ? ` · ${nameOf(results.models, entry.model)}` : ''], style: 'cell' });
  const f1 = (value: number | null | undefined): TableCell => right(value === null || value === undefined ? '–' : value.toFixed(3));
  const second = entries.filter((entry) => entry.equation2 !== null);
  return [{ unbreakable: true, stack: [
    section('Decisions', false),
    paragraph(`How well the decision module tells locally right from locally wrong answers (${nameOf(results.boards, board)}). Needless: right, yet offloaded. Missed: wrong, yet accepted.`),
    table(['Strategy', headRight('Accepted right (samples)'), headRight('Offloaded needlessly (samples)'), headRight('Missed (samples)'), headRight('Caught (samples)'), headRight('Selective accuracy (%)')],
      entries.map((entry) => [name(entry), ...[entry.cells!.acceptedRight, entry.cells!.offloadedNeedlessly, entry.cells!.missed, entry.cells!.caught].map((count) => right(formatCount(count))), right(formatNumber(entry.selectiveAccuracy, 'percent'))]), [90, '*', '*', '*', '*', '*']),
    table(['F1 (0..1)', headRight('Weighted'), headRight('Accept'), headRight('Offload'), headRight('Macro'), headRight('Micro')], entries.map((entry) => [name(entry), f1(entry.f1?.weighted), f1(entry.f1?.accept), f1(entry.f1?.offload), f1(entry.f1?.macro), f1(entry.f1?.micro)]), [90, '*', '*', '*', '*', '*']),
    ...second.map((entry): Content => ({ text: `Equation (2) of the HI paper gives ${formatQuantity(entry.equation2!.printed, 'percent')} for ${strategyNames[entry.strategy]}, its exact form ${formatQuantity(entry.equation2!.exact, 'percent')}: the printed form is off by ${formatQuantity(entry.equation2!.gap, 'points')}, because offloaded samples are harder for the server too.`, style: 'caption', margin: [0, 0, 0, 4] })),
  ] }];
}

/** `figure` is the same as a picture; it comes first. */
export function loopSection(results: Results, figure: readonly Content[]): Content[] {
  if (results.loops.length === 0) return [];
  const quantityNames = { accuracy: 'Accuracy (%)', lpiMs: 'LPI (ms)', epiMj: 'EPI (mJ)', offloadShare: 'Offloaded (%)' } as const;
  const units = { accuracy: 'percent', lpiMs: 'ms', epiMj: 'mJ', offloadShare: 'percent' } as const;
  return [
    { unbreakable: true, stack: [section('Composed against in the loop', false), paragraph('The policy was really executed, sample by sample: segments, decision and offload over the socket. A difference is explained when its 95 % interval contains zero.'), ...figure] },
    ...results.loops.map((loop): Content => ({
      unbreakable: true,
      stack: [
        topic(`${strategyNames[loop.strategy]}, ${nameOf(results.boards, loop.board)}, n = ${formatCount(loop.n)}; ${formatCount(loop.decisionsAgree)} decisions agree`, false),
        table(['Quantity', headRight('In the loop'), headRight('Composed'), headRight('Difference'), headRight('Explained')], loop.rows.map((row) => [
          quantityNames[row.quantity], figureCell(row.inLoop, units[row.quantity]), figureCell(row.composed, units[row.quantity]), figureCell(row.difference, row.quantity === 'accuracy' || row.quantity === 'offloadShare' ? 'points' : units[row.quantity]), { text: row.explained ? 'yes' : 'no', style: 'cell', alignment: 'right', bold: !row.explained, color: row.explained ? ink.text : statusColours.caution },
        ]), [96, '*', '*', '*', 56], { margin: [0, 0, 0, 2] }),
        ...(loop.note === '' ? [] : [{ text: loop.note, style: 'fine', margin: [0, 0, 0, 6] } as Content]),
      ],
    })),
  ];
}
