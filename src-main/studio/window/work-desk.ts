/** What goes on or was left half done beside runs and captures, as windows show it, and what would end if the studio did. */
import type { KnownDownload, StudioWork, Training } from '../../contract/procedures';
import { createBroadcast, pause } from '../live/broadcast';

const EVERY_MS = 500;

/** How many of each go on now; all of them end with the studio. */
export interface Ongoing { readonly runs: number; readonly captures: number; readonly trainings: number; readonly downloads: number }

export interface WorkDesk {
  changed(): void;
  changes(signal: AbortSignal | undefined): AsyncGenerator<StudioWork, void>;
}

export function createWorkDesk(sources: { readonly trainings: () => Training[]; readonly downloads: () => KnownDownload[] }): WorkDesk {
  const changes = createBroadcast();
  return {
    changed: () => changes.changed(),
    async *changes(signal) {
      while (signal?.aborted !== true) {
        const { version } = changes;
        yield { kind: 'work.changed', sequence: version, trainings: sources.trainings(), downloads: sources.downloads() };
        await pause(EVERY_MS, signal);
        await changes.after(version, signal);
      }
    },
  };
}
