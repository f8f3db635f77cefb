/** The published numbers as a library: searched by words and fields, looked up one by one. */
import { StudioError } from '../errors';
import { printedDecimals, printedText } from './printed';
import type { PublishedPaper, PublishedRecord } from './record';

/** Fields that must be equal; null asks for records without the field, undefined does not ask. */
export type PublishedFilter = Partial<Pick<PublishedRecord, 'id' | 'quantity' | 'unit' | 'device' | 'power_mode' | 'dataset' | 'model' | 'strategy' | 'qualifier'>>;
export interface PublishedQuery {
  /** Words that must all occur, in any field; `field:word` looks in one field, `paper:` too. Letters' case does not count. */
  readonly text?: string;
  readonly filter?: PublishedFilter;
  readonly paper?: string;
}
export interface FoundRecord { readonly paper: string; readonly record: PublishedRecord; readonly printed: string }

export interface PublishedLibrary {
  readonly papers: readonly PublishedPaper[];
  /** Errors: published.unknown-paper */
  paper(id: string): PublishedPaper;
  find(query: PublishedQuery): FoundRecord[];
  /** The one record that fits. Errors: published.unknown-paper, published.not-one */
  one(paper: string, filter: PublishedFilter): PublishedRecord;
  /** By id; undefined where there is none. Errors: published.unknown-paper */
  record(paper: string, id: string): PublishedRecord | undefined;
  /** Printed decimals: trailing zeros that JSON lost are restored where the table shows them. */
  decimals(paper: string, id: string): number;
}

const fits = (record: PublishedRecord, filter: PublishedFilter): boolean =>
  (Object.entries(filter) as [keyof PublishedFilter, unknown][]).every(([key, wanted]) => wanted === undefined || record[key] === wanted);

function wordsOf(paper: PublishedPaper, record: PublishedRecord): Readonly<Record<string, string>> {
  const { id, quantity, value, unit, qualifier, device, power_mode, dataset, model, strategy, conditions, source, note } = record;
  return Object.fromEntries(Object.entries({
    paper: paper.source.id, id, quantity, value: JSON.stringify(value), unit, qualifier, device, power_mode, dataset, model, strategy,
    conditions: JSON.stringify(conditions), source: source.ref, note,
  }).map(([key, words]) => [key, (words ?? '').toLowerCase()]));
}

function matches(fields: Readonly<Record<string, string>>, text: string): boolean {
  const all = Object.values(fields).join(' ');
  return text.toLowerCase().split(/\s+/).filter((word) => word !== '').every((word) => {
    const colon = word.indexOf(':');
    const field = fields[word.slice(0, Math.max(0, colon))];
    return colon > 0 && field !== undefined ? field.includes(word.slice(colon + 1)) : all.includes(word);
  });
}

export function createPublishedLibrary(papers: readonly PublishedPaper[]): PublishedLibrary {
  const decimals = new Map(papers.map((paper) => [paper.source.id, printedDecimals(paper)]));
  const byId = new Map(papers.map((paper) => [paper.source.id, new Map(paper.records.map((record) => [record.id, record]))]));
  const known = papers.map(({ source }) => source.id);
  const paperOf = (id: string): PublishedPaper => {
    const found = papers.find(({ source }) => source.id === id);
    if (found === undefined) throw new StudioError('published.unknown-paper', { paper: id, known });
    return found;
  };
  const decimalsOf = (paper: string, id: string): number => decimals.get(paper)?.get(id) ?? 0;
  return {
    papers, paper: paperOf, decimals: decimalsOf,
    record: (paper, id) => byId.get(paperOf(paper).source.id)?.get(id),
    find: ({ text = '', filter = {}, paper }) => (paper === undefined ? papers : [paperOf(paper)]).flatMap((one) => one.records
      .filter((record) => fits(record, filter) && matches(wordsOf(one, record), text))
      .map((record) => ({ paper: one.source.id, record, printed: printedText(record, decimalsOf(one.source.id, record.id)) }))),
    one(paper, filter) {
      const found = paperOf(paper).records.filter((record) => fits(record, filter));
      if (found.length !== 1) throw new StudioError('published.not-one', { paper, wanted: JSON.stringify(filter), found: found.length });
      return found[0];
    },
  };
}
