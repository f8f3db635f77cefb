/** How the window looks and speaks: theme, contrast, motion, size of text, language. Kept here for the first paint and in the studio's settings for good. */
import { usePreferredColorScheme, usePreferredContrast, usePreferredReducedMotion, useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, watchEffect } from 'vue';
import type { Settings } from '../../src-main/contract/procedures';
import { studio } from '../bridge/studio';
import type { Language } from '../../src-main/core/language';
import { languageOf, useLanguage } from '../locale';

export type Looks = Pick<Settings, 'locale' | 'appearance' | 'contrast' | 'motion' | 'textSize'>;

export const useAppearance = defineStore('appearance', () => {
  const looks = useLocalStorage<Looks>('hi-studio.looks', { locale: 'system', appearance: 'system', contrast: 'system', motion: 'system', textSize: 100 }, { mergeDefaults: true });
  const systemScheme = usePreferredColorScheme();
  const systemContrast = usePreferredContrast();
  const systemMotion = usePreferredReducedMotion();

  const dark = computed(() => looks.value.appearance === 'dark' || (looks.value.appearance === 'system' && systemScheme.value === 'dark'));
  const highContrast = computed(() => looks.value.contrast === 'more' || (looks.value.contrast === 'system' && systemContrast.value === 'more'));
  const reducedMotion = computed(() => looks.value.motion === 'reduced' || (looks.value.motion === 'system' && systemMotion.value === 'reduce'));
  /** Before a class: large enough for the last row, until it is left. */
  const presented = ref(false);
  const language = computed<Language>(() => languageOf(looks.value.locale));

  watchEffect(() => {
    const { classList, style } = document.documentElement;
    classList.toggle('dark', dark.value);
    classList.toggle('light', !dark.value);
    classList.toggle('contrast-more', highContrast.value);
    classList.toggle('motion-reduced', reducedMotion.value);
    classList.toggle('presented', presented.value);
    style.colorScheme = dark.value ? 'dark' : 'light';
    style.setProperty('--studio-text-size', String(looks.value.textSize / 100));
  });

  /** Shows at once, then keeps it in the studio; where that fails this window still shows it. */
  async function change(part: Partial<Looks>): Promise<void> {
    looks.value = { ...looks.value, ...part };
    if (part.locale !== undefined) await useLanguage(language.value);
    await studio.system.saveSettings(part);
  }

  /** What the studio remembers wins over what this window last showed. */
  async function adopt(): Promise<void> {
    const { locale, appearance, contrast, motion, textSize } = await studio.system.settings();
    looks.value = { locale, appearance, contrast, motion, textSize };
    await useLanguage(language.value);
  }

  return { looks, dark, highContrast, reducedMotion, presented, language, change, adopt };
});
