/**
 * Energy per inference from windows of a trace, both ways:
 *
 *     integrated     mean over windows of (mean power x length) / inferences       the energy of each call
 *     power x time   (mean of all power readings in windows) x (mean latency)      HI paper, 3.4.1
 *
 * Idle power is taken off both or neither. A window's lost time is given its mean power, and its interval all that its least and largest
 * power leave open; windows with less coverage than the limit are left out, and said.
 *
 *     half of the 95 % interval = hypot(t se, 1.96 alignment, idle) + lost
 *
 * se between windows holds what each window errs on its own; `alignment` what the clock fit shifts in all alike.
 */
import type { Estimate, Provenance } from '../measurements';
import { quantileSorted, standardError, summarise, tQuantile, trySummarise } from '../stats';
import type { Window } from '../sync/windows';
import type { BlockTrace } from '../trace/block-trace';
import { alignmentError } from './alignment';
import type { IdleBaseline } from './idle';
import { findWarnings, type EnergyWarning } from './warnings';
import { windowPower, type WindowPower } from './window-power';

export interface EnergyRequest {
  readonly trace: BlockTrace;
  readonly windows: readonly Window[];
  /** How many inferences each window holds. */
  readonly inferences: number;
  /** Null: not measured. */
  readonly idle: IdleBaseline | null;
  readonly subtractIdle: boolean;
  /** (windows) ms per inference by the board's own clock; left out: the windows' length. */
  readonly latencyMs?: Float64Array;
  /** A window with less is left out; the verdict turns bad. Left out: 0.999 (mlcommons/tiny takes 0.1 % loss for an error). */
  readonly minimumCoverage?: number;
  /** Of shunt and decoupling, from `measureSettling`; null: unknown, no warning can be given. */
  readonly timeConstantS?: number | null;
  /** What the figures are; left out: measured. What a simulated instrument says is never that. */
  readonly provenance?: Provenance;
}

/** A window far from the others, for the trace to show. */
export interface EnergyOutlier { readonly window: number; readonly from: number; readonly to: number; readonly energyMj: number }

export interface EnergyPerInference {
  /** mJ per inference; `n` windows. */
  readonly integratedMj: Estimate;
  readonly powerTimesTimeMj: Estimate;
  /** power x time less integrated, in mJ and as a share of integrated (null at 0). */
  readonly differenceMj: number; readonly differenceShare: number | null;
  readonly idleSubtracted: boolean;
  /** (windows) mJ per inference; NaN where a window was left out. */
  readonly perWindowMj: Float64Array;
  readonly quantilesMj: { readonly p5: number; readonly p25: number; readonly p50: number; readonly p75: number; readonly p95: number };
  /** Beyond three interquartile ranges of the middle half (Tukey, Exploratory Data Analysis, 2D); they are counted, never dropped. */
  readonly outliers: readonly EnergyOutlier[];
  /** What makes up half of the interval, in mJ. */
  readonly halfWidthMj: { readonly spread: number; readonly alignment: number; readonly idle: number; readonly lost: number };
  /** Measured share of the time in all windows. */
  readonly coverage: number;
  readonly windowsLeftOut: number;
  readonly warnings: readonly EnergyWarning[];
}

const Z = 1.959963984540054;

/** Null where no window is left, or the trace knows no power. Windows that are not at least a sample long are left out. */
export function energyPerInference(request: EnergyRequest): EnergyPerInference | null {
  const { trace, windows, idle, minimumCoverage = 0.999, provenance = 'measured' } = request;
  const inferences = Math.max(1, request.inferences);
  const powers = windows.map((window) => windowPower(trace, window.from, window.to));
  const coverage = share(powers.reduce((sum, p) => sum + p.measuredS, 0), powers.reduce((sum, p) => sum + p.durationS, 0));
  const used = powers.flatMap((p, i) => (p.meanW !== null && windows[i].to - windows[i].from >= 1 && p.measuredS / p.durationS >= minimumCoverage ? [i] : []));
  if (used.length === 0) return null;
  const idleSubtracted = request.subtractIdle && idle !== null;
  const idleW = idleSubtracted ? idle.powerW.value : 0;

  const perWindowMj = new Float64Array(windows.length).fill(NaN);
  for (const i of used) perWindowMj[i] = (1e3 * ((powers[i].meanW ?? 0) - idleW) * powers[i].durationS) / inferences;
  const values = Float64Array.from(used, (i) => perWindowMj[i]);
  const source = `${used.length} windows of ${inferences} inference${inferences === 1 ? '' : 's'}, trace integrated, idle power ${idleSubtracted ? 'subtracted' : 'included'}`;
  const bare = trySummarise(values, provenance, source);
  if (bare === null) return null;

  const meanOf = (read: (i: number) => number): number => used.reduce((sum, i) => sum + read(i), 0) / used.length;
  const alignments = used.map((i) => alignmentError(trace, windows[i]));
  const own = Math.hypot(...alignments.map((a) => a.ownJ)) / used.length;
  const shared = alignments.reduce((sum, a) => sum + a.sharedJ, 0) / used.length;
  const toMj = 1e3 / inferences;
  // The spread between windows already holds their own errors of alignment; a single window has no spread to hold it.
  const alignment = Z * toMj * (bare.sd === null ? Math.hypot(own, shared) : shared);
  const spread = bare.sd === null ? 0 : Math.max(tQuantile(0.975, bare.n - 1) * standardError(bare), Z * toMj * own);
  const idleHalf = idleSubtracted ? tHalf(idle.powerW) * meanOf((i) => powers[i].durationS) * toMj : 0;
  const lost = meanOf((i) => lostBound(powers[i])) * toMj;
  const half = Math.hypot(spread, alignment, idleHalf) + lost;
  const known = bare.sd !== null || half > 0;
  const integratedMj: Estimate = { ...bare, ci95: known ? [bare.value - half, bare.value + half] : null };

  const powerTimesTimeMj = powerTimesTime(request, used, powers, idleW, idleSubtracted, Math.hypot(alignment, idleHalf), lost);
  const differenceMj = powerTimesTimeMj.value - integratedMj.value;
  const sorted = values.slice().sort();
  const quantileAt = (p: number): number => quantileSorted(sorted, p) ?? bare.value;
  const [q1, q3] = [quantileAt(0.25), quantileAt(0.75)];
  const fence = 3 * (q3 - q1);
  return {
    integratedMj, powerTimesTimeMj, differenceMj, differenceShare: integratedMj.value === 0 ? null : differenceMj / integratedMj.value, idleSubtracted, perWindowMj,
    quantilesMj: { p5: quantileAt(0.05), p25: q1, p50: quantileAt(0.5), p75: q3, p95: quantileAt(0.95) },
    outliers: used.length < 8 ? [] : used.flatMap((i) => (perWindowMj[i] < q1 - fence || perWindowMj[i] > q3 + fence ? [{ window: i, from: windows[i].from, to: windows[i].to, energyMj: perWindowMj[i] }] : [])),
    halfWidthMj: { spread, alignment, idle: idleHalf, lost }, coverage, windowsLeftOut: windows.length - used.length,
    warnings: findWarnings({
      coverage, minimumCoverage, leftOut: windows.length - used.length, windows: windows.length, rateHz: trace.format.rateHz,
      shortestWindowS: used.reduce((least, i) => Math.min(least, powers[i].durationS), Infinity),
      timeConstantS: request.timeConstantS ?? null, differenceShare: integratedMj.value === 0 ? null : differenceMj / integratedMj.value,
      idleWanted: request.subtractIdle, idle,
    }),
  };
}

/** The paper's way: one mean power for all calls, times one mean latency. Its interval: errors of both, as of a product. */
function powerTimesTime({ windows, inferences, latencyMs, provenance = 'measured' }: EnergyRequest, used: readonly number[], powers: readonly WindowPower[], idleW: number, idleSubtracted: boolean, sharedHalf: number, lost: number): Estimate {
  const meanW = used.reduce((sum, i) => sum + powers[i].measuredJ, 0) / used.reduce((sum, i) => sum + powers[i].measuredS, 0) - idleW;
  // A call that the board did not time has the length of its window.
  const timesMs = Float64Array.from(used, (i) => (Number.isFinite(latencyMs?.[i]) ? (latencyMs as Float64Array)[i] : (1e3 * powers[i].durationS) / Math.max(1, inferences)));
  const source = `mean power in ${used.length} of ${windows.length} windows x mean latency (HI paper, 3.4.1), idle power ${idleSubtracted ? 'subtracted' : 'included'}`;
  const time = summarise(timesMs, provenance, source);
  const power = summarise(Float64Array.from(used, (i) => powers[i].meanW ?? 0), provenance, source);
  const n = used.length;
  const value = meanW * time.value;
  const se = Math.hypot(time.value * standardError(power), meanW * standardError(time));
  const half = (n > 1 ? Math.hypot(tQuantile(0.975, n - 1) * se, sharedHalf) : sharedHalf) + lost;
  return { value, n, sd: n > 1 ? se * Math.sqrt(n) : null, ci95: n > 1 || half > 0 ? [value - half, value + half] : null, median: null, p95: null, p99: null, provenance, source };
}

/** How far the energy of a window can be from mean power x length when its lost samples were anything between its least and largest. */
const lostBound = (p: WindowPower): number => Math.max(0, p.durationS - p.measuredS) * Math.max((p.maxW ?? 0) - (p.meanW ?? 0), (p.meanW ?? 0) - (p.minW ?? 0));
const tHalf = (estimate: Estimate): number => (estimate.n > 1 ? tQuantile(0.975, estimate.n - 1) * standardError(estimate) : 0);
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
