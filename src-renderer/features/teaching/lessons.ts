/** The guided demos: what each step says is in the language files under `teaching`, what it shows is named here. */

/** `measure`: the run itself, live; the others are parts of its results. */
export type LessonPanel = 'measure' | 'accuracy' | 'wrong' | 'offloaded' | 'scatter' | 'strategies' | 'thresholds' | 'exit-shares' | 'what-if' | 'latency';
export interface Lesson { readonly id: 'tiny' | 'offload' | 'exits'; readonly icon: string; readonly steps: readonly LessonPanel[] }

export const lessons: readonly Lesson[] = [
  { id: 'tiny', icon: 'i-lucide-cpu', steps: ['measure', 'accuracy', 'wrong', 'latency'] },
  { id: 'offload', icon: 'i-lucide-cloud-upload', steps: ['measure', 'scatter', 'offloaded', 'strategies', 'what-if'] },
  { id: 'exits', icon: 'i-lucide-log-out', steps: ['measure', 'exit-shares', 'thresholds', 'strategies'] },
];

/** Every lesson shows the same run, so that a class sees the same samples on every screen. */
export const lessonExperiment = 'demo';
export const lessonSeed = 1;
