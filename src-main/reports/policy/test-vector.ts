/** What a policy decides on chosen inputs, so that whoever runs it elsewhere can check that it decides alike. */
import { nextStep, scoreOf, type Said, type Step } from '../../core/decision';
import type { Outcomes, Policy } from '../../core/measurements';

/** One call of the policy; `exit` counts from 0. */
export interface VectorRow extends Said { readonly exit: number; readonly step: Step }

const SAMPLES = 24;

/**
 * At every exit the policy meets: the samples whose score lies nearest to a threshold, then samples spread over the set. Real float32 values, so
 * that a device which rounds otherwise is found out where it matters. `last`: the model's own output.
 */
export function testVector(policy: Policy, outcomes: Outcomes, meets: readonly number[]): VectorRow[] {
  const last = outcomes.exits.length - 1;
  return meets.flatMap((exit) => {
    const { top, width, entropy, prediction } = outcomes.exits[exit];
    const module = exit === last ? policy.decision : null;
    const said = (i: number): Said => ({
      p1: top[i * width], p2: width > 1 ? top[i * width + 1] : 0, entropy: entropy[i],
      ...(module?.kind === 'rich' ? { whole: { top: [...top.subarray(i * width, (i + 1) * width)], prediction: prediction[i] } } : {}),
    });
    const thresholds = exit === last ? (module === null || module.kind === 'oracle' ? [] : [module.threshold]) : [policy.thresholds[exit], policy.offloadBelow?.[exit] ?? 0];
    const score = (i: number): number => {
      const { p1, p2, entropy: h, whole } = said(i);
      return scoreOf(exit === last && module !== null ? module : { kind: 'threshold', measure: policy.measure, threshold: 0 }, p1, p2, h, outcomes.classes, whole) ?? 0;
    };
    const scores = Float64Array.from({ length: outcomes.samples }, (_, i) => score(i));
    const near = thresholds.flatMap((threshold) => [...scores.keys()].sort((a, b) => Math.abs(scores[a] - threshold) - Math.abs(scores[b] - threshold)).slice(0, SAMPLES));
    const spread = Array.from({ length: SAMPLES }, (_, s) => Math.floor((s * outcomes.samples) / SAMPLES));
    return [...new Set([...near, ...spread])].filter((i) => i < outcomes.samples).map((i): VectorRow => ({ exit, ...said(i), step: nextStep(policy, exit, last, said(i), outcomes.classes, false) }));
  });
}
