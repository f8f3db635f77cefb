/** Exit thresholds of EE and EE-HI by the criterion that the experiment names, and the sentence that says how (algorithms 5.3). */
import type { ExperimentProfile } from '../contract/profiles';
import { searchThresholds, type SearchMethod, type ThresholdPick, type ThresholdRequirement } from '../core/exits';
import { formatNumber } from '../core/figures/number-text';
import type { Costs, DecisionModule, Outcomes } from '../core/measurements';

export interface ExitChoice { readonly thresholds: readonly number[]; readonly chosenBy: string; readonly feasible: boolean | null }
/** What a choice asks of the fit set; `accuracy` null: nothing. */
export interface Asked { readonly choose: ExperimentProfile['choose']; readonly accuracy: number | null }

export const percent = (fraction: number): string => `${(fraction * 100).toFixed(1)} %`;

/** Without an energy to minimise, latency stands in, and its bound is left out. Where no accuracy is asked for, the most accurate is chosen. */
export function requirementOf({ choose, accuracy }: Asked, energyKnown: boolean, marginZ = choose.margin_z): ThresholdRequirement {
  const { minimise, weights, lpi_at_most_ms, epi_at_most_mj } = choose;
  const best = (): ThresholdRequirement['minimise'] => {
    if (minimise === 'error' || accuracy === null) return 'accuracy';
    if (minimise === 'latency' || !energyKnown) return 'latency';
    return minimise === 'energy' ? 'energy' : { perMs: weights?.per_ms ?? 1, perMj: weights?.per_mj ?? 1 };
  };
  return { accuracy: minimise === 'error' ? null : accuracy, lpiMs: lpi_at_most_ms ?? null, epiMj: energyKnown ? (epi_at_most_mj ?? null) : null, minimise: best(), marginZ };
}

export function chooseExits(strategy: 'ee' | 'ee-hi', { exits, choose }: Pick<ExperimentProfile, 'exits' | 'choose'>, fit: Outcomes, costs: Costs, decision: DecisionModule | null, accuracy: number | null, marginZ = choose.margin_z): ExitChoice {
  if (exits.thresholds !== undefined) return { thresholds: exits.thresholds, chosenBy: 'given in the experiment', feasible: null };
  const { measure, from, grid } = exits;
  const { pick, method, requirement } = searchThresholds(fit, costs, { strategy, measure, decision, from, grid }, (energyKnown) => requirementOf({ choose, accuracy }, energyKnown, marginZ));
  const over = `${searched[method]} of ${fit.samples} fit samples`;
  const unchecked = requirement.epiMj === null ? uncheckedEnergy(choose) : '';
  return { thresholds: [...(pick.feasible ? pick.point : pick.nearest).thresholds], chosenBy: sentence(pick, requirement, over) + unchecked, feasible: unchecked !== '' ? false : isAsked(requirement) ? pick.feasible : null };
}

/** Empty where no energy bound was left out. */
export const uncheckedEnergy = ({ epi_at_most_mj: bound }: ExperimentProfile['choose']): string => (bound === undefined ? '' : `; EPI ≤ ${formatNumber(bound)} mJ could not be checked, for the energy of this board is unknown`);

const searched: Readonly<Record<SearchMethod, string>> = {
  exact: 'every distinct confidence', mixed: 'a grid at the first branch and every distinct confidence at the second', grid: 'the threshold grid', refined: 'a threshold grid, refined around its best,',
};

export const isAsked = ({ accuracy, lpiMs, epiMj }: ThresholdRequirement): boolean => accuracy !== null || lpiMs !== null || epiMj !== null;

/** “least latency”, “highest accuracy”, “least 1 × LPI + 0.5 × EPI”. */
export function criterionText(minimise: ThresholdRequirement['minimise']): string {
  if (typeof minimise === 'object') return `least ${minimise.perMs} × LPI + ${minimise.perMj} × EPI`;
  return minimise === 'accuracy' ? 'highest accuracy' : `least ${minimise}`;
}

/** “accuracy ≥ 80.0 % (with the safety margin 81.2 %) and LPI ≤ 5 ms”; `asked` includes the margin. */
export function boundsText({ accuracy, lpiMs, epiMj }: Pick<ThresholdRequirement, 'accuracy' | 'lpiMs' | 'epiMj'>, asked: number | null): string {
  return [
    ...(accuracy === null || asked === null ? [] : [`accuracy ≥ ${asked > accuracy ? `${percent(accuracy)} (with the safety margin ${percent(asked)})` : percent(accuracy)}`]),
    ...(lpiMs === null ? [] : [`LPI ≤ ${formatNumber(lpiMs)} ms`]), ...(epiMj === null ? [] : [`EPI ≤ ${formatNumber(epiMj)} mJ`]),
  ].join(' and ');
}

/** What comes nearest, and by how much it misses the bound that binds. */
export function shortfall(binds: Exclude<ThresholdPick, { feasible: true }>['binds'], nearest: { readonly accuracy: number; readonly lpiMs: number; readonly epiMj: number | null }, { lpiMs, epiMj }: Pick<ThresholdRequirement, 'lpiMs' | 'epiMj'>, asked: number | null): string {
  const points = (missing: number): string => `${(missing * 100).toFixed(1)} points short`;
  switch (binds) {
    case 'accuracy': return `the most accurate, ${percent(nearest.accuracy)} and ${points((asked ?? 0) - nearest.accuracy)}, stands in`;
    case 'latency': return `the fastest, ${formatNumber(nearest.lpiMs)} ms and ${formatNumber(nearest.lpiMs - (lpiMs ?? 0))} ms too slow, stands in`;
    case 'energy': return `the most frugal, ${formatNumber(nearest.epiMj ?? 0)} mJ and ${formatNumber((nearest.epiMj ?? 0) - (epiMj ?? 0))} mJ too much, stands in`;
    case 'energy-unknown': return 'the energy of this board is unknown; the fastest stands in';
    case 'limits': return `LPI and EPI can be kept apart but not both; the most frugal within the latency, ${formatNumber(nearest.epiMj ?? 0)} mJ and ${formatNumber((nearest.epiMj ?? 0) - (epiMj ?? 0))} mJ too much, stands in`;
    case 'combination': return `each can be kept alone but not all; the most accurate within the limits, ${percent(nearest.accuracy)} and ${points((asked ?? 0) - nearest.accuracy)}, stands in`;
  }
}

function sentence(pick: ThresholdPick, requirement: ThresholdRequirement, over: string): string {
  const criterion = criterionText(requirement.minimise);
  if (!isAsked(requirement)) return `${criterion} over ${over}`;
  const bounds = boundsText(requirement, pick.asked);
  return pick.feasible ? `${criterion} with ${bounds} over ${over}` : `no thresholds reach ${bounds} over ${over}; ${shortfall(pick.binds, pick.nearest, requirement, pick.asked)}`;
}
