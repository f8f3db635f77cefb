/** The language a report is written in, asked for in the same way by every command that writes one. */
import { Option } from 'commander';
import { languages, type Language } from '../../studio';

export interface WithLanguage { readonly language: Language }

export function languageOption(): Option {
  return new Option('--language <code>', 'of the PDF and the drawn figures; CSV, Parquet and JSON are English in either').choices(languages).default('en');
}
