/** Question and answer over a byte stream: one at a time, each with its patience, nothing taken for another's answer. */
import { StudioError } from '../core/errors';
import type { ByteStream, StreamListener } from './byte-stream';
import type { Timekeeper } from './timekeeper';

/** Looks at everything that has come: the answer and the bytes it used up, or null while more must come. */
export type Take<T> = (held: Uint8Array) => { readonly value: T; readonly used: number } | null;

export interface Conversation {
  readonly name: string;
  write(bytes: Uint8Array): Promise<void>;
  /** The next answer. `what` completes the sentence "… gave no answer to". Errors: port.silent, port.gone, port.flooded */
  read<T>(take: Take<T>, what: string, patienceMs: number): Promise<T>;
  /** Throws away what has come, so that a late answer is not taken for the next one; then writes and reads. */
  ask<T>(bytes: Uint8Array, take: Take<T>, what: string, patienceMs: number): Promise<T>;
  /** Throws away what comes until the line was quiet this long, or `atMostMs` have passed; how many bytes those were. */
  drain(quietMs: number, atMostMs: number): Promise<number>;
  /** From now on all bytes go to this listener, what is waiting first; `converse` takes them back. */
  stream(listener: StreamListener): void;
  converse(): void;
  close(): Promise<void>;
}

const mostHeld = 1 << 20;

export function startConversation(line: ByteStream, time: Timekeeper): Conversation {
  let held: Uint8Array = new Uint8Array(0);
  let ended: { readonly reason: StudioError | null } | null = null;
  let onChange: (() => void) | null = null;
  const own: StreamListener = {
    bytes(chunk) {
      const both = new Uint8Array(held.length + chunk.length);
      both.set(held);
      both.set(chunk, held.length);
      held = both;
      onChange?.();
    },
    ended(reason) {
      ended = { reason };
      onChange?.();
    },
  };
  line.listen(own);
  const gone = (): StudioError => ended?.reason ?? new StudioError('port.gone', { port: line.name });

  /** Waits until `look` gives something else than undefined; `late` decides when patience ends. */
  const until = <T>(look: () => T | undefined, ms: number, late: () => T): Promise<T> => new Promise((resolve, reject) => {
    let cancel = (): void => undefined;
    const settle = (act: () => void): void => {
      onChange = null;
      cancel();
      act();
    };
    const check = (): boolean => {
      try {
        const found = look();
        if (found === undefined) return false;
        settle(() => resolve(found));
      } catch (error) {
        settle(() => reject(error as Error));
      }
      return true;
    };
    if (check()) return;
    onChange = check;
    cancel = time.after(ms, () => settle(() => {
      try {
        resolve(late());
      } catch (error) {
        reject(error as Error);
      }
    }));
  });

  const conversation: Conversation = {
    name: line.name,
    write: (bytes) => line.write(bytes),
    read: (take, what, patienceMs) => until(() => {
      const taken = take(held);
      if (taken !== null) {
        held = held.slice(taken.used);
        return { value: taken.value };
      }
      if (ended !== null) throw gone();
      if (held.length > mostHeld) throw new StudioError('port.flooded', { port: line.name, bytes: held.length, what });
      return undefined;
    }, patienceMs, (): never => {
      throw new StudioError('port.silent', { port: line.name, what, seconds: patienceMs / 1000, got: shown(held) });
    }).then(({ value }) => value),
    async ask(bytes, take, what, patienceMs) {
      held = new Uint8Array(0);
      await line.write(bytes);
      return conversation.read(take, what, patienceMs);
    },
    async drain(quietMs, atMostMs) {
      const end = time.ms() + atMostMs;
      let dropped = 0;
      for (;;) {
        dropped += held.length;
        held = new Uint8Array(0);
        const left = end - time.ms();
        if (left <= 0) return dropped;
        const came = await until(() => {
          if (ended !== null) throw gone();
          return held.length > 0 ? true : undefined;
        }, Math.min(quietMs, left), () => false);
        if (!came) return dropped;
      }
    },
    stream(listener) {
      const waiting = held;
      held = new Uint8Array(0);
      if (waiting.length > 0) listener.bytes(waiting);
      line.listen({ bytes: listener.bytes, ended(reason) { ended = { reason }; listener.ended(reason); } });
    },
    converse: () => line.listen(own),
    close: () => line.close(),
  };
  return conversation;
}

/** The last of what came instead of an answer, fit for a sentence. */
const shown = (bytes: Uint8Array): string => String.fromCharCode(...bytes.slice(-24)).replace(/[^\x20-\x7e]/g, '·');
