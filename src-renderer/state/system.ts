/** What the window knows of the studio it belongs to; asked once. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { SystemInfo } from '../../src-main/contract/procedures';
import { studio } from '../bridge/studio';

export const useSystem = defineStore('system', () => {
  const info = shallowRef<SystemInfo | null>(null);
  const asked = studio.system.info().then((answer) => { info.value = answer; }, (error: unknown) => console.warn('The studio did not say what it is:', error));
  return { info, asked };
});
