/** What the live view knows of a run, kept from its events alone, so that a snapshot after a reload puts everything right again. */
import type { RunSnapshot, StageProgress, WindowEvent } from '../../../src-main/contract/procedures';

export interface RunNote { readonly time: string; readonly level: 'info' | 'warning' | 'error'; readonly text: string }
export interface RunState {
  readonly known: boolean;
  readonly name: string;
  readonly state: RunSnapshot['state'];
  readonly stages: readonly StageProgress[];
  readonly notes: readonly RunNote[];
  readonly headline: string | null;
  readonly verdict: RunSnapshot['verdict'];
  readonly problem: RunSnapshot['problem'];
}

export const unknownRun: RunState = { known: false, name: '', state: 'waiting', stages: [], notes: [], headline: null, verdict: null, problem: null };

/** More than this is of no use on screen; the whole log is in the record. */
const mostNotes = 500;

/** `now`: ISO 8601 time that a note gets which comes without one. */
export function afterEvent(before: RunState, event: WindowEvent, now: string): RunState {
  const stage = (id: StageProgress['id'], change: Partial<StageProgress>): RunState => ({ ...before, stages: before.stages.map((one) => (one.id === id ? { ...one, ...change } : one)) });
  switch (event.kind) {
    case 'run.snapshot': {
      const { name, state, stages, notes, headline, verdict, problem } = event;
      return { known: true, name, state, stages, notes, headline, verdict, problem };
    }
    case 'run.started':
      // A run can be paused before it has begun; it then begins held.
      return { ...before, known: true, name: event.name, state: before.state === 'paused' ? 'paused' : 'running', problem: null, stages: event.stages.map((one) => ({ ...one, state: 'waiting', detail: '', done: 0, tookSeconds: null, ratePerSecond: null, secondsLeft: null })) };
    case 'stage.started': return stage(event.stage, { state: 'running', title: event.title, detail: event.detail, total: event.total, done: 0 });
    case 'stage.progressed': return stage(event.stage, { state: 'running', detail: event.detail, done: event.done, total: event.total, ratePerSecond: event.ratePerSecond, secondsLeft: event.secondsLeft });
    case 'stage.finished': return { ...before, stages: before.stages.map((one) => (one.id === event.stage ? { ...one, state: 'finished', done: one.total, tookSeconds: event.seconds, secondsLeft: 0 } : one)) };
    case 'run.paused': return { ...before, state: 'paused' };
    case 'run.continued': return { ...before, state: 'running' };
    case 'run.noted': return { ...before, notes: [...before.notes, { time: now, level: event.level, text: event.text }].slice(-mostNotes) };
    case 'run.finished': return { ...before, state: 'finished', headline: event.headline, verdict: event.verdict };
    case 'run.ended': return { ...before, state: event.status, problem: event.problem };
  }
}

/** The last thing that went wrong, in English as it was noted; null where nothing did. */
export function lastError(notes: readonly RunNote[]): string | null {
  return notes.findLast(({ level }) => level === 'error')?.text ?? null;
}

/** Share of the estimated time that is over, 0..1, by the stages' own estimates; null without stages. */
export function fractionOf(stages: readonly StageProgress[]): number | null {
  const all = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  if (all <= 0) return null;
  return stages.reduce((sum, one) => sum + one.seconds * (one.state === 'finished' ? 1 : one.total > 0 ? Math.min(1, one.done / one.total) : 0), 0) / all;
}

/** Seconds until the end: what the running stage says, and the estimates of those that wait. Null while nothing is known. */
export function secondsLeftOf(stages: readonly StageProgress[]): number | null {
  const running = stages.find((one) => one.state === 'running');
  if (running === undefined) return null;
  const own = running.secondsLeft ?? running.seconds * (running.total > 0 ? 1 - running.done / running.total : 1);
  return own + stages.filter((one) => one.state === 'waiting').reduce((sum, { seconds }) => sum + seconds, 0);
}
