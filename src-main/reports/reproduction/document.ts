/** The PDF “Reproduction of …”: verdicts first, then rules, claims, rebuilt tables and figures, every recomputation last. */
import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Reproduction } from '../../core/published';
import { ink } from '../../core/figures/palette';
import { fontFamily, fontFolder, pdfFonts } from '../fonts';
import type { ReportLanguage } from '../language';
import { contentHeight, contentWidth, figureBlock, figureHeight, margins, paragraph, section, styles, table, topic, unbroken } from '../pdf/blocks';
import type { DrawnFigure } from '../pdf/document';
import { packFigures } from '../pdf/pack-figures';
import { dateText } from '../pdf/title';
import { claimsSection, countTiles, doesNotFollowSection, readingsAppendix, rulesSection } from './claim-blocks';

function titleBlock(reproduction: Reproduction, language: ReportLanguage): Content[] {
  const { words: { reproduction: words }, paper } = language;
  const { title, authors, where, claims, records, counts } = reproduction;
  const sound = counts.exact + counts['within-rounding'];
  return [
    { text: words.kind.toUpperCase(), style: 'label', margin: [0, 6, 0, 4] },
    { text: words.quoted(title), style: 'title', fontSize: 21 },
    { text: [authors.join(', '), paper(where)].filter((part) => part !== '').join('. '), style: 'subtitle', margin: [0, 5, 0, 0] },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 495, y2: 0, lineWidth: 0.8, lineColor: ink.rule }], margin: [0, 14, 0, 12] },
    { text: words.headline({ claims: claims.length, sound, assumption: counts['needs-an-assumption'], broken: counts['does-not-follow'], untestable: counts['not-testable'] }), style: 'headline', margin: [0, 0, 0, 12] },
    countTiles(reproduction, language),
    paragraph(words.text(records)),
  ];
}

/** Width in pt of a letter of the rebuilt tables. */
const LETTER = 4;

/** Column widths in pt from relative weights; one that would tear a word gets what it needs, and the others share the rest. */
function widthsOf(weights: readonly number[], lines: readonly (readonly string[])[]): number[] {
  const all = contentWidth - 10 * (weights.length - 1);
  const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const least = weights.map((_, i) => LETTER * Math.max(...lines.flatMap((line) => line[i].split(/\s/).map(({ length }) => length))));
  const kept = new Set<number>();
  for (;;) {
    const open = [...weights.keys()].filter((i) => !kept.has(i));
    const room = all - sumOf([...kept].map((i) => least[i]));
    const widths = weights.map((weight, i) => (kept.has(i) ? least[i] : (room * weight) / sumOf(open.map((k) => weights[k]))));
    const torn = sumOf(least) > all ? [] : open.filter((i) => widths[i] < least[i]);
    if (torn.length === 0) return widths;
    torn.forEach((i) => kept.add(i));
  }
}

function cellOf(text: string, isNumber: boolean): TableCell {
  return { text, style: 'cell', fontSize: 7.5, alignment: isNumber ? 'right' : 'left' };
}

function tablesSection({ tables }: Reproduction, { words, paper }: ReportLanguage): Content[] {
  if (tables.length === 0) return [];
  return [
    section(words.reproduction.tables),
    ...tables.flatMap((one): Content[] => {
      const isNumber = one.columns.map((_, i) => one.rows.some((row) => typeof row[i] === 'number'));
      // Equal leading cells are printed once, so that groups are seen.
      const repeats = (r: number, i: number): boolean => i < 2 && r > 0 && typeof one.rows[r][i] === 'string' && one.rows[r].slice(0, i + 1).every((value, j) => value === one.rows[r - 1][j]);
      const said = (cell: string | number | null): string => (cell === null ? '–' : typeof cell === 'number' ? String(cell).replace('-', '−') : unbroken(paper(cell)));
      const [heads, rows] = [one.columns.map(paper), one.rows.map((row, r) => row.map((cell, i) => (repeats(r, i) ? '' : said(cell))))];
      return [topic(paper(one.title)), table(heads.map((text, i): TableCell => ({ text, style: 'head', fontSize: 7, alignment: isNumber[i] ? 'right' : 'left' })), rows.map((row) => row.map((text, i) => cellOf(text, isNumber[i]))), widthsOf(one.weights, [heads, ...rows]), { margin: [0, 4, 0, 3] }), { text: paper(one.note), style: 'caption', margin: [0, 0, 0, 12] }];
    }),
  ];
}

/** A rebuilt figure keeps the paper’s number. */
const numberOf = ({ figure }: DrawnFigure, position: number): number => Number(/\d+$/.exec(figure.name)?.[0] ?? position + 1);

function figuresSection(figures: readonly DrawnFigure[], language: ReportLanguage): Content[] {
  const pages = packFigures(figures.map(({ figure, svg }) => figureHeight(svg, figure.caption)), contentHeight - 50, contentHeight);
  return pages.map((page, p): Content => ({
    stack: [...(p === 0 ? [section(language.words.reproduction.figures, false)] : []), ...page.map((i) => figureBlock(figures[i].svg, numberOf(figures[i], i), figures[i].figure.caption, language))], pageBreak: 'before',
  }));
}

export function reproductionDocument(reproduction: Reproduction, figures: readonly DrawnFigure[], at: string, language: ReportLanguage): TDocumentDefinitions {
  const { words: { reproduction: words, pages: frame }, paper } = language;
  const edge = { fontSize: 7.5, color: ink.quiet };
  const rule = (y: number): Content => ({ canvas: [{ type: 'line', x1: 0, y1: y, x2: 495, y2: y, lineWidth: 0.5, lineColor: ink.rule }] });
  return {
    pageSize: 'A4', pageMargins: [margins.left, margins.top, margins.right, margins.bottom],
    info: { title: words.of(reproduction.title), subject: paper(reproduction.where), creator: 'HI Studio', producer: 'HI Studio', creationDate: new Date(at), modDate: new Date(at) },
    defaultStyle: { font: fontFamily, fontSize: 9.5, lineHeight: 1.22, color: ink.text }, styles,
    header: () => ({ stack: [{ columns: [{ text: `HI Studio   ·   ${words.header}`, ...edge }, { text: reproduction.paper, alignment: 'right', ...edge }] }, rule(5)], margin: [margins.left, 28, margins.right, 0] }),
    footer: (page: number, pages: number) => ({ stack: [rule(0), { columns: [{ text: dateText(at, language), ...edge }, { text: frame.page(page, pages), alignment: 'right', ...edge }], margin: [0, 5, 0, 0] }], margin: [margins.left, 14, margins.right, 0] }),
    pageBreakBefore: (node) => node.headlineLevel !== undefined && node.startPosition.verticalRatio > (node.headlineLevel === 1 ? 0.78 : 0.86),
    content: [...titleBlock(reproduction, language), ...doesNotFollowSection(reproduction, language), ...rulesSection(reproduction, language), ...claimsSection(reproduction, language), ...tablesSection(reproduction, language), ...figuresSection(figures, language), ...readingsAppendix(reproduction, language)],
  };
}

/** Bytes of the PDF; equal for equal numbers and date. Nothing but the fonts is read, nothing is fetched. */
export async function renderReproduction(reproduction: Reproduction, figures: readonly DrawnFigure[], at: string, language: ReportLanguage): Promise<Buffer> {
  pdfmake.setFonts(pdfFonts());
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder()));
  return pdfmake.createPdf(reproductionDocument(reproduction, figures, at, language)).getBuffer();
}
