/** Recordings and captures that go on, kept up to date from their first use on. */
import { defineStore } from 'pinia';
import { effectScope, ref, shallowRef } from 'vue';
import type { RecordingFacts } from '../../src-main/contract/procedures';
import { follow } from '../bridge/follow';
import { problemOf, type ShownProblem } from '../bridge/problem';
import { studio } from '../bridge/studio';

export const useRecordings = defineStore('recordings', () => {
  const all = shallowRef<readonly RecordingFacts[]>([]);
  const known = ref(false);
  const problem = shallowRef<ShownProblem | null>(null);
  const scope = effectScope(true);
  let started = false;

  async function ask(): Promise<void> {
    try {
      all.value = await studio.captures.recordings();
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
    scope.run(() => follow({ open: (signal) => studio.captures.changes(undefined, { signal }), onEvent: () => { void ask(); }, onBreak: (error) => { problem.value = known.value ? null : problemOf(error); return true; } }));
  }
  return { all, known, problem, ask, start };
});
