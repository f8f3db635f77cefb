/** The results as tables: best strategy per target, every strategy on every board, differences, decisions. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { Results, StrategyResult } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { answeredIntervals, entriesWithShares } from '../../core/figures/exit-shares';
import { formatCount, formatNumber, formatQuantity } from '../../core/figures/number-text';
import { ink } from '../../core/figures/palette';
import { boardsOf, inOrder, modelsOf } from '../../core/figures/wording';
import { TIE_SHARE } from '../../core/qos';
import type { ReportLanguage } from '../language';
import { figureCell, headRight, paragraph, provenanceLegend, reductionCell, right, section, statusColours, strategyCell, strategyText, table, topic, unbroken } from './blocks';

type Target = Results['targets'][number];
type Candidate = NonNullable<Target['best']>;

/** `tied`: who else is as good, for all that timing can tell. */
function candidateLine(candidate: Candidate, several: boolean, results: Results, language: ReportLanguage, prefix = '', tied: readonly Candidate[] = []): Content {
  const equals = tied.length === 0 ? '' : `\n${language.words.outcomes.targets.tied(formatQuantity(TIE_SHARE, 'percent'), tied.map(({ strategy, model }) => language.figures.strategies[strategy] + (several && strategy !== 'remote' ? ` · ${nameOf(results.models, model)}` : '')).join(', '))}`;
  const energy = candidate.epiMj === null ? '' : `, ${formatQuantity(candidate.epiMj, 'mJ')}`;
  return { text: [{ text: prefix, color: ink.quiet }, ...strategyText(candidate.strategy, language), { text: several ? ` · ${nameOf(results.models, candidate.model)}` : '' }, { text: `\n${formatQuantity(candidate.accuracy, 'percent')}, ${formatQuantity(candidate.lpiMs, 'ms')}${energy}${equals}`, fontSize: 7.5, color: ink.quiet }] };
}

function targetCell(target: Target | undefined, results: Results, language: ReportLanguage): TableCell {
  const { words: { outcomes: { targets: words } }, text } = language;
  if (target === undefined) return { text: words.notAsked, style: 'cell', color: ink.faint };
  const several = modelsOf(results).length > 1;
  const bound: Content = { text: target.bound === null ? '' : target.quantity === 'accuracy' ? `≥ ${formatQuantity(target.bound, 'percent')}` : `≤ ${formatQuantity(target.bound, target.quantity === 'latency' ? 'ms' : 'mJ')}`, style: 'fine' };
  if (!target.feasible) {
    return { stack: [bound, { text: words.infeasible, bold: true, color: statusColours.invalid }, ...(target.binds === null ? [] : [{ text: text(target.binds), fontSize: 7.5, color: ink.quiet } as Content]), ...(target.fallback === null ? [] : [candidateLine(target.fallback, several, results, language, words.nearest)])], style: 'cell' };
  }
  const { best, bestLatency, bestEnergy } = target;
  const differ = bestLatency !== null && bestEnergy !== null && (bestLatency.strategy !== bestEnergy.strategy || bestLatency.model !== bestEnergy.model);
  return { stack: [bound, ...(differ ? [candidateLine(bestLatency, several, results, language, words.latency, target.tied?.latency), candidateLine(bestEnergy, several, results, language, words.energy, target.tied?.energy)] : best === null ? [] : [candidateLine(best, several, results, language, '', target.tied?.latency)])], style: 'cell' };
}

/** As Table 5 of the HI paper: boards down, targets across. */
export function targetSection(results: Results, language: ReportLanguage): Content[] {
  const { words: { outcomes: { targets: words, heads } }, figures } = language;
  if (results.targets.length === 0) return [];
  const perBoard = new Map(boardsOf(results).map((board) => [board, results.targets.filter((target) => target.board === board)]));
  const key = (target: Target, list: readonly Target[]): string => `${target.quantity} ${list.filter((other) => other.quantity === target.quantity).indexOf(target)}`;
  const columns = [...new Set([...perBoard.values()].flatMap((list) => list.map((target) => key(target, list))))];
  // Bounds that differ by board stand in the cells; the head then keeps the quantity and the rule in brackets.
  const textOf = (column: string): string => {
    const texts = [...new Set([...perBoard.values()].flatMap((list) => list.filter((target) => key(target, list) === column)).map((target) => figures.target(target.text)))];
    const quantity = words.quantity[column.split(' ')[0] as Target['quantity']];
    if (texts.length === 1) return texts[0][0].toUpperCase() + texts[0].slice(1);
    return quantity + (/ \(.*\)$/.exec(texts[0])?.[0] ?? '');
  };
  return [
    section(words.title),
    paragraph(words.text(formatQuantity(TIE_SHARE, 'percent'))),
    table([heads.board, ...columns.map(textOf)], [...perBoard].map(([board, list]) => [{ text: unbroken(nameOf(results.boards, board)), style: 'cell', bold: true }, ...columns.map((column) => targetCell(list.find((target) => key(target, list) === column), results, language))]), [92, ...columns.map(() => '*')]),
  ];
}

/** Exit thresholds, and with early offload what it offloads below: “0.82 (offload < 0.31)”. */
function thetaText({ policy: { thresholds, offloadBelow } }: StrategyResult, { words: { outcomes: { strategies: words } } }: ReportLanguage): string {
  return thresholds.map((theta, k) => `${theta > 1 ? words.never : formatNumber(theta)}${offloadBelow?.[k] ? ` (${words.offloadBelow(formatNumber(offloadBelow[k]))})` : ''}`).join(', ');
}

function strategyRow(entry: StrategyResult, language: ReportLanguage): TableCell[] {
  return [strategyCell(entry.strategy, language), figureCell(entry.accuracy, 'percent'), figureCell(entry.lpiMs, 'ms'), figureCell(entry.epiMj, 'mJ'), figureCell(entry.offloadShare, 'percent'), right(entry.policy.thresholds.length === 0 ? '–' : thetaText(entry, language))];
}

export function strategySection(results: Results, language: ReportLanguage): Content[] {
  const { words: { outcomes: { strategies: words, heads } }, text } = language;
  const several = modelsOf(results).length > 1;
  const entries = inOrder(results) as StrategyResult[];
  const groups = boardsOf(results).flatMap((board) => modelsOf(results).map((model) => ({ board, model, rows: entries.filter((entry) => entry.board === board && entry.model === model) }))).filter((group) => group.rows.length > 0);
  return [
    section(words.title),
    provenanceLegend(language),
    ...groups.map(({ board, model, rows }): Content => {
      const about = results.boards.find((one) => one.id === board);
      return {
        unbreakable: true,
        stack: [
          { columns: [{ width: 'auto', text: nameOf(results.boards, board) + (several ? ` · ${nameOf(results.models, model)}` : ''), style: 'topic' }, { width: '*', text: `${about?.driver === 'virtual' ? words.virtual : words.measured}${about?.summary ? `, ${text(about.summary)}` : ''}`, style: 'fine', margin: [8, 3, 0, 0] }], margin: [0, 4, 0, 0] },
          table([heads.strategy, headRight(heads.accuracy), headRight(heads.lpi), headRight(heads.epi), headRight(heads.offloaded), headRight('θ')], rows.map((row) => strategyRow(row, language)), [66, '*', '*', '*', '*', 44], { margin: [0, 0, 0, 8] }),
        ],
      };
    }),
  ];
}

/** Where samples are answered, each share with its interval; on the first board, and on others whose shares differ. */
export function shareSection(results: Results, language: ReportLanguage): Content[] {
  const { shares: words, heads } = language.words.outcomes;
  const entries = entriesWithShares(results).filter(({ strategy }) => strategy !== 'on-device' && strategy !== 'remote');
  const shares = entries.map(answeredIntervals);
  const branches = Math.max(0, ...shares.map((share) => share.branches.length));
  if (branches === 0) return [];
  const several = modelsOf(results).length > 1;
  return [
    section(words.title),
    paragraph(words.text),
    table([heads.board, heads.strategy, ...Array.from({ length: branches }, (_, k) => headRight(words.exit(k + 1))), headRight(words.wholeModel), headRight(words.server)], entries.map(({ board, model, strategy }, i): TableCell[] => [
      { text: entries[i - 1]?.board === board ? '' : unbroken(nameOf(results.boards, board)), style: 'cell', bold: true }, { text: [...strategyText(strategy, language), several ? ` · ${nameOf(results.models, model)}` : ''], style: 'cell' },
      ...Array.from({ length: branches }, (_, k) => figureCell(shares[i].branches[k] ?? null, 'percent')), figureCell(shares[i].model, 'percent'), figureCell(shares[i].server, 'percent'),
    ]), [84, several ? 110 : 66, ...Array.from({ length: branches + 2 }, () => '*')]),
  ];
}

/** With more boards than this, only the first one gets every pair in the PDF. */
const MOST_FULL_BOARDS = 3;

export function differenceSection(results: Results, language: ReportLanguage): Content[] {
  if (results.differences.length === 0) return [];
  const { words: { outcomes: { differences: words, heads } }, figures, text } = language;
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
      { text: unbroken(name), style: 'cell', ...(opens ? { bold: true } : { color: ink.faint }) }, { text: [`${figures.strategies[of]} − ${figures.strategies[versus]}`, { text: `\n${text(note)}`, fontSize: 7, color: ink.quiet }], style: 'cell' },
      figureCell(of_('accuracy')?.difference ?? null, 'points'), figureCell(of_('lpiMs')?.difference ?? null, 'ms'), reductionCell(of_('lpiMs')?.reduction ?? null, of_('lpiMs') !== undefined, language), reductionCell(of_('epiMj')?.reduction ?? null, of_('epiMj') !== undefined, language),
    ];
  });
  return [
    section(words.title),
    paragraph(words.text({ shortened: shortened ? nameOf(results.boards, first) : null, uncertain: results.differences.some((row) => row.quantity !== 'accuracy' && row.reduction === null) })),
    table([heads.board, words.compared, ...[heads.accuracyPoints, heads.lpi, words.lpiReduction, words.epiReduction].map(headRight)], rows, [84, 104, '*', '*', '*', '*'], { groupsAt: starts }),
  ];
}

/** Cells, the five F1 readings and equation (2) for the first board; they depend on the board through thresholds alone. */
export function decisionSection(results: Results, language: ReportLanguage): Content[] {
  const { words: { outcomes: { decisions: words, heads }, pages }, figures } = language;
  const [board] = boardsOf(results);
  const entries = (inOrder(results) as StrategyResult[]).filter((entry) => entry.board === board && entry.cells !== null);
  if (entries.length === 0) return [];
  const several = modelsOf(results).length > 1;
  const name = (entry: StrategyResult): TableCell => ({ text: [...strategyText(entry.strategy, language), several ? ` · ${nameOf(results.models, entry.model)}` : ''], style: 'cell' });
  const f1 = (value: number | null | undefined): TableCell => right(value === null || value === undefined ? '–' : value.toFixed(3));
  const second = entries.filter((entry) => entry.equation2 !== null);
  return [{ unbreakable: true, stack: [
    section(words.title, false),
    paragraph(words.text(nameOf(results.boards, board))),
    table([heads.strategy, ...[words.acceptedRight, words.needless, words.missed, words.caught, words.selective].map(headRight)],
      entries.map((entry) => [name(entry), ...[entry.cells!.acceptedRight, entry.cells!.offloadedNeedlessly, entry.cells!.missed, entry.cells!.caught].map((count) => right(formatCount(count))), right(formatNumber(entry.selectiveAccuracy, 'percent'))]), [90, '*', '*', '*', '*', '*']),
    table([words.f1, ...[words.weighted, words.accept, words.offload, words.macro, words.micro].map(headRight)], entries.map((entry) => [name(entry), f1(entry.f1?.weighted), f1(entry.f1?.accept), f1(entry.f1?.offload), f1(entry.f1?.macro), f1(entry.f1?.micro)]), [90, '*', '*', '*', '*', '*']),
    ...second.map((entry): Content => ({ text: words.equation2({ printed: formatQuantity(entry.equation2!.printed, 'percent'), strategy: figures.strategies[entry.strategy], exact: formatQuantity(entry.equation2!.exact, 'percent'), gap: pages.points(formatNumber(entry.equation2!.gap, 'points')) }), style: 'caption', margin: [0, 0, 0, 4] })),
  ] }];
}

/** `figure` is the same as a picture; it comes first. */
export function loopSection(results: Results, figure: readonly Content[], language: ReportLanguage): Content[] {
  if (results.loops.length === 0) return [];
  const { words: { outcomes: { loop: words, heads }, pages }, figures, text } = language;
  const quantityNames = { accuracy: heads.accuracy, lpiMs: heads.lpi, epiMj: heads.epi, offloadShare: heads.offloaded } as const;
  const units = { accuracy: 'percent', lpiMs: 'ms', epiMj: 'mJ', offloadShare: 'percent' } as const;
  return [
    { unbreakable: true, stack: [section(words.title, false), paragraph(words.text), ...figure] },
    ...results.loops.map((loop): Content => ({
      unbreakable: true,
      stack: [
        topic(words.of({ strategy: figures.strategies[loop.strategy], board: nameOf(results.boards, loop.board), n: loop.n, agree: loop.decisionsAgree }), false),
        table([heads.quantity, headRight(words.inLoop), headRight(words.composed), headRight(heads.difference), headRight(words.explained)], loop.rows.map((row) => [
          quantityNames[row.quantity], figureCell(row.inLoop, units[row.quantity]), figureCell(row.composed, units[row.quantity]), figureCell(row.difference, row.quantity === 'accuracy' || row.quantity === 'offloadShare' ? 'points' : units[row.quantity]), { text: row.explained ? pages.yes : pages.no, style: 'cell', alignment: 'right', bold: !row.explained, color: row.explained ? ink.text : statusColours.caution },
        ]), [96, '*', '*', '*', 56], { margin: [0, 0, 0, 2] }),
        ...(loop.note === '' ? [] : [{ text: text(loop.note), style: 'fine', margin: [0, 0, 0, 6] } as Content]),
      ],
    })),
  ];
}
