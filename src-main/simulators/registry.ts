/** Every simulator that ships, by the name people start it with. */
import { StudioError } from '../core/errors';
import type { SimulatedInstrument } from './instrument';
import { createLpm01a } from './lpm01a';
import { createPm1000 } from './pm1000';
import { createPpk2 } from './ppk2';
import { createScpiSupply } from './scpi';
import { demoWaveform } from './waveform';

export interface Simulator {
  /** Also the driver that talks to it. */
  readonly id: string; readonly name: string;
  /** What the real one has; the other can be asked for too. */
  readonly line: 'terminal' | 'tcp';
  make(seed: number, send: (bytes: Uint8Array) => void): SimulatedInstrument;
}

export const simulators: readonly Simulator[] = [
  { id: 'ppk2', name: 'Nordic Power Profiler Kit II', line: 'terminal', make: (seed, send) => createPpk2({ seed, waveform: demoWaveform, send }) },
  { id: 'lpm01a', name: 'ST X-NUCLEO-LPM01A', line: 'terminal', make: (seed, send) => createLpm01a({ seed, waveform: demoWaveform, send }) },
  { id: 'pm1000', name: 'Voltech PM1000+', line: 'tcp', make: (seed, send) => createPm1000({ seed, waveform: demoWaveform, send }) },
  { id: 'scpi', name: 'SCPI supply with meter', line: 'tcp', make: (seed, send) => createScpiSupply({ seed, waveform: demoWaveform, send }) },
];

/** Errors: analyzer.unknown-simulator */
export function findSimulator(id: string): Simulator {
  const found = simulators.find((one) => one.id === id);
  if (found === undefined) throw new StudioError('analyzer.unknown-simulator', { simulator: id, known: simulators.map((one) => one.id) });
  return found;
}
