/** A run's results as files that can be handed on: PDF, CSV, JSON and figures. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Results } from '../contract/results';
import { StudioError } from '../core/errors';
import { figuresOf, type Figure } from '../core/figures';
import { inOrder } from '../core/figures/wording';
import type { Language } from '../core/language';
import type { BesideFigure } from '../core/published';
import { columnNoteColumns, columnNotes } from './csv/column-list';
import { csvLine, csvTable } from './csv/csv-text';
import { decisionColumns } from './csv/decision-columns';
import { differenceColumns } from './csv/difference-columns';
import { energyColumns, energyRows } from './csv/energy-columns';
import { earlyOffloadColumns } from './csv/early-offload-columns';
import { resultColumns } from './csv/result-columns';
import { sampleColumns, type SampleRow } from './csv/sample-columns';
import { resultsSchema } from './json-schema';
import { reportLanguages } from './language';

/** `figures`: SVG, PNG and CSV of each; `samples`: samples.csv, which needs `ReportOptions.samples`. */
export type ReportFormat = 'pdf' | 'csv' | 'json' | 'figures' | 'samples';
export const reportFormats: readonly ReportFormat[] = ['pdf', 'csv', 'json', 'figures', 'samples'];

export interface ReportOptions {
  /** All when left out. */
  readonly formats?: readonly ReportFormat[];
  /** Rows of samples.csv in batches of any size; without them it is not written. Read once, never held as a whole. */
  readonly samples?: AsyncIterable<readonly SampleRow[]>;
  /** Published figures beside the run's own, for results.csv and the PDF; none when left out. */
  readonly beside?: readonly BesideFigure[];
  /** Of the PDF and of drawn figures, English when left out; tables and JSON, which programs read, are English. */
  readonly language?: Language;
  readonly onProgress?: (file: string) => void;
}

/** Writes into `folder`, which is made if need be, and returns the files written, relative to it. Errors: report.not-written */
export async function writeReport(results: Results, folder: string, options: ReportOptions = {}): Promise<string[]> {
  const wanted = new Set(options.formats ?? reportFormats);
  const beside = options.beside ?? [];
  const language = reportLanguages[options.language ?? 'en'];
  const written: string[] = [];
  const write = async (file: string, content: string | Buffer | AsyncIterable<string>): Promise<void> => {
    await writeWhole(join(folder, file), content);
    written.push(file);
    options.onProgress?.(file);
  };
  const branches = Math.max(0, ...results.models.filter((model) => model.role === 'local').map((model) => model.exits.length - 1));
  // What draws takes a quarter of a second to load, which commands that draw nothing need not wait for.
  const { figurePng, figureSvg } = await import('./draw-figure');
  const figures = wanted.has('pdf') || wanted.has('figures') ? figuresOf(results, beside, language.figures).map((figure) => ({ figure, svg: figureSvg(figure) })) : [];

  await guarded(folder, async () => void (await mkdir(join(folder, wanted.has('figures') ? 'figures' : '.'), { recursive: true })));
  if (wanted.has('json')) {
    await write('results.json', `${JSON.stringify(results, null, 2)}\n`);
    await write('results.schema.json', `${JSON.stringify(resultsSchema(), null, 2)}\n`);
  }
  if (wanted.has('csv')) await write('results.csv', csvTable(resultColumns, inOrder(results).map((entry) => ({ results, entry: entry as Results['strategies'][number], beside: beside.filter((one) => one.board === entry.board && one.model === entry.model && one.strategy === entry.strategy) }))));
  if (wanted.has('csv')) await write('differences.csv', csvTable(differenceColumns, results.differences.map((row) => ({ results, row }))));
  if (wanted.has('csv') && results.earlyOffload !== undefined) await write('early-offload.csv', csvTable(earlyOffloadColumns, results.earlyOffload));
  if (wanted.has('csv') && results.decisions !== undefined) await write('decisions.csv', csvTable(decisionColumns, results.decisions));
  const energy = energyRows(results);
  if (wanted.has('csv') && energy.length > 0) await write('energy.csv', csvTable(energyColumns, energy));
  if (wanted.has('samples') && options.samples !== undefined) await write('samples.csv', sampleLines(branches, options.samples));
  if (wanted.has('csv') || wanted.has('samples')) await write('columns.csv', csvTable(columnNoteColumns, columnNotes(branches, energy.length > 0, results.decisions !== undefined)));
  if (wanted.has('pdf')) await write('report.pdf', await (await import('./pdf/document')).renderPdf(results, figures, beside, language));
  if (wanted.has('figures')) {
    // All at once: PNG compression runs on other threads.
    const pngs = figures.map(({ figure }) => figurePng(figure));
    const tables = new Map(figuresOf(results, beside).map(({ name, table }) => [name, table]));
    for (const [i, { figure, svg }] of figures.entries()) {
      await write(`figures/${figure.name}.svg`, svg.replaceAll('font-family="Roboto"', 'font-family="Roboto, Arial, sans-serif"'));
      await write(`figures/${figure.name}.png`, await pngs[i]);
      await write(`figures/${figure.name}.csv`, figureTable(tables.get(figure.name)!));
    }
  }
  return written;
}

function figureTable({ columns, rows }: Figure['table']): string {
  return csvLine(columns) + rows.map(csvLine).join('');
}

async function* sampleLines(branches: number, batches: AsyncIterable<readonly SampleRow[]>): AsyncGenerator<string> {
  const columns = sampleColumns(branches);
  yield csvLine(columns.map((column) => column.name));
  for await (const batch of batches) yield batch.map((row) => csvLine(columns.map((column) => column.value(row)))).join('');
}

/** A file is there whole or not at all: written beside its place, then moved there. */
export async function writeWhole(path: string, content: string | Buffer | AsyncIterable<string>): Promise<void> {
  const part = `${path}.part`;
  await guarded(path, async () => {
    try {
      if (typeof content === 'string' || Buffer.isBuffer(content)) await writeFile(part, content);
      else await pipeline(Readable.from(content), createWriteStream(part));
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  });
}

const causes: Readonly<Record<string, string>> = { ENOSPC: 'the disk is full', EACCES: 'not permitted', EPERM: 'not permitted', EROFS: 'the disk is read-only', ENOTDIR: 'a part of the path is a file', EEXIST: 'a file is in the place of the folder', EISDIR: 'a folder of that name is in the way' };

/** Turns what the file system says into a sentence; errors that are not its own pass through. */
export async function guarded(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof StudioError || code === undefined || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new StudioError('report.not-written', { file, cause: causes[code] ?? code }, { cause: error });
  }
}
