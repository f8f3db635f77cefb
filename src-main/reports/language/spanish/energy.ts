/** Spanish of the section about energy that an instrument measured. */
import type { BoardEnergy } from '../../../contract/energy-results';
import { formatCount, formatNumber } from '../../../core/figures/number-text';
import type { energy as english } from '../english/energy';

const windowSources: Readonly<Record<BoardEnergy['settings']['windowsFrom'], string>> = { edges: 'los flancos de una línea digital', timestamps: 'las marcas de tiempo de la placa', uart: 'las líneas que escribió la placa' };

function instrument({ settings, idle, simulated }: BoardEnergy, who: string): string {
  const supply = settings.mode === 'source' ? `Alimentó la placa${settings.voltageV === null ? '' : ` con ${settings.voltageV} V`}` : `La placa tenía su propia alimentación${settings.voltageV === null ? '' : ` de ${settings.voltageV} V`}`;
  const rest = idle === null ? 'La potencia en reposo no se midió.' : `Potencia en reposo: ${formatNumber(idle.powerMw.value)} mW durante ${formatNumber(idle.seconds)} s, ${idle.subtracted ? 'restada de cada energía' : 'incluida en cada energía, como en el artículo de HI'}.`;
  return `${simulated ? 'Simulado: ni esta placa ni este instrumento existen, y aquí no se midió nada. ' : ''}Instrumento: ${who}. ${supply} y se tomaron ${formatCount(settings.rateHz)} muestras por segundo. Las ventanas salen de ${windowSources[settings.windowsFrom]}. ${rest}`;
}

export const energy: typeof english = {
  title: (simulated) => (simulated ? 'Energía medida (simulada)' : 'Energía medida'),
  text: 'Energía de una inferencia, decisión o descarga según la traza de potencia de la placa, de dos formas: cada ventana integrada, y potencia media por latencia media como en el artículo de HI. Las muestras perdidas no son cero ni se interpolan: se descarta una ventana con menos del 99.9 % de sus muestras. Los intervalos incluyen la dispersión entre ventanas, el ajuste de los relojes y la potencia en reposo. De la primera columna de energías se componen las estrategias.',
  instrument, serial: (serial) => `serie ${serial}`, at: (address) => `en ${address}`,
  part: 'Parte', calls: 'Ventanas × llamadas', integrated: 'Traza integrada (mJ)', product: 'Potencia × tiempo (mJ)', differ: 'Difieren',
  coverage: 'Cobertura', missing: 'Descartadas, no halladas', outliers: 'Atípicas', drift: 'Deriva del reloj (ppm)', residual: 'Residuo del ajuste (µs)',
  outlier: (f) => `${f.energy} mJ en las muestras ${f.from} a ${f.to}`,
  outliersOf: (f) => `Ventanas atípicas de ${f.name} en ${f.trace}: ${f.listed.join('; ')}${f.more > 0 ? `; ${f.more} más en energy.csv` : ''}.`,
};
