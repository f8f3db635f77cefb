/** Turns "done of total" into rate and time left, and tells it at most ten times a second. */
import type { RunEvent, StageId } from '../contract/events';
import type { Clock } from './ports';

const TELL_EVERY_MS = 100;

export interface StageProgress {
  /** `done` counts from the stage's start, what an earlier session had done included. */
  to(done: number, detail?: string): void;
  finish(): void;
}

/** `already` units were done before this session; they count as done but not towards the rate. */
export function startStage(stage: StageId, title: string, total: number, already: number, clock: Clock, tell: (event: RunEvent) => void): StageProgress {
  const start = clock.ms();
  let told = -Infinity;
  let detailNow = '';
  tell({ kind: 'stage.started', stage, title, detail: '', total });
  return {
    to(done, detail = detailNow) {
      detailNow = detail;
      const now = clock.ms();
      if (now - told < TELL_EVERY_MS && done < total) return;
      told = now;
      const fresh = done - already;
      const rate = fresh > 0 && now > start ? (fresh * 1000) / (now - start) : null;
      tell({ kind: 'stage.progressed', stage, detail, done, total, ratePerSecond: rate, secondsLeft: rate === null ? null : (total - done) / rate });
    },
    finish() {
      tell({ kind: 'stage.finished', stage, seconds: (clock.ms() - start) / 1000 });
    },
  };
}
