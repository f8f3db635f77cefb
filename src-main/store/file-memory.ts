/** What was read from a file, for as long as the file stays the same. */
import { statSync } from 'node:fs';

export interface FileMemory<T> { get(file: string, key: string, read: () => T): T }

/** Kept by `file` and `key`; a failure is kept as well. The last `most` are remembered. */
export function createFileMemory<T>(most: number): FileMemory<T> {
  const kept = new Map<string, { readonly stamp: string; readonly outcome: { readonly value: T } | { readonly error: unknown } }>();
  return {
    get(file, key, read) {
      const name = `${key}\n${file}`;
      const stamp = stampOf(file);
      const found = kept.get(name);
      const outcome = found !== undefined && stamp !== null && found.stamp === stamp ? found.outcome : outcomeOf(read);
      kept.delete(name);
      if (stamp !== null) kept.set(name, { stamp, outcome });
      for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(old);
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    },
  };
}

/** Saving writes a new file in place of the old one, so that its number changes even within one tick of the clock. */
function stampOf(file: string): string | null {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(file);
    return [ino, size, mtimeMs, ctimeMs].join(' ');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    return null; // whoever reads it says why it cannot be read
  }
}

function outcomeOf<T>(read: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: read() };
  } catch (error) {
    return { error };
  }
}
