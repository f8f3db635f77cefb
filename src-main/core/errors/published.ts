/** Sentences about published numbers: what, where, expected, how to mend. Codes are `published.noun-or-state`. */
export const publishedErrors = {
  'published.not-readable': (f: { file: string; reason: string }) => `The published numbers in ${f.file} cannot be read (${f.reason}); install HI Studio again, or restore the file.`,
  'published.invalid': (f: { file: string; record: string; problem: string }) => `${f.file}: ${f.record} does not fit the schema of published numbers (${f.problem}); restore the file, or mend the record as profiles/published/README.md describes.`,
  'published.unknown-paper': (f: { paper: string; known: readonly string[] }) => `There are no published numbers of “${f.paper}”; known: ${f.known.join(', ')}.`,
  'published.no-claims': (f: { paper: string; known: readonly string[] }) => `“${f.paper}” holds no claims that can be recomputed; choose one of ${f.known.join(', ')}.`,
  'published.not-one': (f: { paper: string; wanted: string; found: number }) => `${f.paper}: ${f.found} records fit ${f.wanted} where exactly one is expected; name the missing conditions (device, power mode, dataset, model, strategy).`,
} as const;
