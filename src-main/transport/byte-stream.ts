/** A line to an instrument, whatever it is made of: bytes both ways, one listener, one end. */
import type { StudioError } from '../core/errors';

export interface StreamListener {
  bytes(chunk: Uint8Array): void;
  /** Once, and nothing after it; `reason` is null where this side closed the line. */
  ended(reason: StudioError | null): void;
}

export interface ByteStream {
  /** For people: the path of a port, or host:port. */
  readonly name: string;
  /** Hands over what came before, then everything as it comes. A new listener takes the place of the old one. */
  listen(listener: StreamListener): void;
  /** Resolves when the bytes are handed to the system. Errors: port.gone */
  write(bytes: Uint8Array): Promise<void>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** Bytes kept for a listener that is not there yet; more than any greeting, less than a forgotten stream. */
const keptBytes = 1 << 20;

/** What a stream has received and for whom; the part that every kind of line shares. */
export class Inbox {
  #listener: StreamListener | null = null;
  #kept: Uint8Array[] = [];
  #size = 0;
  #end: { readonly reason: StudioError | null } | null = null;
  /** Bytes that fell out because nobody listened. */
  overflowed = 0;

  get ended(): boolean {
    return this.#end !== null;
  }

  get reason(): StudioError | null {
    return this.#end?.reason ?? null;
  }

  listen(listener: StreamListener): void {
    this.#listener = listener;
    const kept = this.#kept;
    this.#kept = [];
    this.#size = 0;
    for (const chunk of kept) listener.bytes(chunk);
    if (this.#end !== null) listener.ended(this.#end.reason);
  }

  put(chunk: Uint8Array): void {
    if (this.#end !== null || chunk.length === 0) return;
    if (this.#listener !== null) return this.#listener.bytes(chunk);
    this.#kept.push(chunk);
    this.#size += chunk.length;
    while (this.#size > keptBytes) {
      const oldest = (this.#kept.shift() as Uint8Array).length;
      this.#size -= oldest;
      this.overflowed += oldest;
    }
  }

  end(reason: StudioError | null): void {
    if (this.#end !== null) return;
    this.#end = { reason };
    this.#listener?.ended(reason);
  }
}
