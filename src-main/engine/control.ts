/** Pause, resume and cancel of one run: work asks `gate` between steps and stops there. */
import { StudioError } from '../core/errors';

export interface RunControl {
  readonly signal: AbortSignal;
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Resolves when work may go on; waits while paused. Errors: run.cancelled */
  gate(): Promise<void>;
}

export function createRunControl(runId: string, onChange: (state: 'paused' | 'continued') => void): RunControl {
  const abort = new AbortController();
  let waiting: (() => void)[] = [];
  let paused = false;
  const release = (): void => {
    const released = waiting;
    waiting = [];
    for (const go of released) go();
  };
  return {
    signal: abort.signal,
    get paused() {
      return paused;
    },
    pause() {
      if (paused || abort.signal.aborted) return;
      paused = true;
      onChange('paused');
    },
    resume() {
      if (!paused) return;
      paused = false;
      onChange('continued');
      release();
    },
    cancel() {
      abort.abort(new StudioError('run.cancelled', { id: runId }));
      release();
    },
    async gate() {
      if (paused && !abort.signal.aborted) await new Promise<void>((go) => waiting.push(go));
      abort.signal.throwIfAborted();
    },
  };
}
