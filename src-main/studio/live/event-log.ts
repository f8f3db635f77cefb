/** The last events of a run, numbered, so that each of several windows reads on from where it was. */
import type { RunEvent } from '../../contract/events';
import type { WindowEvent } from '../../contract/procedures';

type Logged = RunEvent | Extract<WindowEvent, { kind: 'run.ended' }>;

const KEPT = 400;
const DROPPED_AT_ONCE = 100;

export interface EventLog {
  /** Number of the next event. */
  readonly next: number;
  push(event: Logged): void;
  /** Events from number `from` on; null where some are gone already, and a snapshot is needed. */
  since(from: number): Logged[] | null;
}

export function createEventLog(): EventLog {
  let events: Logged[] = [];
  let first = 0;
  return {
    get next() {
      return first + events.length;
    },
    push(event) {
      events.push(event);
      if (events.length <= KEPT) return;
      events = events.slice(DROPPED_AT_ONCE);
      first += DROPPED_AT_ONCE;
    },
    since(from) {
      if (from < first) return null;
      const fresh = events.slice(from - first);
      // Of progress in a row only the last counts.
      return fresh.filter((event, i) => event.kind !== 'stage.progressed' || fresh[i + 1]?.kind !== 'stage.progressed');
    },
  };
}
