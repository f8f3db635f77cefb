/** A threshold learnt while the device works: exponential weights over experts, who hear of an error only when a sample is offloaded (algorithms 2.10). */
import type { Random } from '../random';

export interface ExpertOptions {
  /** Cost of an offload against 1 for a wrong accepted answer, 0..1. */
  readonly beta: number;
  /** Learning rate, and the chance to offload although the experts accept. From `expertRates` where the number of rounds is known. */
  readonly eta: number;
  readonly epsilon: number;
  /** Share of the weights that is spread evenly in every round, for data that drifts; 0 for none. */
  readonly mix?: number;
}

export interface Experts {
  /** (n) threshold of each expert: offload where score < threshold. */
  readonly thresholds: Float64Array;
  /** (n) logarithms of their weights, the largest 0. */
  readonly logWeights: Float64Array;
}

export interface Decided { readonly offload: boolean; /** Probability with which an error would be seen. */ readonly seen: number }

/** n - 1 even thresholds from 0, which accepts everything, then one above every score, which offloads everything. n >= 2. */
export function startExperts(n: number): Experts {
  return { thresholds: Float64Array.from({ length: n }, (_, i) => (i === n - 1 ? 1.01 : i / Math.max(1, n - 2))), logWeights: new Float64Array(n) };
}

/** eps = (ln n / (2 beta^2 T))^(1/3), at most 1; eta = sqrt(2 eps ln n / T). beta = 0: offload always, eps = 1. */
export function expertRates(n: number, rounds: number, beta: number): Pick<ExpertOptions, 'eta' | 'epsilon'> {
  const epsilon = beta === 0 ? 1 : Math.min(1, Math.cbrt(Math.log(n) / (2 * beta * beta * rounds)));
  return { epsilon, eta: Math.sqrt((2 * epsilon * Math.log(n)) / rounds) };
}

/** Regret to the best fixed threshold, in expectation: eps beta T + eta T / (2 eps) + ln n / eta. */
export function expertRegretBound(n: number, rounds: number, { beta, eta, epsilon }: ExpertOptions): number {
  return epsilon * beta * rounds + (eta * rounds) / (2 * epsilon) + Math.log(n) / eta;
}

/** q = weight of the experts that would offload; offload with probability q, else explore with epsilon: seen with o = q + (1 - q) eps. */
export function decideByExperts({ thresholds, logWeights }: Experts, score: number, { epsilon }: ExpertOptions, random: Random): Decided {
  let all = 0;
  let offloading = 0;
  for (let i = 0; i < thresholds.length; i++) {
    const weight = Math.exp(logWeights[i]);
    all += weight;
    if (score < thresholds[i]) offloading += weight;
  }
  const q = offloading / all;
  return { offload: random.chance(q) || random.chance(epsilon), seen: q + (1 - q) * epsilon };
}

/**
 * Moves the weights in place: loss_i = beta where expert i offloads, else Yhat = Y / seen where the sample was offloaded, 0 where not.
 * `wrong`: the local answer was wrong, by the server's word (whose errors bias it); read only where `offload`. O(n).
 */
export function learnFromRound({ thresholds, logWeights }: Experts, score: number, { offload, seen }: Decided, wrong: boolean, { beta, eta, mix = 0 }: ExpertOptions): void {
  const estimate = offload && wrong ? 1 / seen : 0;
  let highest = -Infinity;
  for (let i = 0; i < logWeights.length; i++) {
    logWeights[i] -= eta * (score < thresholds[i] ? beta : estimate);
    highest = Math.max(highest, logWeights[i]);
  }
  for (let i = 0; i < logWeights.length; i++) logWeights[i] -= highest;
  if (mix === 0) return;
  const all = logWeights.reduce((sum, value) => sum + Math.exp(value), 0);
  for (let i = 0; i < logWeights.length; i++) logWeights[i] = Math.log((1 - mix) * Math.exp(logWeights[i]) + (mix * all) / logWeights.length);
}
