/** The section about energy that an instrument measured: with what, how, both ways, and what makes a reader doubt it. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { BoardEnergy, MeasuredWork } from '../../contract/energy-results';
import type { Results } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { formatCount, formatNumber } from '../../core/figures/number-text';
import { english, type ReportLanguage } from '../language';
import { figureCell, headRight, paragraph, provenanceLegend, right, section, table, topic } from './blocks';

type Estimate = MeasuredWork['integratedMj'];

const cell = (estimate: Estimate): TableCell => figureCell({ value: estimate.value, low: estimate.ci95?.[0] ?? null, high: estimate.ci95?.[1] ?? null, n: estimate.n, provenance: estimate.provenance }, 'mJ');
const percent = (share: number, digits: number): string => `${(100 * share).toFixed(digits)} %`;
/** With what it was measured, how it was set, and the idle board. */
function instrumentText(energy: BoardEnergy, { words: { energy: words }, text }: ReportLanguage): string {
  const { model, serial, firmware, address } = energy.instrument;
  return words.instrument(energy, [model, serial === null ? null : words.serial(serial), firmware, words.at(text(address))].filter((part) => part !== null).join(', '));
}

const left = (text: string): TableCell => ({ text, style: 'cell' });
const microseconds = (ms: number | null | undefined): string => (ms === null || ms === undefined ? '–' : formatNumber(ms * 1000));

function worksTables({ works }: BoardEnergy, { words: { energy: words }, figures }: ReportLanguage): Content[] {
  const nameOfWork = figures.windows.workName;
  return [
    table([words.part, ...[words.calls, words.integrated, words.product, words.differ].map(headRight)], works.map((work): TableCell[] => [
      left(nameOfWork(work.name)), right(`${formatCount(work.windows.from.length)} × ${formatCount(work.inferences)}`), cell(work.integratedMj), cell(work.powerTimesTimeMj), right(work.differenceShare === null ? '–' : percent(work.differenceShare, 2).replace('-', '−')),
    ]), ['*', 62, 112, 112, 46], { margin: [0, 2, 0, 2] }),
    table([words.part, ...[words.coverage, words.missing, words.outliers, words.drift, words.residual].map(headRight)], works.map((work): TableCell[] => [
      left(nameOfWork(work.name)), right(percent(work.coverage, 2)), right(`${formatCount(work.windowsLeftOut)}, ${formatCount(work.windowsMissing)}`), right(formatCount(work.outliers.length)),
      right(work.clockFit === null ? '–' : work.clockFit.driftPpm.toFixed(1).replace('-', '−')), right(microseconds(work.clockFit?.residualMs)),
    ]), ['*', 52, 70, 46, 70, 70], { margin: [0, 2, 0, 4] }),
  ];
}

function outlierText(energy: BoardEnergy, { words: { energy: words }, figures }: ReportLanguage): string[] {
  return energy.works.filter(({ outliers }) => outliers.length > 0).map(({ name, outliers, windows, trace }) => {
    const listed = outliers.slice(0, 6).map((i) => words.outlier({ energy: formatNumber(windows.energyMj[i]), from: Math.round(windows.from[i]), to: Math.round(windows.to[i]) }));
    return words.outliersOf({ name: figures.windows.workName(name), trace, listed, more: Math.max(0, outliers.length - 6) });
  });
}

/** Nothing where no instrument was asked for. `figures`: its pictures, drawn. */
export function measuredEnergySection(results: Results, figures: readonly Content[], language: ReportLanguage = english): Content[] {
  const { words: { energy: words }, text: said } = language;
  const energies = results.energy ?? [];
  if (energies.length === 0) return [];
  const doubts = (energy: BoardEnergy): string[] => [
    ...energy.works.flatMap(({ name, warnings }) => warnings.map(({ text }) => `${language.figures.windows.workName(name)}: ${said(text)}`)), ...energy.gaps.map(({ text }) => said(text)), ...outlierText(energy, language),
  ];
  return [
    section(words.title(energies.every(({ simulated }) => simulated))),
    paragraph(words.text),
    provenanceLegend(language),
    ...energies.map((energy): Content => ({
      stack: [
        topic(`${nameOf(results.boards, energy.board)} · ${nameOf(results.models, energy.model)}`, false), paragraph(instrumentText(energy, language)), ...worksTables(energy, language),
        ...doubts(energy).map((text): Content => ({ text, style: 'fine', margin: [0, 0, 0, 3] })),
      ],
      unbreakable: true,
    })),
    ...figures,
  ];
}
