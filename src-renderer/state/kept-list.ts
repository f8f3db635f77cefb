/** A list of the studio's that a window keeps: asked for anew whenever the studio says that it changed. */
import { effectScope, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { follow } from '../bridge/follow';
import { problemOf, type ShownProblem } from '../bridge/problem';

export interface KeptList<T> {
  readonly all: ShallowRef<readonly T[]>;
  /** Whether an answer has come yet. */
  readonly known: Ref<boolean>;
  readonly problem: ShallowRef<ShownProblem | null>;
  ask(): Promise<void>;
  /** Every call after the first does nothing. */
  start(): void;
}

/** list: what stands now; changes: an event for each change, whatever it says. */
export function keepList<T>(list: () => Promise<readonly T[]>, changes: (signal: AbortSignal) => Promise<AsyncIterable<unknown>>): KeptList<T> {
  const all = shallowRef<readonly T[]>([]);
  const known = ref(false);
  const problem = shallowRef<ShownProblem | null>(null);
  const scope = effectScope(true);
  let started = false;

  async function ask(): Promise<void> {
    try {
      all.value = await list();
      known.value = true;
      problem.value = null;
    } catch (error) {
      problem.value = problemOf(error);
    }
  }
  function start(): void {
    if (started) return;
    started = true;
    scope.run(() => follow({ open: changes, onEvent: () => { void ask(); }, onBreak: (error) => { problem.value = known.value ? null : problemOf(error); return true; } }));
  }
  return { all, known, problem, ask, start };
}
