/** Fetches a dataset from its public address: goes on where it stopped, checks what came, unpacks what a reader needs. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { DatasetProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { exists } from './locate';
import { readerOf } from './registry';

/** Bytes of all files together. */
export interface DownloadProgress { readonly file: string; readonly bytes: number; readonly total: number; readonly step: 'download' | 'check' | 'unpack' }

export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
  /** A server that is silent for so long is given up. */
  readonly silentMs?: number;
}

type RemoteFile = NonNullable<DatasetProfile['download']>[number];

/**
 * Files land in `folder`, which is made where it is missing. What had come is kept after a failure or a cancel, and gone on with next time.
 * Rejects with the signal's reason when cancelled. Errors: dataset.download-*
 */
export async function downloadDataset(profile: DatasetProfile, folder: string, { signal, onProgress, silentMs = 60_000 }: DownloadOptions): Promise<void> {
  const files = profile.download;
  if (files === undefined) throw new StudioError('dataset.download-none', { dataset: profile.name });
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  try {
    await mkdir(folder, { recursive: true });
    for (const file of files) {
      const name = basename(new URL(file.url).pathname);
      const report = (step: DownloadProgress['step']) => (bytes: number): void => onProgress({ file: name, bytes: before + bytes, total, step });
      const part = join(folder, `${name}.part`);
      if (file.unpack || !(await exists(join(folder, name)))) {
        await fetchRest(file, part, signal, silentMs, report('download'));
        report('check')(file.bytes);
        await check(file, part, signal);
        report('unpack')(file.bytes);
        if (file.unpack) await unpack(profile, part, folder, signal);
        else await rename(part, join(folder, name));
      }
      before += file.bytes;
    }
  } catch (error) {
    signal.throwIfAborted();
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new StudioError('dataset.download-disk', { dataset: profile.name, folder, bytes: total }, { cause: error });
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw new StudioError('dataset.download-folder', { folder, reason: code }, { cause: error });
    throw error;
  }
}

async function fetchRest({ url, bytes }: RemoteFile, part: string, signal: AbortSignal, silentMs: number, report: (bytes: number) => void): Promise<void> {
  let have = (await exists(part)) ? (await stat(part)).size : 0;
  if (have > bytes) have = 0;
  if (have === bytes) return;
  report(have);
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(new Error(`nothing came for ${silentMs / 1000} s`)), silentMs);
  let file: WriteStream | null = null;
  try {
    const answer = await fetch(url, { headers: have > 0 ? { range: `bytes=${have}-` } : {}, signal: AbortSignal.any([signal, silent.signal]) });
    const at = new URL(answer.url);
    if (at.protocol !== 'https:' && at.hostname !== '127.0.0.1') throw new Error(`it was sent on to ${at.origin}, which is not encrypted`);
    if (!answer.ok || answer.body === null) throw new Error(`the server answered ${answer.status} ${answer.statusText}`.trimEnd());
    // A server that knows no ranges sends the whole again.
    if (answer.status !== 206 || !answer.headers.get('content-range')?.startsWith(`bytes ${have}-`)) have = 0;
    file = createWriteStream(part, { flags: have > 0 ? 'a' : 'w' });
    for await (const chunk of answer.body) {
      timer.refresh();
      have += chunk.length;
      if (have > bytes) throw new Error(`more than the expected ${bytes} bytes came`);
      if (!file.write(chunk)) await once(file, 'drain', { signal });
      report(have);
    }
    if (have < bytes) throw new Error('the connection ended early');
  } catch (error) {
    signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).syscall === 'write') throw error;
    const reason = silent.signal.aborted ? (silent.signal.reason as Error).message : causeOf(error);
    throw new StudioError('dataset.download-failed', { url, reason, bytes: Math.min(have, bytes), total: bytes }, { cause: error });
  } finally {
    clearTimeout(timer);
    if (file !== null) {
      file.end();
      await finished(file).catch(() => undefined);
    }
  }
}

/** `fetch failed` says nothing; what is behind it does. */
function causeOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && message === 'fetch failed' ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : message;
}

async function check({ url, sha256 }: RemoteFile, part: string, signal: AbortSignal): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(part), hash, { signal });
  const got = hash.digest('hex');
  if (got === sha256) return;
  await rm(part, { force: true });
  throw new StudioError('dataset.download-wrong', { url, expected: sha256, found: got });
}

/** Only files that the reader knows, by their bare names: nothing in an archive decides where something is written. */
async function unpack(profile: DatasetProfile, part: string, folder: string, signal: AbortSignal): Promise<void> {
  const reader = readerOf(profile);
  const wanted = new Set([...reader.files.flatMap(({ names }) => names), ...(reader.trainingFiles ?? []), ...(profile.files ?? []), ...(profile.training_files ?? [])].map((name) => basename(name)));
  const archive = extract();
  const done = pipeline(createReadStream(part), createGunzip(), archive, { signal });
  let found = 0;
  try {
    for await (const entry of archive) {
      const name = basename(entry.header.name);
      if (entry.header.type !== 'file' || !wanted.has(name)) entry.resume();
      else {
        const temporary = join(folder, `${name}.part`);
        await pipeline(entry as unknown as NodeJS.ReadableStream, createWriteStream(temporary));
        await rename(temporary, join(folder, name));
        found++;
      }
    }
    await done;
  } catch (error) {
    done.catch(() => undefined);
    signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw new StudioError('dataset.download-archive', { file: part, reason: (error as Error).message }, { cause: error });
  }
  if (found === 0) throw new StudioError('dataset.download-archive', { file: part, reason: `none of ${[...wanted].join(', ')} is in it` });
  await rm(part, { force: true });
}
