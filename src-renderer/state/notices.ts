/** Short messages at the edge of the window: done, not done and why, removed with a way back. */
import { useToast } from '@nuxt/ui/composables';
import { useI18n } from 'vue-i18n';
import { problemOf } from '../bridge/problem';
import { useProblemText } from './problem-text';

export interface Notices {
  done(title: string, description?: string): void;
  /** Any caught error; the sentence of the catalogue, or of the window. */
  failed(error: unknown): void;
  /** Something was removed: `undo` brings it back. */
  removed(title: string, undo: () => Promise<void>): void;
}

export function useNotices(): Notices {
  const toast = useToast();
  const { t } = useI18n();
  const textOf = useProblemText();
  const failed = (error: unknown): void => {
    const { title, next } = textOf(problemOf(error));
    toast.add({ title, description: next, color: 'error', icon: 'i-lucide-circle-alert', duration: 12_000 });
  };
  return {
    failed,
    done: (title, description) => { toast.add({ title, description, color: 'success', icon: 'i-lucide-circle-check', duration: 4_000 }); },
    removed(title, undo) {
      const shown = toast.add({
        title, color: 'neutral', icon: 'i-lucide-trash-2', duration: 10_000,
        actions: [{
          label: t('shell.undo'), color: 'primary', variant: 'soft', size: 'sm',
          onClick: () => {
            toast.remove(shown.id);
            undo().catch(failed);
          },
        }],
      });
    },
  };
}
