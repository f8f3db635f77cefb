/** One question to the studio as reactive state: value, problem, busy, and asking again. */
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { problemOf, type ShownProblem } from './problem';

export interface Asked<T> {
  readonly value: Readonly<ShallowRef<T | null>>;
  readonly problem: Readonly<ShallowRef<ShownProblem | null>>;
  readonly busy: Readonly<Ref<boolean>>;
  /** Asks (again); the value of before stays until the new one is there. Late answers to older questions are dropped. */
  ask(): Promise<void>;
}

export function useAsked<T>(question: () => Promise<T>, at: 'once' | 'later' = 'once'): Asked<T> {
  const value = shallowRef<T | null>(null);
  const problem = shallowRef<ShownProblem | null>(null);
  const busy = ref(false);
  let latest = 0;
  const ask = async (): Promise<void> => {
    const mine = ++latest;
    busy.value = true;
    try {
      const answer = await question();
      if (mine !== latest) return;
      value.value = answer;
      problem.value = null;
    } catch (error) {
      if (mine === latest) problem.value = problemOf(error);
    } finally {
      if (mine === latest) busy.value = false;
    }
  };
  onScopeDispose(() => { latest = -1; }, true);
  if (at === 'once') void ask();
  return { value, problem, busy, ask };
}
