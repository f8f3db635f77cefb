/** English of the report “Reproduction of …”. */
import { verdictNames, verdictRules, type ClaimVerdict, type JudgedReading } from '../../../core/published';

type Grade = NonNullable<JudgedReading['agreement']>['grade'];

export const reproduction = {
  kind: 'Reproduction report', of: (title: string): string => `Reproduction of ${title}`, quoted: (title: string): string => `Reproduction of “${title}”`, header: 'Reproduction from published numbers',
  verdicts: verdictNames, rules: Object.fromEntries(verdictRules) as Readonly<Record<ClaimVerdict, string>>,
  headline: (f: { claims: number; sound: number; assumption: number; broken: number; untestable: number }): string => `Of ${f.claims} claims and repeated numbers, ${f.sound} follow from the paper’s own printed numbers, ${f.assumption} need an assumption that the paper does not state, ${f.broken} do not follow and ${f.untestable} cannot be tested.`,
  text: (records: number): string => `Everything here is arithmetic on ${records} published numbers; nothing was measured. “Does not follow” means that the printed numbers contradict each other, not which of them is wrong, nor that a result is.`,
  rulesTitle: 'How the verdicts are given', rulesText: 'No verdict is written by hand. Each claim is declared with its recomputation and with every reading of it that was tried; the rules below are applied by the program, in this order.', verdict: 'Verdict', rule: 'Rule',
  rounding: (claims: number): string => `Rounding: a number printed with d decimals stands for every number within half a unit of the last one, and intervals are carried through each formula; [ ] shows them. The published data keep no trailing zeros (8.20 is stored as 8.2); the cells of one table, quantity and data set are taken to have the decimals of the one that shows most, a number of the text its own. A formula that uses one input twice gets an interval that is a little too wide, never too narrow. ${claims} claims; “as stated” uses the claim’s words and printed inputs alone.`,
  claim: 'Claim', printed: 'Printed', recomputed: 'Recomputed', everyClaim: 'Every claim', broken: 'What does not follow', brokenText: 'Claims whose inputs are all printed, and which no reading tried leads to.',
  tables: 'Rebuilt tables', figures: 'Rebuilt figures',
  appendix: 'Appendix: every recomputation', appendixText: 'Inputs are ids of records of profiles/published; readings.csv holds them all. “Beside” readings contradict the claim’s words and are shown only.',
  record: 'Record', reading: 'Reading and formula', inputs: 'Inputs', agrees: 'Agrees', more: (count: number): string => `and ${count} more`, missing: (what: string): string => `not printed: ${what}`,
  kinds: { 'as-stated': 'as stated', reading: 'reading', substitute: 'substitute', beside: 'beside' } as Readonly<Record<JudgedReading['kind'], string>>,
  grades: { exact: 'yes', within: 'within rounding', cut: 'if cut off', none: 'no' } as Readonly<Record<Grade, string>>,
};
