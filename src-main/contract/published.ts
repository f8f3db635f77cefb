/** Schema of profiles/published: one file a source, one record a published value (README there). */
import { z } from 'zod';
import type { PublishedPaper } from '../core/published/record';

const range = z.union([z.strictObject({ min: z.number(), max: z.number() }), z.strictObject({ start: z.number(), end: z.number() })]);
const valueOf = {
  number: z.number(), range, span: range, set: z.array(z.union([z.number(), z.string()])), enum: z.string(), text: z.string(), boolean: z.boolean(), absent: z.null(),
} as const;
const word = z.string().nullable();

export const publishedRecord = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][^\s].*$/).describe('Unique in its file; begins with its place: T4. a table, s4.1. a section, claim. a claim'),
  quantity: z.string().min(1), value: z.union([z.number(), z.string(), z.boolean(), z.null(), range, valueOf.set]).describe('As printed, in `unit`'),
  value_type: z.enum(['number', 'range', 'span', 'set', 'enum', 'text', 'boolean', 'absent']), unit: z.string().min(1),
  qualifier: z.enum(['exact', 'approx', 'up_to', 'at_least', 'at_most', 'less_than', 'greater_than']),
  device: word, power_mode: z.enum(['7W', '15W']).nullable(), dataset: word, model: word, strategy: word,
  conditions: z.record(z.string(), z.unknown()).describe('Everything else the value depends on'),
  source: z.strictObject({ kind: z.string(), ref: z.string() }), note: z.string().optional(),
}).superRefine((record, context) => {
  if (!valueOf[record.value_type].safeParse(record.value).success) context.addIssue({ code: 'custom', path: ['value'], message: `is not a ${record.value_type}` });
});

export const publishedFile = z.strictObject({
  schema_version: z.literal('1.0'),
  source: z.looseObject({ id: z.string(), title: z.string(), authors: z.array(z.string()), where: z.string() }),
  record_count: z.int().nonnegative(), records: z.array(publishedRecord),
}).superRefine(({ record_count, records }, context) => {
  if (record_count !== records.length) context.addIssue({ code: 'custom', path: ['record_count'], message: `says ${record_count}, but there are ${records.length} records` });
  const seen = new Set<string>();
  records.forEach(({ id }, i) => {
    if (seen.has(id)) context.addIssue({ code: 'custom', path: ['records', i, 'id'], message: 'occurs twice' });
    seen.add(id);
  });
});
export type PublishedFile = z.infer<typeof publishedFile> & PublishedPaper;
