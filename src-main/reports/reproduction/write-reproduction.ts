/** A reproduction as files that can be attached to an artifact evaluation: PDF, CSV, JSON and figures. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { saidFigure } from '../../core/figures/said-figure';
import type { Language } from '../../core/language';
import { verdictRules, type Reproduction } from '../../core/published';
import { columnNoteColumns, type ColumnNote } from '../csv/column-list';
import { csvLine, csvTable } from '../csv/csv-text';
import { reportLanguages } from '../language';
import { guarded, writeWhole } from '../write-report';
import { claimColumns, readingColumns } from './claim-columns';

/** The file that tells a folder written by this module. */
export const reproductionFile = 'reproduction.json';

export const reproductionFormats = ['pdf', 'csv', 'json', 'figures'] as const;
export type ReproductionFormat = (typeof reproductionFormats)[number];

/** What reproduction.json holds: numbers and words, no drawing. */
export function reproductionJson({ figures, ...rest }: Reproduction): unknown {
  return { schema: 'hi-studio/reproduction@1', rules: Object.fromEntries(verdictRules), ...rest, figures: figures.map(({ name, title, caption, table }) => ({ name, title, caption, table })) };
}

export interface ReproductionOptions {
  /** All when left out. */
  readonly formats?: readonly ReproductionFormat[];
  /** Of the PDF and of drawn figures, English when left out; tables and JSON, which programs read, are English. */
  readonly language?: Language;
}

/** Writes into `folder`, which is made if need be; the files, relative to it. `at`: ISO date of the PDF. Errors: report.not-written */
export async function writeReproduction(reproduction: Reproduction, folder: string, at: string, options: ReproductionOptions = {}): Promise<string[]> {
  const wanted = new Set(options.formats ?? reproductionFormats);
  const language = reportLanguages[options.language ?? 'en'];
  const { claims, tables } = reproduction;
  const { figurePng, figureSvg } = await import('../draw-figure');
  const figures = wanted.has('pdf') || wanted.has('figures') ? reproduction.figures.map((figure) => ({ ...saidFigure(figure, language.paper), table: figure.table })).map((figure) => ({ figure, svg: figureSvg(figure) })) : [];
  const lines = ({ columns, rows }: { columns: readonly string[]; rows: readonly (readonly (string | number | null)[])[] }): string => csvLine(columns) + rows.map(csvLine).join('');
  const notes = (file: string, columns: readonly { name: string; unit: string; about: string }[]): ColumnNote[] => columns.map(({ name, unit, about }) => ({ file, column: name, unit, about }));
  const files: (readonly [file: string, content: string | Buffer])[] = [
    ...(wanted.has('pdf') ? [['reproduction.pdf', await (await import('./document')).renderReproduction(reproduction, figures, at, language)] as const] : []),
    ...(wanted.has('csv') ? [
      ['claims.csv', csvTable(claimColumns, claims)] as const,
      ['readings.csv', csvTable(readingColumns, claims.flatMap((claim) => claim.readings.map((reading) => ({ claim, reading }))))] as const,
      ['columns.csv', csvTable(columnNoteColumns, [...notes('claims.csv', claimColumns), ...notes('readings.csv', readingColumns)])] as const,
      ...tables.map((table) => [`tables/${table.id}.csv`, lines(table)] as const),
    ] : []),
    ...(wanted.has('json') ? [[reproductionFile, `${JSON.stringify(reproductionJson(reproduction), null, 2)}\n`] as const] : []),
  ];
  if (wanted.has('figures')) for (const { figure, svg } of figures) {
    files.push([`figures/${figure.name}.svg`, svg.replaceAll('font-family="Roboto"', 'font-family="Roboto, Arial, sans-serif"')], [`figures/${figure.name}.png`, await figurePng(figure)], [`figures/${figure.name}.csv`, lines(figure.table)]);
  }
  for (const part of new Set(['.', ...files.flatMap(([file]) => (file.includes('/') ? [file.slice(0, file.indexOf('/'))] : []))])) await guarded(folder, async () => void (await mkdir(join(folder, part), { recursive: true })));
  for (const [file, content] of files) await writeWhole(join(folder, file), content);
  return files.map(([file]) => file);
}
