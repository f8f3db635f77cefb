/** Writes a finished run's report into a folder that is empty or holds an earlier report. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { resultsDocument, type Results } from '../contract/results';
import { StudioError } from '../core/errors';
import type { Language } from '../core/language';
import type { BesideFigure } from '../core/published';
import type { ChosenPolicy } from '../engine/policy-choice';
import type { RunRecord, RunStore } from '../engine/store-ports';
import { devicePolicy, policyFormats, reportFormats, writePolicies, writeReport, type DevicePolicy, type PolicyFormat, type ReportFormat } from '../reports';
import { sampleRows } from './sample-rows';

export const exportFormats = [...reportFormats, ...policyFormats, 'parquet'] as const;
export type ExportFormat = ReportFormat | PolicyFormat | 'parquet';
/** `language`: of the PDF and the drawn figures. */
export interface ExportOptions { readonly formats: readonly ExportFormat[]; readonly force: boolean; readonly language: Language }

/** The files written, relative to `folder`. Errors: run.unknown, run.not-finished, terminal.folder-not-empty, report.*, store.* */
export async function exportRun(runs: RunStore, id: string, folder: string, { formats, force, language }: ExportOptions, besideOf: (results: Results) => readonly BesideFigure[]): Promise<string[]> {
  if (!force && existsSync(folder) && readdirSync(folder).length > 0 && !['results.json', 'report.pdf', 'results.csv'].some((file) => existsSync(join(folder, file)))) {
    throw new StudioError('terminal.folder-not-empty', { folder });
  }
  const record = await runs.open(id, 'read');
  try {
    const found = await record.getArtefact('results');
    if (found === null) throw new StudioError('run.not-finished', { id, status: record.manifest.status });
    const results = resultsDocument.parse(found);
    const written = await writeReport(results, folder, { formats: formats.filter((format): format is ReportFormat => reportFormats.some((one) => one === format)), samples: sampleRows(record, results), beside: besideOf(results), language });
    const forDevices = policyFormats.filter((format) => formats.includes(format));
    if (forDevices.length > 0) written.push(...(await writePolicies(await devicePolicies(record, results), folder, forDevices)));
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

/** What the run chose, with test vectors from its report set; strategies that decide nothing have none. */
async function devicePolicies(record: RunRecord, results: Results): Promise<DevicePolicy[]> {
  const chosen = ((await record.getArtefact('policies')) as ChosenPolicy[]).filter(({ variant }) => variant === null);
  const { report } = (await record.getArtefact('sets')) as { report: number[] };
  const keys = (await record.getArtefact('placed-keys')) as Record<string, string>;
  const policies: DevicePolicy[] = [];
  for (const { id, sha256 } of results.models.filter(({ role }) => role === 'local')) {
    const outcomes = await record.outcomes({ model: keys[id], remote: null, set: 'report', classes: results.dataset.labels.length, wanted: Int32Array.from(report) });
    for (const { board, policy, chosenBy, decisionText } of chosen.filter(({ model }) => model === id)) {
      const found = devicePolicy({ run: record.id, board, model: { id, sha256 }, chosenBy, decisionText }, policy, outcomes);
      if (found !== null) policies.push(found);
    }
  }
  return policies;
}
