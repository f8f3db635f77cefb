/** The window's languages; each is loaded when it is first used. */
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Language, StudioWords } from '../../src-main/core/language';
import type { en } from './en';
import { speak } from './studio-words';

export type Messages = typeof en;
/** Each under its own name for itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

type Part = 'first' | 'later';
const loaders: Readonly<Record<Language, Readonly<Record<Part, () => Promise<object>>>>> = {
  en: { first: async () => (await import('./en/first')).first, later: async () => (await import('./en/later')).later },
  es: { first: async () => (await import('./es/first')).first, later: async () => (await import('./es/later')).later },
};
/** How to say what the studio tells in English; null: as it comes. */
const speakers: Readonly<Record<Language, () => Promise<StudioWords | null>>> = {
  en: async () => null,
  es: async () => (await import('../../src-main/core/language/spanish')).spanish,
};

export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: {}, missingWarn: false, fallbackWarn: false });
const loaded = new Set<string>();
const wanted = new Set<Part>(['first']);

async function load(language: Language, part: Part): Promise<void> {
  const name = `${language} ${part}`;
  if (loaded.has(name)) return;
  i18n.global.mergeLocaleMessage(language, await loaders[language][part]() as Record<string, never>);
  loaded.add(name);
}

export function languageOf(setting: 'system' | Language): Language {
  if (setting !== 'system') return setting;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((tag): tag is Language => tag in languageNames) ?? 'en';
}

export async function useLanguage(language: Language): Promise<void> {
  await Promise.all([...wanted].map((part) => load(language, part)));
  speak(await speakers[language]());
  (i18n.global.locale as unknown as { value: string }).value = language;
  document.documentElement.lang = language;
  await nextTick();
}

/** For every view but the first screen. */
export async function useAllWords(): Promise<void> {
  wanted.add('later');
  await load(i18n.global.locale.value as Language, 'later');
}
