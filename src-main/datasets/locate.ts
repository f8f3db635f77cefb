/** Finds a dataset's files below the data folder, in the layouts in which downloads unpack. */
import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { DatasetProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { unreadable } from './byte-source';
import type { DatasetReader, ExpectedFile } from './reader';

/** Whether anything lies at `path`. Errors: dataset.unreadable where the system forbids to look. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EPERM') throw unreadable(path, error);
    return false;
  }
}

/** Folders to look in, the likeliest first: the data folder, one named as the dataset, and their usual sub-folders. */
export async function dataFolders(reader: DatasetReader, profile: DatasetProfile, folder: string | null): Promise<string[]> {
  if (folder === null) {
    const files = reader.files.map(({ names }) => names[0]);
    throw new StudioError('dataset.folder-needed', { dataset: profile.name, files: profile.files ?? files });
  }
  if (!(await exists(folder))) throw new StudioError('dataset.folder-missing', { folder });
  if (!(await stat(folder)).isDirectory()) throw new StudioError('dataset.folder-is-file', { folder });
  const below = (base: string): string[] => reader.folders.map((name) => join(base, name));
  const own = join(folder, profile.id);
  // What is named as this very dataset goes before a sub-folder that sets of the same layout share.
  return [...new Set([folder, own, ...below(own), ...below(folder)])];
}

/** Paths in the order of the expected files, all from one folder. Errors: dataset.folder-*, dataset.file-missing */
export async function locateFiles(reader: DatasetReader, profile: DatasetProfile, folder: string | null): Promise<string[]> {
  const wanted: readonly Pick<ExpectedFile, 'names'>[] = profile.files?.map((name) => ({ names: [name] })) ?? reader.files;
  const anywhere = profile.files?.every((name) => isAbsolute(name)) ?? false;
  const folders = anywhere ? [dirname(profile.files![0])] : await dataFolders(reader, profile, folder);

  let nearest: { missing: string; folder: string; hits: number } | null = null;
  for (const base of folders) {
    const paths: string[] = [];
    let missing: string | null = null;
    for (const { names } of wanted) {
      const path = await firstExisting(names.map((name) => resolve(base, name)));
      if (path === null) missing ??= names[0];
      else paths.push(path);
    }
    if (missing === null) return paths;
    if (nearest === null || paths.length > nearest.hits) nearest = { missing, folder: base, hits: paths.length };
  }

  const { missing, folder: base, hits } = nearest!;
  const archive = await firstExisting(reader.archives.map((name) => join(base, name)));
  throw new StudioError('dataset.file-missing', {
    dataset: profile.name, file: missing, folder: base,
    folders: anywhere || hits > 0 ? [] : [...new Set([profile.id, ...reader.folders])],
    archive: archive === null ? null : archive.slice(base.length + 1),
  });
}

async function firstExisting(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await exists(path)) return path;
  return null;
}
