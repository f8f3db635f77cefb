/** Everything the window says in English, area by area. */
import { captures } from './en/captures';
import { decisions } from './en/decisions';
import { devices } from './en/devices';
import { energy } from './en/energy';
import { exits } from './en/exits';
import { glossary } from './en/glossary';
import { trace } from './en/trace';
import { home } from './en/home';
import { teaching } from './en/teaching';
import { wizard } from './en/wizard';
import { library } from './en/library';
import { published } from './en/published';
import { results } from './en/results';
import { run } from './en/run';
import { settings } from './en/settings';
import { shell } from './en/shell';

export const en = { ...shell, ...glossary, ...exits, ...energy, ...settings, ...library, ...wizard, ...home, ...results, ...published, ...run, ...captures, ...decisions, ...devices, ...trace, ...teaching };
