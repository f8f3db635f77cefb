/** One inference worker as promises: requests by number, progress, abort, and what happens when it dies. */
import { Worker } from 'node:worker_threads';
import { StudioError } from '../core/errors';
import { bundledFile } from '../paths';
import { Aborted, fromFailure, type FromWorker, type Operation, type Replies, type Requests } from './worker-messages';

interface Waiting { resolve(value: Replies[Operation]): void; reject(error: Error): void; progress: ((done: number, total: number) => void) | null }

export class WorkerLink {
  readonly #worker = new Worker(bundledFile('inference-worker'));
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #closing: Promise<void> | null = null;
  #gone: string | null = null;

  /** `model` names it in sentences. */
  constructor(readonly model: string) {
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error) => this.#lose(error.message));
    this.#worker.on('exit', (code) => this.#lose(`exit code ${code}`));
  }

  /**
   * Buffers in `move` belong to the worker afterwards. When `signal` aborts, rejects with its reason once the worker has stopped.
   * Errors: those of the operation; model.worker-gone, .closed
   */
  async request<O extends Operation>(
    op: O, content: Requests[O], move: readonly ArrayBuffer[] = [], { signal, onProgress }: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void } = {},
  ): Promise<Replies[O]> {
    signal?.throwIfAborted();
    if (this.#closing !== null && op !== 'close') throw new StudioError('model.closed', { model: this.model });
    if (this.#gone !== null) throw new StudioError('model.worker-gone', { model: this.model, reason: this.#gone });
    const id = this.#next++;
    const stop = (): void => this.#worker.postMessage({ abort: id });
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const reply = new Promise<Replies[Operation]>((resolve, reject) => this.#waiting.set(id, { resolve, reject, progress: onProgress ?? null }));
      this.#worker.postMessage({ id, request: { op, ...content } }, move);
      return (await reply) as Replies[O];
    } catch (error) {
      if (error instanceof Aborted) throw signal?.reason ?? error;
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#waiting.delete(id);
    }
  }

  /** Ends the worker after what it does now; calling twice is fine. */
  close(): Promise<void> {
    return (this.#closing ??= this.#end());
  }

  async #end(): Promise<void> {
    if (this.#gone === null) {
      const exited = new Promise((resolve) => this.#worker.once('exit', resolve));
      await this.request('close', {}).catch((error: unknown) => {
        if (!(error instanceof StudioError)) throw error;
      });
      await exited;
    }
    this.#worker.removeAllListeners();
  }

  #receive(message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    if (message.kind === 'progress') waiting?.progress?.(message.done, message.total);
    else if (message.kind === 'done') waiting?.resolve(message.value);
    else waiting?.reject(fromFailure(message.failure));
  }

  #lose(reason: string): void {
    this.#gone ??= reason;
    for (const { reject } of this.#waiting.values()) reject(new StudioError('model.worker-gone', { model: this.model, reason: this.#gone }));
  }
}
