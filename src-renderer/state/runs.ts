/** All runs, kept up to date for as long as the window is open. */
import { defineStore } from 'pinia';
import { computed } from 'vue';
import { studio } from '../bridge/studio';
import { keepList } from './kept-list';

export const useRuns = defineStore('runs', () => {
  const list = keepList(() => studio.run.list(), (signal) => studio.run.changes(undefined, { signal }));
  return { ...list, active: computed(() => list.all.value.filter((run) => run.active !== null)), byId: (id: string) => list.all.value.find((run) => run.id === id) };
});
