/** What the disk and the database say when they refuse, as sentences of the catalogue. */
import { StudioError } from '../core/errors';

export interface FailureContext { readonly id: string; readonly folder: string; readonly file: string; readonly table?: string }

/** A failed file operation. */
export function fileFailure(cause: unknown, folder: string): StudioError {
  if (cause instanceof StudioError) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  return isDiskFull(`${code} ${text(cause)}`) ? new StudioError('store.disk-full', { folder }, { cause }) : new StudioError('store.not-writable', { folder, reason: code === '' ? text(cause) : code }, { cause });
}

/** A failed database operation while the database was open. */
export function databaseFailure(cause: unknown, context: FailureContext): StudioError {
  return cause instanceof StudioError ? cause : known(cause, context) ?? new StudioError('store.failed', { id: context.id, reason: firstLine(text(cause)) }, { cause });
}

/** A database that could not be opened: what is neither a lock nor the disk is the file itself. */
export function openFailure(cause: unknown, context: FailureContext): StudioError {
  return cause instanceof StudioError ? cause : known(cause, context) ?? new StudioError('store.damaged', { id: context.id, file: context.file, reason: firstLine(text(cause)) }, { cause });
}

function known(cause: unknown, { id, folder, file, table }: FailureContext): StudioError | null {
  const message = text(cause);
  if (isDiskFull(message)) return new StudioError('store.disk-full', { folder }, { cause });
  if (/could not set lock/i.test(message)) return new StudioError('store.run-locked', { id, pid: Number(/PID (\d+)/.exec(message)?.[1] ?? Number.NaN) || null }, { cause });
  const twice = /Duplicate key "([^"]*)"/.exec(message);
  if (twice !== null) return new StudioError('store.measured-twice', { id, table: table ?? 'its tables', key: twice[1] }, { cause });
  if (/permission denied|read-only file system|\bEACCES\b|\bEROFS\b/i.test(message)) return new StudioError('store.not-writable', { folder, reason: 'permission denied' }, { cause });
  if (/corrupt|checksum|not a valid DuckDB|not enough bytes|could not read enough bytes/i.test(message)) return new StudioError('store.damaged', { id, file, reason: firstLine(message) }, { cause });
  return null;
}

const isDiskFull = (message: string): boolean => /no space left|disk quota exceeded|\bENOSPC\b|\bEDQUOT\b|out of disk/i.test(message);
const text = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
/** One line, without the full stop that our own sentence sets. */
const firstLine = (message: string): string => message.split('\n')[0].trim().replace(/\.$/, '');
