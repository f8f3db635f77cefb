/** The published library as it ships, and copies of it with one number changed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPublishedLibrary, type PublishedLibrary, type PublishedPaper, type PublishedRecord } from '../../src-main/core/published';
import { projectRoot } from '../../src-main/paths';
import { publishedPapers } from '../../src-main/store/published';

export const publishedFolder = join(projectRoot(), 'profiles', 'published');
export const paperFile = (id: string): string => readFileSync(join(publishedFolder, `${id}.json`), 'utf8');

/** Changes by "paper:record id"; null makes a value absent. */
export function libraryWith(changes: Readonly<Record<string, PublishedRecord['value']>> = {}): PublishedLibrary {
  const papers = publishedPapers.map((id) => JSON.parse(paperFile(id)) as PublishedPaper);
  const known = new Set(papers.flatMap(({ source, records }) => records.map((record) => `${source.id}:${record.id}`)));
  for (const key of Object.keys(changes)) if (!known.has(key)) throw new RangeError(`${key} is no published record`);
  return createPublishedLibrary(papers.map((paper) => ({ ...paper, records: paper.records.map((record) => {
    const key = `${paper.source.id}:${record.id}`;
    return key in changes ? { ...record, value: changes[key], value_type: changes[key] === null ? 'absent' : record.value_type } : record;
  }) })));
}
