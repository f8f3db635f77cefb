/** The verdict on a claim, by rules alone: every reading is computed, none is preferred by hand. */
import { agreement, outcomeText, type Agreement } from './agreement';
import type { Claim, Outcome, Reading, ReadingKind } from './claim';
import { inputsOf, NotPrinted } from './inputs';
import type { PublishedLibrary } from './library';
import { printedText } from './printed';
import type { PublishedRecord } from './record';

export const claimVerdicts = ['exact', 'within-rounding', 'needs-an-assumption', 'does-not-follow', 'not-testable'] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

export const verdictNames: Readonly<Record<ClaimVerdict, string>> = { exact: 'exact', 'within-rounding': 'within rounding', 'needs-an-assumption': 'needs an assumption', 'does-not-follow': 'does not follow', 'not-testable': 'not testable' };

/** The rules as a reader is told them, in the order in which they are tried. */
export const verdictRules: readonly (readonly [verdict: ClaimVerdict, rule: string])[] = [
  ['exact', 'Recomputed from the claim’s own words and printed inputs, the value rounds to what is printed; a bound (“greater than”) holds whatever the inputs were before rounding. Where the words leave several readings open, all of them must.'],
  ['within-rounding', 'It does not, but some inputs that round to the printed ones give a value that does. “About” allows 5\u00a0%.'],
  ['needs-an-assumption', 'Not so, but one of the listed readings agrees: an interpretation that the words leave open, a number put in the place of one that is printed nowhere, or digits that were cut off instead of rounded. Each is named; the others tried stand below.'],
  ['does-not-follow', 'All inputs are printed and no reading agrees. By how much: the distance of the nearest reading.'],
  ['not-testable', 'An input is printed nowhere, and no substitute tried leads to the printed value; a substitute that disagrees refutes the substitute, not the claim.'],
];

/** One reading, computed. `missing`: the input that stands nowhere. */
export interface JudgedReading {
  readonly kind: ReadingKind; readonly assumes: string; readonly formula: string;
  readonly inputs: readonly string[];
  readonly outcome: Outcome | null;
  readonly text: string;
  readonly missing: string | null;
  readonly agreement: Agreement | null;
}
export interface JudgedClaim {
  readonly id: string; readonly topic: string; readonly claim: string; readonly record: PublishedRecord; readonly printed: string; readonly decimals: number;
  readonly verdict: ClaimVerdict;
  /** The verdict's reason in a sentence: the assumption, the distance, what is missing. */
  readonly reason: string;
  /** The reading the verdict rests on. */
  readonly decisive: JudgedReading | null;
  readonly readings: readonly JudgedReading[];
}

function judgeReading(one: Reading, record: PublishedRecord, decimals: number, library: PublishedLibrary, paper: string): JudgedReading {
  const { inputs, used } = inputsOf(library, paper);
  const head = { kind: one.kind, assumes: one.assumes, formula: one.formula };
  try {
    const outcome = one.compute(inputs);
    return { ...head, inputs: [...used], outcome, text: outcomeText(outcome, decimals), missing: null, agreement: agreement(record, decimals, outcome) };
  } catch (error) {
    if (!(error instanceof NotPrinted)) throw error;
    return { ...head, inputs: [...used], outcome: null, text: '–', missing: error.message, agreement: null };
  }
}

const gradeOf = (one: JudgedReading): Agreement['grade'] => one.agreement?.grade ?? 'none';
const agrees = (one: JudgedReading): boolean => gradeOf(one) === 'exact' || gradeOf(one) === 'within';
const asVerdict = (list: readonly JudgedReading[]): ClaimVerdict => (list.every((one) => gradeOf(one) === 'exact') ? 'exact' : 'within-rounding');

function decide(readings: readonly JudgedReading[], decimals: number): Pick<JudgedClaim, 'verdict' | 'reason' | 'decisive'> {
  const tried = readings.filter((one) => one.kind !== 'beside');
  const computed = tried.filter((one) => one.outcome !== null);
  const stated = computed.filter((one) => one.kind === 'as-stated');
  const open = computed.filter((one) => one.kind === 'reading');
  if (stated.length > 0 && stated.every(agrees)) return { verdict: asVerdict(stated), reason: '', decisive: stated[0] };
  const noneMissing = tried.every((one) => one.outcome !== null);
  if (stated.length === 0 && open.length > 1 && noneMissing && open.length === computed.length && open.every(agrees)) return { verdict: asVerdict(open), reason: 'under every reading tried', decisive: open[0] };
  const helped = computed.find((one) => one.kind !== 'as-stated' && gradeOf(one) === 'exact') ?? computed.find((one) => one.kind !== 'as-stated' && agrees(one));
  const alternatives = computed.filter((one) => one.kind !== 'as-stated');
  if (helped !== undefined) return { verdict: 'needs-an-assumption', reason: `${helped.assumes}${alternatives.length > 1 ? ` (${alternatives.filter(agrees).length} of ${alternatives.length} alternatives tried agree)` : ''}`, decisive: helped };
  const cut = computed.find((one) => gradeOf(one) === 'cut');
  if (cut !== undefined) return { verdict: 'needs-an-assumption', reason: `${cut.assumes === '' ? '' : `${cut.assumes}; `}digits were cut off, not rounded`, decisive: cut };
  const direct = [...stated, ...open];
  if (direct.length > 0) {
    const nearest = direct.reduce((best, one) => (Math.abs(one.agreement?.gap ?? Infinity) < Math.abs(best.agreement?.gap ?? Infinity) ? one : best));
    const gap = nearest.agreement?.gap ?? 0;
    const distance = gap === 0 ? `recomputed: ${nearest.text}` : `recomputed ${gap > 0 ? 'larger' : 'smaller'} by ${Math.abs(gap).toFixed(decimals + 2)}`;
    return { verdict: 'does-not-follow', reason: `${distance}${nearest.assumes === '' ? '' : ` (${nearest.assumes})`}`, decisive: nearest };
  }
  const lacking = [...new Set(tried.flatMap((one) => (one.missing === null ? [] : [one.missing])))];
  const [nearby] = [...computed].sort((a, b) => Math.abs(a.agreement?.gap ?? Infinity) - Math.abs(b.agreement?.gap ?? Infinity));
  const tryOut = nearby === undefined ? '' : `; ${nearby.text} if ${nearby.assumes}`;
  return { verdict: 'not-testable', reason: `not printed: ${lacking.length > 0 ? lacking.join('; ') : 'an input of this value'}${tryOut}`, decisive: nearby ?? null };
}

/** Errors: published.not-one where the claim's record does not exist. */
export function judgeClaim(claim: Claim, paper: string, library: PublishedLibrary): JudgedClaim {
  const record = library.one(paper, { id: claim.id });
  const decimals = library.decimals(paper, claim.id);
  const readings = claim.readings.map((one) => judgeReading(one, record, decimals, library, paper));
  return { id: claim.id, topic: claim.topic, claim: claim.text, record, printed: printedText(record, decimals), decimals, readings, ...decide(readings, decimals) };
}
