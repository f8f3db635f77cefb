/** Everything the window says in Spanish, area by area. */
import { captures } from './es/captures';
import { decisions } from './es/decisions';
import { devices } from './es/devices';
import { energy } from './es/energy';
import { exits } from './es/exits';
import { glossary } from './es/glossary';
import { trace } from './es/trace';
import { home } from './es/home';
import { teaching } from './es/teaching';
import { wizard } from './es/wizard';
import { library } from './es/library';
import { published } from './es/published';
import { results } from './es/results';
import { run } from './es/run';
import { settings } from './es/settings';
import { shell } from './es/shell';

export const es = { ...shell, ...glossary, ...exits, ...energy, ...settings, ...library, ...wizard, ...home, ...results, ...published, ...run, ...captures, ...decisions, ...devices, ...trace, ...teaching };
