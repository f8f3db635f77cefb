/** claims.csv and readings.csv: every claim with its verdict, every recomputation that was tried. */
import { outcomeNumbers, type JudgedClaim, type JudgedReading } from '../../core/published';
import type { Column } from '../csv/csv-text';

export interface ReadingRow { readonly claim: JudgedClaim; readonly reading: JudgedReading }

const ends = (reading: JudgedReading | null): readonly { value: number; low: number; high: number }[] => (reading?.outcome ? outcomeNumbers(reading.outcome) : []);
const recomputed = (read: (row: { claim: JudgedClaim; reading: JudgedReading | null }) => number | null, name: string, about: string): { name: string; unit: string; about: string; value: typeof read } => ({ name, unit: 'as printed', about, value: read });

const numbers = [
  recomputed(({ reading }) => ends(reading)[0]?.value ?? null, 'recomputed', 'Recomputed value, or the first end of a range, in the unit of the printed one'),
  recomputed(({ reading }) => ends(reading)[0]?.low ?? null, 'recomputed_low', 'Least value that the rounding of the inputs allows'),
  recomputed(({ reading }) => ends(reading)[0]?.high ?? null, 'recomputed_high', 'Greatest value that the rounding of the inputs allows'),
  recomputed(({ reading }) => ends(reading)[1]?.value ?? null, 'recomputed_end', 'Second end of a range; empty for single numbers'),
];

export const claimColumns: readonly Column<JudgedClaim>[] = [
  { name: 'record', unit: '', about: 'Id of the published record that holds the claim', value: (claim) => claim.id },
  { name: 'topic', unit: '', about: 'Part of the paper', value: (claim) => claim.topic },
  { name: 'claim', unit: '', about: 'The claim in words', value: (claim) => claim.claim },
  { name: 'source', unit: '', about: 'Where it is printed', value: (claim) => claim.record.source.ref },
  { name: 'printed', unit: '', about: 'As printed, with its qualifier and unit', value: (claim) => claim.printed },
  { name: 'recomputed_text', unit: '', about: 'Recomputed value of the decisive reading, with the interval that rounding leaves', value: (claim) => claim.decisive?.text ?? null },
  ...numbers.map(({ value, ...column }) => ({ ...column, value: (claim: JudgedClaim) => value({ claim, reading: claim.decisive }) })),
  { name: 'verdict', unit: '', about: 'exact, within-rounding, needs-an-assumption, does-not-follow or not-testable', value: (claim) => claim.verdict },
  { name: 'reason', unit: '', about: 'The assumption, the distance, or what is not printed', value: (claim) => claim.reason },
  { name: 'inputs', unit: '', about: 'Ids of the records that went into the decisive reading, separated by spaces', value: (claim) => claim.decisive?.inputs.join(' ') ?? null },
  { name: 'note', unit: '', about: 'Doubts about how the claim was read from the source', value: (claim) => claim.record.note ?? null },
];

export const readingColumns: readonly Column<ReadingRow>[] = [
  { name: 'record', unit: '', about: 'Id of the claim’s record', value: ({ claim }) => claim.id },
  { name: 'kind', unit: '', about: 'as-stated, reading (open in the words), substitute (for an unprinted input), beside (only shown)', value: ({ reading }) => reading.kind },
  { name: 'assumes', unit: '', about: 'The assumption; empty for as-stated', value: ({ reading }) => reading.assumes },
  { name: 'formula', unit: '', about: 'How it is computed', value: ({ reading }) => reading.formula },
  { name: 'inputs', unit: '', about: 'Ids of the records used, separated by spaces', value: ({ reading }) => reading.inputs.join(' ') },
  { name: 'recomputed_text', unit: '', about: 'The value with the interval that rounding leaves', value: ({ reading }) => reading.text },
  ...numbers,
  { name: 'missing', unit: '', about: 'What stands nowhere', value: ({ reading }) => reading.missing },
  { name: 'agreement', unit: '', about: 'exact, within (rounding), cut (digits cut off) or none', value: ({ reading }) => reading.agreement?.grade ?? null },
];
