/** Runs long calculations off the main thread: they take up to many seconds, and neither a window nor a socket may wait for them. */
import { Worker } from 'node:worker_threads';
import { bundledFile } from '../paths';
import type { Calculations } from './calculation-worker';

type Name = keyof Calculations;
type Ask<K extends Name> = Parameters<Calculations[K]>[0];
type Answer<K extends Name> = ReturnType<Calculations[K]>;

/** The function of that name in a worker of its own. Rejects with the signal's reason when aborted, or with the worker's error. */
async function inWorker<K extends Name>(name: K, ask: Ask<K>, signal: AbortSignal | undefined): Promise<Answer<K>> {
  signal?.throwIfAborted();
  const worker = new Worker(bundledFile('calculation-worker'), { workerData: { name, ask } });
  let stop: (() => void) | undefined;
  try {
    return await new Promise<Answer<K>>((resolve, reject) => {
      stop = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', stop, { once: true });
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the worker of ${name} ended with code ${code} before it answered`)));
    });
  } finally {
    if (stop !== undefined) signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/** `bootstrap`, null as there. */
export const bootstrapInWorker = (request: Ask<'bootstrap'>, signal?: AbortSignal): Promise<Answer<'bootstrap'>> => inWorker('bootstrap', request, signal);
/** `trainRich`: the same weights as there. */
export const trainInWorker = (training: Ask<'trainRich'>, signal?: AbortSignal): Promise<Answer<'trainRich'>> => inWorker('trainRich', training, signal);
/** `policiesFor`. */
export const policiesInWorker = (question: Ask<'policiesFor'>, signal?: AbortSignal): Promise<Answer<'policiesFor'>> => inWorker('policiesFor', question, signal);
/** `earlyOffloadPairs`. */
export const earlyOffloadPairsInWorker = (question: Ask<'earlyOffloadPairs'>, signal?: AbortSignal): Promise<Answer<'earlyOffloadPairs'>> => inWorker('earlyOffloadPairs', question, signal);
