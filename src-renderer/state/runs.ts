/** All runs, kept up to date for as long as the window is open. */
import { defineStore } from 'pinia';
import { computed, effectScope, ref, shallowRef } from 'vue';
import type { RunSummary } from '../../src-main/contract/procedures';
import { follow } from '../bridge/follow';
import { problemOf, type ShownProblem } from '../bridge/problem';
import { studio } from '../bridge/studio';

export const useRuns = defineStore('runs', () => {
  const all = shallowRef<readonly RunSummary[]>([]);
  const known = ref(false);
  const problem = shallowRef<ShownProblem | null>(null);
  const scope = effectScope(true);
  let started = false;

  async function ask(): Promise<void> {
    try {
      all.value = await studio.run.list();
      known.value = true;
      problem.value = null;
    } catch (error) {
      problem.value = problemOf(error);
    }
  }

  /** Every call after the first does nothing. */
  function start(): void {
    if (started) return;
    started = true;
    scope.run(() => follow({ open: (signal) => studio.run.changes(undefined, { signal }), onEvent: () => { void ask(); }, onBreak: (error) => { problem.value = known.value ? null : problemOf(error); return true; } }));
  }

  return { all, known, problem, ask, start, active: computed(() => all.value.filter((run) => run.active !== null)), byId: (id: string) => all.value.find((run) => run.id === id) };
});
