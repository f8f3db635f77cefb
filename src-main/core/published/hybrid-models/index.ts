/** Claims of the Hybrid Models poster: its tables against each other, and the one ratio of the authors' code. */
import { asStated, number, substitute, truth, type Claim, type Inputs, type Outcome } from '../claim';
import { add, divide, exactly, isLess, reductionPercent, scale, subtract, type Rounded } from '../rounded';

export const sizes = ['48m', '143m', '215m'] as const;
export type HybridSize = (typeof sizes)[number];
export const coverages = [90, 70] as const;

const answered = (size: HybridSize, coverage: number): string => `P3.abstain.${size}.cov${coverage}`;

const printedTwice: readonly Claim[] = sizes.map((size) => ({
  id: `P3.base.${size}.accuracy`, topic: 'Printed twice', text: `Accuracy of the base model with ${size.toUpperCase()} multiply-accumulates: third table beside the first.`,
  readings: [asStated('first table', (inputs) => number(inputs.number(`P1.base.${size}.accuracy`)))],
}));

/** coverage · selective accuracy = share of all samples that are answered and right; the base model is right on no more. */
export const rightAndAnswered = (inputs: Inputs, size: HybridSize, coverage: number): Rounded => scale(inputs.number(answered(size, coverage)), coverage / 100);

/**
 * Accuracy of the cloud on the samples it is asked, percent: (system − coverage · selective) / (1 − coverage).
 * The selective accuracy is that of the abstaining model, which may be another router.
 */
export const cloudOnQueried = (inputs: Inputs, size: HybridSize, coverage: (typeof coverages)[number]): Rounded =>
  divide(subtract(inputs.number(`P1.hybrid.${size}.cov${coverage}`), rightAndAnswered(inputs, size, coverage)), exactly(1 - coverage / 100));

/** Gain of the hybrid router over the entropy rule, points. */
export const gainOverEntropy = (inputs: Inputs, size: HybridSize, coverage: (typeof coverages)[number]): Rounded => subtract(inputs.number(`P1.hybrid.${size}.cov${coverage}`), inputs.number(`P1.entropy.${size}.cov${coverage}`));

/** The selective accuracy a base model would have if every abstention hit a wrong answer, percent. */
const bestSelective = (inputs: Inputs, size: HybridSize, coverage: number): Rounded => {
  const share = divide(inputs.number(`P3.base.${size}.accuracy`), exactly(coverage / 100));
  return { value: Math.min(100, share.value), low: Math.min(100, share.low), high: Math.min(100, share.high) };
};

export const selectiveWithinReach = (inputs: Inputs, size: HybridSize, coverage: number): Outcome => {
  const [claimed, best] = [inputs.number(answered(size, coverage)), bestSelective(inputs, size, coverage)];
  const impossible = isLess(best, claimed);
  return truth(impossible === null ? null : !impossible, claimed.value <= best.value);
};

const latency = (lessMs: number): ((inputs: Inputs) => Outcome) => (inputs) => {
  inputs.number(`P2.hybrid.${lessMs}ms`);
  inputs.number('P2.remote.2000ms');
  return number(reductionPercent(exactly(lessMs), exactly(2000)));
};

/** Least latency at which the hybrid is no less accurate than the cloud, else missing. */
const withoutLoss = (inputs: Inputs): Outcome => {
  const remote = inputs.number('P2.remote.2000ms');
  const best = Math.max(...[1000, 1400, 1600].map((ms) => inputs.number(`P2.hybrid.${ms}ms`).value));
  const enough = [1000, 1400, 1600].find((ms) => inputs.number(`P2.hybrid.${ms}ms`).high >= remote.low);
  return number(reductionPercent(exactly(enough ?? inputs.missing(`a hybrid row as accurate as the cloud (${remote.value} %); the best has ${best} %`)), exactly(2000)));
};

/** Latency at which a straight line between the hybrid's rows, or on from its last two, reaches the cloud's accuracy. */
const onALine = (inputs: Inputs): Outcome => {
  const at = (ms: number): Rounded => inputs.number(`P2.hybrid.${ms}ms`);
  const slope = scale(subtract(at(1600), at(1400)), 1 / 200);
  const ms = add(exactly(1600), divide(subtract(inputs.number('P2.remote.2000ms'), at(1600)), slope));
  return number(reductionPercent(ms, exactly(2000)));
};

export const hybridModelsClaims: readonly Claim[] = [
  {
    id: 'code.claim.latency_reduction', topic: 'Latency', text: 'A hybrid on a microcontroller has this much less latency than the cloud without excess loss (page of the authors’ code).',
    readings: [
      asStated('100 (1 − t / 2000 ms), t the least latency at which the hybrid is as accurate as the cloud', withoutLoss),
      substitute('0.4 points below the cloud count as no loss (1600 ms)', '100 (1 − 1600 / 2000)', latency(1600)),
      substitute('2.2 points below the cloud count as no loss (1400 ms)', '100 (1 − 1400 / 2000)', latency(1400)),
      substitute('the hybrid’s accuracy goes on in a straight line beyond 1600 ms', 'line through 1400 and 1600 ms up to 79.9 %', onALine),
    ],
  },
  ...printedTwice,
];
