/** Single fields of an experiment set from the command line: `choose.minimise=energy`, `decision={kind: rich-lr}`. */
import { parse, stringify } from 'yaml';
import { StudioError } from '../core/errors';
import type { ExperimentProfile } from '../contract/profiles';
import { checked, problemsOf } from './profiles';
import { parseProfileText } from './profile-source';

const EXAMPLE = 'for example --set choose.minimise=energy';
/** Stands for the file in sentences, which then leave it out. */
const PLACE = '--set';

/** `settings`: FIELD=VALUE each, the field a dotted path, the value YAML; an empty value leaves the field out. Checked as a whole. Errors: terminal.usage */
export function withSettings(experiment: ExperimentProfile, settings: readonly string[]): ExperimentProfile {
  if (settings.length === 0) return experiment;
  const changed = structuredClone(experiment) as Record<string, unknown>;
  for (const setting of settings) setField(changed, setting);
  try {
    return checked('experiment', parseProfileText('experiment', PLACE, stringify(changed)), PLACE);
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const [first] = error.code === 'profile.invalid' ? problemsOf(error) : [];
    const sentence = first === undefined ? error.message : first.sentence.replace(`${PLACE}:${first.line}: `, '');
    throw new StudioError('terminal.usage', { problem: `With ${settings.map((one) => `--set ${one}`).join(' ')} the experiment is not valid: ${sentence}` });
  }
}

function setField(experiment: Record<string, unknown>, setting: string): void {
  const [, path, text] = /^([\w.]+)=(.*)$/s.exec(setting) ?? [];
  if (path === undefined || text === undefined) throw new StudioError('terminal.usage', { problem: `--set “${setting}” is not FIELD=VALUE; ${EXAMPLE}.` });
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    throw new StudioError('terminal.usage', { problem: `--set ${path}: “${text}” is not a value in YAML; ${EXAMPLE}, or --set "decision={kind: rich-lr}".` });
  }
  const names = path.split('.');
  const last = names.pop() as string;
  let within: unknown = experiment;
  for (const name of names) {
    const here = within as Record<string, unknown>;
    if (!Object.hasOwn(here, name)) here[name] = {};
    within = here[name];
    if (typeof within !== 'object' || within === null) throw new StudioError('terminal.usage', { problem: `--set ${path}: “${name}” holds ${JSON.stringify(within)} and no fields; set it as a whole, such as --set "${name}={…}".` });
  }
  if (value === null) delete (within as Record<string, unknown>)[last];
  else Object.defineProperty(within, last, { value, enumerable: true, writable: true, configurable: true });
}
