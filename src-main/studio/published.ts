/** The published library and its reproductions as the studio offers them; the library is read at its first use. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '../contract/results';
import { publishedBeside, reproduce, type BesideFigure, type FoundRecord, type PublishedPaper, type PublishedQuery, type Reproduction } from '../core/published';
import { StudioError } from '../core/errors';
import type { Clock } from '../engine/ports';
import { reproductionFile, writeReproduction, type ReproductionOptions } from '../reports/reproduction';
import { loadPublished } from '../store/published';

export interface PublishedShelf {
  publishedPapers(): readonly PublishedPaper[];
  /** Errors: published.* */
  published(query: PublishedQuery): FoundRecord[];
  /** What the HI paper prints for the same boards, data set, architectures and strategies. */
  publishedBeside(results: Results): BesideFigure[];
  /** A paper's claims recomputed and its tables rebuilt. Errors: published.* */
  reproduce(paper: string): Reproduction;
  /** Files written, relative to `folder`. Errors: published.*, terminal.folder-not-empty, report.not-written */
  writeReproduction(paper: string, folder: string, force: boolean, options?: ReproductionOptions): Promise<string[]>;
}

export function openPublishedShelf(folder: string, clock: Pick<Clock, 'now'>): PublishedShelf {
  let library: ReturnType<typeof loadPublished> | null = null;
  const loaded = (): ReturnType<typeof loadPublished> => (library ??= loadPublished(folder));
  return {
    publishedPapers: () => loaded().papers,
    published: (query) => loaded().find(query),
    publishedBeside: (results) => publishedBeside(results, loaded()),
    reproduce: (paper) => reproduce(paper, loaded()),
    async writeReproduction(paper, target, force, options) {
      const reproduction = reproduce(paper, loaded());
      if (!force && existsSync(target) && readdirSync(target).length > 0 && !existsSync(join(target, reproductionFile))) throw new StudioError('terminal.folder-not-empty', { folder: target });
      return writeReproduction(reproduction, target, clock.now().toISOString(), options);
    },
  };
}
