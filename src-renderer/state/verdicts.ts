/** Verdicts of finished runs, asked one by one when a list shows them, and remembered: a finished run does not change. */
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import type { Results } from '../../src-main/contract/results';
import { studio } from '../bridge/studio';

export type Verdict = Results['verdict']['status'];

export const useVerdicts = defineStore('verdicts', () => {
  const known = reactive<Record<string, Verdict>>({});
  let queue: Promise<void> = Promise.resolve();
  const asked = new Set<string>();

  /** One at a time, so that a list of runs does not hold up what the person does next. */
  function ask(id: string): void {
    if (asked.has(id)) return;
    asked.add(id);
    queue = queue.then(async () => {
      try {
        known[id] = (await studio.run.results({ id })).verdict.status;
      } catch (error) {
        asked.delete(id);
        console.warn(`The verdict of run ${id} could not be read:`, error);
      }
    });
  }
  return { known, ask };
});
