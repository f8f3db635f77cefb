/** Sentences about profiles: what, where, expected, how to mend. Codes are `profile.noun-or-state`. */

/** Where a problem lies. `field` is the dotted path, empty for the whole file; lines and columns count from 1. */
export interface ProfilePlace { readonly file: string; readonly line: number; readonly column: number; readonly field: string }
/** One problem of a profile: its code, its place, its whole sentence and what that is made of. */
export interface ProfileProblem extends ProfilePlace { readonly code: string; readonly sentence: string; readonly facts?: object }

const at = (f: { file: string; line: number }): string => `${f.file}:${f.line}`;
const meant = (nearest: string | null): string => (nearest === null ? '' : ` (did you mean “${nearest}”?)`);
const article = (word: string): string => (/^[aeiou]/i.test(word) ? `an ${word}` : `a ${word}`);
/** A list that stays readable: at most 12 names. */
const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.slice(0, 12).join(', ') + (names.length > 12 ? ` and ${names.length - 12} more` : ''));

export const profileErrors = {
  'profile.not-found': (f: { kind: string; file: string }) => `The ${f.kind} profile ${f.file} does not exist; check the path, or give the id of a known ${f.kind} ("hi-studio list ${f.kind}s").`,
  'profile.not-readable': (f: { file: string; reason: string }) => `${f.file} cannot be read (${f.reason}); check that it is a file and that you may read it.`,
  'profile.too-large': (f: { file: string; bytes: number; limit: number }) => `${f.file} has ${f.bytes} bytes and a profile has at most ${f.limit}; is this the file you meant?`,
  'profile.not-text': (f: { file: string; line: number }) => `${at(f)}: this is not a text file in UTF-8; a profile is YAML text, so save it as UTF-8 or choose another file.`,
  'profile.empty': (f: { kind: string; file: string }) => `${f.file} is empty; ${article(f.kind)} profile starts with the line “kind: ${f.kind}” (copy one from profiles/${f.kind}s/ to begin).`,
  'profile.not-yaml': (f: { file: string; line: number; column: number; reason: string }) => `${at(f)}: this is not valid YAML at column ${f.column} (${f.reason}); mend that line, its indentation and its quotes.`,
  'profile.too-many-aliases': (f: { file: string; limit: number }) => `${f.file} repeats its anchors more than ${f.limit} times through aliases (*name); write the values out.`,
  'profile.too-deep': (f: { file: string }) => `${f.file} is nested too deeply for a profile; remove brackets or indentation that do not belong there.`,
  'profile.not-a-map': (f: { file: string; line: number; kind: string; found: string }) => `${at(f)}: the file holds ${f.found}, and ${article(f.kind)} profile holds “key: value” lines that start with “kind: ${f.kind}”.`,
  'profile.wrong-kind': (f: { file: string; line: number; expected: string; found: string; nearest: string | null }) => `${at(f)}: “kind” is “${f.found}” and ${article(f.expected)} profile was expected here${f.nearest === null ? `; give a file whose kind is ${f.expected}` : `; write “kind: ${f.nearest}”`}.`,

  'profile.unknown-key': (f: ProfilePlace & { nearest: string | null; known: readonly string[] }) => `${at(f)}: “${f.field}” is not a known key${meant(f.nearest)}; known here: ${listed(f.known)}.`,
  'profile.missing-key': (f: ProfilePlace & { expected: string; help: string | null }) => `${at(f)}: “${f.field}” is missing; add it as ${f.expected}${f.help === null ? '' : ` (${f.help})`}.`,
  'profile.unit-in-value': (f: ProfilePlace & { found: string; number: number | null; key: string; unit: string }) => `${at(f)}: “${f.field}” holds the text “${f.found}” where a number in ${f.unit} is expected; write the number alone${f.number === null ? '' : `, ${f.number}`}: the unit is in the key, ${f.key}.`,
  'profile.number-as-text': (f: ProfilePlace & { found: string; number: number | null; expected: string }) => `${at(f)}: “${f.field}” holds the text “${f.found}” where ${f.expected} is expected; write ${f.number === null ? 'the number alone, without unit or quotes' : `${f.number}, without quotes or sign behind it`}.`,
  'profile.percent': (f: ProfilePlace & { found: number; fraction: number }) => `${at(f)}: “${f.field}” is ${f.found} where a fraction between 0 and 1 is expected; write ${f.fraction} for ${f.found} %.`,
  'profile.wrong-type': (f: ProfilePlace & { found: string; expected: string; help: string | null }) => `${at(f)}: “${f.field}” holds ${f.found}; write ${f.expected} instead${f.help === null ? '' : ` (${f.help})`}.`,
  'profile.wrong-choice': (f: ProfilePlace & { found: string; nearest: string | null; allowed: readonly string[] }) => `${at(f)}: “${f.field}” is “${f.found}”, which is not one of the choices${meant(f.nearest)}; write one of: ${listed(f.allowed)}.`,
  'profile.out-of-range': (f: ProfilePlace & { found: string; expected: string; help: string | null }) => `${at(f)}: “${f.field}” is ${f.found} where ${f.expected} is expected; write a value within that range${f.help === null ? '' : ` (${f.help})`}.`,
  'profile.wrong-form': (f: ProfilePlace & { found: string; expected: string; help: string | null }) => `${at(f)}: “${f.field}” is “${f.found}”, which does not have the form “${f.expected}”; write it in that form${f.help === null ? '' : ` (${f.help})`}.`,
  'profile.unknown-reference': (f: ProfilePlace & { kind: string; id: string; nearest: string | null; known: readonly string[] }) => `${at(f)}: “${f.field}” names the ${f.kind} “${f.id}”, which does not exist${meant(f.nearest)}; known: ${listed(f.known)}.`,

  'profile.invalid': (f: { problems: readonly ProfileProblem[] }) => {
    const more = f.problems.length - 1;
    return f.problems[0].sentence + (more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'problem' : 'problems'} in this file)`);
  },
  'profile.unknown-id': (f: { kind: string; id: string; nearest: string | null; known: readonly string[] }) => `There is no ${f.kind} “${f.id}”${meant(f.nearest)}; known: ${listed(f.known)}; a file of your own is given by its path ending in .yaml.`,
  'profile.id-form': (f: { id: string }) => `“${f.id}” cannot be an id; write lower-case letters, digits, dots and hyphens, beginning with a letter or digit.`,
  'profile.id-taken': (f: { id: string; place: string }) => `“${f.id}” cannot be written, for ${f.place} exists already; choose another id or folder.`,
  'profile.duplicate-id': (f: { kind: string; id: string; file: string; other: string }) => `${f.file} and ${f.other} both describe the ${f.kind} “${f.id}”; give one of them another id.`,
} as const;
