/** The section about energy that an instrument measured: with what, how, both ways, and what makes a reader doubt it. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { BoardEnergy, MeasuredWork } from '../../contract/energy-results';
import type { Results } from '../../contract/results';
import { nameOf } from '../../core/figures/figure-source';
import { formatCount, formatNumber } from '../../core/figures/number-text';
import { figureCell, headRight, paragraph, provenanceLegend, right, section, table, topic } from './blocks';

type Estimate = MeasuredWork['integratedMj'];

const cell = (estimate: Estimate): TableCell => figureCell({ value: estimate.value, low: estimate.ci95?.[0] ?? null, high: estimate.ci95?.[1] ?? null, n: estimate.n, provenance: estimate.provenance }, 'mJ');
const percent = (share: number, digits: number): string => `${(100 * share).toFixed(digits)} %`;
const windowSources = { edges: 'edges of a digital line', timestamps: 'time stamps of the board', uart: 'lines that the board printed' } as const;

function instrumentText(energy: BoardEnergy): string {
  const { instrument, settings, idle, simulated } = energy;
  const who = [instrument.model, instrument.serial === null ? null : `serial ${instrument.serial}`, instrument.firmware, `at ${instrument.address}`].filter((part) => part !== null).join(', ');
  const supply = settings.mode === 'source' ? `It powered the board${settings.voltageV === null ? '' : ` with ${settings.voltageV} V`}` : `The board had its own supply${settings.voltageV === null ? '' : ` of ${settings.voltageV} V`}`;
  const rest = idle === null ? 'Idle power was not measured.' : `Idle power: ${formatNumber(idle.powerMw.value)} mW over ${formatNumber(idle.seconds)} s, ${idle.subtracted ? 'subtracted from every energy' : 'included in every energy, as in the HI paper'}.`;
  return `${simulated ? 'Simulated: neither this board nor this instrument exists, and nothing here was measured. ' : ''}Instrument: ${who}. ${supply} and took ${formatCount(settings.rateHz)} samples a second. Windows come from ${windowSources[settings.windowsFrom]}. ${rest}`;
}

const left = (text: string): TableCell => ({ text, style: 'cell' });
const microseconds = (ms: number | null | undefined): string => (ms === null || ms === undefined ? '–' : formatNumber(ms * 1000));

function worksTables({ works }: BoardEnergy): Content[] {
  return [
    table(['Part', headRight('Windows × calls'), headRight('Trace integrated (mJ)'), headRight('Power × time (mJ)'), headRight('Differ by')], works.map((work): TableCell[] => [
      left(work.name), right(`${formatCount(work.windows.from.length)} × ${formatCount(work.inferences)}`), cell(work.integratedMj), cell(work.powerTimesTimeMj), right(work.differenceShare === null ? '–' : percent(work.differenceShare, 2).replace('-', '−')),
    ]), ['*', 62, 112, 112, 46], { margin: [0, 2, 0, 2] }),
    table(['Part', headRight('Coverage'), headRight('Left out, not found'), headRight('Outliers'), headRight('Clock drift (ppm)'), headRight('Fit residual (µs)')], works.map((work): TableCell[] => [
      left(work.name), right(percent(work.coverage, 2)), right(`${formatCount(work.windowsLeftOut)}, ${formatCount(work.windowsMissing)}`), right(formatCount(work.outliers.length)),
      right(work.clockFit === null ? '–' : work.clockFit.driftPpm.toFixed(1).replace('-', '−')), right(microseconds(work.clockFit?.residualMs)),
    ]), ['*', 52, 70, 46, 70, 70], { margin: [0, 2, 0, 4] }),
  ];
}

function outlierText(energy: BoardEnergy): string[] {
  return energy.works.filter(({ outliers }) => outliers.length > 0).map(({ name, outliers, windows, trace }) => {
    const listed = outliers.slice(0, 6).map((i) => `${formatNumber(windows.energyMj[i])} mJ at samples ${Math.round(windows.from[i])} to ${Math.round(windows.to[i])}`);
    return `Outliers of ${name} in ${trace}: ${listed.join('; ')}${outliers.length > 6 ? `; ${outliers.length - 6} more in energy.csv` : ''}.`;
  });
}

/** Nothing where no instrument was asked for. `figures`: its pictures, drawn. */
export function measuredEnergySection(results: Results, figures: readonly Content[]): Content[] {
  const energies = results.energy ?? [];
  if (energies.length === 0) return [];
  const doubts = (energy: BoardEnergy): string[] => [
    ...energy.works.flatMap(({ name, warnings }) => warnings.map(({ text }) => `${name}: ${text}`)), ...energy.gaps.map(({ text }) => text), ...outlierText(energy),
  ];
  return [
    section(energies.every(({ simulated }) => simulated) ? 'Measured energy (simulated)' : 'Measured energy'),
    paragraph('Energy of one inference, decision or offload from the power trace of the board, both ways: each window integrated, and mean power times mean latency as in the HI paper. Lost samples are neither zero nor interpolated: a window with less than 99.9 % of its samples is left out. Intervals hold the spread between windows, the fit of the clocks and the idle power. The first column of energies is what the strategies are composed of.'),
    provenanceLegend(),
    ...energies.map((energy): Content => ({
      stack: [
        topic(`${nameOf(results.boards, energy.board)} · ${nameOf(results.models, energy.model)}`, false), paragraph(instrumentText(energy)), ...worksTables(energy),
        ...doubts(energy).map((text): Content => ({ text, style: 'fine', margin: [0, 0, 0, 3] })),
      ],
      unbreakable: true,
    })),
    ...figures,
  ];
}
