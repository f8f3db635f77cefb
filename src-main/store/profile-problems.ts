/** What a schema has against a profile, said for people: one problem a field, in the order of the file. */
import type { z } from 'zod';
import type { ProfileKind } from '../contract/profiles';
import { catalogue, type ErrorCode, type ErrorFacts, StudioError } from '../core/errors';
import type { ProfilePlace, ProfileProblem } from '../core/errors/profile';
import { nearest } from './nearest';
import { expectation, schemaAt } from './profile-schema';
import { type FieldPath, type ProfileSource, shortened } from './profile-source';
import { numberInUnitOfKey, unitOfPath } from './unit-in-key';

export type ProfileProblems = readonly ProfileProblem[];
type Issue = z.core.$ZodIssue;

/** One problem: the sentence of a catalogue code at its place. */
export function problem<C extends ErrorCode>(code: C, facts: ErrorFacts<C> & ProfilePlace): ProfileProblem {
  const { file, line, column, field } = facts;
  return { code, file, line, column, field, sentence: (catalogue[code] as (facts: ErrorFacts<C>) => string)(facts), facts };
}

/** The problems of one file as an error: the first is its sentence, all are in `facts.problems`. */
export function invalidProfile(problems: ProfileProblems): StudioError<'profile.invalid'> {
  return new StudioError('profile.invalid', { problems });
}

/** Every problem behind an error of the profile loader; a file-level error is one problem at the line it names. */
export function problemsOf(error: StudioError): ProfileProblems {
  const facts = error.facts as Partial<ProfilePlace> & { problems?: ProfileProblems };
  return facts.problems ?? [{ code: error.code, file: facts.file ?? '', line: facts.line ?? 1, column: facts.column ?? 1, field: facts.field ?? '', sentence: error.message, facts }];
}

/** Sorted by line; a key that is missing because it is misspelt is told once, as the misspelt one. */
export function problemsFromIssues(kind: ProfileKind, source: ProfileSource, issues: readonly Issue[]): ProfileProblem[] {
  const spelt = new Set<string>();
  const found = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(kind, source, issue, issues, spelt) : []));
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') found.push(...fromIssue(kind, source, issue).filter((one) => one.code !== 'profile.missing-key' || !spelt.has(one.field)));
  }
  return found.sort((a, b) => a.line - b.line || a.column - b.column);
}

function unknownKeys(kind: ProfileKind, source: ProfileSource, issue: Extract<Issue, { code: 'unrecognized_keys' }>, all: readonly Issue[], spelt: Set<string>): ProfileProblem[] {
  const known = Object.keys(schemaAt(kind, issue.path, source.data)?.properties ?? {});
  const here = valueAt(source.data, issue.path) as Record<string, unknown>;
  // A key that is there already is not what the writer meant.
  const free = known.filter((key) => !Object.hasOwn(here, key));
  return issue.keys.map((key) => {
    const meant = nearest(key, free);
    if (meant !== null && all.some((other) => other.path.length === issue.path.length + 1 && other.path.at(-1) === meant)) spelt.add(source.place([...issue.path, meant]).field);
    return problem('profile.unknown-key', { ...source.place([...issue.path, key], 'key'), nearest: meant, known });
  });
}

function fromIssue(kind: ProfileKind, source: ProfileSource, issue: Issue): ProfileProblem[] {
  const inner = innermost(issue, source.data);
  const { path } = inner;
  const place = source.place(path);
  const found = valueAt(source.data, path);
  const schema = schemaAt(kind, path, source.data);
  const expected = expectation(schema);
  const help = schema?.description ?? null;
  if (found === undefined) return [problem('profile.missing-key', { ...place, expected, help })];
  switch (inner.code) {
    case 'invalid_type': return [wrongType(place, path, found, expected, help)];
    case 'invalid_value': return [wrongChoice(place, found, inner.values.map(String))];
    case 'invalid_union': return ['options' in inner && Array.isArray(inner.options) ? wrongChoice(place, found, inner.options.map(String)) : unionProblem(place, path, found, inner, expected, help)];
    case 'too_big':
      if (inner.maximum === 1 && typeof found === 'number' && found <= 100) return [problem('profile.percent', { ...place, found, fraction: Number((found / 100).toPrecision(12)) })];
      return [problem('profile.out-of-range', { ...place, found: shown(found, inner.origin), expected: bound(inner.origin, `at most ${String(inner.maximum)}`, expected), help })];
    case 'too_small': return [problem('profile.out-of-range', { ...place, found: shown(found, inner.origin), expected: bound(inner.origin, `at least ${String(inner.minimum)}`, expected), help })];
    case 'invalid_format': return [problem('profile.wrong-form', { ...place, found: shortened(String(found)), expected: inner.message, help })];
    default: return [problem('profile.wrong-type', { ...place, found: describeValue(found), expected, help })];
  }
}

/** Of a union, the alternative that went furthest into the data is the one that was meant. */
function innermost(issue: Issue, data: unknown): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const deeper = issue.errors.flat().filter((one) => one.path.length > 0 && valueAt(data, [...issue.path, ...one.path]) !== undefined);
  return deeper.length === 0 ? issue : innermost({ ...deeper[0], path: [...issue.path, ...deeper[0].path] } as Issue, data);
}

function unionProblem(place: ProfilePlace, path: FieldPath, found: unknown, issue: Extract<Issue, { code: 'invalid_union' }>, expected: string, help: string | null): ProfileProblem {
  const first = issue.errors.map((errors) => errors[0]).filter((one) => one !== undefined);
  if (first.length > 0 && first.every((one) => one.code === 'invalid_value')) return wrongChoice(place, found, first.flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : [])));
  return wrongType(place, path, found, expected, help);
}

function wrongChoice(place: ProfilePlace, found: unknown, allowed: readonly string[]): ProfileProblem {
  const text = typeof found === 'object' ? describeValue(found) : shortened(String(found));
  return problem('profile.wrong-choice', { ...place, found: text, nearest: typeof found === 'string' ? nearest(found, allowed) : null, allowed });
}

function wrongType(place: ProfilePlace, path: FieldPath, found: unknown, expected: string, help: string | null): ProfileProblem {
  const wantsNumber = /^a (whole )?number/.test(expected);
  if (typeof found === 'string' && wantsNumber) {
    const unit = unitOfPath(path);
    const text = shortened(found);
    const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(found);
    if (percent !== null && expected.endsWith('to 1')) return problem('profile.number-as-text', { ...place, found: text, number: Number((Number(percent[1]) / 100).toPrecision(12)), expected });
    if (/\d/.test(found) && unit !== null) return problem('profile.unit-in-value', { ...place, found: text, number: numberInUnitOfKey(found, unit.key), ...unit });
    if (/^\s*[+-]?\d/.test(found)) return problem('profile.number-as-text', { ...place, found: text, number: numberInUnitOfKey(found, ''), expected });
  }
  return problem('profile.wrong-type', { ...place, found: describeValue(found), expected, help });
}

function bound(origin: string, limit: string, expected: string): string {
  if (origin === 'array') return `a list of ${limit} ${limit.endsWith(' 1') ? 'entry' : 'entries'}`;
  return origin === 'string' ? `a text of ${limit} ${limit.endsWith(' 1') ? 'character' : 'characters'}` : expected;
}

function shown(value: unknown, origin: string): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return origin === 'string' ? `a text of ${String(value).length} characters` : String(value);
}

/** What a value is, with the value where it is short. */
export function describeValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? `the text “${shortened(value)}”` : String(value);
}

/** The value at a path, or undefined where the path leaves the data. */
export function valueAt(data: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, step) => (value !== null && typeof value === 'object' && Object.hasOwn(value, step) ? (value as Record<PropertyKey, unknown>)[step] : undefined), data);
}
