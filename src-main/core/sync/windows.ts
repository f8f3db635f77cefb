/** Windows of an inference on the trace: from edges of a line, from pulses, from the board's time stamps, from lines it printed. */
import { mapTime, type ClockFit } from './clock-fit';
import type { Edge } from './edges';

/** A stretch of the trace in samples (fractions count) with the standard error of either end. */
export interface Window {
  readonly from: number; readonly to: number;
  readonly fromSe: number; readonly toSe: number;
  /** Part of the errors that all windows of a run share (the clock fit), in samples: it does not shrink with their number. */
  readonly sharedSe: number;
  readonly label: string;
}

/** `unpaired`: begins without an end and ends without a beginning; they make no window. */
export interface FoundWindows { readonly windows: readonly Window[]; readonly unpaired: number }

/** An edge lies evenly somewhere in the sample before it, and in what was lost there: sd = width / sqrt(12). */
const edgeAt = ({ sample, lostBefore }: Edge): { at: number; se: number } => ({ at: sample - (1 + lostBefore) / 2, se: (1 + lostBefore) / Math.sqrt(12) });

/** A window while the line is at its active level. */
export function windowsFromLevel(edges: readonly Edge[], activeHigh = true): FoundWindows {
  return pair(edges.map((edge) => ({ ...edgeAt(edge), begins: edge.rising === activeHigh, ends: edge.rising !== activeHigh, label: '' })));
}

/**
 * A window from one pulse to the next (MLPerf Tiny: a short pulse at either end). `rising`: which edge of a pulse is its moment;
 * mlcommons/tiny takes falling edges on the LPM01A and rising ones on the Joulescope.
 */
export function windowsFromPulses(edges: readonly Edge[], rising: boolean): FoundWindows {
  const moments = edges.filter((edge) => edge.rising === rising).map(edgeAt);
  const windows: Window[] = [];
  for (let i = 0; i + 1 < moments.length; i += 2) windows.push(between(moments[i], moments[i + 1], 0, ''));
  return { windows, unpaired: moments.length % 2 };
}

/**
 * Begin and end of each call on the board's clock, n of each, in the unit of the fit's x; the fit's y is in samples. `stampSe`: of one
 * stamp, in samples (the board's clock step / sqrt(12)); `assumedSd` stands in for the residual of a fit of two pairs.
 */
export function windowsFromStamps(begin: Float64Array, end: Float64Array, fit: ClockFit, { stampSe = 0, assumedSd = 0 }: { readonly stampSe?: number; readonly assumedSd?: number } = {}): Window[] {
  return Array.from(begin, (x, i) => {
    const [a, b] = [mapTime(fit, x, assumedSd), mapTime(fit, end[i], assumedSd)];
    return { from: a.at, to: b.at, fromSe: stampSe, toSe: stampSe, sharedSe: Math.max(a.se, b.se), label: '' };
  });
}

/** Lines the board printed, each at the sample at which it came; a line holds `begin` or `end`, what follows names the window. */
export function windowsFromText(lines: readonly { readonly sample: number; readonly text: string }[], begin: string, end: string, se: number): FoundWindows {
  return pair(lines.flatMap(({ sample, text }) => {
    const [begins, ends] = [text.includes(begin), text.includes(end)];
    return begins || ends ? [{ at: sample, se, begins: begins && !ends, ends, label: begins ? text.slice(text.indexOf(begin) + begin.length).trim() : '' }] : [];
  }));
}

interface Moment { readonly at: number; readonly se: number; readonly begins: boolean; readonly ends: boolean; readonly label: string }

function pair(moments: readonly Moment[]): FoundWindows {
  const windows: Window[] = [];
  let unpaired = 0;
  let open: Moment | null = null;
  for (const moment of moments) {
    if (moment.begins) {
      if (open !== null) unpaired++;
      open = moment;
    } else if (moment.ends) {
      if (open === null) unpaired++;
      else windows.push(between(open, moment, 0, open.label));
      open = null;
    }
  }
  return { windows, unpaired: unpaired + (open === null ? 0 : 1) };
}

const between = (a: { at: number; se: number }, b: { at: number; se: number }, sharedSe: number, label: string): Window => ({ from: a.at, to: b.at, fromSe: a.se, toSe: b.se, sharedSe, label });
