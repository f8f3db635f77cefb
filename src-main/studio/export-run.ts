/** Writes a finished run's report into a folder that is empty or holds an earlier report. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Results } from '../contract/results';
import { StudioError } from '../core/errors';
import type { RunStore } from '../engine/ports';

export interface ExportOptions { readonly formats: readonly string[]; readonly force: boolean }

export async function exportRun(runs: RunStore, id: string, folder: string, { force }: ExportOptions): Promise<string[]> {
  if (!force && existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, 'results.json'))) throw new StudioError('terminal.folder-not-empty', { folder });
  const record = await runs.open(id, 'read');
  try {
    const results = (await record.getArtefact('results')) as Results | null;
    if (results === null) throw new StudioError('run.not-finished', { id, status: record.manifest.status });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'results.json'), JSON.stringify(results, null, 2));
    return ['results.json'];
  } finally {
    await record.close();
  }
}
