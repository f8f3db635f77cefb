/** Whether figures show the published marks; one choice for all screens, kept in this browser. */
import { useLocalStorage } from '@vueuse/core';
import type { Ref } from 'vue';

export const usePublishedMarks = (): Ref<boolean> => useLocalStorage('hi-studio.published-marks', true);
