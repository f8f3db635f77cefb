/** Which other profiles a profile names, so that an unknown name is found while the file and line are known. */
import type { ProfileKind } from '../contract/profiles';
import type { ProfileProblem } from '../core/errors/profile';
import { nearest } from './nearest';
import { problem, valueAt } from './profile-problems';
import type { FieldPath, ProfileSource } from './profile-source';

/** The server that the studio starts by itself. */
const builtInServer = 'this-computer';

const references: Readonly<Partial<Record<ProfileKind, readonly { readonly kind: ProfileKind; readonly path: FieldPath }[]>>> = {
  experiment: [
    { kind: 'dataset', path: ['dataset', 'use'] }, { kind: 'model', path: ['models'] }, { kind: 'model', path: ['remote'] },
    { kind: 'server', path: ['server'] }, { kind: 'board', path: ['boards'] }, { kind: 'link', path: ['link'] },
    { kind: 'analyzer', path: ['analyzer', 'use'] },
  ],
  board: [{ kind: 'link', path: ['link'] }],
};

/** An argument or a reference that is a path, or ends in .yaml, is a file; everything else is an id. */
export const isFile = (idOrFile: string): boolean => /[\\/]/.test(idOrFile) || /\.ya?ml$/i.test(idOrFile);

/** `known(kind)`: the ids that exist. References to files are left to whoever loads them. */
export function unknownReferences(kind: ProfileKind, source: ProfileSource, known: (kind: ProfileKind) => readonly string[]): ProfileProblem[] {
  return (references[kind] ?? []).flatMap((reference) => {
    const value = valueAt(source.data, reference.path);
    const named = Array.isArray(value) ? value.map((id, i) => ({ id: id as unknown, path: [...reference.path, i] })) : [{ id: value, path: reference.path }];
    return named.flatMap(({ id, path }) => {
      if (typeof id !== 'string' || isFile(id) || (reference.kind === 'server' && id === builtInServer)) return [];
      const ids = known(reference.kind);
      return ids.includes(id) ? [] : [problem('profile.unknown-reference', { ...source.place(path), kind: reference.kind, id, nearest: nearest(id, ids), known: ids })];
    });
  });
}
