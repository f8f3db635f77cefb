/** Building blocks of the PDF: headings, paragraphs, tables and figures in one calm style. */
import type { Content, StyleDictionary, TableCell } from 'pdfmake/interfaces';
import { formatBounds, formatNumber, provenanceMarks, type Unit } from '../../core/figures/number-text';
import { whyNoReduction } from '../../core/figures/no-reduction';
import { ink, strategyColours } from '../../core/figures/palette';
import type { Interval } from '../../contract/results';
import type { Strategy } from '../../core/measurements';
import type { ReportLanguage } from '../language';

/** A4 in points: 595 x 842; what is left between the margins. */
export const margins = { left: 50, top: 64, right: 50, bottom: 56 } as const;
export const contentWidth = 595.28 - margins.left - margins.right;
export const contentHeight = 841.89 - margins.top - margins.bottom;
export const statusColours = { valid: '#00734F', caution: '#A85B00', invalid: '#B3261E' } as const;

export const styles: StyleDictionary = {
  label: { fontSize: 8, bold: true, color: ink.quiet, characterSpacing: 0.9 },
  title: { fontSize: 24, bold: true, color: ink.text, lineHeight: 1.08 },
  subtitle: { fontSize: 11, color: ink.quiet },
  headline: { fontSize: 13, color: ink.text, lineHeight: 1.3 },
  section: { fontSize: 15, bold: true, color: ink.text },
  topic: { fontSize: 10.5, bold: true, color: ink.text },
  caption: { fontSize: 8.5, color: ink.quiet, lineHeight: 1.22 },
  head: { fontSize: 8, bold: true, color: ink.quiet },
  cell: { fontSize: 8.5 },
  fine: { fontSize: 7.5, color: ink.quiet },
};

/** A loose heading moves to the next page where little room is left; one inside a block that stays together is not `loose`. */
export function section(text: string, loose = true): Content {
  return { text, style: 'section', margin: [0, 18, 0, 8], ...(loose ? { headlineLevel: 1 } : {}) };
}

export function topic(text: string, loose = true): Content {
  return { text, style: 'topic', margin: [0, 10, 0, 3], ...(loose ? { headlineLevel: 2 } : {}) };
}

export function paragraph(text: Content): Content {
  return { text, margin: [0, 0, 0, 6], alignment: 'left' } as Content;
}

/** Rules under the head and between rows, none beside; the head repeats on every page. */
export function table(head: readonly TableCell[], rows: readonly (readonly TableCell[])[], widths: readonly (string | number)[], options: { margin?: [number, number, number, number]; groupsAt?: readonly number[] } = {}): Content {
  const groups = new Set(options.groupsAt ?? []);
  return {
    table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths: [...widths], body: [head.map((cell) => (typeof cell === 'string' ? { text: cell, style: 'head' } : cell)), ...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? { text: cell, style: 'cell' } : cell)))] },
    layout: {
      hLineWidth: (i, node) => (i === 0 ? 0 : i === 1 || i === node.table.body.length ? 0.8 : 0.4),
      hLineColor: (i, node) => (i === 1 || i === node.table.body.length || groups.has(i - 1) ? ink.faint : ink.grid),
      vLineWidth: () => 0, paddingLeft: (i) => (i === 0 ? 0 : 5), paddingRight: (i, node) => (i === node.table.widths!.length - 1 ? 0 : 5), paddingTop: () => 3.2, paddingBottom: () => 3,
    },
    margin: options.margin ?? [0, 4, 0, 10],
  };
}

/** Letters of an interval that fit a narrow column; what is longer breaks between its ends, or the table would grow past the page. */
const MOST_UNBROKEN = 16;

/** A number with its interval in quiet type and the mark of its provenance. */
export function figureCell(interval: Interval | null, unit: Unit): TableCell {
  if (interval === null) return { text: '–', style: 'cell', color: ink.faint, alignment: 'right' };
  const bounds = formatBounds(interval, unit);
  return { text: [{ text: formatNumber(interval.value, unit) }, { text: bounds === '' ? '' : ` ${bounds.length > MOST_UNBROKEN ? bounds : bounds.replaceAll(' ', '\u00a0')}`, fontSize: 7.5, color: ink.quiet }, { text: `\u00a0${provenanceMarks[interval.provenance]}`, fontSize: 7.5, color: ink.quiet }], style: 'cell', alignment: 'right' };
}

/** A reduction in percent; beyond twice the cost a factor says it better than −363 %. `known`: both costs are, so that a reduction that is null is too uncertain. */
export function reductionCell(interval: Interval | null, known: boolean, { words: { pages: words } }: ReportLanguage): TableCell {
  if (whyNoReduction(interval, known) === 'uncertain') return { text: words.tooUncertain, style: 'cell', color: ink.quiet, alignment: 'right' };
  if (interval === null || interval.value >= -1) return figureCell(interval, 'percent');
  return { text: [words.asMuch(formatNumber(1 - interval.value)), { text: `\u00a0${provenanceMarks[interval.provenance]}`, fontSize: 7.5, color: ink.quiet }], style: 'cell', alignment: 'right' };
}

/** A name whose figures stay with their units at the end of a line: “15 W”. */
export function unbroken(name: string): string {
  return name.replaceAll(/(\d) (?=m?W\b|[GMk]Hz\b|[GMk]?B\b)/g, '$1\u00a0');
}

export function right(text: string): TableCell {
  return { text, style: 'cell', alignment: 'right' };
}
export function headRight(text: string): TableCell {
  return { text, style: 'head', alignment: 'right' };
}

/** The strategy's name behind a spot of its colour. */
export function strategyText(strategy: Strategy, { figures }: ReportLanguage): { text: string; color?: string; bold?: boolean; fontSize?: number }[] {
  return [{ text: '● ', color: strategyColours[strategy], fontSize: 8.5 }, { text: figures.strategies[strategy] }];
}
export function strategyCell(strategy: Strategy, language: ReportLanguage): TableCell {
  return { text: strategyText(strategy, language), style: 'cell' };
}

export function provenanceLegend({ words }: ReportLanguage): Content {
  return { text: words.pages.legend(provenanceMarks), style: 'fine', margin: [0, 0, 0, 6] };
}

/** Height of a figure block in pt; the caption's lines are estimated from its letters. */
export function figureHeight(svg: string, caption: string): number {
  const [width, height] = [/ width="([\d.]+)"/, / height="([\d.]+)"/].map((pattern) => Number(pattern.exec(svg)?.[1] ?? 0));
  return (contentWidth * height) / width + 31 + Math.ceil((caption.length + 10) / 112) * 12.5;
}

/** A vector figure over the text column with its numbered caption; never split. */
export function figureBlock(svg: string, number: number, caption: string, { words }: ReportLanguage): Content {
  return { stack: [{ svg, width: contentWidth }, { text: [{ text: words.pages.figure(number), bold: true, color: ink.text }, caption], style: 'caption', margin: [0, 5, 0, 0] }], unbreakable: true, margin: [0, 8, 0, 18] };
}
