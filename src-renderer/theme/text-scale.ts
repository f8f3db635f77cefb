/** How large the window's text is against 16 px: as chosen in the settings, larger in a very large window and before a class. What is drawn on a canvas follows it. */
import { createSharedComposable, useEventListener, useMutationObserver } from '@vueuse/core';
import { readonly, ref, type Ref } from 'vue';

const root = document.documentElement;
const measured = (): number => Number.parseFloat(getComputedStyle(root).fontSize) / 16;

export const useTextScale = createSharedComposable((): Readonly<Ref<number>> => {
  const scale = ref(measured());
  const again = (): void => { scale.value = measured(); };
  useEventListener(window, 'resize', again);
  useMutationObserver(root, again, { attributes: true, attributeFilter: ['class', 'style'] });
  return readonly(scale);
});
