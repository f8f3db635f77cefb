/** The two thresholds a branch of early offload, chosen on the fit set by the criterion that the experiment names (algorithms 6). */
import type { ExperimentProfile } from '../contract/profiles';
import { actionsOf, cheapestThresholds, costOf, mostAccurateThresholds, mostAccurateWithin, type Actions, type TwoThresholds } from '../core/early-offload';
import { withMargin } from '../core/exits';
import type { Costs, DecisionModule, Outcomes } from '../core/measurements';
import { boundsText, criterionText, isAsked, requirementOf, shortfall, uncheckedEnergy } from './exit-choice';

export interface EarlyOffloadChoice { readonly thresholds: readonly number[]; readonly offloadBelow: readonly number[]; readonly chosenBy: string; readonly feasible: boolean | null }
type Binds = Parameters<typeof shortfall>[0];
type Found = { readonly found: TwoThresholds; readonly binds: Binds | null };

/** `target` null: nothing is asked of accuracy, so the most accurate is chosen, as for EE-HI. */
export function chooseEarlyOffload({ exits, choose }: ExperimentProfile, fit: Outcomes, costs: Costs, decision: DecisionModule, target: number | null): EarlyOffloadChoice {
  const branches = fit.exits.length - 1;
  if (exits.thresholds !== undefined) {
    return { thresholds: exits.thresholds, offloadBelow: exits.offload_below ?? exits.thresholds.map(() => 0), chosenBy: 'given in the experiment', feasible: null };
  }
  const actions = (minimise: Parameters<typeof actionsOf>[2]['minimise']): Actions | null => actionsOf(fit, costs, { measure: exits.measure, decision, minimise });
  const [ms, mj] = [actions('latency'), actions('energy')];
  if (ms === null) throw new Error('every board has latencies');
  const requirement = requirementOf({ choose, accuracy: target }, mj !== null);
  const { minimise, lpiMs, epiMj } = requirement;
  const asked = requirement.accuracy === null ? null : withMargin(requirement.accuracy, fit.samples, choose.margin_z);
  const limits = { lowestExit: exits.from, mayOffload: true };
  const bounds = [...(lpiMs === null ? [] : [{ of: ms, most: lpiMs, binds: 'latency' as const }]), ...(epiMj === null || mj === null ? [] : [{ of: mj, most: epiMj, binds: 'energy' as const }])];
  const kept = (one: TwoThresholds): boolean => bounds.every(({ of, most }) => costOf(of, one.exitFrom, one.offloadBelow).cost <= most);
  // Each bound solved alone; one that keeps the other too is best of all that keep both.
  const mostAccurate = (): Found => {
    if (bounds.length === 0) return { found: mostAccurateThresholds(ms, limits), binds: null };
    const alone = bounds.map(({ of, most, binds }) => ({ of, binds, found: mostAccurateWithin(of, most, limits) }));
    const both = alone.flatMap(({ found }) => (found !== null && kept(found) ? [found] : [])).sort((a, b) => b.accuracy - a.accuracy)[0];
    if (both !== undefined) return { found: both, binds: null };
    const binding = alone.find(({ found }) => found === null);
    return binding === undefined ? { found: alone[0].found as TwoThresholds, binds: 'limits' } : { found: cheapest(binding.of, -Infinity) as TwoThresholds, binds: binding.binds };
  };
  const cheapest = (of: Actions, accuracy: number): TwoThresholds | null => {
    // EE-HI's own optimum is one of the rules, so that polishing several branches never ends dearer than it.
    const start = branches > 1 ? cheapestThresholds(of, { ...limits, mayOffload: false, accuracy }) : null;
    return cheapestThresholds(of, { ...limits, accuracy, ...(start === null ? {} : { start }) });
  };
  const cheap = (): Found => {
    const objective = minimise === 'accuracy' ? null : (actions(minimise) ?? ms);
    if (objective === null || asked === null) return mostAccurate();
    const found = cheapest(objective, asked);
    if (found === null) return { found: mostAccurateThresholds(ms, limits), binds: 'accuracy' };
    const within = [found, ...bounds.flatMap(({ of }) => cheapest(of, asked) ?? [])].filter(kept).sort((a, b) => costOf(objective, a.exitFrom, a.offloadBelow).cost - costOf(objective, b.exitFrom, b.offloadBelow).cost)[0];
    if (within !== undefined) return { found: within, binds: null };
    const { found: nearest, binds } = mostAccurate();
    return { found: nearest, binds: binds ?? 'combination' };
  };
  const { found, binds } = cheap();
  const over = `${branches === 1 ? 'every distinct confidence' : binds === 'accuracy' || (minimise === 'accuracy' && bounds.length === 0) ? 'a grid of confidences' : 'a grid of confidences, polished over every distinct one,'} of ${fit.samples} fit samples`;
  const criterion = criterionText(minimise);
  const unchecked = requirement.epiMj === null ? uncheckedEnergy(choose) : '';
  const text = boundsText(requirement, asked);
  const point = { accuracy: found.accuracy, lpiMs: costOf(ms, found.exitFrom, found.offloadBelow).cost, epiMj: mj === null ? null : costOf(mj, found.exitFrom, found.offloadBelow).cost };
  const how = !isAsked(requirement) ? `${criterion} over ${over}` : binds === null ? `${criterion} with ${text} over ${over}` : `no thresholds reach ${text} over ${over}; ${shortfall(binds, point, requirement, asked)}`;
  return { thresholds: found.exitFrom, offloadBelow: found.offloadBelow, chosenBy: how + unchecked, feasible: unchecked !== '' ? false : isAsked(requirement) ? binds === null : null };
}
