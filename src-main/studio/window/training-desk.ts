/** Trainings of exits: they go on while windows come and go, one at a time for each model; how one ended is kept until somebody has seen it. */
import type { Training } from '../../contract/procedures';
import { createBroadcast, pause } from '../live/broadcast';
import type { ModelDesk } from '../model-desk';
import { failedWork } from './problems';

/** What a window chooses; the rest is as the terminal's defaults. */
export interface TrainingRequest { readonly model: string; readonly dataset: string; readonly dataFolder: string | null; readonly chosen: Training['chosen'] }

export interface TrainingDesk {
  /** Without effect where one of this model runs already. */
  start(request: TrainingRequest): Training;
  /** Nothing is written. */
  stop(model: string): void;
  /** Forgets a training that has ended. */
  seen(model: string): void;
  /** The state now and after each change, at most ten times a second; ends when the training does. */
  follow(model: string, signal: AbortSignal | undefined): AsyncGenerator<Training, void>;
  /** Those that go on, and those whose end nobody has seen; who stopped one knows. */
  unseen(): Training[];
  /** Stops them all, and waits until they are over. */
  close(): Promise<void>;
}

interface Known { state: Training; readonly stop: AbortController; over: Promise<void> }

const CALIBRATE = 1000;
const REPORT = 5000;
const SEED = 1;

/** `nameOf` a model; `onChange`: one began, went on, ended or was seen. */
export function createTrainingDesk(desk: ModelDesk, nameOf: (model: string) => string, onChange: () => void): TrainingDesk {
  const changes = createBroadcast();
  const known = new Map<string, Known>();
  const changed = (): void => {
    changes.changed();
    onChange();
  };
  return {
    start({ model, chosen, ...request }) {
      const before = known.get(model);
      if (before?.state.step === 'running') return before.state;
      const one: Known = { state: { model, name: nameOf(model), chosen, step: 'running', progress: null, made: null, problem: null }, stop: new AbortController(), over: Promise.resolve() };
      const become = (change: Partial<Training>): void => {
        one.state = { ...one.state, ...change };
        changed();
      };
      const { newId, tensors, images, fromPool } = chosen;
      one.over = desk.attachExits({ ...request, model, id: newId, images, fromPool, places: { at: tensors }, out: null, calibrate: CALIBRATE, report: REPORT, seed: SEED, ridge: null }, (progress) => become({ progress }), one.stop.signal).then(
        (made) => become({ step: 'finished', made }),
        (error: unknown) => become(one.stop.signal.aborted ? { step: 'stopped' } : { step: 'failed', problem: failedWork(error) }),
      );
      known.set(model, one);
      changed();
      return one.state;
    },
    stop: (model) => known.get(model)?.stop.abort(),
    seen(model) {
      if (known.get(model)?.state.step === 'running' || !known.delete(model)) return;
      changed();
    },
    async *follow(model, signal) {
      for (let looked = -1; signal?.aborted !== true; ) {
        looked = changes.version;
        const state = known.get(model)?.state;
        if (state !== undefined) yield state;
        if (state === undefined || state.step !== 'running') return;
        await changes.after(looked, signal);
        await pause(100, signal);
      }
    },
    unseen: () => [...known.values()].map(({ state }) => state).filter(({ step }) => step !== 'stopped'),
    async close() {
      for (const { stop } of known.values()) stop.abort();
      await Promise.all([...known.values()].map(({ over }) => over));
    },
  };
}
