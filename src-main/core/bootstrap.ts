/** The paired bootstrap: 95 % intervals of many means at once, every one from the same resamples of the samples. */
import { createRandom } from './random';
import { quantileSorted, sumOf } from './stats';

/** One quantity of one strategy: (N) values, and how the standard errors of the timed stages enter its mean. */
export interface BootstrapColumn {
  readonly values: Float64Array | Uint8Array;
  /** Each resample adds weight * se[source] * z[source], with one standard normal z a source shared by all columns. */
  readonly noise: readonly { readonly source: number; readonly weight: number }[];
}

/** Only plain data and typed arrays, so that it can go to a worker. */
export interface BootstrapRequest {
  readonly seed: number;
  readonly resamples: number;
  /** N; every column has that many values. */
  readonly samples: number;
  readonly columns: readonly BootstrapColumn[];
  /** Standard error of each timed stage, in the unit of the columns that use it. */
  readonly se: readonly number[];
  /** Columns to compare, by position. */
  readonly pairs: readonly { readonly of: number; readonly versus: number }[];
}

/** `value` is the plain mean; `low` and `high` bound the central 95 % of the resamples and always enclose it. */
export interface BootstrapInterval { readonly value: number; readonly low: number; readonly high: number }

export interface BootstrapResult {
  readonly columns: readonly BootstrapInterval[];
  /** `difference` of - versus; `reduction` 1 - of / versus, null where versus is or may be 0. */
  readonly pairs: readonly { readonly difference: BootstrapInterval; readonly reduction: BootstrapInterval | null }[];
}

/** More distinct values than this and a column is gathered sample by sample; below, samples are counted by pattern, group by group. */
const FEW = 64;

/** Percentile bootstrap (Efron). Null where there are no samples or no resamples. O(resamples (N + patterns columns)). */
export function bootstrap(request: BootstrapRequest): BootstrapResult | null {
  const { samples: n, resamples, columns, se, pairs } = request;
  if (n < 1 || resamples < 1) return null;
  const value = columns.map((column) => mean(column.values, n));
  const { groups, gathered } = fold(columns, n);
  const means = columns.map(() => new Float64Array(resamples));
  const random = createRandom(request.seed);
  const z = new Float64Array(se.length);
  const many = gathered.map((c) => columns[c].values);
  const sums = new Float64Array(many.length);

  for (let r = 0; r < resamples; r++) {
    for (const { counts } of groups) counts.fill(0);
    sums.fill(0);
    for (let d = 0; d < n; d++) {
      const i = Math.floor(random.next() * n);
      for (let g = 0; g < groups.length; g++) groups[g].counts[groups[g].pattern[i]]++;
      for (let m = 0; m < many.length; m++) sums[m] += many[m][i];
    }
    for (let s = 0; s < z.length; s++) z[s] = random.normal();
    for (const { counts, members, table } of groups) {
      members.forEach((c, m) => {
        let total = 0;
        for (let p = 0; p < counts.length; p++) total += counts[p] * table[m * counts.length + p];
        means[c][r] = total / n;
      });
    }
    gathered.forEach((c, m) => (means[c][r] = sums[m] / n));
    for (let c = 0; c < columns.length; c++) for (const { source, weight } of columns[c].noise) means[c][r] += weight * se[source] * z[source];
  }
  return {
    columns: columns.map((_, c) => interval(value[c], means[c].slice())),
    pairs: pairs.map(({ of, versus }) => ({
      difference: interval(value[of] - value[versus], means[of].map((m, r) => m - means[versus][r])),
      reduction: value[versus] > 0 && means[versus].every((m) => m > 0)
        ? interval(1 - value[of] / value[versus], means[of].map((m, r) => 1 - m / means[versus][r]))
        : null,
    })),
  };
}

/** Columns that are counted together: `pattern` (N) numbers, `counts` one a pattern, `table` (members, patterns) their values. */
interface Group { readonly pattern: Uint32Array; readonly counts: Int32Array; readonly members: readonly number[]; readonly table: Float64Array }

/**
 * Samples whose few-valued columns all agree are one pattern: a resample is then N counts and a small product, not N times columns sums.
 * Where columns make nearly as many patterns as samples, a new group of columns begins. `gathered`: columns with too many values to be folded.
 */
function fold(columns: readonly BootstrapColumn[], n: number): { groups: Group[]; gathered: number[] } {
  const groups: Group[] = [];
  const gathered: number[] = [];
  let pattern = new Uint32Array(n);
  let first = [0];
  let members: number[] = [];
  const close = (): void => {
    if (members.length === 0) return;
    const table = new Float64Array(members.length * first.length);
    members.forEach((c, m) => first.forEach((i, p) => (table[m * first.length + p] = columns[c].values[i])));
    groups.push({ pattern, counts: new Int32Array(first.length), members, table });
    [pattern, first, members] = [new Uint32Array(n), [0], []];
  };
  const refine = (values: BootstrapColumn['values'], seen: ReadonlyMap<number, number>): { next: Uint32Array<ArrayBuffer>; firsts: number[] } => {
    const refined = new Map<number, number>();
    const next = new Uint32Array(n);
    const firsts: number[] = [];
    for (let i = 0; i < n; i++) {
      const key = pattern[i] * (FEW + 1) + (seen.get(values[i]) ?? 0);
      let id = refined.get(key);
      if (id === undefined) refined.set(key, (id = firsts.push(i) - 1));
      next[i] = id;
    }
    return { next, firsts };
  };
  columns.forEach(({ values }, c) => {
    const seen = new Map<number, number>();
    for (let i = 0; i < n && seen.size <= FEW; i++) if (!seen.has(values[i])) seen.set(values[i], seen.size);
    if (seen.size > FEW) {
      gathered.push(c);
      return;
    }
    let { next, firsts } = refine(values, seen);
    if (firsts.length > Math.max(FEW, n / 8)) {
      close();
      ({ next, firsts } = refine(values, seen));
    }
    [pattern, first] = [next, firsts];
    members.push(c);
  });
  close();
  return { groups, gathered };
}

function interval(value: number, means: Float64Array): BootstrapInterval {
  means.sort();
  const low = quantileSorted(means, 0.025) ?? value;
  const high = quantileSorted(means, 0.975) ?? value;
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}

function mean(values: Float64Array | Uint8Array, n: number): number {
  return sumOf(values, n) / n;
}
