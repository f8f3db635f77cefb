/** Where recomputations take their numbers from: by record id, with rounding, every use noted. */
import type { Inputs } from './claim';
import type { PublishedLibrary } from './library';
import type { PublishedRecord } from './record';
import { printed, type Rounded } from './rounded';

/** Ends a reading: what it needs stands nowhere. */
export class NotPrinted extends Error {}

/** Inputs of a paper, and the ids of the records taken; "other-paper:id" reaches into another paper. */
export function inputsOf(library: PublishedLibrary, paper: string): { readonly inputs: Inputs; readonly used: Set<string> } {
  const used = new Set<string>();
  const place = (id: string): [where: string, name: string] => {
    const colon = id.indexOf(':');
    return colon < 0 ? [paper, id] : [id.slice(0, colon), id.slice(colon + 1)];
  };
  const take = (id: string): PublishedRecord => {
    used.add(id);
    const record = library.record(...place(id));
    if (record === undefined || record.value === null) throw new NotPrinted(id);
    return record;
  };
  const rounded = (id: string, value: unknown): Rounded => {
    if (typeof value !== 'number') throw new NotPrinted(id);
    return printed(value, library.decimals(...place(id)));
  };
  const inputs: Inputs = {
    number: (id) => rounded(id, take(id).value),
    end: (id, which) => rounded(id, (take(id).value as Readonly<Record<string, unknown>>)[which]),
    word: (id) => String(take(id).value),
    isPrinted: (id) => (library.record(...place(id))?.value ?? null) !== null,
    missing: (what) => {
      throw new NotPrinted(what);
    },
  };
  return { used, inputs };
}

/** The same inputs, ids read in another paper. */
export const inPaper = (inputs: Inputs, paper: string): Inputs => ({
  ...inputs, number: (id) => inputs.number(`${paper}:${id}`), end: (id, which) => inputs.end(`${paper}:${id}`, which), word: (id) => inputs.word(`${paper}:${id}`), isPrinted: (id) => inputs.isPrinted(`${paper}:${id}`),
});
