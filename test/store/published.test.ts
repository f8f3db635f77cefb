/** The published numbers that ship: checked when loaded, and the same as in the project's sources. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../src-main/core/errors';
import { projectRoot } from '../../src-main/paths';
import { loadPublished, publishedPapers } from '../../src-main/store/published';
import { paperFile, publishedFolder } from '../support/published-papers';

const sources = join(projectRoot(), '..', 'shared', 'published');
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The library with one file's text changed. */
function broken(paper: string, change: (text: string) => string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'hi-published-'));
  folders.push(folder);
  for (const id of publishedPapers) {
    const text = id === paper ? change(paperFile(id)) : paperFile(id);
    if (text !== null) writeFileSync(join(folder, `${id}.json`), text);
  }
  return folder;
}
function failure(folder: string): StudioError {
  try {
    loadPublished(folder);
  } catch (error) {
    if (error instanceof StudioError) return error;
    throw error;
  }
  throw new Error('loaded');
}

describe('the published numbers', () => {
  it('load whole: 333, 61, 246 and 11 records', () => {
    expect(loadPublished(publishedFolder).papers.map(({ records }) => records.length)).toEqual([333, 61, 246, 11]);
  });
  it.skipIf(!existsSync(sources))('equal the files they were taken from (skipped where ../shared/published is not there)', () => {
    for (const id of publishedPapers) expect(JSON.parse(paperFile(id)), id).toEqual(JSON.parse(readFileSync(join(sources, `${id}.json`), 'utf8')));
  });
  it.each([
    ['a missing file', () => null, 'published.not-readable', 'ENOENT'],
    ['a file that is no JSON', (text: string) => text.slice(0, -40), 'published.not-readable', 'it is no JSON'],
    ['an unknown key', (text: string) => text.replace('"quantity": "spec.cpu"', '"quantitiy": "spec.cpu"'), 'published.invalid', 'the record “T1.esp32-devkitc.cpu”'],
    ['a value of the wrong type', (text: string) => text.replace('"value": 8.34,', '"value": "8.34 ms",'), 'published.invalid', 'the record “T3.cifar10.latency.jetson-orin-nano.7w” does not fit the schema of published numbers (value is not a number)'],
    ['a record that occurs twice', (text: string) => text.replace('"id": "T1.esp32-devkitc.sram"', '"id": "T1.esp32-devkitc.cpu"'), 'published.invalid', 'the record “T1.esp32-devkitc.cpu” does not fit the schema of published numbers (id occurs twice)'],
    ['a wrong count', (text: string) => text.replace('"record_count": 333', '"record_count": 332'), 'published.invalid', 'says 332, but there are 333 records'],
  ])('refuse %s in one sentence that names the record', (_, change, code, part) => {
    const error = failure(broken('hi-paper', change));
    expect(error.code).toBe(code);
    expect(error.message).toContain('hi-paper.json');
    expect(error.message).toContain(part);
    expect(error.message.endsWith('.')).toBe(true);
  });
});
