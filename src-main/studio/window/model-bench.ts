/** Models as a window looks at them: what they are made of, and how long their parts take here. */
import type { ModelDescription, TimedModel } from '../../contract/procedures';
import type { ModelDesk } from '../model-desk';
import { windowProblems } from './problems';

export interface ModelBench {
  /** Problems as values. */
  describe(id: string, boards: readonly string[]): Promise<ModelDescription>;
  /** Problems as values; rejects where `signal` aborts. */
  times(id: string, signal: AbortSignal | undefined): Promise<TimedModel>;
}

export function createModelBench(desk: ModelDesk): ModelBench {
  return {
    async describe(id, boards) {
      try {
        return { ...(await desk.describeModel(id, boards)), problem: null };
      } catch (error) {
        return { drawing: null, boards: [], problem: windowProblems(error)[0] };
      }
    },
    async times(id, signal) {
      try {
        return { times: await desk.timeModel(id, () => undefined, signal ?? new AbortController().signal), problem: null };
      } catch (error) {
        if (signal?.aborted) throw error;
        return { times: null, problem: windowProblems(error)[0] };
      }
    },
  };
}
