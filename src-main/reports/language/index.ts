/** What a report is written in: its own words, those of the figures, and how to say what a document tells in English. */
import { englishWords } from '../../core/figures/words';
import type { Language, StudioWords } from '../../core/language';
import { spanish } from '../../core/language/spanish';
import { englishReport, type ReportWords } from './english';
import { spanishReport } from './spanish';

export type { ReportWords } from './english';

export interface ReportLanguage extends Pick<StudioWords, 'figures' | 'reason' | 'text' | 'paper'> { readonly words: ReportWords }

const asItCame = (text: string): string => text;
export const english: ReportLanguage = { words: englishReport, figures: englishWords, reason: (reason) => reason, text: asItCame, paper: asItCame };
export const reportLanguages: Readonly<Record<Language, ReportLanguage>> = { en: english, es: { ...spanish, words: spanishReport } };
