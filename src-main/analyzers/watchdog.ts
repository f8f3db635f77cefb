/** Barks when a stream that should never pause has paused. */
import { StudioError } from '../core/errors';
import type { ByteStream } from '../transport/byte-stream';
import { pause, type Timekeeper } from '../transport/timekeeper';

export interface Watchdog { feed(): void; stop(): void }

/** A process that was held up hears its timers before its ports: what is waiting there gets this long to be heard first. */
const graceMs = 100;

/** One timer for the whole stream: it looks back when it fires instead of being set again at every portion. */
export function createWatchdog(time: Timekeeper, ms: number, bark: () => void): Watchdog {
  let fedAt = time.ms();
  let cancel = (): void => undefined;
  const wait = (left: number, last = false): void => {
    cancel = time.after(left, () => {
      const rest = ms - (time.ms() - fedAt);
      if (rest > 0) wait(rest);
      else if (last) bark();
      else wait(graceMs, true);
    });
  };
  wait(ms);
  return { feed: () => void (fedAt = time.ms()), stop: () => cancel() };
}

const probeMs = 500;

/**
 * Why nothing comes: a port whose cable is out may say so only when it is written to (a terminal that was hung up reads as silence).
 * `stop` is what the instrument is told; `stalled` is the reason if it takes it.
 */
export async function whySilent(line: ByteStream, time: Timekeeper, stop: Uint8Array, stalled: StudioError): Promise<StudioError> {
  try {
    await Promise.race([line.write(stop), pause(time, probeMs)]);
    return stalled;
  } catch (error) {
    if (error instanceof StudioError) return error;
    throw error;
  }
}
