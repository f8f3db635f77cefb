/** Tells any number of waiting streams that something changed; a stream that looks away misses nothing but the count. */

export interface Broadcast {
  readonly version: number;
  changed(): void;
  /** Resolves once `version` is above `seen`; at once where it is. Resolves, too, when the signal aborts. */
  after(seen: number, signal: AbortSignal | undefined): Promise<void>;
}

export function createBroadcast(): Broadcast {
  let version = 0;
  let waiting: (() => void)[] = [];
  return {
    get version() {
      return version;
    },
    changed() {
      version++;
      const released = waiting;
      waiting = [];
      for (const go of released) go();
    },
    async after(seen, signal) {
      if (version > seen || signal?.aborted === true) return;
      await new Promise<void>((resolve) => {
        const go = (): void => {
          signal?.removeEventListener('abort', go);
          waiting = waiting.filter((one) => one !== go);
          resolve();
        };
        waiting.push(go);
        signal?.addEventListener('abort', go, { once: true });
      });
    },
  };
}

/** Waits `ms`, or less where the signal aborts. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    signal?.addEventListener('abort', go, { once: true });
  });
}
