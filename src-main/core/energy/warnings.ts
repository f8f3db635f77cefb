/** What should make a reader doubt an energy, each with the number that says so and what to do. */
import type { IdleBaseline } from './idle';
import { SETTLED_AFTER } from './settling';

export interface EnergyWarning {
  readonly kind: 'coverage' | 'short' | 'slow-instrument' | 'ways-differ' | 'no-idle' | 'idle-spread';
  /** One sentence: what, how much, what to do. */
  readonly text: string;
}

export interface WarningFacts {
  readonly coverage: number; readonly minimumCoverage: number; readonly leftOut: number; readonly windows: number; readonly rateHz: number;
  /** Of those that were used. */
  readonly shortestWindowS: number;
  readonly timeConstantS: number | null; readonly differenceShare: number | null;
  readonly idleWanted: boolean; readonly idle: IdleBaseline | null;
}

/** A window with fewer samples than this is as much the instrument's timing as the board's. */
const FEW_SAMPLES = 10;
/** The two ways differ by more than this: the power changes with the length of a call, or the latency is of something else. */
const WAYS_DIFFER = 0.02;

export function findWarnings(f: WarningFacts): EnergyWarning[] {
  const found: EnergyWarning[] = [];
  const warn = (kind: EnergyWarning['kind'], text: string): void => { found.push({ kind, text }); };
  if (f.leftOut > 0 || f.coverage < f.minimumCoverage) {
    warn('coverage', `${percent(1 - f.coverage)} of the time in the windows was lost, and ${f.leftOut} of ${f.windows} windows were left out because less than ${percent(f.minimumCoverage)} of them was measured; use another USB port, a shorter cable or a lower sample rate.`);
  }
  if (f.timeConstantS !== null && f.shortestWindowS < SETTLED_AFTER * f.timeConstantS) {
    warn('short', `The shortest window has ${ms(f.shortestWindowS)}, less than ${SETTLED_AFTER} time constants (${ms(f.timeConstantS)}) of shunt and decoupling, so part of its energy is measured outside of it; put several inferences into a window, or take capacitors off the board's supply.`);
  }
  if (f.shortestWindowS * f.rateHz < FEW_SAMPLES) {
    warn('slow-instrument', `The shortest window has ${Number((f.shortestWindowS * f.rateHz).toPrecision(2))} samples; at least ${FEW_SAMPLES} are wanted: raise the sample rate or put more inferences into a window.`);
  }
  if (f.differenceShare !== null && Math.abs(f.differenceShare) > WAYS_DIFFER) {
    warn('ways-differ', `Mean power x mean latency is ${percent(Math.abs(f.differenceShare))} ${f.differenceShare > 0 ? 'above' : 'below'} the integrated energy; compare the board's latency with the length of the windows before one of the two is reported.`);
  }
  if (f.idleWanted && f.idle === null) warn('no-idle', 'Idle power was to be subtracted but was not measured, so it is included; record the idle board for a few seconds and measure it.');
  const half = f.idle?.powerW.ci95 == null ? 0 : (f.idle.powerW.ci95[1] - f.idle.powerW.ci95[0]) / 2;
  if (f.idle !== null && half > 0.05 * Math.abs(f.idle.powerW.value)) warn('idle-spread', `The idle power is known to ${percent(half / Math.abs(f.idle.powerW.value))} only; record the idle board for longer, with nothing running on it.`);
  return found;
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
const ms = (s: number): string => `${Number((1e3 * s).toPrecision(3))} ms`;
