/** Parts of the PDF that show claims: counts, rules, the list, and every recomputation by record id. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import { claimVerdicts, type ClaimVerdict, type JudgedClaim, type JudgedReading, type Reproduction } from '../../core/published';
import { ink } from '../../core/figures/palette';
import type { ReportLanguage } from '../language';
import { contentWidth, paragraph, section, table, topic } from '../pdf/blocks';

export const verdictColours: Readonly<Record<ClaimVerdict, string>> = { exact: '#00734F', 'within-rounding': '#3E8E41', 'needs-an-assumption': '#A85B00', 'does-not-follow': '#B3261E', 'not-testable': '#5B6773' };
const marks: Readonly<Record<ClaimVerdict, string>> = { exact: '●', 'within-rounding': '●', 'needs-an-assumption': '◊', 'does-not-follow': '×', 'not-testable': '○' };

export function verdictCell(verdict: ClaimVerdict, { words }: ReportLanguage): TableCell {
  return { text: `${marks[verdict]}\u00a0${words.reproduction.verdicts[verdict]}`, style: 'cell', color: verdictColours[verdict], bold: verdict === 'does-not-follow' };
}

export function countTiles({ counts }: Reproduction, { words }: ReportLanguage): Content {
  return {
    columns: claimVerdicts.map((verdict): Content => ({ stack: [
      { text: words.reproduction.verdicts[verdict].toUpperCase(), style: 'label', fontSize: 6.5, characterSpacing: 0.2, noWrap: true, color: verdictColours[verdict] },
      { text: String(counts[verdict]), fontSize: 20, bold: true, margin: [0, 3, 0, 0] },
    ] })),
    columnGap: 8, margin: [0, 4, 0, 6],
  };
}

export function rulesSection({ claims }: Reproduction, language: ReportLanguage): Content[] {
  const { reproduction: words } = language.words;
  return [
    section(words.rulesTitle),
    paragraph(words.rulesText),
    table([words.verdict, words.rule], claimVerdicts.map((verdict) => [verdictCell(verdict, language), { text: words.rules[verdict], style: 'cell' }]), [110, '*']),
    paragraph(words.rounding(claims.length)),
  ];
}

/** The claim with its reason below in quiet type. */
function claimCell(claim: JudgedClaim, { paper }: ReportLanguage): TableCell {
  return { stack: [{ text: paper(claim.claim), style: 'cell' }, ...(claim.reason === '' ? [] : [{ text: paper(claim.reason), style: 'fine', margin: [0, 1, 0, 0] as [number, number, number, number] }])] };
}

/** The value, and below it in quiet type what the rounding of the inputs leaves open. */
function recomputedCell(reading: JudgedReading | null, { paper }: ReportLanguage): TableCell {
  const outcome = reading?.outcome ?? null;
  if (reading === null || outcome === null) return { text: '–', style: 'cell', color: ink.faint };
  const text = paper(reading.text);
  const intervals = text.match(/\[[^\]]*\]/g) ?? [];
  const plain = text.replaceAll(/ \[[^\]]*\]/g, '').replaceAll(/ (to|a) /g, '\u00a0$1 ');
  return { stack: [{ text: plain, style: 'cell' }, ...intervals.map((text) => ({ text: text.replaceAll(' ', '\u00a0'), style: 'fine' }))] };
}

export function claimTable(claims: readonly JudgedClaim[], language: ReportLanguage): Content {
  const { words: { reproduction: words }, paper } = language;
  return table([words.claim, words.printed, words.recomputed, words.verdict], claims.map((claim) => [claimCell(claim, language), { text: paper(claim.printed).replaceAll(/(\d) (?=[%A-Za-z])(?!(?:to|a) )/g, '$1\u00a0'), style: 'cell' }, recomputedCell(claim.decisive, language), verdictCell(claim.verdict, language)]), [contentWidth - 30 - 78 - 104 - 92, 78, 104, 92]);
}

export function claimsSection({ claims }: Reproduction, language: ReportLanguage): Content[] {
  const topics = [...new Set(claims.map((claim) => claim.topic))];
  return [section(language.words.reproduction.everyClaim), ...topics.flatMap((name) => [topic(language.paper(name)), claimTable(claims.filter((claim) => claim.topic === name), language)])];
}

export function doesNotFollowSection({ claims }: Reproduction, language: ReportLanguage): Content[] {
  const { reproduction: words } = language.words;
  const broken = claims.filter((claim) => claim.verdict === 'does-not-follow');
  return broken.length === 0 ? [] : [section(words.broken), paragraph(words.brokenText), claimTable(broken, language)];
}

const small = { fontSize: 6.8, color: ink.quiet, lineHeight: 1.12 };
/** Ids may break after any dot; zero-width spaces let them. */
const breakable = (ids: readonly string[]): string => ids.map((id) => id.replaceAll(/([.-])/g, '$1\u200b')).join(', ');

export function readingsAppendix({ claims }: Reproduction, { words: { reproduction: words }, paper }: ReportLanguage): Content[] {
  const rows = claims.flatMap((claim) => claim.readings.map((reading, i): TableCell[] => [
    { text: i === 0 ? breakable([claim.id]) : '', ...small, color: ink.text },
    { stack: [{ text: `${words.kinds[reading.kind]}${reading.assumes === '' ? '' : `: ${paper(reading.assumes)}`}`, ...small, color: ink.text }, { text: paper(reading.formula), ...small }] },
    { text: reading.missing === null ? breakable(shortened(reading.inputs, words.more)) : '', ...small },
    { text: reading.missing === null ? paper(reading.text) : words.missing(breakable([paper(reading.missing)])), ...small, color: ink.text },
    { text: reading.agreement === null ? '' : words.grades[reading.agreement.grade], ...small },
  ]));
  return [
    { text: words.appendix, style: 'section', margin: [0, 0, 0, 8], pageBreak: 'before' },
    paragraph(words.appendixText),
    table([words.record, words.reading, words.inputs, words.recomputed, words.agrees], rows, [82, contentWidth - 40 - 82 - 128 - 72 - 36, 128, 72, 36], { groupsAt: claims.reduce<number[]>((at, claim) => [...at, (at[at.length - 1] ?? 0) + claim.readings.length], []) }),
  ];
}

const mostInputs = 4;
const shortened = (ids: readonly string[], more: (count: number) => string): readonly string[] => (ids.length <= mostInputs ? ids : [...ids.slice(0, mostInputs - 1), more(ids.length - mostInputs + 1)]);
