/** Published numbers: search them, see a paper's claims recomputed, hold a run against them, take a reproduction away. */
import { z } from 'zod';
import type { BesideFigure, FoundRecord, Reproduction } from '../../core/published';
import { procedure, readyFiles, reportLanguage, runId } from './base';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
export const paperId = z.string().min(1).max(100);
export const reproductionFormat = z.enum(['pdf', 'csv', 'json', 'figures']);

/** `claims`: how many can be recomputed; `quantities` and `devices` that occur, sorted: the choices of a filter. */
export const publishedPaper = z.object({ id: z.string(), title: z.string(), authors: z.array(z.string()), where: z.string(), records: z.number(), claims: z.number(), quantities: z.array(z.string()), devices: z.array(z.string()) });
export type PublishedPaperEntry = z.infer<typeof publishedPaper>;

/** Without its figures, which hold functions: the window draws them from the paper's records. */
export type SentReproduction = Omit<Reproduction, 'figures'>;

const filter = z.object({ quantity: z.string().max(200), device: z.string().max(200), dataset: z.string().max(200) }).partial();

export const publishedProcedures = {
  papers: procedure.output(z.array(publishedPaper)),
  /** `text`: words that must all occur; `field:word` looks in one field. In the papers' order. Errors: published.unknown-paper */
  query: procedure.input(z.object({ text: z.string().max(500).default(''), paper: paperId.optional(), filter: filter.default({}), limit: z.int().min(1).max(5000).default(100) }))
    .output(z.object({ total: z.number(), records: z.array(z.custom<FoundRecord>(isObject)).max(5000) })),
  /** Errors: published.unknown-paper, published.no-claims */
  reproduce: procedure.input(z.object({ paper: paperId })).output(z.custom<SentReproduction>(isObject)),
  /** Empty where nothing published is comparable. Errors: run.unknown, run.not-finished */
  beside: procedure.input(z.object({ id: runId })).output(z.array(z.custom<BesideFigure>(isObject))),
  /** The report “Reproduction of …”. Errors: published.*, report.not-written */
  export: procedure.input(z.object({ paper: paperId, formats: z.array(reproductionFormat).min(1), language: reportLanguage })).output(readyFiles),
};
