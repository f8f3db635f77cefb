/** The window's languages; each is loaded when it is first used. */
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Language, StudioWords } from '../../src-main/core/language';
import type { en } from './en';
import { speak } from './studio-words';

export type Messages = typeof en;
/** Each under its own name for itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

const loaders: Readonly<Record<Language, () => Promise<object>>> = {
  en: async () => (await import('./en')).en,
  es: async () => (await import('./es')).es,
};
/** How to say what the studio tells in English; null: as it comes. */
const speakers: Readonly<Record<Language, () => Promise<StudioWords | null>>> = {
  en: async () => null,
  es: async () => (await import('../../src-main/core/language/spanish')).spanish,
};

export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: {}, missingWarn: false, fallbackWarn: false });
const loaded = new Set<Language>();

export function languageOf(setting: 'system' | Language): Language {
  if (setting !== 'system') return setting;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((tag): tag is Language => tag in languageNames) ?? 'en';
}

export async function useLanguage(language: Language): Promise<void> {
  if (!loaded.has(language)) {
    i18n.global.setLocaleMessage(language, await loaders[language]() as Record<string, never>);
    loaded.add(language);
  }
  speak(await speakers[language]());
  (i18n.global.locale as unknown as { value: string }).value = language;
  document.documentElement.lang = language;
  await nextTick();
}
