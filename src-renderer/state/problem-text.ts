/** A problem in words: what happened, and what to do next where the window knows better than the studio; of several problems, how many, then every one on a line. */
import { useI18n } from 'vue-i18n';
import type { ShownProblem } from '../bridge/problem';
import { shownErrorText } from '../locale/studio-words';

export function useProblemText(): (problem: ShownProblem) => { readonly title: string; readonly next: string } {
  const { t } = useI18n();
  return (problem) => {
    const { code, sentence, problems } = problem;
    if (code === 'window.not-connected') return { title: t('problem.notConnected'), next: t('problem.notConnectedNext') };
    if (code === 'window.unexpected') return { title: t('problem.unexpected', { what: sentence }), next: t('problem.unexpectedNext') };
    if (problems.length > 1) return { title: t('library.problems', problems.length), next: shownErrorText(problem) };
    return { title: shownErrorText(problem), next: '' };
  };
}
