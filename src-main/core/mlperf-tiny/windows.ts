/** The benchmark's rules for timed windows: five inputs, one window each, long enough and often enough; the median counts. */
import type { Estimate, Provenance } from '../measurements';
import { summarise } from '../stats';

export type BenchmarkMode = 'performance' | 'accuracy' | 'energy';

export const benchmarkWindows = 5;
/** Both are required: the rules' "and" is the stricter reading of a README that says "or". */
export const leastWindowSeconds = 10;
export const leastIterations = 10;

/** One `infer N W`. `energyMj`: of the whole window, energy mode alone; `coverage`: share of its samples that were measured. */
export interface BenchmarkWindow {
  readonly file: string; readonly classes: number; readonly label: number;
  readonly iterations: number; readonly warmUps: number;
  readonly startUs: number; readonly endUs: number; readonly us: number; readonly wrapped: boolean;
  readonly results: readonly number[];
  readonly energyMj?: number; readonly coverage?: number;
}

export interface WindowScore {
  /** Inferences a second; the median of the windows. Null where the rules were not kept. */
  readonly throughput: number | null;
  /** µJ an inference; energy mode alone. */
  readonly energyUj: number | null;
  readonly latencyMs: Estimate | null;
  /** Null where one window’s energy is not known. */
  readonly energyMj: Estimate | null;
  /** Which rule was not kept, a sentence each; empty: the result is valid. */
  readonly problems: readonly string[];
  /** What does not make it invalid but should be known. */
  readonly notes: readonly string[];
}

/** Null where it was not measured or samples are missing: what the others add up to is not the energy of the window. */
export const wholeEnergyMj = ({ energyMj, coverage = 1 }: BenchmarkWindow): number | null => (energyMj === undefined || coverage < 1 ? null : energyMj);

/** `expected`: windows of a whole session. */
export function scoreWindows(windows: readonly BenchmarkWindow[], provenance: Provenance, expected = benchmarkWindows): WindowScore {
  const problems: string[] = [];
  if (windows.length !== expected) problems.push(`${windows.length} windows were measured where the rules ask for exactly ${expected}.`);
  for (const [i, { us, iterations, coverage }] of windows.entries()) {
    if (us / 1e6 < leastWindowSeconds) problems.push(`Window ${i + 1} lasted ${(us / 1e6).toFixed(3)} s where the rules ask for ${leastWindowSeconds} s; repeat with more --iterations.`);
    if (iterations < leastIterations) problems.push(`Window ${i + 1} had ${iterations} inferences where the rules ask for ${leastIterations}; repeat with more --iterations.`);
    if (coverage !== undefined && coverage < 1) problems.push(`Window ${i + 1} has ${(100 * (1 - coverage)).toFixed(2)} % of its samples missing, so its energy is not known.`);
  }
  const each = (value: (window: BenchmarkWindow) => number): Float64Array => Float64Array.from(windows, value);
  const energy = windows.length > 0 && windows.every((window) => wholeEnergyMj(window) !== null);
  const source = `${windows.length} windows of ${windows[0]?.iterations ?? 0} inferences`;
  const wrapped = windows.filter((window) => window.wrapped).length;
  const median = (values: Float64Array): number => summarise(values, provenance, source).median as number;
  return {
    throughput: problems.length > 0 ? null : median(each(({ us, iterations }) => iterations / (us / 1e6))),
    energyUj: problems.length > 0 || !energy ? null : median(each(({ energyMj, iterations }) => ((energyMj as number) * 1000) / iterations)),
    latencyMs: windows.length === 0 ? null : summarise(each(({ us, iterations }) => us / 1000 / iterations), provenance, source),
    energyMj: energy ? summarise(each(({ energyMj, iterations }) => (energyMj as number) / iterations), provenance, source) : null,
    problems,
    notes: wrapped === 0 ? [] : [`The board's 32-bit clock began anew in ${wrapped} window${wrapped === 1 ? '' : 's'}; the time is taken modulo 2^32 µs.`],
  };
}

/** Iterations for windows that hold the rules, with a tenth to spare. `eachMs`: one inference. */
export function iterationsFor(eachMs: number): number {
  return Math.max(leastIterations, Math.ceil((leastWindowSeconds * 1.1 * 1000) / Math.max(eachMs, 1e-3)));
}
