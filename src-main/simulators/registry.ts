/** Every simulator that ships, by the name people start it with. */
import { StudioError } from '../core/errors';
import type { InstrumentOptions, SimulatedInstrument } from './instrument';
import { createJoulescope } from './joulescope';
import { createLpm01a } from './lpm01a';
import { createMlperfBoard } from './mlperf-board';
import { createMlperfRelay } from './mlperf-relay';
import { createTcpLink } from './mlperf/link';
import { createPm1000 } from './pm1000';
import { createPpk2 } from './ppk2';
import { createScpiSupply } from './scpi';
import { demoWaveform } from './waveform';

export type SimulatedSupply = Pick<InstrumentOptions, 'waveform' | 'continuous' | 'noise' | 'slowMs'>;
const demo: SimulatedSupply = { waveform: demoWaveform };

export interface Simulator {
  /** Also the driver that talks to it. */
  readonly id: string; readonly name: string;
  /** What the real one has; the other can be asked for too. */
  readonly line: 'terminal' | 'tcp';
  /** Left out, `on` is the board of the demonstration. */
  make(seed: number, send: (bytes: Uint8Array) => void, on?: SimulatedSupply): SimulatedInstrument;
}

export const simulators: readonly Simulator[] = [
  { id: 'ppk2', name: 'Nordic Power Profiler Kit II', line: 'terminal', make: (seed, send, on = demo) => createPpk2({ ...on, seed, send }) },
  { id: 'lpm01a', name: 'ST X-NUCLEO-LPM01A', line: 'terminal', make: (seed, send, on = demo) => createLpm01a({ ...on, seed, send }) },
  { id: 'pm1000', name: 'Voltech PM1000+', line: 'tcp', make: (seed, send, on = demo) => createPm1000({ ...on, seed, send }) },
  { id: 'scpi', name: 'SCPI supply with meter', line: 'tcp', make: (seed, send, on = demo) => createScpiSupply({ ...on, seed, send }) },
  { id: 'joulescope', name: 'Joulescope JS110, behind its pipe', line: 'tcp', make: (seed, send, on = demo) => createJoulescope({ ...on, seed, send }) },
  // Boards: what they draw is told by their own phases, not by a waveform.
  { id: 'mlperf-tiny', name: 'MLPerf Tiny board', line: 'terminal', make: (seed, send, { slowMs, noise } = demo) => createMlperfBoard({ seed, send, slowMs, noise, link: createTcpLink() }) },
  {
    id: 'mlperf-relay', name: 'MLPerf Tiny board in energy mode behind an interface board', line: 'terminal',
    make: (seed, send, { slowMs, noise } = demo) => createMlperfRelay({ send, makeBoard: (toRelay) => createMlperfBoard({ seed, send: toRelay, slowMs, noise, mode: 'energy', link: createTcpLink() }) }),
  },
];

/** Errors: analyzer.unknown-simulator */
export function findSimulator(id: string): Simulator {
  const found = simulators.find((one) => one.id === id);
  if (found === undefined) throw new StudioError('analyzer.unknown-simulator', { simulator: id, known: simulators.map((one) => one.id) });
  return found;
}
