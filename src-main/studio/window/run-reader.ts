/** Finished runs read for a window: results, and the outcomes and policies behind them, kept for the next question. */
import type { ChosenPolicy } from '../../engine/policy-choice';
import type { BoardModelCosts } from '../../engine/measure/timing';
import type { RunRecord, RunStore } from '../../engine/store-ports';
import type { Results } from '../../contract/results';
import { StudioError } from '../../core/errors';
import type { Outcomes } from '../../core/measurements';

const RESULTS_KEPT = 20;
const MEASUREMENTS_KEPT = 4;

/** What one local model did on the report set, and its costs and policies on one board. */
export interface Measurements { readonly outcomes: Outcomes; readonly costs: BoardModelCosts; readonly policies: readonly ChosenPolicy[] }

export interface RunReader {
  /** Errors: run.unknown, run.not-finished, store.* */
  results(id: string): Promise<Results>;
  /** `board` undefined: the first. Errors: as results; run.sample-unknown */
  measurements(id: string, board: string | undefined, model: string): Promise<Measurements>;
  forget(id: string): void;
}

/** A finished run does not change, so what was read stays right. */
export function createRunReader(runs: RunStore): RunReader {
  const results = createShelf<Results>(RESULTS_KEPT);
  const measured = createShelf<Measurements>(MEASUREMENTS_KEPT);
  const read = async <T>(id: string, what: (record: RunRecord) => Promise<T>): Promise<T> => {
    const record = await runs.open(id, 'read');
    try {
      return await what(record);
    } finally {
      await record.close();
    }
  };
  const resultsOf = (id: string): Promise<Results> => results.get(id, id, () => read(id, async (record) => {
    const found = await record.getArtefact('results');
    if (found === null) throw new StudioError('run.not-finished', { id, status: record.manifest.status });
    return found as Results;
  }));
  return {
    results: resultsOf,
    async measurements(id, wanted, model) {
      const known = await resultsOf(id);
      const board = wanted ?? known.boards[0].id;
      if (!known.boards.some((one) => one.id === board)) throw new StudioError('run.sample-unknown', { id, field: 'board', value: board });
      if (!known.models.some((one) => one.id === model && one.role === 'local')) throw new StudioError('run.sample-unknown', { id, field: 'local model', value: model });
      return measured.get(id, [id, board, model].join('\n'), () => read(id, async (record) => {
        const keys = (await record.getArtefact('placed-keys')) as Record<string, string>;
        const sets = (await record.getArtefact('sets')) as { report: number[] };
        const policies = ((await record.getArtefact('policies')) as ChosenPolicy[]).filter((one) => one.variant === null && one.board === board && one.model === model);
        const remote = known.models.find(({ role }) => role === 'remote')?.id ?? null;
        return {
          policies, costs: (await record.costs(board, model)) as BoardModelCosts,
          outcomes: await record.outcomes({ model: keys[model], remote, set: 'report', classes: known.dataset.labels.length, wanted: Int32Array.from(sets.report) }),
        };
      }));
    },
    forget(id) {
      results.drop(id);
      measured.drop(id);
    },
  };
}

/** The last few answers by key; a question that failed is asked again. */
function createShelf<T>(most: number): { get(id: string, key: string, make: () => Promise<T>): Promise<T>; drop(id: string): void } {
  const kept = new Map<string, { readonly id: string; readonly value: Promise<T> }>();
  return {
    get(id, key, make) {
      const found = kept.get(key);
      kept.delete(key);
      const value = found?.value ?? make();
      kept.set(key, { id, value });
      value.catch(() => kept.delete(key));
      for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(old);
      return value;
    },
    drop(id) {
      for (const [key, one] of kept) if (one.id === id) kept.delete(key);
    },
  };
}
