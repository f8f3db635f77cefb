/** Energy of an inference or a decision on this computer, from its own energy meter. */
import { StudioError } from '../core/errors';
import type { Estimate } from '../core/measurements';
import { summarise } from '../core/stats';
import type { Clock, EnergyMeter } from '../engine/ports';

/** Windows a stage gets; their spread is the energy's. */
export const windows = 5;

/** Runs `work` and gives the mean power meanwhile in W. Errors: board.energy-counter, also where it stands still. */
export async function meanPower<T>(meter: EnergyMeter, clock: Clock, work: () => Promise<T>): Promise<{ readonly result: T; readonly watts: number }> {
  const startMj = meter.readMj();
  const startMs = clock.ms();
  const result = await work();
  const ms = clock.ms() - startMs;
  const mj = meter.readMj() - startMj;
  if (!(mj > 0 && ms > 0)) throw new StudioError('board.energy-counter', { file: meter.name, why: `it did not move in ${ms.toFixed(0)} ms` });
  return { result, watts: mj / ms };
}

/** E = P t for each window: mean power times the time of one inference (HI 3.4.1). */
export function windowEnergy(meter: EnergyMeter, watts: Float64Array, msEach: Float64Array): Estimate {
  const power = watts.reduce((sum, w) => sum + w, 0) / watts.length;
  return summarise(watts.map((w, i) => w * msEach[i]), meter.provenance, `${watts.length === 1 ? 'one window' : `${watts.length} windows`}, mean power ${power.toFixed(2)} W x time; ${meter.name}`);
}
