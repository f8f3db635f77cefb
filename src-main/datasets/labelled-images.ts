/** Lists image files with their classes, from a label file or from one folder a class. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StudioError } from '../core/errors';
import { unreadable } from './byte-source';

export interface LabelledImages {
  readonly paths: readonly string[];
  readonly labels: Uint16Array;
  /** Names of the class folders; null where a label file gives numbers. */
  readonly classFolders: readonly string[] | null;
}

const imageName = /\.jpe?g$/i;
const mostLabelBytes = 64e6;

/** Lines of `IMAGE CLASS`; images lie below one of `folders`, the first that has the first image. Errors: dataset.* */
export async function fromLabelFile(labelFile: string, folders: readonly string[], classes: number): Promise<LabelledImages> {
  const names: string[] = [];
  const lineNumbers: number[] = [];
  const labels: number[] = [];
  const lines = (await readLabelFile(labelFile)).split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    const text = line.trim();
    if (text === '') continue;
    const cut = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t'));
    const number = text.slice(cut + 1);
    if (cut < 0 || !/^\d{1,9}$/.test(number)) throw new StudioError('dataset.label-line', { labelFile, line: i + 1, text });
    const label = Number(number);
    if (label >= classes) throw new StudioError('dataset.label-outside', { file: labelFile, record: i + 1, label, classes });
    names.push(text.slice(0, cut).trimEnd());
    lineNumbers.push(i + 1);
    labels.push(label);
  }
  if (names.length === 0) throw new StudioError('dataset.empty', { file: labelFile, unit: 'lines' });

  const listings = new Map<string, Set<string>>();
  const isThere = async (path: string): Promise<boolean> => {
    const folder = dirname(path);
    if (!listings.has(folder)) listings.set(folder, new Set(await filesIn(folder)));
    return listings.get(folder)!.has(basename(path));
  };
  let home = folders[0];
  for (const folder of [...folders].reverse()) if (await isThere(resolve(folder, names[0]))) home = folder;
  const paths = names.map((name) => resolve(home, name));
  for (const [i, path] of paths.entries()) {
    if (!(await isThere(path))) throw new StudioError('dataset.image-missing', { labelFile, line: lineNumbers[i], image: names[i], folder: home });
  }
  return { paths, labels: Uint16Array.from(labels), classFolders: null };
}

/** One folder a class, in alphabetical order; null where fewer than two folders below `folder` hold JPEG files. */
export async function fromClassFolders(folder: string): Promise<LabelledImages | null> {
  const paths: string[] = [];
  const labels: number[] = [];
  const classFolders: string[] = [];
  for (const name of await foldersIn(folder)) {
    const images = (await filesIn(join(folder, name))).filter((file) => imageName.test(file)).sort();
    if (images.length === 0) continue;
    for (const image of images) {
      paths.push(join(folder, name, image));
      labels.push(classFolders.length);
    }
    classFolders.push(name);
  }
  return classFolders.length < 2 ? null : { paths, labels: Uint16Array.from(labels), classFolders };
}

async function readLabelFile(labelFile: string): Promise<string> {
  try {
    const facts = await stat(labelFile);
    if (!facts.isFile()) throw new StudioError('dataset.not-a-file', { file: labelFile });
    if (facts.size > mostLabelBytes) throw new StudioError('dataset.label-file-too-large', { labelFile, bytes: facts.size, most: mostLabelBytes });
    return await readFile(labelFile, 'utf8');
  } catch (error) {
    throw unreadable(labelFile, error);
  }
}

const filesIn = (folder: string): Promise<string[]> => listing(folder, false);
const foldersIn = async (folder: string): Promise<string[]> => (await listing(folder, true)).sort();

/** Names in a folder without the hidden ones; none where it does not exist. Links count as what they point at. */
async function listing(folder: string, ofFolders: boolean): Promise<string[]> {
  try {
    const names: string[] = [];
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const isFolder = entry.isSymbolicLink() ? await pointsAtFolder(join(folder, entry.name)) : entry.isDirectory();
      if (isFolder === ofFolders) names.push(entry.name);
    }
    return names;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EIO') throw unreadable(folder, error);
    return [];
  }
}

async function pointsAtFolder(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isDirectory();
  } catch {
    return false; // a dangling link: found out when it is opened as a file
  }
}
