/** Models as a window looks at them and gives them exits: progress as a stream that ends the work when nobody listens any more. */
import type { AttachEvent, ModelDescription, TimedModel, Training } from '../../contract/procedures';
import type { AttachModelRequest, ModelDesk } from '../model-desk';
import { windowProblems } from './problems';

/** What a window chooses; the rest is as the terminal's defaults. */
export type WindowAttachRequest = Pick<AttachModelRequest, 'model' | 'dataset' | 'dataFolder' | 'places' | 'id' | 'images' | 'fromPool'>;

export interface ModelBench {
  /** Problems as values. */
  describe(id: string, boards: readonly string[]): Promise<ModelDescription>;
  /** Problems as values; rejects where `signal` aborts. */
  times(id: string, signal: AbortSignal | undefined): Promise<TimedModel>;
  /** Ends after `finished` or `failed`. Progress that comes faster than it is read is left out. Where `signal` aborts or the reader leaves, the work stops and nothing is written. */
  attach(request: WindowAttachRequest, signal: AbortSignal | undefined): AsyncGenerator<AttachEvent, void>;
  /** Those that go on now. */
  trainings(): Training[];
  /** Ends the training of a model's exits; its reader hears that it was stopped. Nothing is written. */
  stop(model: string): void;
  /** Stops them all, and waits until they are over. */
  close(): Promise<void>;
}

const CALIBRATE = 1000;
const REPORT = 5000;
const SEED = 1;

/** `nameOf` a model; `onTraining`: one began or ended. */
export function createModelBench(desk: ModelDesk, nameOf: (model: string) => string, onTraining: () => void): ModelBench {
  const going = new Map<AbortController, { readonly training: Training; readonly over: Promise<void> }>();
  return {
    async describe(id, boards) {
      try {
        return { ...(await desk.describeModel(id, boards)), problem: null };
      } catch (error) {
        return { drawing: null, boards: [], problem: windowProblems(error)[0] };
      }
    },
    async times(id, signal) {
      try {
        return { times: await desk.timeModel(id, () => undefined, signal ?? new AbortController().signal), problem: null };
      } catch (error) {
        if (signal?.aborted) throw error;
        return { times: null, problem: windowProblems(error)[0] };
      }
    },
    async *attach(request, signal) {
      const stop = new AbortController();
      const abort = (): void => stop.abort();
      signal?.addEventListener('abort', abort, { once: true });
      let latest: AttachEvent | null = null;
      let last: AttachEvent | null = null;
      let wake = (): void => undefined;
      const work = desk.attachExits({ ...request, out: null, calibrate: CALIBRATE, report: REPORT, seed: SEED, ridge: null }, (progress) => {
        latest = { kind: 'progressed', ...progress };
        wake();
      }, stop.signal).then(
        (model) => { last = { kind: 'finished', model }; },
        (error: unknown) => { last = stop.signal.aborted ? null : { kind: 'failed', problem: windowProblems(error)[0] }; },
      );
      const ended = work.then(() => 'ended' as const);
      going.set(stop, { training: { model: request.model, name: nameOf(request.model) }, over: work });
      onTraining();
      try {
        for (;;) {
          const woken = new Promise<'woken'>((resolve) => { wake = () => resolve('woken'); });
          if (latest === null && (await Promise.race([woken, ended])) === 'ended' && latest === null) break;
          const event: AttachEvent | null = latest;
          latest = null;
          if (event !== null) yield event;
        }
        if (last !== null) yield last;
      } finally {
        stop.abort();
        signal?.removeEventListener('abort', abort);
        await work;
        going.delete(stop);
        onTraining();
      }
    },
    trainings: () => [...going.values()].map(({ training }) => training),
    stop: (model) => [...going].filter(([, { training }]) => training.model === model).forEach(([stop]) => stop.abort()),
    async close() {
      for (const stop of going.keys()) stop.abort();
      await Promise.all([...going.values()].map(({ over }) => over));
    },
  };
}
