/** Everything the window says in Spanish, area by area. */
import { glossary } from './es/glossary';
import { shell } from './es/shell';

export const es = { ...shell, ...glossary };
