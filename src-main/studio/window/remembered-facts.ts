/** What is found in a model's file, looked up once while the file stays the same: the wizard asks for it at every key. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelCard } from '../../contract/profiles';
import type { ModelRuntime } from '../../engine/ports';

const MOST = 64;

/** Keeps what `look` found for a card and its file. */
export function rememberByFile<T>(look: (card: ModelCard) => Promise<T>): (card: ModelCard) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (card) => {
    const file = statSync(join(card.directory, card.file), { throwIfNoEntry: false });
    // Without a file the runtime says what is missing.
    if (file === undefined) return look(card);
    const key = JSON.stringify([card, file.ino, file.size, file.mtimeMs, file.ctimeMs]);
    const found = kept.get(key) ?? look(card);
    kept.delete(key);
    kept.set(key, found);
    found.catch(() => kept.delete(key));
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST))) kept.delete(old);
    return found;
  };
}

/** For looking only: a run inspects its models anew. */
export function rememberFacts(runtime: ModelRuntime): ModelRuntime {
  return { open: (card) => runtime.open(card), inspect: rememberByFile((card) => runtime.inspect(card)) };
}
