/** Parts of the PDF that show claims: counts, rules, the list, and every recomputation by record id. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import { claimVerdicts, verdictNames, verdictRules, type ClaimVerdict, type JudgedClaim, type JudgedReading, type Reproduction } from '../../core/published';
import { ink } from '../../core/figures/palette';
import { contentWidth, paragraph, section, table, topic } from '../pdf/blocks';

export const verdictColours: Readonly<Record<ClaimVerdict, string>> = { exact: '#00734F', 'within-rounding': '#3E8E41', 'needs-an-assumption': '#A85B00', 'does-not-follow': '#B3261E', 'not-testable': '#5B6773' };
const marks: Readonly<Record<ClaimVerdict, string>> = { exact: '●', 'within-rounding': '●', 'needs-an-assumption': '◊', 'does-not-follow': '×', 'not-testable': '○' };

export function verdictCell(verdict: ClaimVerdict): TableCell {
  return { text: `${marks[verdict]}\u00a0${verdictNames[verdict]}`, style: 'cell', color: verdictColours[verdict], bold: verdict === 'does-not-follow' };
}

export function countTiles({ counts }: Reproduction): Content {
  return {
    columns: claimVerdicts.map((verdict): Content => ({ stack: [
      { text: verdictNames[verdict].toUpperCase(), style: 'label', fontSize: 6.5, characterSpacing: 0.2, noWrap: true, color: verdictColours[verdict] },
      { text: String(counts[verdict]), fontSize: 20, bold: true, margin: [0, 3, 0, 0] },
    ] })),
    columnGap: 8, margin: [0, 4, 0, 6],
  };
}

export function rulesSection({ claims }: Reproduction): Content[] {
  return [
    section('How the verdicts are given'),
    paragraph('No verdict is written by hand. Each claim is declared with its recomputation and with every reading of it that was tried; the rules below are applied by the program, in this order.'),
    table(['Verdict', 'Rule'], verdictRules.map(([verdict, rule]) => [verdictCell(verdict), { text: rule, style: 'cell' }]), [110, '*']),
    paragraph(`Rounding: a number printed with d decimals stands for every number within half a unit of the last one, and intervals are carried through each formula; [ ] shows them. The published data keep no trailing zeros (8.20 is stored as 8.2); the cells of one table, quantity and data set are taken to have the decimals of the one that shows most, a number of the text its own. A formula that uses one input twice gets an interval that is a little too wide, never too narrow. ${claims.length} claims; “as stated” uses the claim’s words and printed inputs alone.`),
  ];
}

/** The claim with its reason below in quiet type. */
function claimCell(claim: JudgedClaim): TableCell {
  return { stack: [{ text: claim.claim, style: 'cell' }, ...(claim.reason === '' ? [] : [{ text: claim.reason, style: 'fine', margin: [0, 1, 0, 0] as [number, number, number, number] }])] };
}

/** The value, and below it in quiet type what the rounding of the inputs leaves open. */
function recomputedCell(reading: JudgedReading | null, colour = ink.text): TableCell {
  const outcome = reading?.outcome ?? null;
  if (reading === null || outcome === null) return { text: '–', style: 'cell', color: ink.faint };
  const intervals = reading.text.match(/\[[^\]]*\]/g) ?? [];
  const plain = reading.text.replaceAll(/ \[[^\]]*\]/g, '').replaceAll(' to ', '\u00a0to ');
  return { stack: [{ text: plain, style: 'cell', color: colour }, ...intervals.map((text) => ({ text: text.replaceAll(' ', '\u00a0'), style: 'fine' }))] };
}

export function claimTable(claims: readonly JudgedClaim[]): Content {
  return table(['Claim', 'Printed', 'Recomputed', 'Verdict'], claims.map((claim) => [claimCell(claim), { text: claim.printed.replaceAll(/(\d) (?=[%A-Za-z])(?!to )/g, '$1\u00a0'), style: 'cell' }, recomputedCell(claim.decisive), verdictCell(claim.verdict)]), [contentWidth - 30 - 78 - 104 - 92, 78, 104, 92]);
}

export function claimsSection({ claims }: Reproduction): Content[] {
  const topics = [...new Set(claims.map((claim) => claim.topic))];
  return [section('Every claim'), ...topics.flatMap((name) => [topic(name), claimTable(claims.filter((claim) => claim.topic === name))])];
}

export function doesNotFollowSection({ claims }: Reproduction): Content[] {
  const broken = claims.filter((claim) => claim.verdict === 'does-not-follow');
  return broken.length === 0 ? [] : [section('What does not follow'), paragraph('Claims whose inputs are all printed, and which no reading tried leads to.'), claimTable(broken)];
}

const kindNames: Readonly<Record<JudgedReading['kind'], string>> = { 'as-stated': 'as stated', reading: 'reading', substitute: 'substitute', beside: 'beside' };
const small = { fontSize: 6.8, color: ink.quiet, lineHeight: 1.12 };
/** Ids may break after any dot; zero-width spaces let them. */
const breakable = (ids: readonly string[]): string => ids.map((id) => id.replaceAll(/([.-])/g, '$1\u200b')).join(', ');

export function readingsAppendix({ claims }: Reproduction): Content[] {
  const rows = claims.flatMap((claim) => claim.readings.map((reading, i): TableCell[] => [
    { text: i === 0 ? breakable([claim.id]) : '', ...small, color: ink.text },
    { stack: [{ text: `${kindNames[reading.kind]}${reading.assumes === '' ? '' : `: ${reading.assumes}`}`, ...small, color: ink.text }, { text: reading.formula, ...small }] },
    { text: reading.missing === null ? breakable(shortened(reading.inputs)) : '', ...small },
    { text: reading.missing === null ? reading.text : `not printed: ${breakable([reading.missing])}`, ...small, color: ink.text },
    { text: reading.agreement === null ? '' : { exact: 'yes', within: 'within rounding', cut: 'if cut off', none: 'no' }[reading.agreement.grade], ...small },
  ]));
  return [
    { text: 'Appendix: every recomputation', style: 'section', margin: [0, 0, 0, 8], pageBreak: 'before' },
    paragraph('Inputs are ids of records of profiles/published; readings.csv holds them all. “Beside” readings contradict the claim’s words and are shown only.'),
    table(['Record', 'Reading and formula', 'Inputs', 'Recomputed', 'Agrees'], rows, [82, contentWidth - 40 - 82 - 128 - 72 - 36, 128, 72, 36], { groupsAt: claims.reduce<number[]>((at, claim) => [...at, (at[at.length - 1] ?? 0) + claim.readings.length], []) }),
  ];
}

const mostInputs = 4;
const shortened = (ids: readonly string[]): readonly string[] => (ids.length <= mostInputs ? ids : [...ids.slice(0, mostInputs - 1), `and ${ids.length - mostInputs + 1} more`]);
