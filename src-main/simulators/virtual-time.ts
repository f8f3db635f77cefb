/** A clock that jumps from one appointment to the next, so that a day of simulated measuring takes seconds. */
import type { Timekeeper } from '../transport/timekeeper';

interface Appointment { readonly at: number; readonly order: number; readonly run: () => void }

/** Time stands still while promises settle, and goes on to the earliest appointment when nothing else is to be done. */
export function createVirtualTime(startMs = 0): Timekeeper {
  return createClock(startMs, () => true).time;
}

/** Virtual time that stands still but while something is done in it; the same work then always takes the same time. */
export interface GatedTime extends Timekeeper {
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Time stands still until something that takes real time is done. */
  outside<T>(work: () => Promise<T>): Promise<T>;
}

export function createGatedTime(): GatedTime {
  let doing = 0;
  let away = 0;
  const { time, wake } = createClock(0, () => doing > 0 && away === 0);
  return {
    ...time,
    async during(work) {
      doing++;
      wake();
      try {
        return await work();
      } finally {
        doing--;
      }
    },
    async outside(work) {
      away++;
      try {
        return await work();
      } finally {
        away--;
        wake();
      }
    },
  };
}

function createClock(startMs: number, goesOn: () => boolean): { readonly time: Timekeeper; readonly wake: () => void } {
  const waiting: Appointment[] = [];
  let now = startMs;
  let order = 0;
  let pumping = false;
  const pump = (): void => {
    pumping = false;
    if (!goesOn()) return;
    let first: Appointment | undefined;
    for (const one of waiting) if (first === undefined || one.at < first.at || (one.at === first.at && one.order < first.order)) first = one;
    if (first === undefined) return;
    waiting.splice(waiting.indexOf(first), 1);
    now = Math.max(now, first.at);
    first.run();
    wake();
  };
  // Between two appointments all promises settle: setImmediate runs after them.
  const wake = (): void => {
    if (pumping || waiting.length === 0 || !goesOn()) return;
    pumping = true;
    setImmediate(pump);
  };
  const time: Timekeeper = {
    ms: () => now,
    after(ms, run) {
      const appointment: Appointment = { at: now + Math.max(0, ms), order: order++, run };
      waiting.push(appointment);
      wake();
      return () => {
        const at = waiting.indexOf(appointment);
        if (at >= 0) waiting.splice(at, 1);
      };
    },
  };
  return { time, wake };
}
