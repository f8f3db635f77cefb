/** Trainings and downloads that go on or were left half done, kept up to date from their first use on. */
import { defineStore } from 'pinia';
import { effectScope, shallowRef } from 'vue';
import type { KnownDownload, Training } from '../../src-main/contract/procedures';
import { follow } from '../bridge/follow';
import { studio } from '../bridge/studio';

export const useWork = defineStore('work', () => {
  const trainings = shallowRef<readonly Training[]>([]);
  const downloads = shallowRef<readonly KnownDownload[]>([]);
  const scope = effectScope(true);
  let started = false;

  /** Every call after the first does nothing. */
  function start(): void {
    if (started) return;
    started = true;
    scope.run(() => follow({
      open: (signal) => studio.work.changes(undefined, { signal }),
      onEvent: (event) => { [trainings.value, downloads.value] = [event.trainings, event.downloads]; },
      // The bar above tells of a lost connection.
      onBreak: () => true,
    }));
  }
  return { trainings, downloads, start };
});
