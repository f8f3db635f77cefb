/** `run.json`: what a run is, beside its database; written whole or not at all. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunManifest } from '../engine/store-ports';
import { StudioError } from '../core/errors';
import { createFileMemory } from './file-memory';
import { fileFailure } from './store-failure';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const manifestFile = z.object({
  id: z.string(), name: z.string(),
  status: z.enum(['running', 'paused', 'finished', 'cancelled', 'failed', 'interrupted', 'damaged']),
  createdAt: z.string(), finishedAt: z.string().nullable(),
  experiment: z.record(z.string(), z.unknown()), planHash: z.string(), seed: z.number(),
  environment: z.record(z.string(), scalar), hashes: z.array(z.object({ what: z.string(), sha256: z.string() })),
  headline: z.string().nullable(), resumedCount: z.number(),
  verdict: z.enum(['valid', 'caution', 'invalid']).nullable().default(null).describe('Left out in files of older studios'),
  process: z.object({ pid: z.number(), started: z.number().nullable(), boot: z.string().nullable() }).nullable().describe('Who holds the run open for writing'),
});
/** The manifest with the process that writes the run. */
export type ManifestFile = z.infer<typeof manifestFile>;

const fileName = 'run.json';
export const databaseFile = (folder: string): string => join(folder, 'run.duckdb');

/** A window asks for the list of runs whenever one of them changes; the others stay as they are. */
const known = createFileMemory<ManifestFile>(5000);

/** Errors: store.damaged */
export function readManifest(folder: string, id: string): ManifestFile {
  const file = join(folder, fileName);
  try {
    return { ...known.get(file, '', () => manifestFile.parse(JSON.parse(readFileSync(file, 'utf8')))), id };
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = missing ? 'the file is missing' : cause instanceof z.ZodError ? `“${cause.issues[0].path.join('.')}” does not fit` : cause instanceof SyntaxError ? 'it is not valid JSON' : String((cause as NodeJS.ErrnoException).code ?? cause);
    throw new StudioError('store.damaged', { id, file, reason }, { cause });
  }
}

/** Errors: store.disk-full, store.not-writable */
export function writeManifest(folder: string, manifest: ManifestFile): void {
  writeWhole(folder, fileName, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** For the outside: without the process. */
export function publicManifest(file: ManifestFile): RunManifest {
  const { process: _holder, ...manifest } = file;
  return manifest;
}

/** A reader sees the old file or the new one, also after a power cut. */
function writeWhole(folder: string, name: string, text: string): void {
  const draft = join(folder, `${name}.${process.pid}.new`);
  try {
    const handle = openSync(draft, 'w');
    try {
      const bytes = Buffer.from(text);
      // A disk that runs full writes a part first and fails on the next call.
      for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, join(folder, name));
  } catch (cause) {
    rmSync(draft, { force: true });
    throw fileFailure(cause, folder);
  }
}
