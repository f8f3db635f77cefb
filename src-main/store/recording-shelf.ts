/** The recordings in the studio's home: a folder each with the file and what a person wrote about it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { traceFormat, traceMark } from '../contract/procedures/captures';
import { StudioError } from '../core/errors';
import type { Bin } from './bin';
import { fileFailure } from './store-failure';

/** `facts`: what the file said of itself when it had this many bytes, so that a list need not open every file. `looked`: it was opened since its capture ended. */
const aboutFile = z.object({
  name: z.string().default(''), looked: z.boolean().default(false), marks: z.array(traceMark).default([]), nextMark: z.number().default(1),
  facts: z.object({ bytes: z.number(), source: z.string(), startedAt: z.string().nullable(), simulated: z.boolean(), format: traceFormat, end: z.number(), measured: z.number(), closed: z.boolean() }).nullable().catch(null).default(null),
});
export type AboutRecording = z.infer<typeof aboutFile>;

export interface RecordingShelf {
  /** Newest first. */
  ids(): string[];
  /** Where the .hitrace file lies. Errors: recording.unknown */
  file(id: string): string;
  /** A folder for a new recording; `label` becomes part of its id. Errors: store.not-writable */
  claim(label: string, at: Date): { readonly id: string; readonly file: string };
  /** Empty where nothing was written, or what was cannot be understood. */
  about(id: string): AboutRecording;
  /** Errors: store.not-writable, store.disk-full */
  save(id: string, about: AboutRecording): void;
  /** Into the bin; what brings it back. */
  remove(id: string): string;
  restore(undo: string): string;
}

const idPattern = /^[A-Za-z0-9][A-Za-z0-9.-]{0,120}$/;

/** `recordings/ID/ID.hitrace` and `recordings/ID/about.json`. */
export function openRecordingShelf(home: string, bin: Bin): RecordingShelf {
  const root = join(home, 'recordings');
  const folderOf = (id: string): string => {
    const folder = join(root, id);
    if (!idPattern.test(id) || !existsSync(folder)) throw new StudioError('recording.unknown', { id });
    return folder;
  };
  return {
    ids: () => (existsSync(root) ? readdirSync(root).filter((id) => idPattern.test(id) && existsSync(join(root, id, `${id}.hitrace`))).sort().reverse() : []),
    file: (id) => join(folderOf(id), `${id}.hitrace`),
    claim(label, at) {
      const stem = `${at.toISOString().slice(0, 19).replaceAll(':', '-')}-${label.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60)}`;
      try {
        for (let attempt = 1; ; attempt++) {
          const id = attempt === 1 ? stem : `${stem}-${attempt}`;
          mkdirSync(root, { recursive: true });
          if (existsSync(join(root, id))) continue;
          mkdirSync(join(root, id));
          return { id, file: join(root, id, `${id}.hitrace`) };
        }
      } catch (cause) {
        throw fileFailure(cause, root);
      }
    },
    about(id) {
      const file = join(folderOf(id), 'about.json');
      return aboutFile.safeParse(existsSync(file) ? parsed(readFileSync(file, 'utf8')) : {}).data ?? aboutFile.parse({});
    },
    save(id, about) {
      const file = join(folderOf(id), 'about.json');
      try {
        writeFileSync(`${file}.new`, `${JSON.stringify(about, null, 2)}\n`);
        renameSync(`${file}.new`, file);
      } catch (cause) {
        throw fileFailure(cause, root);
      }
    },
    remove: (id) => bin.put(folderOf(id)),
    restore: (undo) => basename(bin.restore(undo)),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {}; // told as "nothing was written"
  }
}
