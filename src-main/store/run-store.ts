/** The place where runs are kept: HOME/runs/RUN-ID/ with run.json and run.duckdb, one folder a run. */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../engine/ports';
import type { NewRun, RunManifest, RunRecord, RunStore } from '../engine/store-ports';
import { StudioError } from '../core/errors';
import { identityOf, isAlive } from './process-identity';
import { databaseFile, type ManifestFile, publicManifest, readManifest, writeManifest } from './run-manifest';
import { fileFailure } from './store-failure';

type Mode = 'write' | 'read';

/** The database takes a quarter of a second to load, which commands that open no run need not wait for. */
const database = (): Promise<typeof import('./run-database')> => import('./run-database');

/** What is open in this process, one entry an open record: the lock of the database only holds against other processes. */
const openHere: { readonly folder: string; readonly mode: Mode; readonly closed: Promise<void> }[] = [];
/** A window reads a log or a result in a moment; whoever wants the run for itself waits that long for it. */
const READERS_MS = 3000;

/** `home` is made when the first run is; errors of every method: store.*, run.unknown */
export function openRunStore(home: string, clock: Clock): RunStore {
  const runs = join(home, 'runs');
  const folderOf = (id: string): string => {
    const folder = join(runs, id);
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(id) || !existsSync(folder)) throw new StudioError('run.unknown', { id });
    return folder;
  };
  return {
    async create(run) {
      const now = clock.now();
      const { id, folder } = claimFolder(runs, `${stamp(now)}-${slug(run.slug)}`);
      const manifest = newManifest(id, run, now);
      try {
        await (await database()).createDatabase(folder, id);
        writeManifest(folder, manifest);
      } catch (cause) {
        // Nothing was measured yet, and half a run would only puzzle.
        rmSync(folder, { recursive: true, force: true });
        throw cause;
      }
      return openRecord(folder, manifest, 'write', clock);
    },
    async open(id, mode = 'write') {
      const folder = folderOf(id);
      if (mode === 'write') await readersOf(folder);
      const manifest = readManifest(folder, id);
      refuseIfHeld(folder, manifest, mode);
      return openRecord(folder, manifest, mode, clock);
    },
    async list() {
      const ids = existsSync(runs) ? readdirSync(runs, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name) : [];
      return ids.sort().reverse().flatMap((id) => listed(join(runs, id), id));
    },
    async delete(id) {
      const folder = folderOf(id);
      await readersOf(folder);
      const manifest = manifestOrNull(folder, id);
      if (manifest !== null) refuseIfHeld(folder, manifest, 'write');
      try {
        rmSync(folder, { recursive: true, force: true });
      } catch (cause) {
        throw fileFailure(cause, folder);
      }
    },
  };
}

/** Takes the lock, replays the log of a killed process, and writes down who holds the run. */
async function openRecord(folder: string, manifest: ManifestFile, mode: Mode, clock: Clock): Promise<RunRecord> {
  let close!: () => void;
  const entry = { folder, mode, closed: new Promise<void>((resolve) => (close = resolve)) };
  const release = (): void => {
    openHere.splice(openHere.indexOf(entry), 1);
    close();
  };
  openHere.push(entry);
  try {
    const [{ RunDatabase }, { DuckRunRecord }] = await Promise.all([database(), import('./run-record')]);
    const opened = await RunDatabase.open(folder, manifest.id, mode);
    const held: ManifestFile = mode === 'write' ? { ...manifest, process: identityOf(process.pid) } : manifest;
    if (mode === 'write') writeManifest(folder, held);
    rmSync(damageFile(folder), { force: true });
    return new DuckRunRecord({ folder, manifest: held, mode, database: opened, clock, release });
  } catch (cause) {
    release();
    if (cause instanceof StudioError && cause.code === 'store.damaged') noteDamage(folder, cause);
    throw cause;
  }
}

/** Resolves when nobody in this process reads the run any more, or when that took too long. */
async function readersOf(folder: string): Promise<void> {
  const over = Promise.all(openHere.filter((one) => one.folder === folder && one.mode === 'read').map(({ closed }) => closed));
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([over, new Promise((resolve) => (timer = setTimeout(resolve, READERS_MS)))]);
  clearTimeout(timer);
}

/** Many may read, or one may write. Errors: store.run-locked */
function refuseIfHeld(folder: string, manifest: ManifestFile, mode: Mode): void {
  const here = openHere.some((other) => other.folder === folder && (mode === 'write' || other.mode === 'write'));
  const pid = here ? process.pid : writerOf(folder, manifest);
  if (pid !== null) throw new StudioError('store.run-locked', { id: manifest.id, pid });
}

/** The process that holds the run for writing, null where none does. */
function writerOf(folder: string, { process: holder }: ManifestFile): number | null {
  if (holder === null || !isAlive(holder)) return null;
  // A note of this very process about a run that is not open here is left from a close that could not write.
  return holder.pid === process.pid && !openHere.some((other) => other.folder === folder && other.mode === 'write') ? null : holder.pid;
}

function claimFolder(runs: string, wanted: string): { id: string; folder: string } {
  try {
    mkdirSync(runs, { recursive: true });
    for (let attempt = 1; ; attempt++) {
      const id = attempt === 1 ? wanted : `${wanted}-${attempt}`;
      const folder = join(runs, id);
      // Making the folder is the claim: two studios that start in one second get two names.
      if (made(folder)) return { id, folder };
    }
  } catch (cause) {
    throw fileFailure(cause, runs);
  }
}

function made(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

function newManifest(id: string, { name, experiment, planHash, seed, environment, hashes }: NewRun, now: Date): ManifestFile {
  return {
    id, name, status: 'running', createdAt: now.toISOString(), finishedAt: null, experiment: { ...experiment }, planHash, seed,
    environment: { ...environment }, hashes: [...hashes], headline: null, verdict: null, resumedCount: 0, process: identityOf(process.pid),
  };
}

/** 2026-11-21-131502, UTC: sorts by time. */
const stamp = (now: Date): string => now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40) || 'run';

/** A folder without manifest and database is one that is being made this moment: not a run yet. */
function listed(folder: string, id: string): RunManifest[] {
  const manifest = manifestOrNull(folder, id);
  if (manifest === null) return existsSync(join(folder, 'run.json')) || existsSync(databaseFile(folder)) ? [damagedManifest(id)] : [];
  if (isDamaged(folder)) return [{ ...publicManifest(manifest), status: 'damaged' }];
  const left = manifest.status === 'running' && writerOf(folder, manifest) === null;
  return [{ ...publicManifest(manifest), status: left ? 'interrupted' : manifest.status }];
}

function manifestOrNull(folder: string, id: string): ManifestFile | null {
  try {
    return readManifest(folder, id);
  } catch (cause) {
    if (cause instanceof StudioError) return null;
    throw cause;
  }
}

function damagedManifest(id: string): RunManifest {
  return { id, name: id, status: 'damaged', createdAt: '', finishedAt: null, experiment: {}, planHash: '', seed: 0, environment: {}, hashes: [], headline: null, verdict: null, resumedCount: 0 };
}

/** What opening found is remembered, for it cannot be seen from the outside; a later good opening forgets it. */
const damageFile = (folder: string): string => join(folder, 'damaged.txt');

function noteDamage(folder: string, error: StudioError): void {
  try {
    writeFileSync(damageFile(folder), `${error.message}\n`);
  } catch (cause) {
    // The sentence reaches the person anyway; the list then shows the run as it was.
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
  }
}

function isDamaged(folder: string): boolean {
  return existsSync(damageFile(folder)) || !hasDatabaseHeader(databaseFile(folder));
}

/** DuckDB's main header: a checksum of 8 bytes, then "DUCK". */
function hasDatabaseHeader(file: string): boolean {
  let handle: number | null = null;
  try {
    handle = openSync(file, 'r');
    const header = Buffer.alloc(12);
    return readSync(handle, header, 0, 12, 0) === 12 && header.toString('latin1', 8) === 'DUCK';
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    return false;
  } finally {
    if (handle !== null) closeSync(handle);
  }
}
