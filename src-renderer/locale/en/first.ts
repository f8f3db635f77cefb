/** What the window says in English from its first screen on, area by area. */
import { captures } from './captures';
import { datasets } from './datasets';
import { devices } from './devices';
import { energy } from './energy';
import { exits } from './exits';
import { glossary } from './glossary';
import { home } from './home';
import { library } from './library';
import { results } from './results';
import { run } from './run';
import { settings } from './settings';
import { shell } from './shell';

export const first = { ...captures, ...datasets, ...devices, ...energy, ...exits, ...glossary, ...home, ...library, ...results, ...run, ...settings, ...shell };
