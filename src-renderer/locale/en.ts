/** Everything the window says in English, area by area. */
import { glossary } from './en/glossary';
import { shell } from './en/shell';

export const en = { ...shell, ...glossary };
