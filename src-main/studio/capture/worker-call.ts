/** Questions to another thread by number, each answered once; errors of the catalogue keep their code on the way. */
import { Worker, type MessagePort, type TransferListItem } from 'node:worker_threads';
import { StudioError, type ErrorCode, type ErrorFacts } from '../../core/errors';

/** What goes wrong in a worker, as it travels. */
export type Fault = { readonly code: ErrorCode; readonly facts: unknown } | { readonly bug: string };

export const toFault = (error: unknown): Fault => (error instanceof StudioError ? { code: error.code, facts: error.facts } : { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
export const fromFault = (fault: Fault): Error => ('bug' in fault ? new Error(fault.bug) : new StudioError(fault.code, fault.facts as ErrorFacts<ErrorCode>));

/** One entry an operation: what is asked, and what comes back. */
export type Operations = Record<string, { readonly ask: unknown; readonly answer: unknown }>;
interface Call { readonly id: number; readonly op: string; readonly ask: unknown }
type Reply = { readonly reply: number; readonly answer: unknown } | { readonly reply: number; readonly fault: Fault };

export interface Caller<O extends Operations> {
  call<K extends keyof O & string>(op: K, ask: O[K]['ask'], move?: readonly TransferListItem[]): Promise<O[K]['answer']>;
  /** Ends the worker, or the line to it, at once; what it was asked fails. */
  end(): Promise<void>;
  /** Ends it as soon as everything that it was asked is answered. */
  retire(): void;
}

/** `gone` makes the error for those who wait when the worker ends; `onTell` gets what it says unasked, `onEnd` hears once that it has ended. */
export function createCaller<O extends Operations>(worker: Worker | MessagePort, { gone, onTell, onEnd }: { gone(reason: string): Error; onTell?(message: unknown): void; onEnd?(reason: string): void }): Caller<O> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let [next, ended, retired] = [1, null as string | null, false];
  const end = async (): Promise<void> => {
    if (worker instanceof Worker) await worker.terminate();
    else worker.close();
  };
  const endWhenIdle = (): void => {
    if (retired && waiting.size === 0) void end();
  };
  const lose = (reason: string): void => {
    if (ended === null) onEnd?.(reason);
    ended ??= reason;
    for (const { reject } of waiting.values()) reject(gone(ended));
    waiting.clear();
  };
  (worker as MessagePort).on('message', (message: Reply | { readonly tell: unknown }) => {
    if ('tell' in message) return onTell?.(message.tell);
    const one = waiting.get(message.reply);
    waiting.delete(message.reply);
    if ('fault' in message) one?.reject(fromFault(message.fault));
    else one?.resolve(message.answer);
    endWhenIdle();
  });
  if (worker instanceof Worker) {
    worker.on('error', (error) => lose(error.message));
    worker.on('exit', (code) => lose(`exit code ${code}`));
  } else worker.on('close', () => lose('the line was closed'));
  return {
    call: (op, ask, move = []) => new Promise((resolve, reject) => {
      if (ended !== null) return reject(gone(ended));
      const id = next++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, op, ask } satisfies Call, move);
    }),
    end,
    retire() {
      retired = true;
      // Whoever still holds it may be about to ask.
      setImmediate(endWhenIdle);
    },
  };
}

/** The worker's side: answers each question with what `operations` say; typed arrays of `moved` go without a copy. */
export function answerCalls<O extends Operations>(port: MessagePort, operations: { readonly [K in keyof O]: (ask: O[K]['ask']) => Promise<O[K]['answer']> | O[K]['answer'] }, moved: (answer: unknown) => ArrayBuffer[] = () => []): void {
  port.on('message', ({ id, op, ask }: Call) => {
    void (async () => operations[op](ask as never))().then(
      (answer) => port.postMessage({ reply: id, answer } satisfies Reply, moved(answer)),
      (error: unknown) => port.postMessage({ reply: id, fault: toFault(error) } satisfies Reply),
    );
  });
}
