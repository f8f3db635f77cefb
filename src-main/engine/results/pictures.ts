/** The parts of the results that are drawn sample by sample or class by class: scatter, risk–coverage, per class. */
import type { Results } from '../../contract/results';
import { acceptAll, calibrationError, confidence, riskCoverage, rightAt } from '../../core/decision';
import type { DecisionModule, Outcomes } from '../../core/measurements';
import { createRandom } from '../../core/random';
import type { Candidate } from './candidates';

const SCATTER_POINTS = 1200;

/** p1 against p2 of a seeded draw of samples, right or wrong, accepted or not, with the LR line where the module is one. */
export function decisionScatter(model: string, outcomes: Outcomes, decision: DecisionModule, text: string, seed: number): Results['scatter'][number] {
  const last = outcomes.exits[outcomes.exits.length - 1];
  const accept = acceptAll(decision, last, outcomes.truth, outcomes.classes);
  const right = rightAt(last.prediction, outcomes.truth);
  const random = createRandom(seed);
  const points: [number, number, boolean, boolean][] = [];
  for (let i = 0; i < outcomes.samples && points.length < SCATTER_POINTS; i++) {
    // Selection sampling (Knuth 3.4.2 S): every subset of this size is equally likely.
    if (random.next() * (outcomes.samples - i) >= SCATTER_POINTS - points.length) continue;
    points.push([last.top[i * last.width], last.width > 1 ? last.top[i * last.width + 1] : 0, right[i] === 1, accept[i] === 1]);
  }
  const boundary = decision.kind === 'binary-lr' ? { bias: decision.bias, w1: decision.w1, w2: decision.w2, threshold: decision.threshold } : null;
  return { model, points, boundary, text };
}

export function riskCurve(model: string, outcomes: Outcomes): Results['riskCoverage'] {
  const last = outcomes.exits[outcomes.exits.length - 1];
  const score = confidence(last, 'max-softmax', outcomes.classes);
  const right = rightAt(last.prediction, outcomes.truth);
  const curve = riskCoverage(score, right);
  if (curve === null) return [];
  return [{ model, score: 'max-softmax', points: curve.points.map(([coverage, risk]) => [coverage, risk] as [number, number]), aurc: curve.aurc, eAurc: curve.eAurc, ece: calibrationError(score, right) ?? 0 }];
}

export function perClass(model: string, labels: readonly string[], truth: Uint16Array, candidates: readonly Candidate[]): Results['perClass'] {
  return labels.map((label, c) => {
    let n = 0;
    for (const y of truth) if (y === c) n++;
    const accuracy: Record<string, number | null> = {};
    for (const { chosen, vectors } of candidates) {
      let right = 0;
      for (let i = 0; i < truth.length; i++) if (truth[i] === c) right += vectors.right[i];
      accuracy[chosen.policy.strategy] = n === 0 ? null : right / n;
    }
    return { label, n, model, accuracy };
  });
}
