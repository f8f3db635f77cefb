/** A recording's marks: placed, moved, described and taken away, and the integrals between them. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { intervalsOf, type Interval } from '../../chart/stream/marks';
import type { SelectionStatistics, TraceMark } from '../../chart/stream/trace-source';

/** The part of the typed client that marks need; tests give their own. */
export interface MarkQuestions {
  marks(input: { id: string }): Promise<TraceMark[]>;
  mark(input: { recording: string; mark: Omit<TraceMark, 'id'> & { id: string | null } }): Promise<TraceMark>;
  unmark(input: { recording: string; mark: string }): Promise<void>;
  statistics(input: { id: string; from: number; to: number }): Promise<SelectionStatistics>;
}
export interface Integral extends Interval { readonly statistics: SelectionStatistics | null }

export interface TraceMarks {
  readonly all: Readonly<ShallowRef<readonly TraceMark[]>>;
  readonly integrals: Readonly<ShallowRef<readonly Integral[]>>;
  load(): Promise<void>;
  /** Samples; `to` null for a place. */
  place(from: number, to: number | null, text: string): Promise<TraceMark>;
  change(mark: TraceMark, part: Partial<Omit<TraceMark, 'id'>>): Promise<void>;
  /** Resolves to how to bring it back. */
  remove(mark: TraceMark): Promise<() => Promise<void>>;
}

/** For one recording, as long as the scope it was called in lives. */
export function useTraceMarks(captures: MarkQuestions, recording: string): TraceMarks {
  const all = shallowRef<readonly TraceMark[]>([]);
  const integrals = shallowRef<readonly Integral[]>([]);
  /** Samples do not change once they are there: each stretch is asked for once. */
  const known = new Map<string, SelectionStatistics>();
  let alive = true;
  onScopeDispose(() => { alive = false; });
  const keyOf = ({ from, to }: Interval): string => `${from} ${to}`;
  const tell = (): void => { integrals.value = intervalsOf(all.value).map((one) => ({ ...one, statistics: known.get(keyOf(one)) ?? null })); };
  watch(all, () => {
    tell();
    for (const one of intervalsOf(all.value)) {
      if (known.has(keyOf(one)) || one.to <= one.from) continue;
      captures.statistics({ id: recording, from: one.from, to: one.to }).then((statistics) => {
        if (!alive) return;
        // Beyond the newest sample of a running capture nothing is final.
        if (statistics.to >= one.to) known.set(keyOf(one), statistics);
        integrals.value = integrals.value.map((shown) => (keyOf(shown) === keyOf(one) ? { ...shown, statistics } : shown));
      }, (error: unknown) => console.warn('The integral between two markers could not be computed:', error));
    }
  }, { flush: 'sync' });
  const put = (mark: TraceMark): void => { all.value = [...all.value.filter(({ id }) => id !== mark.id), mark].sort((a, b) => a.from - b.from); };
  const save = async (mark: Omit<TraceMark, 'id'> & { id: string | null }): Promise<TraceMark> => {
    const saved = await captures.mark({ recording, mark });
    put(saved);
    return saved;
  };
  return {
    all, integrals,
    load: async () => { all.value = await captures.marks({ id: recording }); },
    place: (from, to, text) => save({ id: null, from: Math.max(0, Math.round(from)), to: to === null ? null : Math.round(to), text, colour: null }),
    async change(mark, part) {
      // Seen at once; put back where the studio refuses.
      put({ ...mark, ...part });
      try {
        await save({ ...mark, ...part });
      } catch (error) {
        put(mark);
        throw error;
      }
    },
    async remove(mark) {
      await captures.unmark({ recording, mark: mark.id });
      all.value = all.value.filter(({ id }) => id !== mark.id);
      return async () => { await save({ ...mark, id: null }); };
    },
  };
}
