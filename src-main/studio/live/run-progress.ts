/** Where a run stands, gathered from its events: what a window needs that opens, or comes back, in the middle. */
import type { RunSnapshot, RunSummary, StageProgress } from '../../contract/procedures';
import type { RunEvent } from '../../contract/events';
import type { PlannedStage } from '../../engine/plan';

const MOST_NOTES = 200;

export interface RunProgress {
  apply(event: RunEvent, time: string): void;
  stages(): StageProgress[];
  notes(): RunSnapshot['notes'];
  /** Share of the estimated time, the stage that goes on, and what is left; seconds are null until a rate is known. */
  active(): Pick<NonNullable<RunSummary['active']>, 'stage' | 'fraction' | 'secondsLeft'>;
  headline: string | null;
  verdict: RunSnapshot['verdict'];
}

export function createRunProgress(planned: readonly PlannedStage[]): RunProgress {
  const stages: StageProgress[] = planned.map(({ id, title, total, seconds }) => ({ id, title, state: 'waiting', detail: '', done: 0, total, seconds, tookSeconds: null, ratePerSecond: null, secondsLeft: null }));
  let notes: RunSnapshot['notes'] = [];
  const change = (id: StageProgress['id'], patch: Partial<StageProgress>): void => {
    const i = stages.findIndex((stage) => stage.id === id);
    if (i >= 0) stages[i] = { ...stages[i], ...patch };
  };
  const progress: RunProgress = {
    headline: null, verdict: null,
    stages: () => stages.map((stage) => ({ ...stage })),
    notes: () => [...notes],
    apply(event, time) {
      switch (event.kind) {
        case 'stage.started': return change(event.stage, { state: 'running', title: event.title, detail: event.detail, total: event.total });
        case 'stage.progressed': return change(event.stage, { state: 'running', detail: event.detail, done: event.done, total: event.total, ratePerSecond: event.ratePerSecond, secondsLeft: event.secondsLeft });
        case 'stage.finished': {
          const total = stages.find(({ id }) => id === event.stage)?.total ?? 0;
          return change(event.stage, { state: 'finished', done: total, secondsLeft: 0, tookSeconds: event.seconds });
        }
        case 'run.noted': notes = [...notes.slice(-(MOST_NOTES - 1)), { time, level: event.level, text: event.text }]; return;
        case 'run.finished': progress.headline = event.headline; progress.verdict = event.verdict; return;
        case 'run.started': case 'run.paused': case 'run.continued': return;
      }
    },
    active() {
      const all = stages.reduce((sum, { seconds }) => sum + seconds, 0);
      const share = ({ state, done, total }: StageProgress): number => (state === 'finished' ? 1 : state === 'running' && total > 0 ? Math.min(1, done / total) : 0);
      const current = stages.find(({ state }) => state === 'running') ?? null;
      const later = stages.filter(({ state }) => state === 'waiting').reduce((sum, { seconds }) => sum + seconds, 0);
      return {
        stage: current?.title ?? null, fraction: all === 0 ? 0 : stages.reduce((sum, stage) => sum + stage.seconds * share(stage), 0) / all,
        secondsLeft: current === null ? null : (current.secondsLeft ?? current.seconds * (1 - share(current))) + later,
      };
    },
  };
  return progress;
}
