/** The five steps, which fields of an experiment each one asks for, and when one may go on. */
import type { Draft } from '../../state/draft';

export type StepId = 'dataset' | 'device' | 'model' | 'exits' | 'targets';
export interface Step { readonly id: StepId; readonly icon: string; readonly fields: readonly string[]; readonly complete: (draft: Draft) => boolean }

export const steps: readonly Step[] = [
  { id: 'dataset', icon: 'i-lucide-images', fields: ['dataset', 'seed'], complete: ({ dataset, fit, report }) => dataset !== '' && fit >= 50 && report >= 50 },
  { id: 'device', icon: 'i-lucide-cpu', fields: ['boards', 'link', 'server', 'analyzer'], complete: ({ boards, server }) => boards.length > 0 && server !== '' },
  { id: 'model', icon: 'i-lucide-network', fields: ['models', 'remote'], complete: ({ models, remote }) => models.length > 0 && remote !== '' },
  { id: 'exits', icon: 'i-lucide-split', fields: ['exits', 'strategies', 'decision', 'compare_decisions', 'choose', 'in_the_loop'], complete: () => true },
  { id: 'targets', icon: 'i-lucide-target', fields: ['targets', 'name', 'id', 'timing', 'bootstrap', 'summary'], complete: ({ targets }) => targets.length > 0 },
];

/** The step where a problem's field is mended; problems without a field belong to the last. */
export function stepOf(field: string | null): StepId {
  const head = field?.split(/[.[]/)[0] ?? '';
  return steps.find(({ fields }) => fields.includes(head))?.id ?? 'targets';
}
