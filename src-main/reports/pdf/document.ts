/** The PDF: sections in reading order, page header and footer, set by pdfmake. */
import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Results } from '../../contract/results';
import type { Figure } from '../../core/figures';
import { ink } from '../../core/figures/palette';
import type { BesideFigure } from '../../core/published';
import { fontFamily, fontFolder, pdfFonts } from '../fonts';
import type { ReportLanguage } from '../language';
import { appendix } from './appendix';
import { contentHeight, figureBlock, figureHeight, margins, section, styles } from './blocks';
import { decisionModuleSection } from './decision-modules';
import { earlyOffloadSection } from './early-offload';
import { measuredEnergySection } from './measured-energy';
import { methodsSection } from './methods';
import { decisionSection, differenceSection, loopSection, shareSection, strategySection, targetSection } from './outcome-tables';
import { packFigures } from './pack-figures';
import { besideSection } from './published-beside';
import { dateText, titlePage } from './title';

/** A figure with its drawing. */
export interface DrawnFigure { readonly figure: Figure; readonly svg: string }

export function reportDocument(results: Results, figures: readonly DrawnFigure[], beside: readonly BesideFigure[], language: ReportLanguage): TDocumentDefinitions {
  const { run } = results;
  const { pages: words } = language.words;
  // The figure of accuracies opens the report, those of the loop and of the instrument stand with their tables; the others fill pages of their own.
  const [opening, closing] = ['accuracy', 'composed-in-loop'].map((name) => figures.filter(({ figure }) => figure.name === name));
  const traced = figures.filter(({ figure }) => figure.name === 'energy-windows' || figure.name === 'power-trace');
  const others = figures.filter((one) => ![...opening, ...closing, ...traced].includes(one));
  const pages = packFigures(others.map(({ figure, svg }) => figureHeight(svg, figure.caption)), contentHeight - 50, contentHeight).map((page) => page.map((i) => others[i]));
  const order = [...opening, ...pages.flat(), ...closing, ...traced];
  const drawn = (list: readonly DrawnFigure[]): Content[] => list.map((one) => figureBlock(one.svg, order.indexOf(one) + 1, one.figure.caption, language));
  const edge = { fontSize: 7.5, color: ink.quiet };
  const rule = (y: number): Content => ({ canvas: [{ type: 'line', x1: 0, y1: y, x2: 495, y2: y, lineWidth: 0.5, lineColor: ink.rule }] });
  return {
    pageSize: 'A4', pageMargins: [margins.left, margins.top, margins.right, margins.bottom],
    info: { title: words.report(run.name), subject: words.runOf(run.id), creator: 'HI Studio', producer: 'HI Studio', creationDate: new Date(run.finishedAt), modDate: new Date(run.finishedAt) },
    defaultStyle: { font: fontFamily, fontSize: 9.5, lineHeight: 1.22, color: ink.text }, styles,
    header: () => ({ stack: [{ columns: [{ text: `HI Studio   ·   ${run.name}`, ...edge }, { text: words.run(run.id), alignment: 'right', ...edge }] }, rule(5)], margin: [margins.left, 28, margins.right, 0] }),
    footer: (page: number, all: number) => ({ stack: [rule(0), { columns: [{ text: dateText(run.finishedAt, language), ...edge }, { text: words.page(page, all), alignment: 'right', ...edge }], margin: [0, 5, 0, 0] }], margin: [margins.left, 14, margins.right, 0] }),
    // A heading stays with what follows it.
    pageBreakBefore: (node) => node.headlineLevel !== undefined && node.startPosition.verticalRatio > (node.headlineLevel === 1 ? 0.74 : 0.84),
    content: [
      ...titlePage(results, language), ...drawn(opening), ...targetSection(results, language), ...strategySection(results, language), ...shareSection(results, language), ...differenceSection(results, language), ...earlyOffloadSection(results, language), ...besideSection(results, beside, language), ...decisionSection(results, language), ...decisionModuleSection(results, language),
      ...pages.map((page, p): Content => ({ stack: [...(p === 0 ? [section(words.figures, false)] : []), ...drawn(page)], ...(p === 0 ? { pageBreak: 'before' } : {}) })),
      ...loopSection(results, drawn(closing), language), ...measuredEnergySection(results, drawn(traced), language), ...methodsSection(results, language), ...appendix(results, language),
    ],
  };
}

/** Bytes of the PDF; equal for equal results. Nothing but the fonts is read, nothing is fetched. */
export async function renderPdf(results: Results, figures: readonly DrawnFigure[], beside: readonly BesideFigure[], language: ReportLanguage): Promise<Buffer> {
  pdfmake.setFonts(pdfFonts());
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder()));
  return pdfmake.createPdf(reportDocument(results, figures, beside, language)).getBuffer();
}
