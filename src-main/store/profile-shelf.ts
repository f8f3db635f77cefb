/** A person's own profiles: checked before they are written, kept as YAML below the studio's home. */
import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { ProfileKind } from '../contract/profiles';
import { StudioError } from '../core/errors';
import type { Bin } from './bin';
import { invalidProfile } from './profile-problems';
import { unknownReferences } from './profile-references';
import { parseProfileText, readProfileSource } from './profile-source';
import { checked, type Loaded, type ProfileEntry, type ProfileLibrary, profileKinds } from './profiles';
import { fileFailure } from './store-failure';

/** The name of a profile that is in no file yet, as problems give it. */
export const DRAFT = 'draft';

export interface ProfileShelf {
  /** Errors: profile.unknown-id */
  find(kind: ProfileKind, id: string): ProfileEntry;
  /** The content of a profile's file. Errors: profile.unknown-id, profile.not-readable */
  text(kind: ProfileKind, id: string): string;
  /** A profile out of YAML or JSON text; `data` is what was read. Errors: profile.* */
  parse<K extends ProfileKind>(kind: K, text: string): Loaded<K>;
  /** Complete, references to other profiles included. Errors: profile.* */
  check<K extends ProfileKind>(kind: K, profile: Readonly<Record<string, unknown>>): Loaded<K>;
  /** Errors: profile.*, store.not-writable */
  save(kind: ProfileKind, profile: Readonly<Record<string, unknown>>): ProfileEntry;
  /** `newId` null: the old one with -copy. Errors: profile.* */
  duplicate(kind: ProfileKind, id: string, newId: string | null): ProfileEntry;
  /** Errors: profile.unknown-id, profile.built-in */
  remove(kind: ProfileKind, id: string): string;
  /** Errors: window.* */
  restore(undo: string): ProfileEntry;
  /** Makes a model of the person's own from an ONNX file that lies elsewhere; the file is moved. Errors: profile.*, store.* */
  addModel(card: Readonly<Record<string, unknown>>, onnxFile: string): ProfileEntry;
}

/** `folder` must be one of the library's user folders. */
export function openProfileShelf(folder: string, library: ProfileLibrary, bin: Bin): ProfileShelf {
  const find = (kind: ProfileKind, id: string): ProfileEntry => {
    const entry = library.list(kind).find((one) => one.id === id);
    // The library says best what is near an unknown id.
    return entry ?? (library.get(kind, id) as never);
  };
  const idsOf = (kind: ProfileKind): string[] => library.list(kind).map(({ id }) => id);
  const parse = <K extends ProfileKind>(kind: K, text: string): Loaded<K> => {
    const source = parseProfileText(kind, DRAFT, text);
    const profile = checked(kind, source, join(folder, DRAFT));
    const unknown = unknownReferences(kind, source, idsOf);
    if (unknown.length > 0) throw invalidProfile(unknown);
    return profile;
  };
  const check = <K extends ProfileKind>(kind: K, profile: Readonly<Record<string, unknown>>): Loaded<K> => parse(kind, yamlOf(kind, profile));
  const writeText = (file: string, text: string): void => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    } catch (cause) {
      throw fileFailure(cause, folder);
    }
  };
  const ownFile = (kind: ProfileKind, id: string): string | null => {
    const entry = library.list(kind).find((one) => one.id === id);
    return entry === undefined || entry.builtIn ? null : entry.file;
  };
  const modelFolder = (id: string): string => join(folder, 'models', id);
  return {
    find,
    text: (kind, id) => readFileSync(find(kind, id).file, 'utf8'),
    parse, check,
    save(kind, profile) {
      const { id } = check(kind, profile);
      const own = ownFile(kind, id);
      if (kind === 'model' && own === null) throw new StudioError('profile.model-without-file', { id });
      writeText(own ?? join(folder, `${kind}s`, `${id}.yaml`), yamlOf(kind, profile));
      return find(kind, id);
    },
    duplicate(kind, id, newId) {
      const entry = find(kind, id);
      const taken = idsOf(kind);
      const free = newId ?? Array.from({ length: taken.length + 1 }, (_, i) => `${id}-copy${i === 0 ? '' : `-${i + 1}`}`).find((one) => !taken.includes(one))!;
      if (taken.includes(free)) throw new StudioError('window.place-taken', { name: free });
      const data = { ...(readProfileSource(kind, entry.file).data as Record<string, unknown>), id: free, name: `${entry.name} (copy)`.slice(0, 120) };
      check(kind, data);
      if (kind === 'model') {
        mkdirSync(modelFolder(free), { recursive: true });
        copyFileSync(join(dirname(entry.file), library.get('model', id).file), join(modelFolder(free), 'model.onnx'));
        writeText(join(modelFolder(free), 'card.yaml'), yamlOf(kind, { ...data, file: 'model.onnx' }));
      } else writeText(join(folder, `${kind}s`, `${free}.yaml`), yamlOf(kind, data));
      return find(kind, free);
    },
    remove(kind, id) {
      const entry = find(kind, id);
      if (entry.builtIn) throw new StudioError('profile.built-in', { kind, id });
      return bin.put(kind === 'model' && entry.file.endsWith('card.yaml') ? dirname(entry.file) : entry.file);
    },
    restore(undo) {
      const path = bin.restore(undo);
      for (const kind of profileKinds) {
        const entry = library.list(kind).find(({ file }) => file === path || dirname(file) === path);
        if (entry !== undefined) return entry;
      }
      throw new StudioError('window.nothing-to-restore', { undo });
    },
    addModel(card, onnxFile) {
      const data = { ...card, file: 'model.onnx' };
      const { id } = check('model', data);
      if (library.list('model').some((one) => one.id === id)) throw new StudioError('window.place-taken', { name: id });
      try {
        mkdirSync(modelFolder(id), { recursive: true });
        renameSync(onnxFile, join(modelFolder(id), 'model.onnx'));
      } catch (cause) {
        throw fileFailure(cause, folder);
      }
      writeText(join(modelFolder(id), 'card.yaml'), yamlOf('model', data));
      return find('model', id);
    },
  };
}

/** `kind` first, as people write it. */
function yamlOf(kind: ProfileKind, { kind: _kind, directory: _directory, ...rest }: Readonly<Record<string, unknown>>): string {
  return stringify({ kind, ...rest }, { aliasDuplicateObjects: false });
}
