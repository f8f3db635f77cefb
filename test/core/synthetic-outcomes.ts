/** Outcomes with the shape of a run and as many ties as wanted; every number from a seed. */
import type { Costs, ExitOutputs, Outcomes, StageCost } from '../../src-main/core/measurements';
import { createRandom } from '../../src-main/core/random';
import { modelled, summarise } from '../../src-main/core/stats';

/** `levels`: distinct confidences (few: many ties). Right answers grow with confidence and with the exit. */
export function syntheticOutcomes(seed: number, samples: number, branches: number, options: { levels?: number; remote?: boolean; offloadMs?: boolean } = {}): Outcomes {
  const random = createRandom(seed);
  const levels = options.levels ?? 2 ** 20;
  const classes = 10;
  const truth = Uint16Array.from({ length: samples }, () => random.integer(classes));
  const wrong = (t: number): number => (t + 1 + random.integer(classes - 1)) % classes;
  const exits: ExitOutputs[] = Array.from({ length: branches + 1 }, (_, k) => {
    const top = new Float32Array(2 * samples);
    const prediction = new Uint16Array(samples);
    for (let i = 0; i < samples; i++) {
      const p1 = 0.2 + 0.8 * (random.integer(levels) / Math.max(1, levels - 1));
      top[2 * i] = p1;
      top[2 * i + 1] = (1 - p1) * random.next();
      prediction[i] = random.next() < 0.3 + 0.5 * p1 + 0.05 * k ? truth[i] : wrong(truth[i]);
    }
    return { prediction, top, width: 2, entropy: Float32Array.from({ length: samples }, () => random.between(0, Math.log(classes))) };
  });
  return {
    samples, classes, truth, exits, index: Int32Array.from({ length: samples }, (_, i) => i),
    remote: options.remote === false ? null : truth.map((t) => (random.chance(0.95) ? t : wrong(t))),
    offloadMs: options.offloadMs ? Float64Array.from({ length: samples }, () => (random.chance(0.1) ? NaN : random.between(5, 15))) : null,
  };
}

/** Costs that rise with the exit; `measured` gives every latency a spread of 5 % over 30 loops. */
export function syntheticCosts(branches: number, options: { energy?: boolean; measured?: boolean } = {}): Costs {
  const stage = (ms: number): StageCost => ({
    latencyMs: options.measured ? summarise(Float64Array.from({ length: 30 }, (_, i) => ms * (0.95 + (0.1 * i) / 29)), 'measured', '30 loops') : modelled(ms, 'test'),
    energyMj: options.energy === false ? null : modelled(3 * ms + 0.1, 'test'),
  });
  return { exits: Array.from({ length: branches + 1 }, (_, k) => stage(1 + k)), plain: stage(0.9 + branches), decision: stage(0.05), offload: stage(9.7) };
}
