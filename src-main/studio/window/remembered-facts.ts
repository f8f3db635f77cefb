/** A model's facts, looked up once while its file stays the same: the wizard asks for them at every key. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFacts, ModelRuntime } from '../../engine/ports';

const MOST = 64;

/** For looking only: a run inspects its models anew. */
export function rememberFacts(runtime: ModelRuntime): ModelRuntime {
  const kept = new Map<string, Promise<ModelFacts>>();
  return {
    open: (card) => runtime.open(card),
    inspect(card) {
      const file = statSync(join(card.directory, card.file), { throwIfNoEntry: false });
      // Without a file the runtime says what is missing.
      if (file === undefined) return runtime.inspect(card);
      const key = JSON.stringify([card, file.ino, file.size, file.mtimeMs, file.ctimeMs]);
      const facts = kept.get(key) ?? runtime.inspect(card);
      kept.delete(key);
      kept.set(key, facts);
      facts.catch(() => kept.delete(key));
      for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST))) kept.delete(old);
      return facts;
    },
  };
}
