/** Errors as a window shows them: code, field and sentence, without the file and line of a file nobody sees. */
import type { Problem } from '../../contract/procedures';
import { plainFacts, StudioError, toldCause, type ErrorCode } from '../../core/errors';
import { problemsOf } from '../../store/profiles';

/** Which field of an experiment a problem of the plan is about. */
const fields: Readonly<Partial<Record<ErrorCode, string>>> = {
  'plan.dataset-too-small': 'dataset.report', 'plan.samples-seen': 'dataset.report', 'plan.labels-differ': 'models', 'plan.label-order': 'models', 'plan.shape-differs': 'models', 'plan.threshold-count': 'exits.thresholds',
  'plan.target-impossible': 'targets', 'plan.no-exits': 'strategies', 'plan.decision-weights-unknown': 'decision.name', 'plan.decision-not-on-board': 'decision', 'plan.exclude-each-other': 'decision', 'plan.without-weighted-sum': 'choose.weights', 'plan.analyzer-recording': 'analyzer', 'plan.analyzer-no-supply': 'analyzer', 'plan.analyzer-no-meter': 'analyzer',
};

/** About how one board is measured; the facts name it. */
const ofOneBoard: ReadonlySet<string> = new Set<ErrorCode>(['plan.analyzer-board', 'plan.analyzer-virtual', 'plan.analyzer-simulated', 'plan.analyzer-shared', 'plan.no-board-limit', 'plan.above-board-limit']);

/** Everything behind an error; one entry at least. Anything but a StudioError is thrown again: it is a fault, not a problem. */
export function windowProblems(error: unknown, file = ''): Problem[] {
  if (!(error instanceof StudioError)) throw error;
  if (!error.code.startsWith('profile.')) {
    if (error.others.length > 0) return [new StudioError(error.code, error.facts, { cause: error.cause }), ...error.others].flatMap((one) => windowProblems(one, file));
    const facts = error.facts as { field?: string; board?: string; second?: string };
    const measured = ofOneBoard.has(error.code) ? `analyzer.boards.${facts.board ?? facts.second ?? ''}` : undefined;
    return [{ code: error.code, field: fields[(error as StudioError).code] ?? measured ?? facts.field ?? (error.code.startsWith('dataset.') ? 'dataset.use' : null), sentence: error.message, facts: plainFacts(facts), cause: toldCause(error) }];
  }
  return problemsOf(error).map(({ code, field, sentence, line, facts }) => {
    const shown = withoutPlace(sentence, file, line);
    const plain = facts === undefined ? undefined : plainFacts(facts);
    return { code, field: field === '' ? null : field, sentence: shown, facts: plain !== undefined && shown !== sentence ? { ...plain, file: '' } : plain };
  });
}

function withoutPlace(sentence: string, file: string, line: number): string {
  const place = `${file}:${line}: `;
  if (file === '' || !sentence.startsWith(place)) return sentence;
  const text = sentence.slice(place.length);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Of whatever ended a run. */
export function endingProblem(error: unknown, id: string): Problem {
  if (error instanceof StudioError) return windowProblems(error)[0];
  const what = error instanceof Error ? error.message : String(error);
  return { code: 'fault', field: null, facts: { id, what }, sentence: `A fault in the studio ended run ${id} (${what}); what was measured is kept: continue the run, and report the problem if it happens again.` };
}

/** Of whatever ended work for whose error nobody waits: a fault of ours is told like a problem, so that it ends that work and not the studio. */
export function failedWork(error: unknown): Problem {
  if (error instanceof StudioError) return windowProblems(error)[0];
  const what = error instanceof Error ? error.message : String(error);
  return { code: 'fault.work', field: null, facts: { what }, sentence: `A fault in the studio ended this (${what}); try again, and report the problem if it happens again.` };
}
