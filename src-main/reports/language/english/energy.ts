/** English of the section about energy that an instrument measured. */
import type { BoardEnergy } from '../../../contract/energy-results';
import { formatCount, formatNumber } from '../../../core/figures/number-text';

const windowSources: Readonly<Record<BoardEnergy['settings']['windowsFrom'], string>> = { edges: 'edges of a digital line', timestamps: 'time stamps of the board', uart: 'lines that the board printed' };

/** `who`: model, serial number, firmware and address, as far as they are known. */
function instrument({ settings, idle, simulated }: BoardEnergy, who: string): string {
  const supply = settings.mode === 'source' ? `It powered the board${settings.voltageV === null ? '' : ` with ${settings.voltageV} V`}` : `The board had its own supply${settings.voltageV === null ? '' : ` of ${settings.voltageV} V`}`;
  const rest = idle === null ? 'Idle power was not measured.' : `Idle power: ${formatNumber(idle.powerMw.value)} mW over ${formatNumber(idle.seconds)} s, ${idle.subtracted ? 'subtracted from every energy' : 'included in every energy, as in the HI paper'}.`;
  return `${simulated ? 'Simulated: neither this board nor this instrument exists, and nothing here was measured. ' : ''}Instrument: ${who}. ${supply} and took ${formatCount(settings.rateHz)} samples a second. Windows come from ${windowSources[settings.windowsFrom]}. ${rest}`;
}

export const energy = {
  title: (simulated: boolean): string => (simulated ? 'Measured energy (simulated)' : 'Measured energy'),
  text: 'Energy of one inference, decision or offload from the power trace of the board, both ways: each window integrated, and mean power times mean latency as in the HI paper. Lost samples are neither zero nor interpolated: a window with less than 99.9 % of its samples is left out. Intervals hold the spread between windows, the fit of the clocks and the idle power. The first column of energies is what the strategies are composed of.',
  instrument, serial: (serial: string): string => `serial ${serial}`, at: (address: string): string => `at ${address}`,
  part: 'Part', calls: 'Windows × calls', integrated: 'Trace integrated (mJ)', product: 'Power × time (mJ)', differ: 'Differ by',
  coverage: 'Coverage', missing: 'Left out, not found', outliers: 'Outliers', drift: 'Clock drift (ppm)', residual: 'Fit residual (µs)',
  outlier: (f: { energy: string; from: number; to: number }): string => `${f.energy} mJ at samples ${f.from} to ${f.to}`,
  outliersOf: (f: { name: string; trace: string; listed: readonly string[]; more: number }): string => `Outliers of ${f.name} in ${f.trace}: ${f.listed.join('; ')}${f.more > 0 ? `; ${f.more} more in energy.csv` : ''}.`,
};
