/** What the studio says about the draft while it is edited: problems by step, stages and the time they will take. */
import { watchDebounced } from '@vueuse/core';
import { computed, type ComputedRef, type Ref } from 'vue';
import type { ExperimentPlan, Problem } from '../../../src-main/contract/procedures';
import { useAsked } from '../../bridge/ask';
import type { ShownProblem } from '../../bridge/problem';
import { studio } from '../../bridge/studio';
import { useDataFolders } from '../../state/data-folders';
import { experimentOf, type Draft } from '../../state/draft';
import { stepOf, steps, type StepId } from './steps';

export interface DraftPlan {
  /** Null until every step was answered. */
  readonly plan: ComputedRef<ExperimentPlan | null>;
  readonly busy: Readonly<Ref<boolean>>;
  readonly failure: Readonly<Ref<ShownProblem | null>>;
  readonly problems: ComputedRef<Readonly<Record<StepId, readonly Problem[]>>>;
  readonly ready: ComputedRef<boolean>;
  ask(): Promise<void>;
}

const pauseMs = 350;

export function useDraftPlan(draft: Ref<Draft>): DraftPlan {
  const folders = useDataFolders();
  const answered = computed(() => steps.every(({ complete }) => complete(draft.value)));
  const asked = useAsked(() => studio.experiment.plan({ profile: experimentOf(draft.value), dataFolder: folders.of(draft.value.dataset) }), 'later');
  watchDebounced([draft, () => folders.folders], () => {
    if (answered.value) void asked.ask();
  }, { debounce: pauseMs, deep: true, immediate: true });

  const plan = computed(() => (answered.value ? asked.value.value : null));
  const problems = computed(() => {
    const found: Record<StepId, Problem[]> = { dataset: [], device: [], model: [], exits: [], targets: [] };
    for (const problem of plan.value?.problems ?? []) found[stepOf(problem.field)].push(problem);
    return found;
  });
  return { plan, ask: asked.ask, busy: asked.busy, failure: asked.problem, problems, ready: computed(() => plan.value !== null && plan.value.problems.length === 0 && plan.value.seconds !== null && !asked.busy.value) };
}
