/** The rows of samples.csv from a finished run's record, set by set and model by model. */
import type { Results } from '../contract/results';
import { composeSamples } from '../core/compose';
import { acceptAll, confidenceOf } from '../core/decision';
import type { Outcomes } from '../core/measurements';
import type { ChosenPolicy } from '../engine/policy-choice';
import type { BoardModelCosts } from '../engine/measure/timing';
import type { RunRecord } from '../engine/store-ports';
import type { SampleExit, SampleRow } from '../reports';

const BATCH = 1000;

/** The first board's policies decide the paths. */
export async function* sampleRows(record: RunRecord, results: Results): AsyncGenerator<SampleRow[]> {
  const sets = (await record.getArtefact('sets')) as Record<SampleRow['set'], number[]>;
  const policies = ((await record.getArtefact('policies')) as ChosenPolicy[]).filter(({ variant, board }) => variant === null && board === results.boards[0].id);
  const remote = results.models.find(({ role }) => role === 'remote')?.id ?? null;
  const keys = (await record.getArtefact('placed-keys')) as Record<string, string>;
  for (const set of ['fit', 'report'] as const) {
    for (const { id: model } of results.models.filter(({ role }) => role === 'local')) {
      const outcomes = await record.outcomes({ model: keys[model], remote, set, classes: results.dataset.labels.length, wanted: Int32Array.from(sets[set]) });
      const costs = (await record.costs(results.boards[0].id, model)) as BoardModelCosts;
      yield* rowsOf(outcomes, costs, policies.filter((one) => one.model === model), set, model, results.dataset.labels);
    }
  }
}

function* rowsOf(outcomes: Outcomes, costs: BoardModelCosts, policies: readonly ChosenPolicy[], set: SampleRow['set'], model: string, labels: readonly string[]): Generator<SampleRow[]> {
  const last = outcomes.exits.length - 1;
  const decision = policies.find(({ policy }) => policy.decision !== null)?.policy.decision ?? null;
  const accept = decision === null ? null : acceptAll(decision, outcomes.exits[last], outcomes.truth, outcomes.classes);
  const measure = policies[0]?.policy.measure ?? 'max-softmax';
  const composed = policies.map(({ policy }) => ({ strategy: policy.strategy, ...composeSamples(outcomes, costs, policy) }));
  const exitOf = (k: number, i: number): SampleExit => {
    const { prediction, top, width, entropy } = outcomes.exits[k];
    const p1 = top[i * width];
    const p2 = width > 1 ? top[i * width + 1] : 0;
    return { prediction: prediction[i], p1, p2, confidence: confidenceOf(measure, p1, p2, entropy[i], outcomes.classes) };
  };
  for (let at = 0; at < outcomes.samples; at += BATCH) {
    yield Array.from({ length: Math.min(BATCH, outcomes.samples - at) }, (_, j): SampleRow => {
      const i = at + j;
      const offloadMs = outcomes.offloadMs?.[i] ?? Number.NaN;
      return {
        set, index: outcomes.index[i], truth: outcomes.truth[i], label: labels[outcomes.truth[i]], model,
        exits: outcomes.exits.map((_exit, k) => exitOf(k, i)),
        accepted: accept === null ? null : accept[i] === 1,
        remote: outcomes.remote?.[i] ?? null, offloadMs: Number.isNaN(offloadMs) ? null : offloadMs,
        paths: Object.fromEntries(composed.map(({ strategy, offloaded, exit }) => [strategy, offloaded[i] === 1 ? (exit[i] === last || strategy === 'remote' ? 'offload' : `offload-${exit[i] + 1}`) : exit[i] === last ? 'device' : `exit-${exit[i] + 1}`])),
      };
    });
  }
}
