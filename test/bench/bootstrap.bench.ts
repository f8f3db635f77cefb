/** The bootstrap of all five strategies in its worker, and how long the main thread was held up meanwhile. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { compareContenders, composed, composeSamples } from '../../src-main/core/compose';
import { strategies, type Policy } from '../../src-main/core/measurements';
import { bootstrapInWorker } from '../../src-main/engine/calculation';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';

const samples = 10_000;
const resamples = 2000;

export async function bench(): Promise<{ title: string; rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }> {
  const costs = syntheticCosts(1, { measured: true });
  const policies = strategies.map((strategy): Policy => ({ strategy, measure: 'max-softmax', thresholds: [0.85], decision: { kind: 'threshold', measure: 'max-softmax', threshold: 0.6 } }));
  const pairs = [{ of: 2, versus: 0 }, { of: 2, versus: 1 }, { of: 4, versus: 2 }];
  const rows = [];
  for (const [name, offloadMs] of [['every offload at its mean', false], ['every offload with its own time', true]] as const) {
    const outcomes = syntheticOutcomes(1, samples, 1, { offloadMs });
    const { request } = compareContenders(policies.map((policy) => composed(composeSamples(outcomes, costs, policy), costs, policy)), pairs, 1, resamples);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const times: number[] = [];
    delay.enable();
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      await bootstrapInWorker(request);
      times.push(performance.now() - start);
    }
    delay.disable();
    const median = times.sort((a, b) => a - b)[1];
    rows.push({ name: `${name}, worker start included, median of 3`, value: median, unit: 'ms', limit: '< 1000 ms', ok: median < 1000 });
    rows.push({ name: `${name}: longest wait of the main thread`, value: delay.max / 1e6, unit: 'ms', limit: '< 100 ms', ok: delay.max / 1e6 < 100 });
  }
  return { title: `Bootstrap: ${resamples} resamples of ${samples} samples, five strategies × four quantities, three pairs`, rows };
}
