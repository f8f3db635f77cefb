/** Loads profiles from YAML files and finds them by id in the folders of the studio and of its user. */
import { readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type ModelCard, profileSchemas, type ProfileKind, type ProfileOf } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { createFileMemory } from './file-memory';
import { nearest } from './nearest';
import { describeValue, invalidProfile, problemsFromIssues, valueAt } from './profile-problems';
import { isFile, unknownReferences } from './profile-references';
import { type ProfileSource, readProfileSource, shortened } from './profile-source';

export { profileJsonSchema } from './profile-schema';
export { problemsOf, type ProfileProblems } from './profile-problems';

/** A profile as it was loaded: defaults filled in; a model card knows its folder. */
export type Loaded<K extends ProfileKind> = K extends 'model' ? ModelCard : ProfileOf<K>;

/** One profile in a library. `problem` is set where the file cannot be used; it is listed so that it can be mended. */
export interface ProfileEntry {
  readonly kind: ProfileKind; readonly id: string; readonly name: string; readonly summary: string;
  readonly file: string; readonly builtIn: boolean; readonly problem: StudioError | null;
}

export interface ProfileLibrary {
  /** Sorted by id; a user's profile stands before a built-in one of the same id. */
  list(kind: ProfileKind): ProfileEntry[];
  /** Errors: profile.unknown-id, profile.duplicate-id, and those of the file. */
  get<K extends ProfileKind>(kind: K, id: string): Loaded<K>;
  /** As `get`, or from a file where the argument is a path or ends in .yaml; checks that the profiles it names exist. */
  load<K extends ProfileKind>(kind: K, idOrFile: string): Loaded<K>;
}

/** Folders: `profiles` holds boards/*.yaml, links/*.yaml …; `models` holds NAME/card.yaml; a user folder may hold both, and loose files. */
export interface ProfileFolders { readonly profiles: string; readonly models: string; readonly user?: readonly string[] }

const MOST_REMEMBERED = 500;

export const profileKinds = Object.keys(profileSchemas) as ProfileKind[];

/** Reads and checks one file; says nothing about the profiles it names. Errors: profile.* */
export function loadProfile<K extends ProfileKind>(kind: K, file: string): Loaded<K> {
  return checked(kind, readProfileSource(kind, file), file);
}

export function openProfileLibrary(folders: ProfileFolders): ProfileLibrary {
  const roots = [...(folders.user ?? []).map((folder) => ({ folder, models: join(folder, 'models'), builtIn: false })), { folder: folders.profiles, models: folders.models, builtIn: true }];
  // Folders are read again at every call: files come and go while the studio runs. What is in a file is remembered while it stays the same.
  const known = createFileMemory<ProfileEntry[]>(MOST_REMEMBERED);
  const entries = (kind: ProfileKind): ProfileEntry[] => roots.flatMap((root) => filesOf(kind, root).flatMap((file) => known.get(file, `${kind} ${root.builtIn}`, () => entryOf(kind, file, root.builtIn))));
  const loaded = createFileMemory<Loaded<ProfileKind>>(MOST_REMEMBERED);
  const idsOf = (kind: ProfileKind): string[] => [...new Set(entries(kind).map((entry) => entry.id))].sort();

  const list = (kind: ProfileKind): ProfileEntry[] => {
    const first = new Map<string, ProfileEntry>();
    for (const entry of entries(kind)) if (!first.has(entry.id)) first.set(entry.id, entry);
    return [...first.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  };
  const find = (kind: ProfileKind, id: string): ProfileEntry => {
    const [entry, ...others] = entries(kind).filter((one) => one.id === id);
    if (entry === undefined) {
      const known = idsOf(kind);
      throw new StudioError('profile.unknown-id', { kind, id: shortened(id), nearest: nearest(id, known), known });
    }
    const twin = others.find((one) => one.builtIn === entry.builtIn);
    if (twin !== undefined) throw new StudioError('profile.duplicate-id', { kind, id, file: entry.file, other: twin.file });
    return entry;
  };
  return {
    list,
    get: (kind, id) => structuredClone(loaded.get(find(kind, id).file, kind, () => loadProfile(kind, find(kind, id).file))) as Loaded<typeof kind>,
    load: (kind, idOrFile) => {
      const path = isFile(idOrFile) ? resolve(idOrFile) : find(kind, idOrFile).file;
      const file = kind === 'model' && isFolder(path) ? join(path, 'card.yaml') : path;
      const source = readProfileSource(kind, file);
      const profile = checked(kind, source, file);
      const unknown = unknownReferences(kind, source, idsOf);
      if (unknown.length > 0) throw invalidProfile(unknown);
      return profile;
    },
  };
}

/** The profile in `source`, or all that is wrong with it. */
export function checked<K extends ProfileKind>(kind: K, source: ProfileSource, file: string): Loaded<K> {
  const { data } = source;
  if (data === null || typeof data !== 'object' || Array.isArray(data)) throw new StudioError('profile.not-a-map', { ...source.place([]), kind, found: describeValue(data) });
  const said = valueAt(data, ['kind']);
  if (said !== undefined && said !== kind) {
    const found = typeof said === 'string' ? shortened(said) : describeValue(said);
    throw new StudioError('profile.wrong-kind', { ...source.place(['kind']), expected: kind, found, nearest: profileKinds.includes(said as ProfileKind) ? null : nearest(found, [kind]) });
  }
  const result = profileSchemas[kind].safeParse(data);
  if (!result.success) throw invalidProfile(problemsFromIssues(kind, source, result.error.issues));
  return (kind === 'model' ? { ...result.data, directory: dirname(resolve(file)) } : result.data) as Loaded<K>;
}

function filesOf(kind: ProfileKind, root: { folder: string; models: string; builtIn: boolean }): string[] {
  const cards = kind === 'model' ? namesIn(root.models).map((name) => join(root.models, name, 'card.yaml')).filter(exists) : [];
  const loose = root.builtIn ? [] : yamlIn(root.folder);
  return [...yamlIn(join(root.folder, `${kind}s`)), ...cards, ...loose];
}

/** The entry of a file, or none where a loose file is of another kind. */
function entryOf(kind: ProfileKind, file: string, builtIn: boolean): ProfileEntry[] {
  const id = fallbackId(file);
  try {
    const source = readProfileSource(kind, file);
    const said = valueAt(source.data, ['kind']);
    if (said !== kind && isLoose(kind, file)) return [];
    const text = (key: string, otherwise: string): string => { const value = valueAt(source.data, [key]); return typeof value === 'string' && value !== '' ? value : otherwise; };
    const entry = { kind, id: text('id', id), name: text('name', id), summary: text('summary', ''), file, builtIn };
    return [{ ...entry, problem: problemOf(() => checked(kind, source, file)) }];
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    return isLoose(kind, file) ? [] : [{ kind, id, name: id, summary: '', file, builtIn, problem: error }];
  }
}

function problemOf(check: () => unknown): StudioError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof StudioError) return error;
    throw error;
  }
}

const fallbackId = (file: string): string => (file.endsWith('card.yaml') ? dirname(file) : file.replace(/\.ya?ml$/i, '')).split(/[\\/]/).pop() ?? file;
const isLoose = (kind: ProfileKind, file: string): boolean => !file.endsWith('card.yaml') && !new RegExp(`[\\\\/]${kind}s[\\\\/][^\\\\/]*$`).test(file);
const yamlIn = (folder: string): string[] => namesIn(folder).filter((name) => /\.ya?ml$/i.test(name)).map((name) => join(folder, name));
const exists = (path: string): boolean => statsOf(path) !== undefined;
const isFolder = (path: string): boolean => statsOf(path)?.isDirectory() === true;

/** Undefined where there is nothing to see; why it cannot be seen is said when the file is read. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    return undefined;
  }
}

/** A folder that is not there holds nothing; the built-in ones are made by and by. */
function namesIn(folder: string): string[] {
  return isFolder(folder) ? readdirSync(folder).sort() : [];
}
