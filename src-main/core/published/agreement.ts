/** Does a recomputed value agree with the printed one: the rules, by kind of value and by qualifier. */
import type { Outcome } from './claim';
import type { PublishedRecord, Qualifier } from './record';
import type { Rounded } from './rounded';

/** `cut`: agrees only if the source cut digits off instead of rounding. `gap`: recomputed - printed, 0 for words. */
export interface Agreement { readonly grade: 'exact' | 'within' | 'cut' | 'none'; readonly gap: number }

/** "About 5" is taken to mean 5 % around 5, at least half a unit of its last digit. */
const aboutShare = 0.05;
const slack = 1e-9;

function compareNumber(printedValue: number, decimals: number, qualifier: Qualifier, { value, low, high }: Rounded): Agreement {
  const gap = value - printedValue;
  const bound: Partial<Record<Qualifier, (x: number) => boolean>> = { at_least: (x) => x >= printedValue, greater_than: (x) => x > printedValue, at_most: (x) => x <= printedValue, less_than: (x) => x < printedValue };
  const holds = bound[qualifier];
  if (holds !== undefined) return { grade: holds(low) && holds(high) ? 'exact' : holds(value) || holds(low) || holds(high) ? 'within' : 'none', gap };
  const unit = 10 ** -decimals;
  if (Math.abs(gap) <= unit / 2 + slack) return { grade: 'exact', gap };
  const half = qualifier === 'approx' ? Math.max(unit / 2, aboutShare * Math.abs(printedValue)) : unit / 2;
  // Intervals that only touch have nothing in common.
  if (high > printedValue - half + slack && low < printedValue + half - slack) return { grade: 'within', gap };
  return { grade: Math.abs(Math.trunc(value / unit + slack) * unit - printedValue) < slack && Math.abs(gap) < unit ? 'cut' : 'none', gap };
}

/** Is the printed number at most `most`? */
function compareBound(printedValue: number, most: Rounded): Agreement {
  return { grade: printedValue <= most.value + slack ? 'exact' : printedValue < most.high - slack ? 'within' : 'none', gap: most.value - printedValue };
}

const order = ['exact', 'within', 'cut', 'none'] as const;
const worse = (a: Agreement, b: Agreement): Agreement => {
  const [i, j] = [order.indexOf(a.grade), order.indexOf(b.grade)];
  return i === j ? (Math.abs(a.gap) >= Math.abs(b.gap) ? a : b) : i > j ? a : b;
};

/** Null where record and outcome are of different kinds. */
export function agreement(record: PublishedRecord, decimals: number, outcome: Outcome): Agreement | null {
  const { value, qualifier } = record;
  if (outcome.kind === 'number') return typeof value === 'number' ? compareNumber(value, decimals, qualifier, outcome.value) : null;
  if (outcome.kind === 'word') return typeof value === 'string' || value === null ? { grade: (value ?? 'none') === outcome.word ? 'exact' : 'none', gap: 0 } : null;
  if (outcome.kind === 'truth') {
    if (typeof value !== 'boolean') return null;
    return { grade: outcome.truth === value ? 'exact' : outcome.truth === null ? 'within' : 'none', gap: 0 };
  }
  const ends = value as { min?: number; max?: number; start?: number; end?: number } | null;
  const [from, to] = [ends?.min ?? ends?.start, ends?.max ?? ends?.end];
  if (from === undefined || to === undefined) return null;
  const last = outcome.kind === 'at-most' ? compareBound(to, outcome.most) : compareNumber(to, decimals, qualifier, outcome.to);
  return worse(compareNumber(from, decimals, qualifier, outcome.from), last);
}

/** The recomputed value with three decimals more than printed, so that it can be compared by hand. */
export function outcomeText(outcome: Outcome, decimals: number): string {
  const digits = (x: number): string => x.toFixed(decimals + 3);
  const one = ({ value, low, high }: Rounded): string => digits(value) + (digits(low) === digits(high) ? '' : ` [${digits(low)}, ${digits(high)}]`);
  switch (outcome.kind) {
    case 'number': return one(outcome.value);
    case 'pair': return `${one(outcome.from)} to ${one(outcome.to)}`;
    case 'at-most': return `${one(outcome.from)} to at most ${one(outcome.most)}`;
    case 'word': return outcome.word;
    case 'truth': return outcome.truth === null ? `${outcome.nominal}, undecided within rounding` : String(outcome.nominal);
  }
}

/** The numbers of an outcome, for tables and files. */
export function outcomeNumbers(outcome: Outcome): readonly Rounded[] {
  return outcome.kind === 'number' ? [outcome.value] : outcome.kind === 'pair' ? [outcome.from, outcome.to] : outcome.kind === 'at-most' ? [outcome.from, outcome.most] : [];
}

