/** Models as a window looks at them and gives them exits: progress as a stream that ends the work when nobody listens any more. */
import type { AttachEvent, ModelDescription, TimedModel } from '../../contract/procedures';
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
}

const CALIBRATE = 1000;
const REPORT = 5000;
const SEED = 1;

export function createModelBench(desk: ModelDesk): ModelBench {
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
      }
    },
  };
}
