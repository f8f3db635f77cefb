/** All threshold combinations at once against one-by-one evaluation of the same question, in one run. */
import { acceptAll, confidence, rightAt } from '../../src-main/core/decision';
import { thresholdTables, type ThresholdTables } from '../../src-main/core/exits';
import type { Costs, DecisionModule, Outcomes } from '../../src-main/core/measurements';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';

const samples = 10_000;
const grid = Float64Array.from({ length: 101 }, (_, i) => (i < 100 ? 0.5 + i / 198 : 1.01));
const decision: DecisionModule = { kind: 'binary-lr', bias: -2, w1: 4, w2: -1, threshold: 0, fittedOn: 'bench' };

/** Every pair of thresholds on its own: one lean pass over the samples each, nothing allocated inside. */
function oneByOne(outcomes: Outcomes, costs: Costs): ThresholdTables {
  const [c1, c2] = [0, 1].map((k) => confidence(outcomes.exits[k], 'max-softmax', outcomes.classes));
  const [a1, a2, last] = outcomes.exits.map((exit) => rightAt(exit.prediction, outcomes.truth));
  const off = acceptAll(decision, outcomes.exits[2], outcomes.truth, outcomes.classes).map((a) => 1 - a);
  const final = last.map((l, i) => (off[i] === 1 ? (outcomes.remote?.[i] === outcomes.truth[i] ? 1 : 0) : l));
  const ms = costs.exits.map((stage) => stage.latencyMs.value);
  const mj = costs.exits.map((stage) => stage.energyMj?.value ?? 0);
  const size = grid.length ** 2;
  const tables = { branches: 2, samples, grid, accuracy: new Float64Array(size), lpiMs: new Float64Array(size), epiMj: new Float64Array(size), offloadShare: new Float64Array(size) };
  for (let g = 0, at = 0; g < grid.length; g++) {
    for (let h = 0; h < grid.length; h++, at++) {
      let right = 0, latency = 0, energy = 0, offloads = 0;
      for (let i = 0; i < samples; i++) {
        if (c1[i] >= grid[g]) { right += a1[i]; latency += ms[0]; energy += mj[0]; }
        else if (c2[i] >= grid[h]) { right += a2[i]; latency += ms[1]; energy += mj[1]; }
        else {
          right += final[i];
          offloads += off[i];
          latency += ms[2] + costs.decision.latencyMs.value + off[i] * costs.offload.latencyMs.value;
          energy += mj[2] + (costs.decision.energyMj?.value ?? 0) + off[i] * (costs.offload.energyMj?.value ?? 0);
        }
      }
      tables.accuracy[at] = right / samples;
      tables.lpiMs[at] = latency / samples;
      tables.epiMj[at] = energy / samples;
      tables.offloadShare[at] = offloads / samples;
    }
  }
  return tables;
}

export async function bench(): Promise<{ title: string; rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }> {
  const outcomes = syntheticOutcomes(1, samples, 2);
  const costs = syntheticCosts(2);
  const fast = (): ThresholdTables => thresholdTables(outcomes, costs, { strategy: 'ee-hi', measure: 'max-softmax', decision, grid });
  const times: number[] = [];
  for (let round = 0; round < 15; round++) {
    const start = performance.now();
    fast();
    times.push(performance.now() - start);
  }
  const start = performance.now();
  const slow = oneByOne(outcomes, costs);
  const slowMs = performance.now() - start;
  const tables = fast();
  const gap = Math.max(...tables.lpiMs.map((v, i) => Math.abs(v - slow.lpiMs[i]) + Math.abs(tables.accuracy[i] - slow.accuracy[i])));
  const fastMs = times.sort((a, b) => a - b)[7];
  const cold = Math.max(...times);
  return {
    title: `Threshold tables: N = ${samples}, K = 2, G = ${grid.length}, four quantities of EE-HI`,
    rows: [
      { name: 'tables, median of 15', value: fastMs, unit: 'ms', limit: '< 50 ms', ok: fastMs < 50 },
      { name: 'tables, slowest of 15', value: cold, unit: 'ms' },
      { name: 'one by one', value: slowMs, unit: 'ms' },
      { name: 'times faster', value: slowMs / fastMs, unit: '×', limit: '≥ 100 ×', ok: slowMs / fastMs >= 100 },
      { name: 'largest difference between the two', value: gap, unit: 'ms', limit: '< 1e-9', ok: gap < 1e-9 },
    ],
  };
}
