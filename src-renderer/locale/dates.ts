/** Dates and times as the window's language writes them, one way in every view. */
import { useI18n } from 'vue-i18n';

/** The variant of a language that the system prefers: "en" alone would mean the United States. */
export function variantOf(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.split('-')[0] === language) ?? language;
}

/** `when`: day and minute; `clock`: the time of day with seconds. Both take ISO 8601. */
export function useDates(): { readonly when: (iso: string) => string; readonly clock: (iso: string) => string } {
  const { locale } = useI18n();
  const text = (iso: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(variantOf(locale.value, navigator.languages), options).format(new Date(iso));
  return { when: (iso) => text(iso, { dateStyle: 'medium', timeStyle: 'short' }), clock: (iso) => text(iso, { timeStyle: 'medium' }) };
}
