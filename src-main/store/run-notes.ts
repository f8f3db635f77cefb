/** What a person wrote about a run: a note and tags, in the run's folder, so that they travel with it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StudioError } from '../core/errors';
import type { RunStore } from '../engine/store-ports';
import type { Bin } from './bin';
import { fileFailure } from './store-failure';

const notesFile = z.object({ note: z.string(), tags: z.array(z.string()) });
export type RunNotes = z.infer<typeof notesFile>;

export interface RunShelf {
  /** Empty where nothing was written, or where the file cannot be understood. */
  notes(id: string): RunNotes;
  /** Errors: run.unknown, store.* */
  write(id: string, notes: RunNotes): void;
  /** Into the bin; what brings it back. Errors: run.unknown, store.run-locked, store.not-writable */
  remove(id: string): Promise<string>;
}

export function openRunShelf(home: string, runs: RunStore, bin: Bin): RunShelf {
  const folderOf = (id: string): string => {
    const folder = join(home, 'runs', id);
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(id) || !existsSync(folder)) throw new StudioError('run.unknown', { id });
    return folder;
  };
  return {
    notes(id) {
      const file = join(home, 'runs', id, 'notes.json');
      if (!existsSync(file)) return { note: '', tags: [] };
      const read = notesFile.safeParse(parsed(readFileSync(file, 'utf8')));
      return read.success ? read.data : { note: '', tags: [] };
    },
    write(id, notes) {
      const folder = folderOf(id);
      try {
        writeFileSync(join(folder, 'notes.json'), `${JSON.stringify(notes, null, 2)}\n`);
      } catch (cause) {
        throw fileFailure(cause, folder);
      }
    },
    async remove(id) {
      const folder = folderOf(id);
      try {
        // Opening for writing is the question whether anybody else has it open.
        await (await runs.open(id)).close();
      } catch (error) {
        if (!(error instanceof StudioError) || error.code === 'store.run-locked') throw error;
      }
      return bin.put(folder);
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // told as "nothing was written" by the caller
  }
}
