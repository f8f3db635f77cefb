/** What a window that lies a little beside its inference costs in energy: the step of the power at its ends, times the error of the time. */
import type { Window } from '../sync/windows';
import type { BlockTrace } from '../trace/block-trace';
import { windowPower } from './window-power';

/** Standard errors of a window's energy in J. */
export interface AlignmentError {
  /** From each end on its own; other windows err otherwise. */
  readonly ownJ: number;
  /** From a shift of the whole window that all windows share. */
  readonly sharedJ: number;
}

/**
 * own^2 = (step_from se_from)^2 + (step_to se_to)^2, steps as mean power inside minus outside. A shared shift d changes the energy by
 * d times what comes in at one end less what goes out at the other, whichever way it goes: the larger of the two.
 */
export function alignmentError(trace: BlockTrace, { from, to, fromSe, toSe, sharedSe }: Window): AlignmentError {
  const near = Math.max(2, Math.min((to - from) / 2, 4 + 3 * Math.max(fromSe, toSe, sharedSe)));
  const mean = (a: number, b: number): number | null => windowPower(trace, a, b).meanW;
  const inside = [mean(from, from + near), mean(to - near, to)];
  const [afterFrom, beforeTo] = [inside[0] ?? 0, inside[1] ?? 0];
  // Nothing measured outside: as if the board took nothing there, the largest step there can be.
  const [beforeFrom, afterTo] = [mean(from - near, from) ?? 0, mean(to, to + near) ?? 0];
  const { rateHz } = trace.format;
  return {
    ownJ: Math.hypot((afterFrom - beforeFrom) * fromSe, (beforeTo - afterTo) * toSe) / rateHz,
    sharedJ: (Math.max(Math.abs(afterTo - afterFrom), Math.abs(beforeFrom - beforeTo)) * sharedSe) / rateHz,
  };
}
