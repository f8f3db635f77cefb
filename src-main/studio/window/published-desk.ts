/** Published numbers as windows ask for them. */
import type { PublishedPaperEntry, ReadyFiles, SentReproduction } from '../../contract/procedures';
import type { Results } from '../../contract/results';
import { reproduciblePapers, type BesideFigure, type FoundRecord, type PublishedFilter } from '../../core/published';
import type { ReproductionOptions } from '../../reports/reproduction';
import type { PublishedShelf } from '../published';
import type { WindowHost } from '../window-services';

export interface PublishedDesk {
  papers(): PublishedPaperEntry[];
  query(wanted: { readonly text: string; readonly paper?: string; readonly filter: PublishedFilter; readonly limit: number }): { total: number; records: FoundRecord[] };
  reproduce(paper: string): SentReproduction;
  beside(run: string): Promise<BesideFigure[]>;
  export(host: WindowHost, paper: string, options: ReproductionOptions): Promise<ReadyFiles>;
}

const sorted = (words: readonly (string | null)[]): string[] => [...new Set(words.filter((word) => word !== null))].sort();

export function createPublishedDesk(shelf: PublishedShelf, resultsOf: (run: string) => Promise<Results>): PublishedDesk {
  return {
    papers: () => shelf.publishedPapers().map(({ source: { id, title, authors, where }, records }) => ({
      id, title, authors: [...authors], where, records: records.length, claims: reproduciblePapers.includes(id) ? shelf.reproduce(id).claims.length : 0,
      quantities: sorted(records.map(({ quantity }) => quantity)), devices: sorted(records.map(({ device }) => device)),
    })),
    query({ limit, ...wanted }) {
      const found = shelf.published(wanted);
      return { total: found.length, records: found.slice(0, limit) };
    },
    reproduce(paper) {
      const { figures: _drawings, ...rest } = shelf.reproduce(paper);
      return rest;
    },
    beside: async (run) => shelf.publishedBeside(await resultsOf(run)),
    async export(host, paper, options) {
      // Fails before a dialog opens.
      shelf.reproduce(paper);
      const tray = await host.openTray(`reproduction-${paper}`);
      return tray === null ? { files: [], folder: null, cancelled: true } : host.deliver(tray, await shelf.writeReproduction(paper, tray, true, options));
    },
  };
}
