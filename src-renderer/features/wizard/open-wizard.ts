/** The ways into the wizard that put another experiment, or none, in place of the draft: what was there comes back by undo. */
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import type { ExperimentProfile } from '../../../src-main/contract/profiles';
import { studio } from '../../bridge/studio';
import { useDraft } from '../../state/draft';
import { useNotices } from '../../state/notices';
import type { StepId } from './steps';

export interface WizardDoor {
  /** `profile` null: an empty draft. */
  open(profile: ExperimentProfile | null, step?: StepId): Promise<void>;
  /** The experiment of a run, to be changed and run again. */
  repeat(runId: string): Promise<void>;
}

export function useWizardDoor(): WizardDoor {
  const { t } = useI18n();
  const router = useRouter();
  const drafts = useDraft();
  const notices = useNotices();
  async function open(profile: ExperimentProfile | null, step: StepId = 'dataset'): Promise<void> {
    const { begun, draft: before } = drafts;
    if (profile === null) drafts.clear();
    else drafts.load(profile);
    await router.push({ name: 'new', params: { step } });
    if (begun) notices.removed(t(profile === null ? 'wizard.cleared' : 'wizard.replaced'), async () => { drafts.change(before); });
  }
  return {
    open,
    async repeat(runId) {
      try {
        const { experiment } = await studio.run.get({ id: runId });
        await open(experiment as unknown as ExperimentProfile);
      } catch (error) {
        notices.failed(error);
      }
    },
  };
}
