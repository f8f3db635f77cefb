/** Writes a model with its card as a folder of its own, whole or not at all. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { ModelCard } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { fileFailure } from './store-failure';

export interface ModelDraft {
  /** Where the files lie until they are kept. */
  readonly folder: string;
  /** Writes the card and gives the folder its name. Errors: window.place-taken, store.not-writable */
  keep(card: ModelCard): void;
  /** Removes what is not kept. */
  drop(): void;
}

/** `model.onnx` lies in the draft's folder at once, so that it can be tried. Errors: window.place-taken, store.not-writable */
export function draftModel(folder: string, onnx: Uint8Array): ModelDraft {
  const draft = `${folder}.new`;
  const free = (): void => {
    if (existsSync(folder)) throw new StudioError('window.place-taken', { name: folder });
  };
  const written = (work: () => void): void => {
    try {
      work();
    } catch (cause) {
      throw fileFailure(cause, dirname(folder));
    }
  };
  free();
  written(() => {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    writeFileSync(join(draft, 'model.onnx'), onnx);
  });
  return {
    folder: draft,
    keep({ directory: _directory, ...card }) {
      free();
      written(() => {
        writeFileSync(join(draft, 'card.yaml'), stringify(card, { aliasDuplicateObjects: false }));
        renameSync(draft, folder);
      });
    },
    drop: () => rmSync(draft, { recursive: true, force: true }),
  };
}
