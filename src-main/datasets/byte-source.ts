/** Bytes at a position, from an open file or from memory, with the failures of files turned into sentences. */
import type { Hash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { StudioError } from '../core/errors';

export const blockBytes = 1 << 20;

export interface ByteSource {
  /** The file it came from, for error sentences. */
  readonly path: string;
  readonly size: number;
  /** Fills `into` from `position`. Errors: dataset.changed where the file ends early, dataset.unreadable */
  read(into: Uint8Array, position: number): Promise<void>;
  close(): Promise<void>;
}

/** The `dataset.*` failure behind an error of the file system; anything already told is passed on. */
export function unreadable(path: string, cause: unknown): StudioError {
  if (cause instanceof StudioError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  return new StudioError('dataset.unreadable', { file: path, reason: code ?? message }, { cause });
}

/** Opens a regular file. Errors: dataset.not-a-file (a pipe would make the reader wait for ever), dataset.unreadable */
export async function openFile(path: string): Promise<ByteSource> {
  let handle: FileHandle;
  let size: number;
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new StudioError('dataset.not-a-file', { file: path });
    size = facts.size;
    handle = await open(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
  const read = async (into: Uint8Array, position: number): Promise<void> => {
    for (let done = 0; done < into.length; ) {
      let bytesRead: number;
      try {
        ({ bytesRead } = await handle.read(into, done, into.length - done, position + done));
      } catch (error) {
        throw unreadable(path, error);
      }
      if (bytesRead === 0) throw new StudioError('dataset.changed', { file: path });
      done += bytesRead;
    }
  };
  return { path, size, read, close: () => handle.close() };
}

/** Unpacked bytes of the file `path`. */
export function inMemory(path: string, bytes: Uint8Array): ByteSource {
  return {
    path,
    size: bytes.length,
    read: async (into, position) => into.set(bytes.subarray(position, position + into.length)),
    close: async () => undefined,
  };
}

/** Feeds the whole source to `hash`, a block at a time. */
export async function hashSource(source: ByteSource, hash: Hash): Promise<void> {
  const block = new Uint8Array(Math.min(blockBytes, source.size));
  for (let at = 0; at < source.size; at += block.length) {
    const piece = block.subarray(0, Math.min(block.length, source.size - at));
    await source.read(piece, at);
    hash.update(piece);
  }
}

/** Opens all or none: an error on one closes those before it. */
export async function openAll<T extends { close(): Promise<void> }>(openers: readonly (() => Promise<T>)[]): Promise<T[]> {
  const opened: T[] = [];
  try {
    for (const opener of openers) opened.push(await opener());
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
  return opened;
}

export async function closeAll(sources: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const source of sources) await source.close();
}
