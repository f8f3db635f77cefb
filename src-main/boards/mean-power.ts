/** Energy from a mean power and a time: modelled, because the power is a profile's or a table's. */
import type { BoardProfile, Sourced } from '../contract/profiles';
import type { Estimate } from '../core/measurements';
import { modelled } from '../core/stats';

/** W x ms = mJ; null where the power is unknown. */
export function powerTimes(power: Sourced | undefined, time: Estimate): Estimate | null {
  return power === undefined ? null : modelled(power.value * time.value, `${power.value.toPrecision(3)} W (${power.source}) x ${time.provenance} time`);
}

/** Mean power while offloading in W: e_off / t_off of the known offload nearest in bytes, else the profile's power. */
export function offloadPower(profile: BoardProfile, bytes: number): Sourced | undefined {
  const known = (profile.offload ?? []).filter((entry) => entry.energy_mj !== undefined && entry.latency_ms.value > 0);
  if (known.length === 0) return profile.power?.offload_w;
  const distance = (entry: { bytes: number }): number => Math.abs(Math.log(entry.bytes / bytes));
  const nearest = known.reduce((best, entry) => (distance(entry) < distance(best) ? entry : best));
  return { value: nearest.energy_mj!.value / nearest.latency_ms.value, provenance: 'modelled', source: `mean power of ${nearest.latency_ms.source}` };
}
