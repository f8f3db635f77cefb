/** The PDF “Reproduction of …”: verdicts first, then rules, claims, rebuilt tables and figures, every recomputation last. */
import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { RebuiltTable, Reproduction } from '../../core/published';
import { ink } from '../../core/figures/palette';
import { fontFamily, fontFolder, pdfFonts } from '../fonts';
import { contentHeight, contentWidth, figureBlock, figureHeight, margins, paragraph, section, styles, table, topic, unbroken } from '../pdf/blocks';
import type { DrawnFigure } from '../pdf/document';
import { packFigures } from '../pdf/pack-figures';
import { dateText } from '../pdf/title';
import { claimsSection, countTiles, doesNotFollowSection, readingsAppendix, rulesSection } from './claim-blocks';

function titleBlock(reproduction: Reproduction): Content[] {
  const { title, authors, where, claims, records, counts } = reproduction;
  const sound = counts.exact + counts['within-rounding'];
  return [
    { text: 'REPRODUCTION REPORT', style: 'label', margin: [0, 6, 0, 4] },
    { text: `Reproduction of “${title}”`, style: 'title', fontSize: 21 },
    { text: [authors.join(', '), where].filter((part) => part !== '').join('. '), style: 'subtitle', margin: [0, 5, 0, 0] },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 495, y2: 0, lineWidth: 0.8, lineColor: ink.rule }], margin: [0, 14, 0, 12] },
    { text: `Of ${claims.length} claims and repeated numbers, ${sound} follow from the paper’s own printed numbers, ${counts['needs-an-assumption']} need an assumption that the paper does not state, ${counts['does-not-follow']} do not follow and ${counts['not-testable']} cannot be tested.`, style: 'headline', margin: [0, 0, 0, 12] },
    countTiles(reproduction),
    paragraph(`Everything here is arithmetic on ${records} published numbers; nothing was measured. “Does not follow” means that the printed numbers contradict each other, not which of them is wrong, nor that a result is.`),
  ];
}

/** Column widths in pt from relative weights. */
function widthsOf({ weights }: RebuiltTable): number[] {
  const room = contentWidth - 10 * (weights.length - 1);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (room * weight) / sum);
}

function cellOf(cell: string | number | null, isNumber: boolean): TableCell {
  return { text: cell === null ? '–' : typeof cell === 'number' ? String(cell).replace('-', '−') : unbroken(cell), style: 'cell', fontSize: 7.5, alignment: isNumber ? 'right' : 'left' };
}

function tablesSection({ tables }: Reproduction): Content[] {
  if (tables.length === 0) return [];
  return [
    section('Rebuilt tables'),
    ...tables.flatMap((one): Content[] => {
      const isNumber = one.columns.map((_, i) => one.rows.some((row) => typeof row[i] === 'number'));
      // Equal leading cells are printed once, so that groups are seen.
      const rows = one.rows.map((row, r) => row.map((cell, i) => cellOf(i < 2 && r > 0 && row.slice(0, i + 1).every((value, j) => value === one.rows[r - 1][j]) && typeof cell === 'string' ? '' : cell, isNumber[i])));
      return [topic(one.title), table(one.columns.map((name, i): TableCell => ({ text: name, style: 'head', fontSize: 7, alignment: isNumber[i] ? 'right' : 'left' })), rows, widthsOf(one), { margin: [0, 4, 0, 3] }), { text: one.note, style: 'caption', margin: [0, 0, 0, 12] }];
    }),
  ];
}

/** A rebuilt figure keeps the paper’s number. */
const numberOf = ({ figure }: DrawnFigure, position: number): number => Number(/\d+$/.exec(figure.name)?.[0] ?? position + 1);

function figuresSection(figures: readonly DrawnFigure[]): Content[] {
  const pages = packFigures(figures.map(({ figure, svg }) => figureHeight(svg, figure.caption)), contentHeight - 50, contentHeight);
  return pages.map((page, p): Content => ({
    stack: [...(p === 0 ? [section('Rebuilt figures', false)] : []), ...page.map((i) => figureBlock(figures[i].svg, numberOf(figures[i], i), figures[i].figure.caption))], pageBreak: 'before',
  }));
}

export function reproductionDocument(reproduction: Reproduction, figures: readonly DrawnFigure[], at: string): TDocumentDefinitions {
  const edge = { fontSize: 7.5, color: ink.quiet };
  const rule = (y: number): Content => ({ canvas: [{ type: 'line', x1: 0, y1: y, x2: 495, y2: y, lineWidth: 0.5, lineColor: ink.rule }] });
  return {
    pageSize: 'A4', pageMargins: [margins.left, margins.top, margins.right, margins.bottom],
    info: { title: `Reproduction of ${reproduction.title}`, subject: reproduction.where, creator: 'HI Studio', producer: 'HI Studio', creationDate: new Date(at), modDate: new Date(at) },
    defaultStyle: { font: fontFamily, fontSize: 9.5, lineHeight: 1.22, color: ink.text }, styles,
    header: () => ({ stack: [{ columns: [{ text: 'HI Studio   ·   Reproduction from published numbers', ...edge }, { text: reproduction.paper, alignment: 'right', ...edge }] }, rule(5)], margin: [margins.left, 28, margins.right, 0] }),
    footer: (page: number, pages: number) => ({ stack: [rule(0), { columns: [{ text: dateText(at), ...edge }, { text: `page ${page} of ${pages}`, alignment: 'right', ...edge }], margin: [0, 5, 0, 0] }], margin: [margins.left, 14, margins.right, 0] }),
    pageBreakBefore: (node) => node.headlineLevel !== undefined && node.startPosition.verticalRatio > (node.headlineLevel === 1 ? 0.78 : 0.86),
    content: [...titleBlock(reproduction), ...doesNotFollowSection(reproduction), ...rulesSection(reproduction), ...claimsSection(reproduction), ...tablesSection(reproduction), ...figuresSection(figures), ...readingsAppendix(reproduction)],
  };
}

/** Bytes of the PDF; equal for equal numbers and date. Nothing but the fonts is read, nothing is fetched. */
export async function renderReproduction(reproduction: Reproduction, figures: readonly DrawnFigure[], at: string): Promise<Buffer> {
  pdfmake.setFonts(pdfFonts());
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder()));
  return pdfmake.createPdf(reproductionDocument(reproduction, figures, at)).getBuffer();
}
