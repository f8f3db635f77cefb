/** The costs choices are made with: what was timed, with noise kept from deciding as far as it can be. */
import type { Costs, Estimate, StageCost } from '../core/measurements';
import { modelled } from '../core/stats';

/** Steps of the lattice in a factor of ten: neighbours are 10 % apart. */
const STEPS = 24;

/**
 * The costs as they are where nothing was timed. Timed figures go to the nearest of a fixed lattice of 10 % steps, and where the exits then do not
 * each cost more than the one before, as they must, the last exit's figure times the share of multiply-accumulates stands in.
 *
 * Why: one branch's EE and EE-HI thresholds do not depend on costs at all, but two branches trade one exit against another, and early offload
 * trades computing against offloading. A choice over a finite set jumps somewhere, whatever one does; on the lattice it jumps only where a
 * timing lies within its noise of the middle between two steps, so that runs with one seed nearly always choose alike. It costs little: a mean
 * cost that is off by 5 % moves an optimum along its flat bottom. Reports keep what was measured.
 */
export function costsForChoice(costs: Costs, facts: readonly { readonly macs: number }[]): Costs {
  const rises = (values: readonly number[]): boolean => values.every((value, k) => k === 0 || value > values[k - 1]);
  const steps = costs.exits.map(onLattice);
  const last = steps[steps.length - 1];
  const scaled = (whole: number, k: number): Estimate => modelled((whole * facts[k].macs) / facts[facts.length - 1].macs, 'share of multiply-accumulates');
  const latencyRises = rises(steps.map(({ latencyMs }) => latencyMs.value));
  const energyRises = rises(steps.map(({ energyMj }, k) => energyMj?.value ?? k));
  const exits = steps.map(({ latencyMs, energyMj }, k) => ({
    latencyMs: latencyRises ? latencyMs : scaled(last.latencyMs.value, k),
    energyMj: energyMj === null || energyRises ? energyMj : scaled(last.energyMj?.value ?? 0, k),
  }));
  return { ...costs, exits, decision: onLattice(costs.decision), offload: onLattice(costs.offload) };
}

function onLattice({ latencyMs, energyMj }: StageCost): StageCost {
  return { latencyMs: nearest(latencyMs), energyMj: energyMj === null ? null : nearest(energyMj) };
}

function nearest(estimate: Estimate): Estimate {
  if (estimate.sd === null || estimate.value <= 0) return estimate;
  return modelled(10 ** (Math.round(STEPS * Math.log10(estimate.value)) / STEPS), `${estimate.source}, to the nearest 10 % step`);
}
