/** Runs the bootstrap off the main thread: it takes most of a second, and neither a window nor a socket may wait for it. */
import { Worker } from 'node:worker_threads';
import type { BootstrapRequest, BootstrapResult } from '../core/bootstrap';
import { bundledFile } from '../paths';

/** `bootstrap` in a worker of its own. Null as there. Rejects with the signal's reason when aborted, or with the worker's error. */
export async function bootstrapInWorker(request: BootstrapRequest, signal?: AbortSignal): Promise<BootstrapResult | null> {
  signal?.throwIfAborted();
  const worker = new Worker(bundledFile('bootstrap-worker'), { workerData: request });
  let stop: (() => void) | undefined;
  try {
    return await new Promise<BootstrapResult | null>((resolve, reject) => {
      stop = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', stop, { once: true });
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the bootstrap worker ended with code ${code} before it answered`)));
    });
  } finally {
    if (stop !== undefined) signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
