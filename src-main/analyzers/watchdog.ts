/** Barks when a stream that should never pause has paused. */
import type { Timekeeper } from '../transport/timekeeper';

export interface Watchdog { feed(): void; stop(): void }

/** One timer for the whole stream: it looks back when it fires instead of being set again at every portion. */
export function createWatchdog(time: Timekeeper, ms: number, bark: () => void): Watchdog {
  let fedAt = time.ms();
  let cancel = (): void => undefined;
  const wait = (left: number): void => {
    cancel = time.after(left, () => {
      const rest = ms - (time.ms() - fedAt);
      if (rest > 0) wait(rest);
      else bark();
    });
  };
  wait(ms);
  return { feed: () => void (fedAt = time.ms()), stop: () => cancel() };
}
