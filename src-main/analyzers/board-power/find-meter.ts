/** What this machine can measure of its own energy: the processor's counter, else sensors on its supply. */
import type { EnergyMeter } from '../../engine/ports';
import { findRapl } from '../rapl';
import { findRailSensors } from './hwmon';
import { findPmic } from './pmic';
import { sampledMeter } from './sampled-meter';
import { findTegrastats } from './tegrastats';

/** `reason`: why there is no meter, and what would mend it. */
export type MeterSearch = { readonly meter: EnergyMeter; readonly reason: null } | { readonly meter: null; readonly reason: string };

/** `now`: monotonic ms. Starts a program only on boards that have one, so it is quick anywhere else. */
export function findBoardMeter(now: () => number): MeterSearch {
  const rapl = findRapl();
  if (rapl.meter !== null) return rapl;
  const arm = process.platform === 'linux' && process.arch.startsWith('arm');
  const source = process.platform !== 'linux' ? null : findRailSensors(now) ?? (arm ? findPmic(now) ?? findTegrastats(now) : null);
  return source === null ? rapl : { meter: sampledMeter(source, now), reason: null };
}
