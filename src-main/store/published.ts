/** Loads and checks the published numbers that ship with the studio. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedFile } from '../contract/published';
import { StudioError } from '../core/errors';
import { createPublishedLibrary, type PublishedLibrary, type PublishedPaper } from '../core/published';

export const publishedPapers = ['hi-paper', 'hybrid-models', 'fleet', 'summary-page'] as const;

/** `folder` holds one JSON file a paper. Errors: published.not-readable, published.invalid */
export function loadPublished(folder: string): PublishedLibrary {
  return createPublishedLibrary(publishedPapers.map((id) => loadPaper(join(folder, `${id}.json`))));
}

function loadPaper(file: string): PublishedPaper {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new StudioError('published.not-readable', { file, reason: cause instanceof SyntaxError ? `it is no JSON: ${cause.message}` : String((cause as NodeJS.ErrnoException).code ?? cause) }, { cause });
  }
  const parsed = publishedFile.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [top, index, ...field] = issue.path;
  const record = top === 'records' && typeof index === 'number' ? (data as { records: { id?: unknown }[] }).records[index]?.id : undefined;
  throw new StudioError('published.invalid', { file, record: typeof record === 'string' ? `the record “${record}”` : issue.path.join('.') || 'the file', problem: `${field.join('.')}${field.length > 0 ? ' ' : ''}${issue.message}` });
}
