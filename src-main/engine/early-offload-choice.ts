/** The two thresholds a branch of early offload, chosen on the fit set (algorithms 6). */
import type { ExperimentProfile } from '../contract/profiles';
import { actionsOf, cheapestThresholds, mostAccurateThresholds, type Actions, type TwoThresholds } from '../core/early-offload';
import { withMargin } from '../core/exits';
import type { Costs, DecisionModule, Outcomes } from '../core/measurements';

export interface EarlyOffloadChoice { readonly thresholds: readonly number[]; readonly offloadBelow: readonly number[]; readonly chosenBy: string; readonly feasible: boolean | null }

/** `target` null: nothing is asked of accuracy, so the most accurate is chosen, as for EE-HI. */
export function chooseEarlyOffload({ exits, choose }: ExperimentProfile, fit: Outcomes, costs: Costs, decision: DecisionModule, target: number | null): EarlyOffloadChoice {
  const branches = fit.exits.length - 1;
  if (exits.thresholds !== undefined) {
    return { thresholds: exits.thresholds, offloadBelow: exits.offload_below ?? exits.thresholds.map(() => 0), chosenBy: 'given in the experiment', feasible: null };
  }
  const { actions, minimised } = fitActions(exits.measure, fit, costs, decision, choose.minimise);
  const limits = { lowestExit: exits.from, mayOffload: true };
  const over = `${branches === 1 ? 'every distinct confidence' : 'a grid of confidences'} of ${fit.samples} fit samples`;
  const polished = branches === 1 ? over : `a grid of confidences, polished over every distinct one, of ${fit.samples} fit samples`;
  const chosen = (found: TwoThresholds, chosenBy: string, feasible: boolean | null): EarlyOffloadChoice => ({ thresholds: found.exitFrom, offloadBelow: found.offloadBelow, chosenBy, feasible });
  if (target === null) return chosen(mostAccurateThresholds(actions, limits), `highest accuracy over ${over}`, null);
  const asked = withMargin(target, fit.samples, choose.margin_z);
  const text = asked > target ? `${percent(target)} (with the safety margin ${percent(asked)})` : percent(target);
  // EE-HI's own optimum is one of the rules, so that polishing several branches never ends dearer than it.
  const start = branches > 1 ? cheapestThresholds(actions, { ...limits, mayOffload: false, accuracy: asked }) : null;
  const found = cheapestThresholds(actions, { ...limits, accuracy: asked, ...(start === null ? {} : { start }) });
  return found === null
    ? chosen(mostAccurateThresholds(actions, limits), `no thresholds reach accuracy ≥ ${text} over ${over}; the most accurate stand in`, false)
    : chosen(found, `least ${minimised} with accuracy ≥ ${text} over ${polished}`, true);
}

/** Without an energy to minimise latency stands in; `minimised` says which was used. */
function fitActions(measure: ExperimentProfile['exits']['measure'], fit: Outcomes, costs: Costs, decision: DecisionModule, minimise: 'latency' | 'energy'): { actions: Actions; minimised: 'latency' | 'energy' } {
  const wanted = actionsOf(fit, costs, { measure, decision, minimise });
  if (wanted !== null) return { actions: wanted, minimised: minimise };
  const actions = actionsOf(fit, costs, { measure, decision, minimise: 'latency' });
  if (actions === null) throw new Error('every board has latencies');
  return { actions, minimised: 'latency' };
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(1)} %`;
