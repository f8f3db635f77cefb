/** The languages that the studio speaks. Each but English is a folder here, imported where it is first spoken: it is long. */
export type { StudioWords, Told, ToldReason } from './studio-words';

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];
