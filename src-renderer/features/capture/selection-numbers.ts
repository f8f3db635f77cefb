/** The statistics of what is selected, or else of what is in view, asked anew when either changes, and now and then while a capture grows. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { createNewestAsked } from '../../chart/stream/newest-asked';
import type { SelectionStatistics } from '../../chart/stream/trace-source';
import type { TraceStage } from '../../chart/stream/trace-stage';

export interface SelectionNumbers {
  readonly statistics: Readonly<ShallowRef<SelectionStatistics | null>>;
  /** What the numbers are about. */
  readonly of: Readonly<ShallowRef<'selection' | 'view'>>;
  readonly problem: Readonly<ShallowRef<unknown>>;
}

/** Samples [from, to) of a stretch of time, cut to what there is; a selection holds at least the sample it touches. */
export function samplesOf(span: { readonly from: number; readonly to: number }, rateHz: number, end: number): { readonly from: number; readonly to: number } {
  const from = Math.min(Math.max(0, Math.round(span.from * rateHz)), Math.max(0, end - 1));
  return { from, to: Math.min(end, Math.max(from + 1, Math.round(span.to * rateHz))) };
}

/** Seconds as they are typed, with a point or a comma; null where that is no number. */
export function typedSeconds(text: string): number | null {
  const seconds = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(seconds) ? null : seconds;
}

export function useSelectionNumbers(stage: TraceStage): SelectionNumbers {
  const statistics = shallowRef<SelectionStatistics | null>(null);
  const of = shallowRef<'selection' | 'view'>('view');
  const problem = shallowRef<unknown>(null);
  interface Question { readonly from: number; readonly to: number; readonly of: 'selection' | 'view' }
  const asked = createNewestAsked<Question, SelectionStatistics>(({ from, to }) => stage.source.statistics(from, to), (answer, question) => {
    statistics.value = answer;
    of.value = question.of;
    problem.value = null;
  }, (error) => {
    problem.value = error;
    last = '';
  });
  let last = '';
  watch([stage.selection, stage.shown], ([selection, { view }]) => {
    const { endS, rateHz } = stage.reach();
    if (endS === 0) return;
    const question = { ...samplesOf(selection ?? view, rateHz, Math.round(endS * rateHz)), of: selection === null ? 'view' as const : 'selection' as const };
    const key = `${question.from} ${question.to} ${question.of}`;
    if (key === last) return;
    last = key;
    asked.want(question);
  }, { immediate: true });
  onScopeDispose(() => asked.stop());
  return { statistics, of, problem };
}
