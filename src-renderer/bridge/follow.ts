/** Reads an event stream for as long as a view shows it, and takes it up again when the connection was lost. */
import { onScopeDispose } from 'vue';

const waitMs = 1_000;

export interface FollowOptions<T> {
  /** Opens the stream; the signal ends it. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<T>>;
  readonly onEvent: (event: T) => void;
  /** The stream ended of itself: the studio has nothing more to tell. */
  readonly onEnd?: () => void;
  /** The stream broke; it is opened again unless this returns false. */
  readonly onBreak?: (error: unknown) => boolean;
}

/** Ends with the scope it was called in, or when the returned function is called. */
export function follow<T>({ open, onEvent, onEnd, onBreak }: FollowOptions<T>): () => void {
  const stop = new AbortController();
  const read = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        for await (const event of await open(stop.signal)) {
          if (stop.signal.aborted) return;
          onEvent(event);
        }
        if (!stop.signal.aborted) onEnd?.();
        return;
      } catch (error) {
        if (stop.signal.aborted || onBreak?.(error) === false) return;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  };
  void read();
  const end = (): void => stop.abort();
  onScopeDispose(end, true);
  return end;
}
