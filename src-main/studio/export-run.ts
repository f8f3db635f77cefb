/** Writes a finished run's report into a folder that is empty or holds an earlier report. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { resultsDocument, type Results } from '../contract/results';
import { StudioError } from '../core/errors';
import type { BesideFigure } from '../core/published';
import type { RunStore } from '../engine/store-ports';
import { reportFormats, writeReport, type ReportFormat } from '../reports';
import { sampleRows } from './sample-rows';

export const exportFormats = [...reportFormats, 'parquet'] as const;
export type ExportFormat = ReportFormat | 'parquet';
export interface ExportOptions { readonly formats: readonly ExportFormat[]; readonly force: boolean }

/** The files written, relative to `folder`. Errors: run.unknown, run.not-finished, terminal.folder-not-empty, report.*, store.* */
export async function exportRun(runs: RunStore, id: string, folder: string, { formats, force }: ExportOptions, besideOf: (results: Results) => readonly BesideFigure[]): Promise<string[]> {
  if (!force && existsSync(folder) && readdirSync(folder).length > 0 && !['results.json', 'report.pdf', 'results.csv'].some((file) => existsSync(join(folder, file)))) {
    throw new StudioError('terminal.folder-not-empty', { folder });
  }
  const record = await runs.open(id, 'read');
  try {
    const found = await record.getArtefact('results');
    if (found === null) throw new StudioError('run.not-finished', { id, status: record.manifest.status });
    const results = resultsDocument.parse(found);
    const written = await writeReport(results, folder, { formats: formats.filter((format): format is ReportFormat => format !== 'parquet'), samples: sampleRows(record, results), beside: besideOf(results) });
    if (formats.includes('parquet')) {
      const tables = join(folder, 'parquet');
      await mkdir(tables, { recursive: true });
      written.push(...(await record.exportParquet(tables)).map((file) => `parquet/${file}`));
    }
    return written;
  } finally {
    await record.close();
  }
}
