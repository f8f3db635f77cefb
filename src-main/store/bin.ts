/** The bin below the studio's home: removed runs and profiles stay there for a week, so that removing can be undone. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StudioError } from '../core/errors';
import { fileFailure } from './store-failure';

const KEPT_MS = 7 * 24 * 3600 * 1000;

export interface Bin {
  /** Moves a file or folder into the bin; what `restore` needs to bring it back. Errors: store.not-writable, store.disk-full */
  put(path: string): string;
  /** Back to where it was; that path. Errors: window.nothing-to-restore, window.place-taken */
  restore(undo: string): string;
  /** Removes for good what has been in it for more than a week. */
  empty(now: number): void;
}

/** `bin/UNDO/NAME` is what was removed, `bin/UNDO.path` where it was. */
export function openBin(home: string): Bin {
  const folder = join(home, 'bin');
  return {
    put(path) {
      try {
        const undo = claim(folder, basename(path));
        writeFileSync(join(folder, `${undo}.path`), path);
        renameSync(path, join(folder, undo, basename(path)));
        return undo;
      } catch (cause) {
        throw fileFailure(cause, folder);
      }
    },
    restore(undo) {
      const note = join(folder, `${undo}.path`);
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(undo) || !existsSync(note)) throw new StudioError('window.nothing-to-restore', { undo });
      const path = readFileSync(note, 'utf8');
      if (existsSync(path)) throw new StudioError('window.place-taken', { name: basename(path) });
      try {
        mkdirSync(dirname(path), { recursive: true });
        renameSync(join(folder, undo, basename(path)), path);
      } catch (cause) {
        throw fileFailure(cause, path);
      }
      rmSync(note, { force: true });
      rmSync(join(folder, undo), { recursive: true, force: true });
      return path;
    },
    empty(now) {
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder).filter((one) => one.endsWith('.path'))) {
        if (now - statSync(join(folder, name)).mtimeMs < KEPT_MS) continue;
        rmSync(join(folder, name.slice(0, -'.path'.length)), { recursive: true, force: true });
        rmSync(join(folder, name), { force: true });
      }
    },
  };
}

function claim(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const undo = `${name.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'removed'}-${attempt}`;
    if (existsSync(join(folder, `${undo}.path`)) || existsSync(join(folder, undo))) continue;
    mkdirSync(join(folder, undo));
    return undo;
  }
}
